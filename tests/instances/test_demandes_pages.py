"""A demand for a meeting, from the letter received to the séance that answers it (CNV-16)."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from governance.regles import RegleViolee
from instances.actions import demandes as actions
from instances.models import DemandeReunion, Seance
from instances.queries import demandes as queries
from tests import distribution
from tests import factories as f

pytestmark = [pytest.mark.django_db, pytest.mark.regle("CNV-16")]
SAISIE = {"origine": "membres", "motif": "Collecte", "ordre_du_jour": "Tournées", "avant_on": ""}


@pytest.fixture
def scene() -> distribution.Scene:
    return distribution.monter()


def lire(client: Any, scene: distribution.Scene, suite: str, qui: str = "odile") -> Any:
    client.force_login(scene.acces[qui].user)
    with f.portee_nette():
        return client.get(scene.url(suite))


def poster(client: Any, scene: distribution.Scene, suite: str, qui: str, **champs: Any) -> Any:
    client.force_login(scene.acces[qui].user)
    with f.portee_nette():
        return client.post(scene.url(suite), champs or {"x": "1"})


def texte(reponse: Any) -> str:
    lu = BeautifulSoup(reponse.content, "html.parser").get_text(" ")
    return " ".join(lu.replace("\u00a0", " ").split())


def enregistrer(scene: distribution.Scene, *signataires: str, **champs: Any) -> DemandeReunion:
    with scene.entrer():
        return actions.enregistrer_demande(
            scene.conseil,
            by=scene.odile.user,
            at=timezone.now(),
            signataires=[scene.elus[nom] for nom in signataires],
            **{
                "origine": "membres",
                "recue_on": timezone.localdate(),
                "motif": "Collecte",
                "ordre_du_jour": "Tournées",
            }
            | champs,
        )


def test_a_clerk_writes_a_demand_down_and_the_page_counts(client, scene):
    # Six members in exercise: two sign.
    signataires = [scene.elus[nom].pk for nom in ("camille", "remi")]
    suite = f"instances/{scene.conseil.pk}/demander/"
    compte = lire(client, scene, f"{suite}verdict/?signataires={signataires[0]}")
    assert "1 signature sur 2 nécessaires (6 membres en exercice)" in texte(compte)
    jour = timezone.localdate().isoformat()
    reponse = poster(
        client, scene, suite, "odile", **SAISIE, recue_on=jour, signataires=signataires
    )
    assert reponse.status_code == 302
    page = texte(lire(client, scene, reponse["Location"].split(f"/{scene.slug}/")[1]))
    assert "la demande oblige à réunir l’instance" in page
    assert "À tenir au plus tard le" in page
    assert "Réunion demandée" in texte(lire(client, scene, "calendrier/echeances/"))


def test_an_elu_who_is_not_a_member_cannot_be_ticked(client, scene):
    reponse = poster(
        client, scene, f"instances/{scene.conseil.pk}/demander/", "odile",
        **SAISIE, recue_on=timezone.localdate().isoformat(), signataires=[scene.elus["hugo"].pk],
    )  # fmt: skip
    assert reponse.status_code == 422
    with scene.entrer():
        assert DemandeReunion.objects.count() == 0


def test_only_the_prefet_shortens(client, scene):
    jour = timezone.localdate()
    saisie = {
        **SAISIE,
        "recue_on": jour.isoformat(),
        "avant_on": (jour + dt.timedelta(9)).isoformat(),
    }
    suite = f"instances/{scene.conseil.pk}/demander/"
    assert poster(client, scene, suite, "odile", **saisie).status_code == 422
    reponse = poster(client, scene, suite, "odile", **{**saisie, "origine": "prefet"})
    assert reponse.status_code == 302
    with scene.entrer():
        [alerte] = queries.alertes(scene.intercommunalite, timezone.now())
    assert alerte.limite == jour + dt.timedelta(9)
    assert alerte.limite_envoi == jour + dt.timedelta(3)


def test_a_member_signs_once_from_his_own_account(client, scene):
    demande = enregistrer(scene, "remi")
    suite = f"demandes/{demande.pk}/"
    assert "Signer cette demande" in texte(lire(client, scene, suite, "camille"))
    assert poster(client, scene, f"{suite}signer/", "camille").status_code == 302
    assert poster(client, scene, f"{suite}signer/", "camille").status_code == 422
    assert poster(client, scene, f"{suite}signer/", "samir").status_code == 403
    assert lire(client, scene, suite, "samir").status_code == 403
    with scene.entrer():
        assert demande.signataires.count() == 2
        assert scene.intercommunalite.audit.filter(verbe="demande_signer").count() == 2


def test_a_suppleant_does_not_sign(scene):
    demande = enregistrer(scene)
    with scene.entrer(), pytest.raises(RegleViolee, match="membre en exercice"):
        actions.signer_demande(demande, scene.elus["hugo"], by=scene.odile.user, at=timezone.now())


def test_the_seance_that_answers_silences_the_alert(client, scene):
    demande = enregistrer(scene, "camille", "remi")
    jour = timezone.localdate() + dt.timedelta(days=20)
    saisie = {"instance": scene.conseil.pk, "jour": jour.isoformat(), "heure": "18:30"}
    page = lire(client, scene, f"demandes/{demande.pk}/seance/")
    assert page.status_code == 200
    reponse = poster(client, scene, f"demandes/{demande.pk}/seance/", "odile", **saisie)
    assert reponse.status_code == 302
    with scene.entrer():
        seance = Seance.objects.get(demande=demande)
        assert queries.alertes(scene.intercommunalite, timezone.now()) == []
        Seance.objects.filter(pk=seance.pk).update(starts_at=timezone.now() + dt.timedelta(days=31))
        assert len(queries.alertes(scene.intercommunalite, timezone.now())) == 1


def test_a_demand_that_binds_is_not_filed_away(client, scene):
    demande = enregistrer(scene, "camille", "remi")
    suite = f"demandes/{demande.pk}/classer/"
    reponse = poster(client, scene, suite, "odile", motif="Sans objet")
    assert reponse.status_code == 422
    assert "excès de pouvoir" in texte(reponse)
    insuffisante = enregistrer(scene, "camille")
    reponse = poster(
        client, scene, f"demandes/{insuffisante.pk}/classer/", "odile", motif="Une signature"
    )
    assert reponse.status_code == 302
    assert "1 demande classée" in texte(lire(client, scene, "demandes/"))
