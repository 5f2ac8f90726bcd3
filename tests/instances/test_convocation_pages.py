"""The convocation step in the browser: shown, refused, sent, followed, handed over."""

import datetime as dt
import io
from typing import Any

import pikepdf
import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from governance.models import Envoi, Fichier, Scelle
from instances.actions.convoquer import convoquer
from instances.models import Convocation, PreferenceCanal
from tests import distribution
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> distribution.Scene:
    return distribution.monter()


def page(client: Any, scene: distribution.Scene, suite: str = "", qui: str = "odile") -> Any:
    client.force_login(scene.acces[qui].user)
    with f.portee_nette():
        return client.get(scene.url(f"seances/1/convocation/{suite}"))


def poster(
    client: Any, scene: distribution.Scene, suite: str, donnees: Any = None, qui: str = "odile"
) -> Any:
    client.force_login(scene.acces[qui].user)
    with f.portee_nette():
        return client.post(scene.url(f"seances/1/convocation/{suite}"), donnees or {"x": "1"})


def envoyee(scene: distribution.Scene) -> Convocation:
    with scene.entrer():
        return convoquer(scene.seance, by=scene.odile.user, at=timezone.now())


def soupe(reponse: Any) -> BeautifulSoup:
    return BeautifulSoup(reponse.content, "html.parser")


def tardive(scene: distribution.Scene) -> None:
    with scene.entrer():
        scene.seance.starts_at = timezone.now() + dt.timedelta(days=3)
        scene.seance.save()


def test_before_the_click_the_page_says_the_delay_the_checks_and_the_people(
    client: Any, scene: distribution.Scene
) -> None:
    reponse = page(client, scene)
    assert reponse.status_code == 200
    lue = soupe(reponse)
    assert "Envoi au plus tard le" in lue.select_one(".clock").text
    assert len(lue.select(".frise li")) >= 6
    lignes = lue.select("#a-convoquer tr")
    assert len(lignes) == 7
    assert any("Suppléant de Mme Fatou DIOP" in ligne.text for ligne in lignes)
    bouton = lue.find("button", string="Envoyer la convocation")
    assert bouton.get("aria-disabled") is None
    assert "7 messages partiront aussitôt" in lue.text.replace("\u00a0", " ")


@pytest.mark.regle("CNV-04")
def test_a_blocked_dispatch_says_why_before_the_click(
    client: Any, scene: distribution.Scene
) -> None:
    tardive(scene)
    lue = soupe(page(client, scene))
    bouton = lue.find("button", string="Envoyer la convocation")
    assert bouton["aria-disabled"] == "true"
    assert lue.find(id=bouton["aria-describedby"])
    assert "règle CNV-04" in lue.select_one(".checks").text


@pytest.mark.regle("CNV-04")
def test_a_refusal_after_the_click_gives_the_rule_and_moves_nothing(
    client: Any, scene: distribution.Scene
) -> None:
    tardive(scene)
    reponse = poster(client, scene, "envoyer/")
    assert reponse.status_code == 422
    lue = soupe(reponse)
    assert lue.find(attrs={"data-hc-refus": True})
    assert "règle CNV-04" in lue.text
    with scene.entrer():
        assert not Convocation.objects.exists()


def test_sending_answers_with_what_was_done(client: Any, scene: distribution.Scene) -> None:
    reponse = poster(client, scene, "envoyer/")
    assert reponse.status_code == 302
    lue = soupe(page(client, scene))
    assert "7 messages partent" in lue.text.replace("\u00a0", " ")
    assert len(lue.select("#lignes-suivi tr")) == 7
    assert lue.find(attrs={"data-hc-suivre": True})
    assert lue.find(attrs={"data-hc-arreter": True})


def test_a_second_click_sends_nothing_and_says_so(client: Any, scene: distribution.Scene) -> None:
    poster(client, scene, "envoyer/")
    reponse = poster(client, scene, "envoyer/")
    assert reponse.status_code == 422
    assert "déjà partie" in reponse.content.decode()
    with scene.entrer():
        assert Envoi.objects.count() == 7


def test_a_person_without_an_address_is_named_for_the_service_to_tell(
    client: Any, scene: distribution.Scene
) -> None:
    with scene.entrer():
        f.NominationFactory(
            intercommunalite=scene.intercommunalite, instance=scene.commission, elu=None,
            personne="Mme Inès FARGES, experte", qualite="invite",
        )  # fmt: skip
    client.force_login(scene.odile.user)
    with f.portee_nette():
        reponse = client.get(scene.url("seances/2/convocation/"))
    assert "Mme Inès FARGES, experte" in soupe(reponse).select_one("footer p.small").text


def test_opening_a_page_sends_nothing(client: Any, scene: distribution.Scene) -> None:
    client.force_login(scene.odile.user)
    with f.portee_nette():
        assert client.get(scene.url("seances/1/convocation/envoyer/")).status_code == 405
    page(client, scene)
    page(client, scene, "apercu.pdf")
    with scene.entrer():
        assert not Envoi.objects.exists()


def test_the_preview_is_marked_and_never_kept(client: Any, scene: distribution.Scene) -> None:
    reponse = page(client, scene, "apercu.pdf")
    assert reponse.headers["Content-Type"] == "application/pdf"
    assert reponse.headers["Content-Disposition"].startswith("inline")
    assert "no-store" in reponse.headers["Cache-Control"]
    document = pikepdf.open(io.BytesIO(reponse.content))
    assert "/StructTreeRoot" in document.Root
    with scene.entrer():
        assert not Fichier.objects.exists()


