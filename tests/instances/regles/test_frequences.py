from datetime import date, timedelta

import pytest

from governance.regles import Gravite
from instances.regles.frequences import (
    MOIS_PAR_PERIODE,
    UNE_PAR_TRIMESTRE,
    Exigence,
    bilan,
    manquements,
    periode_civile,
)

NOVEMBRE = date(2026, 11, 24)


@pytest.mark.regle("CNV-17")
@pytest.mark.parametrize(
    ("jour", "periode", "du", "au"),
    [
        (date(2026, 1, 1), "trimestre", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 3, 31), "trimestre", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), "trimestre", date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 12, 31), "trimestre", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2024, 2, 29), "mois", date(2024, 2, 1), date(2024, 2, 29)),
        (date(2026, 6, 30), "semestre", date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), "semestre", date(2026, 7, 1), date(2026, 12, 31)),
        (date(2026, 7, 1), "an", date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 12, 1), "bimestre", date(2026, 11, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_civil(jour, periode, du, au):
    assert periode_civile(jour, periode) == (du, au)


@pytest.mark.parametrize("periode", MOIS_PAR_PERIODE)
def test_periods_follow_one_another_without_a_gap(periode):
    for n in range(800):
        jour = date(2023, 12, 1) + timedelta(days=n)
        du, au = periode_civile(jour, periode)
        assert du <= jour <= au
        assert periode_civile(au + timedelta(days=1), periode)[0] == au + timedelta(days=1)


@pytest.mark.regle("CNV-17")
def test_a_quarter_without_meeting_says_by_when_to_send():
    lu = bilan(UNE_PAR_TRIMESTRE, [date(2026, 9, 30)], aujourd_hui=NOVEMBRE, delai=5)
    assert (lu.manquent, lu.envoyer_avant, lu.perdue) == (1, date(2026, 12, 25), False)
    (trouve,) = manquements("Conseil", lu)
    assert trouve.gravite is Gravite.ALERTE
    assert trouve.article == "CGCT, art. L. 5211-11"
    assert "4e trimestre 2026" in trouve.message
    assert "vendredi 25 décembre" in trouve.message


@pytest.mark.regle("CNV-17")
@pytest.mark.parametrize(
    ("aujourd_hui", "perdue"),
    [(date(2026, 12, 25), False), (date(2026, 12, 26), True), (date(2026, 12, 31), True)],
)
def test_the_last_day_is_still_in_time(aujourd_hui, perdue):
    lu = bilan(UNE_PAR_TRIMESTRE, [], aujourd_hui=aujourd_hui, delai=5)
    assert lu.perdue is perdue
    assert ("trop tard" in lu.phrase) is perdue


def test_one_meeting_in_the_quarter_is_enough():
    lu = bilan(UNE_PAR_TRIMESTRE, [date(2026, 10, 1)], aujourd_hui=NOVEMBRE, delai=5)
    assert manquements("Conseil", lu) == ()
    assert lu.phrase == ""


@pytest.mark.regle("CNV-22")
def test_a_body_without_delay_may_be_convened_until_the_last_day():
    exigence = Exigence(nombre=4, periode="an")
    lu = bilan(exigence, [date(2026, 2, 3)], aujourd_hui=NOVEMBRE, delai=None)
    assert (lu.manquent, lu.envoyer_avant) == (3, date(2026, 12, 31))
    assert manquements("Conseil de territoire", lu)[0].regle == "CNV-22"
