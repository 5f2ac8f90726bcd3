"""The day where the council sits, on both days of the change of time and overseas (GEN-04).

The oracle counts midnights one by one in local time, without the rules' arithmetic. Two
implementations that forget the zone, one in UTC and one in Paris, must fail the same vectors.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from instances.regles.jours_francs import date_locale, dernier_jour_d_envoi, francs

PARIS = ZoneInfo("Europe/Paris")
TERRITOIRES = {
    "Paris": PARIS,
    "La Réunion": ZoneInfo("Indian/Reunion"),
    "Guadeloupe": ZoneInfo("America/Guadeloupe"),
    "Nouméa": ZoneInfo("Pacific/Noumea"),
}
# Days around both changes of time, a leap day and New Year.
AUTOUR = (date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29), date(2027, 1, 1))
HEURES = (
    time(0, 0),
    time(0, 30),
    time(1, 59),
    time(3, 1),
    time(12),
    time(22, 30),
    time(23, 59, 59),
)
DELAIS = (0, 1, 3, 5, 12)


def vecteurs(fuseau: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """Instants of dispatch and of séance, stored in UTC, around each delicate day."""
    for repere in AUTOUR:
        for ecart in range(-8, 3):
            jour = repere + timedelta(days=ecart)
            for heure in HEURES:
                envoi = datetime.combine(jour, heure, fuseau).astimezone(UTC)
                for suite in (1, 2, 6, 7):
                    seance = datetime.combine(jour + timedelta(days=suite), time(18, 30), fuseau)
                    yield envoi, seance.astimezone(UTC)


def minuits(envoi: datetime, seance: datetime, fuseau: ZoneInfo) -> int:
    """Whole local days strictly between the two, met by walking hour by hour."""
    jours = set()
    instant = envoi
    while instant < seance:
        jours.add(instant.astimezone(fuseau).strftime("%Y%m%d"))
        instant += timedelta(hours=1)
    jours.add(seance.astimezone(fuseau).strftime("%Y%m%d"))
    return len(jours) - 2


def compter(fuseau: ZoneInfo) -> Callable[[datetime, datetime], int]:
    return lambda envoi, seance: francs(date_locale(envoi, fuseau), date_locale(seance, fuseau))


@pytest.mark.regle("GEN-04")
@pytest.mark.regle("CNV-05")
@pytest.mark.parametrize("nom", TERRITOIRES)
def test_clear_days_are_those_of_the_territory(nom):
    fuseau = TERRITOIRES[nom]
    mesurer = compter(fuseau)
    lus = list(vecteurs(fuseau))
    assert len(lus) > 1000
    assert [v for v in lus if mesurer(*v) != minuits(*v, fuseau)] == []


@pytest.mark.regle("GEN-04")
@pytest.mark.parametrize("nom", TERRITOIRES)
@pytest.mark.parametrize("faux", [UTC, PARIS], ids=["UTC", "Paris"])
def test_the_same_vectors_catch_a_clock_kept_elsewhere(nom, faux):
    fuseau = TERRITOIRES[nom]
    fautes = [v for v in vecteurs(fuseau) if compter(faux)(*v) != minuits(*v, fuseau)]
    assert bool(fautes) is (faux is not fuseau)


@pytest.mark.regle("CNV-06")
@pytest.mark.parametrize("nom", TERRITOIRES)
@pytest.mark.parametrize("repere", AUTOUR)
@pytest.mark.parametrize("delai", DELAIS)
def test_the_last_second_of_the_last_day_is_in_time_and_midnight_is_not(nom, repere, delai):
    fuseau = TERRITOIRES[nom]
    seance = repere + timedelta(days=delai)
    limite = dernier_jour_d_envoi(seance, delai)
    derniere = datetime.combine(limite, time(23, 59, 59), fuseau).astimezone(UTC)
    minuit = datetime.combine(limite + timedelta(days=1), time(0), fuseau).astimezone(UTC)
    assert francs(date_locale(derniere, fuseau), seance) == delai
    assert francs(date_locale(minuit, fuseau), seance) == delai - 1


@pytest.mark.regle("GEN-04")
@pytest.mark.parametrize(
    ("fuseau", "instant", "jour"),
    [
        # 23:30 where the council sits, another day elsewhere.
        ("Europe/Paris", datetime(2026, 11, 24, 22, 30, tzinfo=UTC), date(2026, 11, 24)),
        ("Indian/Reunion", datetime(2026, 11, 24, 19, 30, tzinfo=UTC), date(2026, 11, 24)),
        ("America/Guadeloupe", datetime(2026, 11, 25, 3, 30, tzinfo=UTC), date(2026, 11, 24)),
        ("Pacific/Noumea", datetime(2026, 11, 24, 12, 30, tzinfo=UTC), date(2026, 11, 24)),
        # Half past midnight there is still yesterday in Paris.
        ("Pacific/Noumea", datetime(2026, 11, 24, 13, 30, tzinfo=UTC), date(2026, 11, 25)),
        ("Indian/Reunion", datetime(2026, 11, 24, 20, 30, tzinfo=UTC), date(2026, 11, 25)),
        # The hour that comes twice, and the one that does not exist.
        ("Europe/Paris", datetime(2026, 10, 25, 0, 30, tzinfo=UTC), date(2026, 10, 25)),
        ("Europe/Paris", datetime(2026, 10, 25, 1, 30, tzinfo=UTC), date(2026, 10, 25)),
        ("Europe/Paris", datetime(2026, 3, 28, 23, 0, tzinfo=UTC), date(2026, 3, 29)),
        ("Europe/Paris", datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
    ],
)
def test_an_email_leaves_on_the_day_of_its_council(fuseau, instant, jour):
    assert date_locale(instant, ZoneInfo(fuseau)) == jour
