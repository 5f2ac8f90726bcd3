import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.regles.fractions import au_moins, deux_tiers_atteints, plus_de_la_moitie

nombres = st.integers(min_value=0, max_value=10_000)


@pytest.mark.regle("GEN-05")
@pytest.mark.parametrize(
    ("fraction", "base", "attendu"),
    [
        (3, 0, 0),
        (3, 1, 1),
        (3, 3, 1),
        (3, 4, 2),
        (4, 84, 21),
        (4, 85, 22),
        (6, 128, 22),
        (10, 128, 13),
    ],
)
def test_a_fraction_at_least_is_rounded_up(fraction: int, base: int, attendu: int) -> None:
    assert au_moins(fraction, base) == attendu


@pytest.mark.regle("GEN-05")
@pytest.mark.parametrize(
    ("base", "attendu"), [(0, 1), (1, 1), (2, 2), (3, 2), (127, 64), (128, 65)]
)
def test_a_majority_is_the_first_integer_above_the_half(base: int, attendu: int) -> None:
    assert plus_de_la_moitie(base) == attendu


@pytest.mark.regle("GEN-05")
@given(nombres)
def test_two_majorities_never_fit_in_one_assembly(base: int) -> None:
    majorite = plus_de_la_moitie(base)
    assert 2 * majorite > base >= 2 * (majorite - 1)


@pytest.mark.regle("GEN-05")
@given(st.integers(1, 12), nombres)
def test_a_fraction_at_least_is_the_smallest_that_reaches_it(fraction: int, base: int) -> None:
    seuil = au_moins(fraction, base)
    assert fraction * seuil >= base > fraction * (seuil - 1) or base == seuil == 0


@pytest.mark.regle("GEN-05")
@pytest.mark.parametrize(
    ("pour", "base", "atteints"),
    [(0, 0, False), (2, 3, True), (1, 3, False), (85, 128, False), (86, 128, True)],
)
def test_two_thirds_are_compared_in_integers(pour: int, base: int, atteints: bool) -> None:
    assert deux_tiers_atteints(pour, base) is atteints


@pytest.mark.parametrize("calcul", [lambda: au_moins(3, -1), lambda: au_moins(0, 3)])
def test_impossible_numbers_are_refused(calcul: object) -> None:
    with pytest.raises(ValueError, match=r"au moins 1|jamais négatif"):
        calcul()
