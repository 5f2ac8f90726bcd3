from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberations.regles.elections import AgeInconnu, Tour, elu, plus_fort_reste

NAISSANCES = {"Anne": date(1960, 5, 1), "Bruno": date(1958, 5, 1)}


@pytest.mark.regle("ELE-01")
@pytest.mark.parametrize(
    ("tour", "voix", "attendu"),
    [
        (1, {"Anne": 51, "Bruno": 50}, "Anne"),
        (1, {"Anne": 50, "Bruno": 50}, None),
        (1, {"Anne": 49, "Bruno": 40, "Chloé": 11}, None),
        (2, {"Anne": 49, "Bruno": 40, "Chloé": 11}, None),
        (3, {"Anne": 49, "Bruno": 40, "Chloé": 11}, "Anne"),
        (3, {"Anne": 50, "Bruno": 50}, "Bruno"),
        (3, {"Anne": 0, "Bruno": 0}, None),
    ],
)
def test_absolute_majority_for_two_rounds_then_relative_then_age(
    tour: int, voix: dict[str, int], attendu: str | None
) -> None:
    assert elu(Tour(rang=tour, voix=voix), NAISSANCES) == attendu


@pytest.mark.regle("ELE-01")
def test_a_tie_without_birth_dates_is_refused() -> None:
    with pytest.raises(AgeInconnu, match="date de naissance"):
        elu(Tour(rang=3, voix={"Anne": 5, "Chloé": 5}), NAISSANCES)


@pytest.mark.regle("ELE-07")
@pytest.mark.parametrize(
    ("voix", "sieges", "attendu"),
    [
        ({"A": 70, "B": 30}, 5, {"A": 4, "B": 1}),
        ({"A": 60, "B": 40}, 5, {"A": 3, "B": 2}),
        ({"A": 75, "B": 25}, 2, {"A": 2, "B": 0}),
        ({"A": 0, "B": 0}, 5, {"A": 0, "B": 0}),
        ({"A": 100}, 5, {"A": 5}),
    ],
)
def test_seats_go_to_the_highest_remainders_then_to_the_most_voted(
    voix: dict[str, int], sieges: int, attendu: dict[str, int]
) -> None:
    assert plus_fort_reste(voix, sieges) == attendu


@pytest.mark.regle("ELE-07")
def test_a_full_tie_goes_to_the_oldest_and_is_refused_without_ages() -> None:
    with pytest.raises(AgeInconnu):
        plus_fort_reste({"A": 50, "B": 50}, 5)
    ages = {"A": date(1970, 1, 1), "B": date(1950, 1, 1)}
    assert plus_fort_reste({"A": 50, "B": 50}, 5, ages) == {"A": 2, "B": 3}


@pytest.mark.regle("ELE-07")
@given(st.lists(st.integers(0, 300), min_size=1, max_size=6).filter(any), st.integers(1, 20))
def test_every_seat_is_given_and_no_list_strays_from_its_quota(
    suffrages: list[int], sieges: int
) -> None:
    voix = {f"liste {i}": n for i, n in enumerate(suffrages)}
    ages = {liste: date(1950 + i, 1, 1) for i, liste in enumerate(voix)}
    attribues = plus_fort_reste(voix, sieges, ages)
    assert sum(attribues.values()) == sieges
    for liste, n in voix.items():
        assert abs(attribues[liste] * sum(suffrages) - n * sieges) < sum(suffrages)
