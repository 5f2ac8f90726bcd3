"""The draft of a délibération: written on its point, kept until its act is numbered."""

import pytest
from bs4 import BeautifulSoup

from deliberations.models import Projet
from governance.models import AuditEntry
from instances.models import Seance
from tests import distribution
from tests import factories as f

pytestmark = pytest.mark.django_db
TEXTE = {
    "titre": "Fonds de concours : attribution",
    "inscription_budgetaire": "BP 2026, chapitre 204 : 120 000 €",
    "resume": "Trois communes sont aidées.",
    "expose": "I. Contexte\n\nLe fonds soutient les projets.\n\nA. Demandes\n\nTrois demandes.",
    "dispositif": "Le Conseil attribue les fonds de concours.",
}


@pytest.fixture
def scene():
    return distribution.monter()


def chemin(scene) -> str:
    return scene.url(f"seances/1/points/{scene.points[1].pk}/projet/")


def appeler(client, scene, methode, donnees=None, qui="odile"):
    client.force_login(scene.acces[qui].user)
    with f.portee_nette():
        return getattr(client, methode)(chemin(scene), donnees or {})


def texte(reponse) -> str:
    lu = BeautifulSoup(reponse.content, "html.parser").get_text(" ")
    return " ".join(lu.replace("\u00a0", " ").split())


def test_a_draft_is_written_then_read_on_its_point(client, scene):
    reponse = appeler(client, scene, "post", TEXTE)
    assert reponse.status_code == 302
    with scene.entrer():
        projet = Projet.objects.get()
        assert projet.expose.startswith("I. Contexte")
        entree = AuditEntry.objects.get(verbe="projet_rediger")
        assert set(TEXTE) < set(entree.donnees["champs"])
    client.force_login(scene.camille.user)
    with f.portee_nette():
        fiche = client.get(reponse["Location"])
    assert "Le Conseil attribue les fonds de concours." in texte(fiche)
    assert "Modifier le projet" not in texte(fiche)


def test_a_draft_is_found_as_it_was_left(client, scene):
    appeler(client, scene, "post", TEXTE)
    page = BeautifulSoup(appeler(client, scene, "get").content, "html.parser")
    assert "Trois demandes." in page.find(id="id_expose").text
    appeler(client, scene, "post", {**TEXTE, "resume": "Deux communes."})
    with scene.entrer():
        assert Projet.objects.get().resume == "Deux communes."


@pytest.mark.regle("REG-06")
def test_a_numbered_act_no_longer_changes_and_nothing_typed_is_lost(client, scene):
    with scene.entrer():
        f.DeliberationFactory(
            intercommunalite=scene.intercommunalite, seance=scene.seance, point=scene.points[1]
        )
    assert "son texte ne change plus" in texte(appeler(client, scene, "get"))
    reponse = appeler(client, scene, "post", TEXTE)
    assert reponse.status_code == 422
    assert "son texte ne change plus" in texte(reponse)
    assert "Trois demandes." in texte(reponse)
    with scene.entrer():
        assert not Projet.objects.exists()


def test_a_cancelled_seance_deliberates_nothing(client, scene):
    with scene.entrer():
        Seance.objects.filter(pk=scene.seance.pk).update(etat="annulee")
    reponse = appeler(client, scene, "post", TEXTE)
    assert reponse.status_code == 422
    assert "rien n’y est délibéré" in texte(reponse)


@pytest.mark.parametrize("qui", ["line", "marc", "paul", "camille", "samir"])
def test_only_those_who_prepare_the_body_draft(client, scene, qui):
    for methode in ("get", "post"):
        assert appeler(client, scene, methode, TEXTE, qui).status_code == 403


def test_a_point_of_another_seance_is_not_found(client, scene):
    with scene.entrer():
        ailleurs = scene.seance_de_commission.points.first().pk
    client.force_login(scene.odile.user)
    with f.portee_nette():
        assert client.get(scene.url(f"seances/1/points/{ailleurs}/projet/")).status_code == 404
