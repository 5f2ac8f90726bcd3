"""The calendar of a year as a page: proposed, moved, created at once, printed."""

import datetime as dt

import pytest
from django.utils import timezone

from governance.models import AuditEntry
from tests.distribution import monter

pytestmark = pytest.mark.django_db
ANNEE = timezone.localdate().year + 1


def url(scene) -> str:
    return scene.url("calendrier/annee/")


@pytest.fixture
def scene():
    return monter()


@pytest.mark.regle("CNV-17")
def test_the_clerk_reads_what_the_year_asks_and_creates_it_at_once(client, scene):
    client.force_login(scene.odile.user)
    page = client.get(url(scene))
    assert page.status_code == 200
    formulaires = page.context["lignes"].forms
    conseil = [lu for lu in formulaires if lu.initial["instance"] == scene.conseil]
    assert len(conseil) >= 4
    jour = dt.date(ANNEE, 3, 18)
    saisie = {
        "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2",
        "form-0-instance": scene.conseil.pk, "form-0-jour": jour.isoformat(),
        "form-0-heure": "18:30", "form-0-garder": "on",
        "form-1-instance": scene.conseil.pk, "form-1-jour": f"{ANNEE}-06-17",
        "form-1-heure": "18:30",
    }  # fmt: skip
    reponse = client.post(url(scene), saisie)
    assert reponse.status_code == 302
    with scene.entrer():
        seances = scene.intercommunalite.seances.filter(starts_at__year=ANNEE)
        assert [timezone.localdate(s.starts_at) for s in seances] == [jour]
        assert seances.get().etat == "preparation"
        assert AuditEntry.objects.filter(verbe="calendrier_creer").exists()


def test_holidays_are_read_as_written_and_refused_when_they_are_not(client, scene):
    client.force_login(scene.odile.user)
    bon = {"annee": ANNEE, "vacances": f"01/01/{ANNEE} au 30/06/{ANNEE}"}
    page = client.get(url(scene), bon)
    jours = [lu.initial["jour"] for lu in page.context["lignes"].forms]
    assert jours
    assert min(jours) > dt.date(ANNEE, 6, 30)
    mauvais = client.get(url(scene), {"annee": ANNEE, "vacances": "en février"})
    assert mauvais.status_code == 422


@pytest.mark.parametrize(
    "saisie",
    [{}, {"form-TOTAL_FORMS": "x"},
     {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-instance": "999999",
      "form-0-jour": "hier", "form-0-heure": "midi", "form-0-garder": "on"}],
)  # fmt: skip
def test_rubbish_creates_nothing(client, scene, saisie):
    client.force_login(scene.odile.user)
    assert client.post(url(scene), saisie).status_code == 422
    with scene.entrer():
        assert not scene.intercommunalite.seances.filter(starts_at__year=ANNEE).exists()


def test_an_elu_does_not_propose_a_calendar(client, scene):
    client.force_login(scene.camille.user)
    assert client.get(url(scene)).status_code == 403
