from dataclasses import replace
from datetime import date

import pytest

from sectors.regles.missions import (
    Demande,
    Regime,
    bientot_finie,
    ferme_depuis,
    fin,
    manquements,
)

LOI = Regime()
DEMANDE = Demande(population=195_000, membres=128, signataires=22, recue_on=date(2026, 11, 24))


@pytest.mark.regle("MIE-01")
@pytest.mark.parametrize(("population", "admise"), [(19_999, False), (20_000, True), (None, True)])
def test_from_twenty_thousand_inhabitants(population, admise):
    assert (manquements(replace(DEMANDE, population=population), LOI) == ()) is admise


@pytest.mark.regle("MIE-01")
@pytest.mark.parametrize(("signataires", "admise"), [(21, False), (22, True)])
def test_a_sixth_of_the_members_rounded_up(signataires, admise):
    assert (manquements(replace(DEMANDE, signataires=signataires), LOI) == ()) is admise


@pytest.mark.regle("MIE-02")
def test_a_second_signature_in_the_year_does_not_count():
    double = replace(DEMANDE, deja_signataires=1)
    assert [m.regle for m in manquements(double, LOI)] == ["MIE-02"]
    assert manquements(replace(double, signataires=23), LOI) == ()


@pytest.mark.regle("MIE-03")
@pytest.mark.parametrize(
    ("recue", "admise"), [(date(2030, 12, 31), True), (date(2031, 1, 1), False)]
)
def test_none_is_created_in_the_year_before_the_renewal(recue, admise):
    assert ferme_depuis(2032) == date(2031, 1, 1)
    assert (manquements(replace(DEMANDE, recue_on=recue), LOI) == ()) is admise


@pytest.mark.regle("MIE-05")
@pytest.mark.parametrize(
    ("seance", "admise"), [(date(2026, 12, 24), True), (date(2026, 12, 23), False)]
)
def test_a_reglement_may_ask_for_thirty_days(seance, admise):
    regime = Regime(delai_jours=30)
    assert (manquements(replace(DEMANDE, seance_on=seance), regime) == ()) is admise


@pytest.mark.regle("MIE-04")
@pytest.mark.parametrize(
    ("creee", "derniere"),
    [(date(2026, 12, 10), date(2027, 6, 10)), (date(2026, 8, 31), date(2027, 2, 28))],
)
def test_six_months_from_date_to_date(creee, derniere):
    assert fin(creee, LOI) == derniere


@pytest.mark.regle("MIE-04")
@pytest.mark.parametrize(
    ("jour", "alerte"),
    [(date(2027, 5, 10), False), (date(2027, 5, 11), True), (date(2027, 6, 10), True),
     (date(2027, 6, 11), False)],
)  # fmt: skip
def test_the_end_is_recalled_a_month_before(jour, alerte):
    assert bool(bientot_finie(date(2026, 12, 10), LOI, on=jour)) is alerte
