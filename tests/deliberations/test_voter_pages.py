"""The vote on a member’s phone and beside it in the console: what each page shows and takes."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from deliberations import actions_appels
from deliberations.models import Voix
from deliberations.queries.appels import Registre
from deliberations.regles.majorite import Sens
from instances.models import Siegeant
from tests import factories as f
from tests.deliberations import test_voter
from tests.deliberations.test_conduite_pages import HTMX, page, poster, texte
from tests.deliberations.test_voter import ouvrir, relu, telephone, voir, voter
from tests.seances_tenues import Tenue

pytestmark = pytest.mark.django_db
t = test_voter.t


# The phone -----------------------------------------------------------------------------------


def test_a_member_votes_for_himself_and_for_his_mandant(client: Any, t: Tenue) -> None:
    assert "Aucun vote n’est ouvert" in texte(voir(client, t, "camille"))
    with t.scene.entrer():
        ouvrir(t)
    vue = texte(voir(client, t, "camille"))
    assert "Ma voix" in vue
    assert "PETIT, par pouvoir" in vue
    assert telephone(client, t, "camille", "contre").status_code == 302
    recu = telephone(client, t, "camille", "pour", pour="jeanne", **HTMX)
    assert "Noté à" in texte(recu)
    with t.scene.entrer():
        lues = {v.siegeant_id: v.sens for v in Voix.objects.all()}
    assert lues == {t.sieges["camille"].pk: "contre", t.sieges["jeanne"].pk: "pour"}
    with t.scene.entrer():
        actions_appels.clore_appel(relu(t), sans_voix=Sens.ABSTENTION, **t.qui())
    finie = texte(voir(client, t, "camille"))
    assert "Vote clos" in finie
    assert "contre" in finie
    refus = telephone(client, t, "camille", "pour", **HTMX)
    assert refus.status_code == 422
    assert "n’y est pas comptée" in texte(refus)


def test_a_voice_for_the_former_vote_is_not_given_to_the_next(client: Any, t: Tenue) -> None:
    with t.scene.entrer():
        ancien = ouvrir(t)
        actions_appels.abandonner_appel(relu(t), **t.qui())
        ouvrir(t)
    client.force_login(t.scene.paul.user)
    adresse = t.scene.url(f"seances/1/voter/{t.sieges['paul'].pk}/")
    with f.portee_nette():
        reponse = client.post(adresse, {"sens": "pour", "appel": ancien.pk}, headers=HTMX)
    assert reponse.status_code == 422
    with t.scene.entrer():
        assert not Voix.objects.exists()


def test_who_is_absent_sees_why_and_others_do_not_enter(client: Any, t: Tenue) -> None:
    with t.scene.entrer():
        t.part("marc")
        Siegeant.objects.filter(pk=t.sieges["marc"].pk).update(vote=True)
        ouvrir(t)
    assert "a quitté la séance" in texte(voir(client, t, "marc"))
    assert voir(client, t, "odile").status_code == 403
    assert voir(client, t, "samir").status_code == 403


def test_nothing_new_on_a_phone_is_a_304_without_reading_the_seance_whole(
    client: Any, t: Tenue
) -> None:
    with t.scene.entrer():
        ouvrir(t)
    version = voir(client, t, "paul").headers["ETag"]
    client.force_login(t.scene.paul.user)
    adresse = t.scene.url("seances/1/voter/etat/")
    with f.portee_nette(), CaptureQueriesContext(connection) as captees:
        assert client.get(adresse, headers={"If-None-Match": version}).status_code == 304
    lues = [q for q in captees.captured_queries if " FROM " in q["sql"]]
    assert len(lues) <= 8
    telephone(client, t, "paul", "pour")
    assert voir(client, t, "paul", "etat/", **{"If-None-Match": version}).status_code == 200


# The console ---------------------------------------------------------------------------------


def test_the_clerk_opens_follows_and_closes(client: Any, t: Tenue) -> None:
    with t.scene.entrer():
        point = t.point("1.2").pk
    envoi = {"mode": "public", "electronique": "on"}
    assert poster(client, t, f"points/{point}/appel/ouvrir/", envoi).status_code == 302
    vue = texte(page(client, t))
    assert "0 voix notée sur 4, 4 attendues" in vue
    with t.scene.entrer():
        voter(t, "paul", "pour")
        appel = relu(t).pk
    marc = t.sieges["marc"].pk
    for sens in ("contre", "", "contre"):
        envoi = {"sens": sens, "voie": "appel"}
        assert poster(client, t, f"appels/{appel}/voix/{marc}/", envoi).status_code == 302
    vu = poster(client, t, f"appels/{appel}/clore/", {"geste": "voir", "sans_voix": "abstention"})
    assert "1 pour, 1 contre" in texte(vu) or "Adopté" in texte(vu)
    assert "quorum" in texte(vu).lower()
    refus = poster(client, t, f"appels/{appel}/clore/", {"geste": "clore"})
    assert refus.status_code == 422
    fini = poster(client, t, f"appels/{appel}/clore/", {"geste": "clore", "sans_voix": "contre"})
    assert fini.status_code in {302, 422}
    with t.scene.entrer():
        assert Voix.objects.count() == 2


@pytest.mark.regle("AMD-05", "SCR-02")
def test_the_roll_call_answers_the_question_put_to_the_vote(client: Any, t: Tenue) -> None:
    with t.scene.entrer():
        point = t.point("1.2").pk
    code = "renvoi:Le chiffrage manque"
    choix = poster(
        client, t, f"points/{point}/vote/", {"geste": "question:renvoi", "objet_renvoi": code[7:]}
    )
    champ = BeautifulSoup(choix.content, "html.parser").select_one("input[form=form-appel]")
    assert champ is not None
    assert champ["value"] == code
    envoi = {"mode": "public", "question": code}
    assert poster(client, t, f"points/{point}/appel/ouvrir/", envoi).status_code == 302
    with t.scene.entrer():
        appel = relu(t)
        assert (appel.procedure, appel.objet) == ("renvoi", "Le chiffrage manque")
        actions_appels.clore_appel(appel, sans_voix=Sens.POUR, **t.qui())
        assert t.point("1.2").etat == "renvoye"


@pytest.mark.regle("AMD-04")
def test_an_amendment_out_of_order_is_called_by_name(client: Any, t: Tenue) -> None:
    with t.scene.entrer():
        point = t.point("1.2")
        for rang in (1, 2):
            f.AmendementFactory(
                intercommunalite=t.scene.intercommunalite, point=point, numero=rang, ordre=rang,
                auteur=t.sieges["marc"],
            )  # fmt: skip
    envoi = {"mode": "public", "question": "amendement:2"}
    assert poster(client, t, f"points/{point.pk}/appel/ouvrir/", envoi).status_code == 302
    with t.scene.entrer():
        assert relu(t).amendement.numero == 2


def test_members_are_called_by_family_name(t: Tenue) -> None:
    """Not by civility, nor by first name: Camille ROUSSEL comes after Paul GIRARD."""
    with t.scene.entrer():
        appel = ouvrir(t)
        registre = Registre(appel, at=timezone.now())
        noms = [ligne.nom.split()[-1] for ligne in registre.lignes]
        assert noms == sorted(noms)
        assert [nom.split()[-1] for nom in registre.muets] == noms
        assert registre.appele is not None
        assert registre.appele.nom == registre.lignes[0].nom


def test_the_refusal_of_a_secret_vote_leads_to_paper(client: Any, t: Tenue) -> None:
    with t.scene.entrer():
        point = t.point("1.2").pk
    envoi = {"mode": "secret", "electronique": "on"}
    reponse = poster(client, t, f"points/{point}/appel/ouvrir/", envoi)
    assert reponse.status_code == 422
    assert "sur papier" in texte(reponse)
