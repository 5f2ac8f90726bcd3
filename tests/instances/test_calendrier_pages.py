"""The shared calendar: read by all, kept by the service and each maire, exported to anyone."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from instances.actions import calendrier as actions
from instances.models import ReunionMunicipale
from instances.queries import calendrier as queries
from tests import distribution
from tests import factories as f

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
LE_PREMIER = dt.datetime.combine(dt.date(2027, 1, 1), dt.time(18))
UNE_SERIE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Mairie//FR
BEGIN:VEVENT
UID:conseil@brumeval
DTSTART;TZID=Europe/Paris:{debut}
DTEND;TZID=Europe/Paris:{fin}
RRULE:FREQ=MONTHLY;COUNT=3
SUMMARY:Conseil municipal
END:VEVENT
{suite}END:VCALENDAR
"""


@pytest.fixture
def scene() -> distribution.Scene:
    return distribution.monter()


def agenda(debut: dt.datetime, suite: str = "") -> bytes:
    fin = debut + dt.timedelta(hours=2)
    ecrit = UNE_SERIE.format(
        debut=f"{debut:%Y%m%dT%H%M%S}", fin=f"{fin:%Y%m%dT%H%M%S}", suite=suite
    )
    return ecrit.replace("\n", "\r\n").encode()


def dans(jours: int, heure: int = 18) -> dt.datetime:
    jour = timezone.localdate() + dt.timedelta(days=jours)
    return dt.datetime.combine(jour, dt.time(heure))


def importer(scene: distribution.Scene, octets: bytes) -> actions.Importation:
    with scene.entrer():
        return actions.importer_calendrier(
            scene.communes["Brumeval"], octets=octets, by=scene.odile.user, at=timezone.now()
        )


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


# The file of a commune -------------------------------------------------------------------


@pytest.mark.regle("CNV-23")
def test_a_series_is_expanded_and_the_same_file_counts_once(scene):
    octets = agenda(dans(10))
    assert importer(scene, octets) == actions.Importation(lues=3, ajoutees=3, changees=0)
    assert importer(scene, octets) == actions.Importation(lues=3, ajoutees=0, changees=0)
    with scene.entrer():
        heures = {
            timezone.localtime(r.starts_at, PARIS).hour for r in ReunionMunicipale.objects.all()
        }
    assert heures == {18}


@pytest.mark.regle("CNV-23")
def test_a_meeting_that_moved_is_called_off_at_its_former_hour(scene):
    importer(scene, agenda(dans(10)))
    bilan = importer(scene, agenda(dans(10, 20)))
    assert (bilan.ajoutees, bilan.changees) == (3, 3)
    with scene.entrer():
        assert ReunionMunicipale.objects.filter(annulee=False).count() == 3
        assert ReunionMunicipale.objects.filter(annulee=True).count() == 3


@pytest.mark.regle("CNV-23")
def test_a_cancelled_meeting_collides_with_nothing(scene):
    debut = dans(10)
    annulee = (
        "BEGIN:VEVENT\nUID:conseil@brumeval\n"
        f"RECURRENCE-ID;TZID=Europe/Paris:{debut:%Y%m%dT%H%M%S}\n"
        f"DTSTART;TZID=Europe/Paris:{debut:%Y%m%dT%H%M%S}\n"
        "SUMMARY:Conseil municipal\nSTATUS:CANCELLED\nEND:VEVENT\n"
    )
    instant = debut.replace(tzinfo=PARIS)
    importer(scene, agenda(debut))
    with scene.entrer():
        (trouve,) = queries.collisions(scene.intercommunalite, instant)
    assert "Brumeval tient son conseil municipal le même soir" in trouve.message
    importer(scene, agenda(debut, annulee))
    with scene.entrer():
        assert queries.collisions(scene.intercommunalite, instant) == ()


@pytest.mark.regle("CNV-23")
@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"%PDF-1.7",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        agenda(LE_PREMIER).replace(b"MONTHLY;COUNT=3", b"SECONDLY"),
        agenda(LE_PREMIER).replace(b"MONTHLY;COUNT=3", b"PARFOIS"),
        agenda(LE_PREMIER).replace(b"20270101T180000", b"demain"),
    ],
)
def test_what_is_not_a_calendar_is_refused_in_french(client, scene, octets):
    commune = scene.communes["Brumeval"].pk
    fichier = SimpleUploadedFile("agenda.ics", octets)
    reponse = poster(
        client, scene, f"calendrier/communes/{commune}/importer/", "odile", fichier=fichier
    )
    assert reponse.status_code in {422, 302}
    if reponse.status_code == 302:  # what has no readable meeting in it brings none
        with scene.entrer():
            assert ReunionMunicipale.objects.count() == 0


def test_the_file_is_brought_in_from_the_page(client, scene):
    commune = scene.communes["Brumeval"].pk
    fichier = SimpleUploadedFile("agenda.ics", agenda(dans(10)))
    suite = f"calendrier/communes/{commune}/"
    reponse = poster(client, scene, f"{suite}importer/", "marc", fichier=fichier)
    assert reponse.status_code == 302
    assert "3 réunions à venir" in texte(lire(client, scene, suite))


