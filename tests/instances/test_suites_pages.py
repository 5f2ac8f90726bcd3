"""The pages that follow a convocation: correct it, move the day, lack a quorum, convene again."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from instances.actions import seances as actions
from instances.actions.convoquer import convoquer
from instances.models import Seance
from tests import distribution
from tests import factories as f
from tests.seances_tenues import installer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> distribution.Scene:
    montee = distribution.monter()
    with montee.entrer():
        convoquer(montee.seance, by=montee.odile.user, at=timezone.now())
    return montee


def lire(client: Any, scene: distribution.Scene, suite: str, qui: str = "odile") -> Any:
    client.force_login(scene.acces[qui].user)
    with f.portee_nette():
        return client.get(scene.url(f"seances/{suite}"))


def poster(client: Any, scene: distribution.Scene, suite: str, **champs: Any) -> Any:
    client.force_login(scene.odile.user)
    with f.portee_nette():
        return client.post(scene.url(f"seances/{suite}"), champs or {"x": "1"})


def texte(reponse: Any) -> str:
    soupe = BeautifulSoup(reponse.content, "html.parser")
    return " ".join(soupe.text.replace("\u00a0", " ").replace("\u202f", " ").split())


def ajouter(scene: distribution.Scene) -> Any:
    with scene.entrer():
        return actions.inscrire_point(
            scene.seance, numero="1.4", titre="Subvention", note_de_synthese="Note.",
            by=scene.odile.user, at=timezone.now(),
        )  # fmt: skip


@pytest.mark.regle("CNV-13")
def test_what_waits_is_said_then_sent_and_every_version_stays(client: Any, scene: Any) -> None:
    assert "Rien n’attend" in texte(lire(client, scene, "1/convocation/"))
    ajouter(scene)
    page = texte(lire(client, scene, "1/convocation/"))
    assert "Point ajouté : 1.4, Subvention." in page
    assert "peut encore s’ajouter" in page
    assert "En attente de rectificative" in texte(lire(client, scene, "1/"))
    assert "Subvention" not in texte(lire(client, scene, "1/", "camille"))
    assert "Point ajouté" in texte(lire(client, scene, "1/convocation/rectificative/"))
    apercu = lire(client, scene, "1/convocation/rectificative/apercu.pdf")
    assert apercu.content.startswith(b"%PDF-")

    refus = poster(client, scene, "1/convocation/rectificative/", heure="18:30", lieu="Siège")
    assert refus.status_code == 422
    envoi = poster(
        client, scene, "1/convocation/rectificative/", heure="18:30", lieu="Siège", motif="Urgent."
    )
    assert envoi.status_code == 302
    page = texte(lire(client, scene, "1/convocation/"))
    assert "Version 2, convocation rectificative" in page
    assert "Version 1 envoyée" in texte(lire(client, scene, "1/convocation/?version=1"))
    assert lire(client, scene, "1/convocation/2/preuve.zip").status_code == 200


@pytest.mark.regle("ETA-01")
def test_before_the_first_convocation_there_is_nothing_to_correct(client: Any, scene: Any) -> None:
    page = lire(client, scene, "2/convocation/rectificative/")
    assert "envoyez d’abord la convocation" in texte(page)
    assert lire(client, scene, "2/convocation/rectificative/apercu.pdf").status_code == 404


def test_a_seance_is_given_another_day_from_its_page(client: Any, scene: Any) -> None:
    assert "Reporter la séance" in texte(lire(client, scene, "1/"))
    jour = (timezone.localdate() + dt.timedelta(days=40)).isoformat()
    refus = poster(client, scene, "1/reporter/", jour="2026-02-31", heure="18:00", motif="Neige")
    assert refus.status_code == 422
    faite = poster(client, scene, "1/reporter/", jour=jour, heure="18:00", motif="Neige")
    assert faite.status_code == 302
    assert "Reportée : Neige" in texte(lire(client, scene, "1/"))
    assert "Nouvelle date de la" in texte(lire(client, scene, "3/"))
    assert "7 personnes prévenues" in texte(lire(client, scene, "1/convocation/"))


@pytest.mark.regle("CNV-11")
def test_from_the_want_of_quorum_to_the_second_convocation(client: Any) -> None:
    scene = distribution.monter()
    installer(scene)
    assert "Constater le défaut de quorum" in texte(lire(client, scene, "1/conduite/"))
    assert "0 présent pour un quorum de 3" in texte(lire(client, scene, "1/defaut-de-quorum/"))
    constat = poster(client, scene, "1/defaut-de-quorum/")
    assert constat.url == scene.url("seances/1/seconde-convocation/")
    page = lire(client, scene, "1/seconde-convocation/")
    assert "3 rapports repris" in texte(page)
    soupe = BeautifulSoup(page.content, "html.parser")
    propose = soupe.find(id="id_jour")["value"]
    assert propose == (timezone.localdate() + dt.timedelta(days=4)).isoformat()
    faite = poster(client, scene, "1/seconde-convocation/", jour=propose, heure="18:00")
    assert faite.url == scene.url("seances/3/convocation/")
    assert "Défaut de quorum" in texte(lire(client, scene, "1/"))
    assert poster(client, scene, "1/seconde-convocation/", jour=propose, heure="18:00")
    with scene.entrer():
        assert Seance.objects.filter(premiere_seance__numero=1).count() == 1


def test_what_was_left_is_proposed_to_the_next_seance(client: Any) -> None:
    scene = distribution.monter()
    with scene.entrer():
        passee = f.SeanceFactory(
            intercommunalite=scene.intercommunalite, instance=scene.conseil, numero=9,
            etat="levee", starts_at=timezone.now() - dt.timedelta(days=9),
        )  # fmt: skip
        point = f.PointFactory(
            intercommunalite=scene.intercommunalite, seance=passee, numero="7", rang=1,
            etat="non_examine", titre="Laissé de côté",
        )  # fmt: skip
    assert "Laissé de côté" in texte(lire(client, scene, "1/reprendre/"))
    assert poster(client, scene, "1/reprendre/").status_code == 422
    assert poster(client, scene, "1/reprendre/", points=point.pk).status_code == 302
    assert "Laissé de côté" in texte(lire(client, scene, "1/"))
    assert "n’attend d’être repris" in texte(lire(client, scene, "1/reprendre/"))
