import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberations.regles.numerotation import (
    manquements_du_gabarit,
    manquements_du_numero_actes,
    numero_actes,
    numero_dans_la_serie,
    numero_public,
    numeroter,
)


@pytest.mark.regle("REG-01")
@pytest.mark.parametrize(
    "gabarit, annee, numero, attendu",
    [
        ("{annee}-{numero}", 2020, 124, "2020-124"),
        ("{annee}/{numero:06d}", 2018, 4514, "2018/004514"),
        ("DEL{numero:03d}", 2026, 7, "DEL007"),
        ("{annee}-{numero:3d}", 2026, 1234, "2026-1234"),
    ],
)
def test_each_intercommunalite_writes_numbers_its_own_way(gabarit, annee, numero, attendu):
    assert numero_public(gabarit, annee=annee, numero=numero) == attendu


@pytest.mark.regle("REG-01")
@pytest.mark.parametrize(
    "gabarit",
    [
        "",
        "{annee}",
        "{numero}{numero}",
        "{annee}{annee}{numero}",
        "{numero.__class__}",
        "{numero[0]}",
        "{numero!r}",
        "{0}{numero}",
        "{numero",
        "{numero:>99}",
        "{autre}{numero}",
        "x" * 40 + "{numero}",
    ],
)
def test_a_template_that_would_not_number_is_refused(gabarit):
    assert [m.regle for m in manquements_du_gabarit(gabarit)] == ["REG-01"]
    with pytest.raises(ValueError):
        numero_public(gabarit, annee=2026, numero=1)


@pytest.mark.regle("REG-01")
@given(rangs=st.sets(st.integers(1, 200)), premier=st.integers(1, 5000))
def test_numbers_follow_the_ordre_de_passage_without_a_gap(rangs, premier):
    numeros = numeroter(rangs, gabarit="{annee}-{numero}", annee=2026, premier=premier)
    assert [n.rang for n in numeros] == sorted(rangs)
    assert [n.ordre for n in numeros] == list(range(1, len(rangs) + 1))
    assert [n.public for n in numeros] == [f"2026-{premier + i}" for i in range(len(rangs))]


@pytest.mark.regle("TLT-02")
@pytest.mark.parametrize(
    "public, attendu",
    [
        ("2018/004514", "2018_004514"),
        ("2020-124", "2020_124"),
        ("dél. n° 12 bis", "DEL_N_12_BIS"),
        ("A" * 15, "A" * 15),
    ],
)
def test_a_public_number_becomes_one_that_actes_takes(public, attendu):
    assert numero_actes(public) == attendu
    assert manquements_du_numero_actes(public) == ()


@pytest.mark.regle("TLT-02")
@pytest.mark.parametrize("public", ["", "///", "A" * 16])
def test_what_actes_would_reject_is_said_before_sending(public):
    assert [m.regle for m in manquements_du_numero_actes(public)] == ["TLT-02"]
    with pytest.raises(ValueError):
        numero_actes(public)


@pytest.mark.regle("TLT-02")
@given(st.text(max_size=15))
def test_a_converted_number_always_has_the_form_actes_asks_for(public):
    if not manquements_du_numero_actes(public):
        assert re.fullmatch(r"[A-Z0-9_]{1,15}", numero_actes(public))


@pytest.mark.regle("REG-01")
@pytest.mark.parametrize(
    ("gabarit", "public", "numero"),
    [
        ("{annee}-{numero}", "2018-124", 124),
        ("{annee}/{numero:06d}", "2018/004514", 4514),
        ("{annee}{numero:03d}", "2018007", 7),
        ("{annee}-{numero}", "2019-124", None),
        ("{annee}-{numero}", "2018-124 bis", None),
        ("{annee}-{numero}", "D98/13", None),
        ("{faux}", "2018-124", None),
    ],
)
def test_a_number_given_elsewhere_has_its_place_in_the_series(gabarit, public, numero):
    assert numero_dans_la_serie(public, gabarit=gabarit, annee=2018) == numero
