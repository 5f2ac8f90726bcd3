from datetime import date

import pytest

from instances.regles.ecrits import Ecrit, manquements, suppleant_disponible

JOUR, ECRIT = date(2026, 11, 24), date(2026, 11, 20)


def dire(**champs):
    ecrit = Ecrit(**{"mandant": "Ana", "date": ECRIT, "jour": JOUR, **champs})
    return [(m.regle, m.bloquant) for m in manquements(ecrit, limite=3)]


@pytest.mark.regle("POU-01")
@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (None, [("POU-01", False)]),
        (date(2026, 11, 25), [("POU-01", True)]),
        (JOUR, []),
    ],
)
def test_a_pouvoir_is_dated_and_not_ahead_of_its_day(jour, attendu):
    assert dire(date=jour) == attendu


@pytest.mark.regle("POU-04")
@pytest.mark.parametrize(
    ("dates", "attendu"),
    [
        ((ECRIT, ECRIT), []),
        ((ECRIT,) * 3, [("POU-04", True)]),
        ((date(2026, 10, 1),) * 2, []),
        ((date(2026, 10, 1),) * 3, [("POU-04", False)]),
        ((ECRIT, date(2026, 9, 1), ECRIT), [("POU-04", False)]),
    ],
)
def test_one_writing_serves_three_seances_in_a_row(dates, attendu):
    assert dire(dates=dates) == attendu


@pytest.mark.regle("POU-04")
def test_an_illness_seen_lets_one_writing_last():
    assert dire(dates=(ECRIT,) * 5, maladie=True) == []


@pytest.mark.regle("MEM-01")
@pytest.mark.parametrize(
    ("suppleant", "empeche", "exige", "attendu"),
    [
        ("", False, True, []),
        ("Bob", True, True, []),
        ("Bob", False, False, [False]),
        ("Bob", False, True, [True]),
    ],
)
def test_the_suppleant_is_called_first_where_the_reglement_says_so(
    suppleant, empeche, exige, attendu
):
    trouves = suppleant_disponible("Ana", suppleant, empeche=empeche, exige=exige)
    assert [m.bloquant for m in trouves] == attendu
