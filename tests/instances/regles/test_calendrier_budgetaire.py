from dataclasses import replace
from datetime import date

import pytest

from governance.regles import Gravite
from instances.regles import calendrier_budgetaire, renouvellement
from instances.regles.calendrier_budgetaire import Faits, manquements, ouverture_du_debat

VOTE = date(2027, 4, 8)
OUVERTURE = date(2027, 1, 28)


@pytest.mark.regle("BUD-01")
@pytest.mark.parametrize(
    ("debats", "conforme"),
    [
        ((OUVERTURE,), True),
        ((date(2027, 1, 27),), False),
        ((date(2027, 4, 7),), True),
        ((VOTE,), False),
        ((), False),
        ((date(2026, 12, 1), date(2027, 3, 1)), True),
    ],
)
def test_the_debate_is_held_within_ten_weeks_on_another_day(debats, conforme):
    assert ouverture_du_debat(VOTE) == OUVERTURE
    trouves = manquements(Faits(vote=VOTE, debats=debats))
    assert [m.regle for m in trouves] == ([] if conforme else ["BUD-01"])
    assert all(m.gravite is Gravite.ALERTE for m in trouves)


@pytest.mark.regle("BUD-01")
def test_debate_and_vote_are_two_seances():
    faits = Faits(vote=VOTE, debats=(date(2027, 3, 1),), debat_le_jour_meme=True)
    (trouve,) = manquements(faits)
    assert "distincte" in trouve.message
    assert manquements(replace(faits, commune_de_3500=False)) == ()


@pytest.mark.regle("BUD-02")
@pytest.mark.parametrize(
    ("vote", "renouvellement_general", "conforme"),
    [
        (date(2027, 4, 15), False, True),
        (date(2027, 4, 16), False, False),
        (date(2026, 4, 30), True, True),
        (date(2026, 5, 1), True, False),
        (date(2026, 12, 17), False, True),
    ],
)
def test_the_budget_is_voted_by_mid_april(vote, renouvellement_general, conforme):
    faits = Faits(vote=vote, commune_de_3500=False, renouvellement=renouvellement_general)
    assert [m.regle for m in manquements(faits)] == ([] if conforme else ["BUD-02"])


@pytest.mark.regle("BUD-02")
def test_the_accounts_are_approved_by_the_end_of_june():
    assert calendrier_budgetaire.comptes(2026, date(2027, 6, 30), points=("2",)) == ()
    (trouve,) = calendrier_budgetaire.comptes(2026, date(2027, 7, 1), points=("2",))
    assert trouve.points == ("2",)


@pytest.mark.regle("INS-01")
@pytest.mark.parametrize(
    ("election", "limite"),
    [
        (date(2026, 3, 20), date(2026, 4, 17)),
        (date(2026, 3, 22), date(2026, 4, 17)),
        (date(2026, 3, 23), date(2026, 4, 24)),
        (date(2026, 3, 29), date(2026, 4, 24)),
    ],
)
def test_the_conseil_is_installed_by_the_fourth_friday(election, limite):
    assert renouvellement.date_limite_d_installation(election) == limite
    assert renouvellement.manquements(limite, election) == ()
    (trouve,) = renouvellement.manquements(date(2026, 5, 1), election)
    assert trouve.regle == "INS-01"


@pytest.mark.regle("INS-05")
def test_what_the_installation_dates():
    jours = [e.le for e in renouvellement.echeancier(date(2026, 4, 17))]
    assert jours == [date(2026, 7, 17), date(2026, 10, 17)]


@pytest.mark.regle("PAC-02")
@pytest.mark.parametrize(
    ("elections", "tour"),
    [
        ([date(2026, 3, 20), date(2026, 3, 22)], date(2026, 3, 15)),
        ([date(2026, 3, 20), date(2026, 3, 27)], date(2026, 3, 22)),
        ([date(2026, 3, 27), date(2026, 3, 29)], date(2026, 3, 22)),
        # A maire who resigned at once, replaced: no round was held.
        ([date(2026, 3, 20), date(2026, 5, 4)], date(2026, 3, 15)),
        ([], None),
    ],
)
def test_the_round_that_completed_the_renewal_is_read_from_the_elections_of_maires(elections, tour):
    assert renouvellement.tour_complet(elections) == tour


@pytest.mark.regle("INS-05")
@pytest.mark.parametrize(
    ("jour", "mois", "attendu"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 3, 31), 9, date(2026, 12, 31)),
        (date(2027, 11, 29), 3, date(2028, 2, 29)),
    ],
)
def test_months_end_where_they_end(jour, mois, attendu):
    assert renouvellement.dans_n_mois(jour, mois) == attendu


@pytest.mark.regle("COM-02")
def test_a_commission_first_meets_within_eight_days():
    assert renouvellement.premiere_reunion_de_commission(date(2026, 5, 7)) == date(2026, 5, 15)


@pytest.mark.regle("BUD-01")
def test_a_reglement_that_says_two_months_keeps_its_shorter_window():
    trop_tot = Faits(vote=VOTE, debats=(OUVERTURE,), avance=62)
    assert [m.regle for m in manquements(trop_tot)] == ["BUD-01"]
    assert manquements(replace(trop_tot, debats=(date(2027, 2, 5),))) == ()
    assert ouverture_du_debat(VOTE, 90) == OUVERTURE
