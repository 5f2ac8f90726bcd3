"""The page that prepares an installation, the page of an election, the number in the console."""

from typing import Any

import pytest
from django.utils import timezone

from deliberations.models import BureauDeVote
from instances.models import Mandat, Seance
from tests import distribution
from tests.deliberations.test_installation import elire, ouvrir, prete
from tests.seances_tenues import Tenue

pytestmark = pytest.mark.django_db


@pytest.fixture
def tenue() -> Tenue:
    scene = distribution.monter()
    with scene.entrer():
        tenue = prete(scene)
        ouvrir(tenue)
    return tenue


def page(tenue: Tenue, numero: str, suite: str = "") -> str:
    with tenue.scene.entrer():
        pk = tenue.point(numero).pk
    return tenue.scene.url(f"seances/{tenue.scene.seance.numero}/elections/{pk}/{suite}")


@pytest.mark.regle("INS-04", "ELE-04")
def test_one_click_prepares_the_seance(client):
    scene = distribution.monter()
    client.force_login(scene.odile.user)
    adresse = scene.url("installation/")
    assert "L’ordre imposé" in client.get(adresse).content.decode()
    saisie = {
        "jour": str(timezone.localdate().replace(year=2030)), "heure": "18:00", "lieu": "Salle",
        "vice_presidents": "99", "autres_membres": "0",
    }  # fmt: skip
    assert client.post(adresse, saisie).status_code == 422
    reponse = client.post(adresse, saisie | {"vice_presidents": "2", "suites": ["delegations"]})
    assert reponse.status_code == 302
    with scene.entrer():
        seance = Seance.objects.latest("pk")
        assert seance.points.count() == 7
        assert seance.points.order_by("rang").last().titre.startswith("Délégations")


@pytest.mark.regle("ELE-01", "ELE-06", "PVB-02")
def test_the_page_opens_the_mandate_notes_the_posting_and_prints_the_record(client, tenue):
    with tenue.scene.entrer():
        elire(tenue, "3", "marc")
    client.force_login(tenue.scene.odile.user)
    lue = client.get(page(tenue, "3")).content.decode()
    assert "Ouvrir 1" in lue
    assert "dix-huit heures" in lue
    assert client.post(page(tenue, "3", "mandats/")).status_code == 302
    assert client.post(page(tenue, "3", "affichage/")).status_code == 302
    assert (
        client.post(page(tenue, "3", "bureau/"), {"assesseurs": "M. Paul GIRARD"}).status_code
        == 302
    )
    with tenue.scene.entrer():
        bureau = BureauDeVote.objects.get()
        assert bureau.affiche_at is not None
        assert bureau.assesseurs == "M. Paul GIRARD"
        assert Mandat.objects.filter(nature="president", ends_on=None).get().elu_id == (
            tenue.scene.elus["marc"].pk
        )
    assert client.post(page(tenue, "3", "mandats/")).status_code == 422
    pdf = client.get(page(tenue, "3", "proces-verbal.pdf"))
    assert pdf["Content-Type"] == "application/pdf"


@pytest.mark.regle("ELE-04")
def test_the_number_changes_in_the_console_until_it_is_voted(client, tenue):
    with tenue.scene.entrer():
        elire(tenue, "3", "paul")
        point = tenue.discuter("4")
    client.force_login(tenue.scene.odile.user)
    numero = tenue.scene.seance.numero
    conduite = tenue.scene.url(f"seances/{numero}/conduite/")
    assert "Nombre mis aux voix" in client.get(conduite).content.decode()
    adresse = tenue.scene.url(f"seances/{numero}/conduite/points/{point.pk}/nombre/")
    refus: Any = client.post(adresse, {"vice_presidents": "50", "autres_membres": "0"})
    assert refus.status_code == 422
    assert client.post(adresse, {"vice_presidents": "3", "autres_membres": "1"}).status_code == 302
    with tenue.scene.entrer():
        assert tenue.point("4").vice_presidents == 3