# By hand ----------------------------------------------------------------------------------


REUNION = {"jour": "2027-03-04", "heure": "19:00", "fin": "", "titre": "Conseil municipal"}


@pytest.mark.regle("CNV-23")
@pytest.mark.parametrize(
    ("qui", "commune", "statut"),
    [
        ("odile", "Clairvent", 302),
        ("marc", "Brumeval", 302),
        ("marc", "Clairvent", 403),
        ("paul", "Clairvent", 302),
        ("camille", "Brumeval", 403),
        ("samir", "Brumeval", 403),
    ],
)
def test_a_maire_keeps_the_calendar_of_his_own_commune(client, scene, qui, commune, statut):
    suite = f"calendrier/communes/{scene.communes[commune].pk}/"
    assert lire(client, scene, suite, qui).status_code == 200
    assert poster(client, scene, suite, qui, **REUNION).status_code == statut
    with scene.entrer():
        assert ReunionMunicipale.objects.count() == (statut == 302)
        assert scene.intercommunalite.audit.filter(verbe="reunion_noter").count() == (statut == 302)


def test_a_meeting_that_ends_before_it_begins_is_refused(client, scene):
    suite = f"calendrier/communes/{scene.communes['Brumeval'].pk}/"
    reponse = poster(client, scene, suite, "odile", **{**REUNION, "fin": "18:00"})
    assert reponse.status_code == 422
    assert "finit avant d’avoir commencé" in texte(reponse)


def test_a_meeting_called_off_stays_to_be_read(client, scene):
    with scene.entrer():
        reunion = f.ReunionMunicipaleFactory(
            intercommunalite=scene.intercommunalite, commune=scene.communes["Brumeval"]
        )
    assert poster(client, scene, f"reunions/{reunion.pk}/annuler/", "marc").status_code == 302
    suite = f"calendrier/communes/{scene.communes['Brumeval'].pk}/"
    assert "Annulée" in texte(lire(client, scene, suite, "samir"))


# The month ------------------------------------------------------------------------------


@pytest.mark.regle("CNV-23")
@pytest.mark.regle("DIV-03")
def test_the_month_shows_what_the_reader_may_read_and_what_collides(client, scene):
    with scene.entrer():
        ici = scene.intercommunalite
        quand = timezone.localtime(scene.seance_de_commission.starts_at)
        f.ReunionMunicipaleFactory(
            intercommunalite=ici, commune=scene.communes["Orsans"], starts_at=quand
        )
    suite = f"calendrier/?mois={quand:%Y-%m}"
    odile, samir = (texte(lire(client, scene, suite, qui)) for qui in ("odile", "samir"))
    assert "Même soir : Orsans" in odile
    assert "Commission mobilités" not in samir
    assert "Orsans" in samir


@pytest.mark.parametrize("mois", ["", "2026-13", "0001-01", "\x00", "9" * 40])
def test_a_month_that_does_not_exist_is_the_current_one(client, scene, mois):
    reponse = lire(client, scene, f"calendrier/?mois={mois}")
    assert reponse.status_code == 200
    assert str(timezone.localdate().year) in texte(reponse)


@pytest.mark.parametrize("suite", ["calendrier/", "calendrier/echeances/", "demandes/"])
def test_these_pages_cost_few_queries_whatever_they_show(client, scene, suite):
    with scene.entrer():
        ici = scene.intercommunalite
        for n in range(15):
            f.ReunionMunicipaleFactory(intercommunalite=ici, commune=scene.communes["Orsans"])
            f.SeanceFactory(intercommunalite=ici, instance=scene.conseil, numero=50 + n)
            f.DemandeReunionFactory(intercommunalite=ici, instance=scene.conseil)
    client.force_login(scene.odile.user)
    with f.portee_nette(), CaptureQueriesContext(connection) as lues:
        assert client.get(scene.url(suite)).status_code == 200
    assert sum('FROM "instances_' in q["sql"] for q in lues.captured_queries) <= 13


# Feeds ----------------------------------------------------------------------------------


@pytest.mark.regle("CNV-14")
def test_the_public_feed_bears_public_seances_once_convened(client, scene):
    with scene.entrer():
        scene.intercommunalite.seances.update(etat="convoquee")
        f.SeanceFactory(intercommunalite=scene.intercommunalite, instance=scene.conseil, numero=9)
    with f.portee_nette():
        reponse = client.get(scene.url("public/calendrier.ics"))
    assert reponse.status_code == 200
    assert reponse["Content-Type"].startswith("text/calendar")
    evenements = icalendar.Calendar.from_ical(reponse.content).walk("VEVENT")
    assert [str(e["SUMMARY"]).split(" (")[0] for e in evenements] == ["Conseil communautaire"]


@pytest.mark.regle("DIV-03")
@pytest.mark.parametrize(("qui", "nombre"), [("odile", 2), ("camille", 2), ("samir", 1)])
def test_the_feed_of_an_account_is_what_it_may_read(client, scene, qui, nombre):
    reponse = lire(client, scene, "calendrier/mes-seances.ics", qui)
    assert len(icalendar.Calendar.from_ical(reponse.content).walk("VEVENT")) == nombre