def test_the_page_follows_the_messages_until_there_is_nothing_to_wait_for(
    client: Any, scene: distribution.Scene
) -> None:
    envoyee(scene)
    fragment = soupe(page(client, scene, "suivi/"))
    assert fragment.find(attrs={"data-hc-suivre": True})
    with scene.entrer():
        Envoi.objects.update(etat="remis", sent_at=timezone.now(), reponse="250 OK")
    fragment = soupe(page(client, scene, "suivi/"))
    assert fragment.find(attrs={"data-hc-suivre": True}), "l’horodatage est demandé"
    with scene.entrer():
        Scelle.objects.update(erreur="L’autorité ne répond pas.")
    fragment = soupe(page(client, scene, "suivi/"))
    assert not fragment.find(attrs={"data-hc-suivre": True})
    assert not fragment.find(attrs={"data-hc-arreter": True})
    annonce = fragment.find(attrs={"data-hc-annonce": True}).text
    assert annonce.replace("\u00a0", " ") == "6 membres sur 6 sont régulièrement convoqués."


def test_the_stored_documents_are_given_back_as_they_were_sent(
    client: Any, scene: distribution.Scene
) -> None:
    convocation = envoyee(scene)
    with scene.entrer():
        convocation.refresh_from_db()
        attendus = {
            "1/convocation.pdf": convocation.pdf.chemin.read_bytes(),
            "1/convocation.ics": convocation.ics.chemin.read_bytes(),
        }
    for suite, octets in attendus.items():
        reponse = page(client, scene, suite)
        assert reponse.content == octets
        assert "no-store" in reponse.headers["Cache-Control"]
    assert (
        page(client, scene, "1/convocation.ics")
        .headers["Content-Disposition"]
        .startswith("attachment")
    )
    assert page(client, scene, "2/convocation.pdf").status_code == 404


def test_who_was_convened_reads_the_convocation_and_nobody_else_does(
    client: Any, scene: distribution.Scene
) -> None:
    envoyee(scene)
    for qui, attendu in {"camille": 200, "marc": 200, "diane": 200, "samir": 403}.items():
        assert page(client, scene, "1/convocation.pdf", qui).status_code == attendu, qui


@pytest.mark.parametrize("qui", ["samir", "camille", "marc", "paul", "line"])
def test_others_neither_prepare_nor_send(client: Any, scene: distribution.Scene, qui: str) -> None:
    assert page(client, scene, "", qui).status_code == 403
    assert page(client, scene, "apercu.pdf", qui).status_code == 403
    assert poster(client, scene, "envoyer/", qui=qui).status_code == 403


def test_the_neighbour_sees_nothing(client: Any, scene: distribution.Scene) -> None:
    voisine = distribution.monter_a_cote()
    convocation = envoyee(scene)
    with scene.entrer():
        envoi = convocation.remises.first().envoi_id
    client.force_login(voisine.nadia.user)
    suites = ("", "apercu.pdf", "suivi/", "1/convocation.pdf", "1/convocation.ics")
    for suite in (*suites, f"plis/{envoi}/"):
        with f.portee_nette():
            reponse = client.get(scene.url(f"seances/1/convocation/{suite}"))
        assert reponse.status_code == 404, suite
    # Same number, her own séance: the neighbour's message is no more there than elsewhere.
    with f.portee_nette():
        reponse = client.get(voisine.url(f"seances/1/convocation/plis/{envoi}/"))
    assert reponse.status_code == 404


# Paper --------------------------------------------------------------------------------


def pli(scene: distribution.Scene) -> Envoi:
    with scene.entrer():
        PreferenceCanal.objects.create(
            intercommunalite=scene.intercommunalite,
            elu=scene.elus["marc"],
            canal="papier",
            adresse="12 place de la Mairie",
            demande_on=timezone.localdate(),
        )
    convocation = envoyee(scene)
    with scene.entrer():
        return convocation.remises.get(elu=scene.elus["marc"]).envoi


def test_a_letter_to_hand_over_is_listed_and_its_day_noted(
    client: Any, scene: distribution.Scene
) -> None:
    envoi = pli(scene)
    lue = soupe(page(client, scene))
    lien = lue.select_one(f'a[href$="/plis/{envoi.pk}/"]')
    assert "M. Marc TISSOT" in lien.text
    assert "12 place de la Mairie" in page(client, scene, f"plis/{envoi.pk}/").content.decode()
    jour = timezone.localdate().isoformat()
    reponse = poster(client, scene, f"plis/{envoi.pk}/", {"on": jour})
    assert reponse.status_code == 302
    with scene.entrer():
        envoi.refresh_from_db()
    assert envoi.etat == "depose"


@pytest.mark.regle("CNV-06")
@pytest.mark.parametrize("saisie", ["2099-01-01", "2026-02-30", "hier", ""])
def test_an_impossible_postmark_keeps_what_was_typed(
    client: Any, scene: distribution.Scene, saisie: str
) -> None:
    envoi = pli(scene)
    reponse = poster(client, scene, f"plis/{envoi.pk}/", {"on": saisie})
    assert reponse.status_code == 422
    lue = soupe(reponse)
    assert lue.find(id="id_on").get("value", "") == saisie
    assert lue.find(id="id_on")["aria-invalid"] == "true"
    with scene.entrer():
        envoi.refresh_from_db()
    assert envoi.etat == "sur_papier"
