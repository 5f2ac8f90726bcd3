from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from governance.regles import Gravite
from instances.regles.collisions import Reunion, manquements, se_heurtent

SEANCE = datetime(2026, 12, 17, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))


def reunion(ecart: timedelta, *, dure: timedelta | None = None, qui: str = "Brumeval") -> Reunion:
    debut = SEANCE + ecart
    return Reunion(qui=qui, titre="Conseil", debut=debut, fin=debut + dure if dure else None)


@pytest.mark.regle("CNV-23")
@pytest.mark.parametrize(
    ("ecart", "dure", "heurt"),
    [
        (timedelta(0), None, True),
        (timedelta(hours=2, minutes=59), None, True),
        (timedelta(hours=3), None, False),
        (timedelta(hours=-2, minutes=-59), None, True),
        (timedelta(hours=-3), None, False),
        # Began early, not over yet.
        (timedelta(hours=-4), timedelta(hours=5), True),
        (timedelta(hours=-4), timedelta(hours=4), False),
        (timedelta(days=1), None, False),
    ],
)
def test_the_same_evening_is_three_hours_either_way(ecart, dure, heurt):
    assert se_heurtent(SEANCE, reunion(ecart, dure=dure)) is heurt


@pytest.mark.regle("CNV-23")
def test_instants_are_compared_whatever_their_zone():
    en_utc = Reunion(
        qui="Brumeval", titre="Conseil", debut=datetime(2026, 12, 17, 17, 30, tzinfo=UTC)
    )
    assert se_heurtent(SEANCE, en_utc)


@pytest.mark.regle("CNV-23")
def test_one_alert_names_the_communes_and_never_blocks():
    reunions = [reunion(timedelta(0), qui=f"Commune {n}") for n in range(7)]
    (trouve,) = manquements(SEANCE, reunions)
    assert trouve.gravite is Gravite.ALERTE
    assert "Commune 0, Commune 1" in trouve.message
    assert "et 2\u00a0autres tiennent" in trouve.message
    assert manquements(SEANCE, [reunion(timedelta(days=2))]) == ()
