from datetime import date

import pytest

from sectors.regles.pacte import (
    Consultation,
    adoption,
    debat_du,
    echeance,
    transmission_au_plus_tard,
)

SECOND_TOUR = date(2026, 3, 22)
CONSULTEES = Consultation(transmis_on=date(2026, 10, 5), communes=("A", "B"), rendus=("A",))


@pytest.mark.regle("PAC-02")
@pytest.mark.parametrize(
    ("tour", "adoption_avant", "transmis_avant"),
    [
        (date(2026, 3, 15), date(2026, 12, 15), date(2026, 10, 15)),
        (SECOND_TOUR, date(2026, 12, 22), date(2026, 10, 22)),
        # Loi n° 2021-160 carried every term of that renewal to one day.
        (date(2020, 5, 18), date(2021, 6, 28), date(2021, 4, 28)),
        (date(2020, 6, 28), date(2021, 6, 28), date(2021, 4, 28)),
    ],
)
def test_nine_months_and_two_of_them_for_the_councils(tour, adoption_avant, transmis_avant):
    assert echeance(tour) == adoption_avant
    assert transmission_au_plus_tard(tour) == transmis_avant


@pytest.mark.regle("PAC-02")
@pytest.mark.parametrize(
    ("jour", "regles"), [(date(2026, 12, 5), ["PAC-02"]), (date(2026, 12, 6), [])]
)
def test_silence_is_passed_over_once_two_months_are_gone(jour, regles):
    trouves = adoption(CONSULTEES, on=jour, renouvellement=SECOND_TOUR)
    assert [m.regle for m in trouves] == regles
    assert not any(m.bloquant for m in trouves)


@pytest.mark.regle("PAC-02")
def test_all_answered_the_pact_is_adopted_at_once():
    complete = Consultation(transmis_on=date(2026, 10, 5), communes=("A",), rendus=("A",))
    assert adoption(complete, on=date(2026, 10, 20), renouvellement=SECOND_TOUR) == ()
    assert adoption(None, on=date(2026, 10, 20), renouvellement=SECOND_TOUR)


@pytest.mark.regle("PAC-03")
def test_a_late_pact_is_told_and_never_blocked():
    trouves = adoption(CONSULTEES, on=date(2026, 12, 23), renouvellement=SECOND_TOUR)
    assert [(m.regle, m.bloquant) for m in trouves] == [("PAC-03", False)]


@pytest.mark.regle("PAC-01")
def test_both_debates_are_due_after_a_renewal():
    assert len(debat_du([])) == 2
    assert debat_du(["pacte", "developpement"]) == ()
    assert not any(m.bloquant for m in debat_du([]))
