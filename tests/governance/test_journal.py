"""The journal's page: newest first, by key, filtered by object, for those who may read it."""

import pytest
from django.utils import timezone

from governance import verbes
from governance.queries import Objet, page_du_journal
from tests import factories
from tests.distribution import monter, monter_a_cote

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return monter()


def entrees(scene, nombre: int, **champs):
    return [
        factories.AuditEntryFactory(intercommunalite=scene.intercommunalite, **champs)
        for _ in range(nombre)
    ]


def test_pages_follow_each_other_without_a_gap_or_a_double(scene):
    toutes = entrees(scene, 120)
    lues, avant = [], None
    with scene.entrer():
        while True:
            page = page_du_journal(scene.intercommunalite, avant=avant)
            lues += page.lignes
            if page.suivante is None:
                break
            avant = str(page.suivante)
    assert lues == toutes[::-1]


@pytest.mark.parametrize("avant", ["", "abc", "-3", "9" * 40, "1;DROP"])
def test_a_cursor_that_is_none_shows_the_first_page(client, scene, avant):
    entrees(scene, 1, libelle="Élection du bureau")
    client.force_login(scene.odile.user)
    page = client.get(scene.url("journal/"), {"avant": avant})
    assert page.status_code == 200
    assert "Élection du bureau" in page.text


@pytest.mark.parametrize(
    "texte", [None, "", "instances.seance", "instances.rien:1", "x:1", "instances.seance:a", ":"]
)
def test_a_filter_that_names_no_object_is_no_filter(texte):
    assert Objet.lire(texte) is None


def test_the_page_shows_one_object_when_asked(client, scene):
    objet = {"objet_type": "instances.seance", "objet_id": scene.seance.pk}
    entrees(scene, 60, libelle="Séance du 17", **objet)
    entrees(scene, 1, libelle="Autre chose")
    client.force_login(scene.odile.user)
    page = client.get(scene.url("journal/"), {"objet": f"instances.seance:{scene.seance.pk}"})
    assert "Séance du 17" in page.text
    assert "Autre chose" not in page.text
    assert f"objet=instances.seance%3A{scene.seance.pk}&amp;avant=" in page.text


def test_entries_of_the_neighbour_never_show(client, scene):
    entrees(monter_a_cote(), 1, libelle="Chez la voisine")
    client.force_login(scene.odile.user)
    assert "Chez la voisine" not in client.get(scene.url("journal/")).text


@pytest.mark.parametrize("nombre", [1, 40])
def test_the_page_asks_as_many_queries_whatever_its_length(
    client, scene, nombre, django_assert_max_num_queries
):
    for _ in range(nombre):
        entrees(scene, 1, by=factories.UserFactory())
    client.force_login(scene.odile.user)
    with django_assert_max_num_queries(14):
        client.get(scene.url("journal/"))


def test_verbs_read_in_french():
    assert verbes.libelle("acces_ouvrir") == "Accès ouvert"


def test_hours_are_those_of_the_intercommunalite(client):
    scene = monter()
    at = timezone.datetime(2026, 1, 15, 23, 30, tzinfo=timezone.get_fixed_timezone(0))
    entrees(scene, 1, at=at)
    client.force_login(scene.odile.user)
    assert "0\u00a0h\u00a030" in client.get(scene.url("journal/")).text
