from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.regles import Gravite
from instances.regles.mandats import (
    Dossier,
    MandatVu,
    Nature,
    affaires_courantes_seulement,
    dernier_jour_apres_demission,
    effectif,
    manquements,
    plafond_de_vice_presidents,
    sieges_vacants,
    suppleant_admis,
)

DEBUT = date(2026, 4, 17)
LE = date(2026, 11, 24)
SIEGES = {"Arc": 2, "Bief": 1}


def mandat(elu, nature=Nature.CONSEILLER_COMMUNAUTAIRE, commune="Arc", **valeurs):
    return MandatVu(elu=elu, nature=nature, commune=commune, **{"debut": DEBUT, **valeurs})


COMPLET = (mandat("A"), mandat("B"), mandat("C", commune="Bief"))
SUPPLEANT = mandat("S", Nature.SUPPLEANT, "Bief", suppleant_de="C")


def juger(*mandats, **valeurs):
    return manquements(Dossier(mandats=mandats, sieges_par_commune=SIEGES, le=LE, **valeurs))


@pytest.mark.regle("QUO-02")
@pytest.mark.parametrize(
    "le, en_exercice",
    [(date(2026, 4, 16), 0), (DEBUT, 3), (date(2026, 6, 30), 3), (date(2026, 7, 1), 2)],
)
def test_a_vacant_seat_lowers_the_members_in_office_not_the_legal_number(le, en_exercice):
    mandats = (mandat("A"), mandat("B", fin=date(2026, 6, 30)), mandat("C", commune="Bief"))
    trouve = effectif(mandats, SIEGES, le)
    assert (trouve.legal, trouve.en_exercice, trouve.vacants) == (3, en_exercice, 3 - en_exercice)


@pytest.mark.regle("MEM-07")
def test_vacant_seats_are_told_by_commune():
    assert sieges_vacants((mandat("A"),), SIEGES, LE) == {"Arc": 1, "Bief": 1}
    assert sieges_vacants(COMPLET, SIEGES, LE) == {}


@pytest.mark.regle("MEM-06")
def test_a_resignation_takes_effect_the_day_it_is_received():
    reception = date(2026, 9, 15)
    parti = mandat("A", fin=dernier_jour_apres_demission(reception))
    assert parti.en_cours(date(2026, 9, 14))
    assert not parti.en_cours(reception)


def test_a_mandate_without_a_known_start_had_begun():
    assert mandat("A", debut=None).en_cours(date(1999, 1, 1))


@pytest.mark.regle("MEM-02")
@pytest.mark.parametrize("sieges, admis", [(0, False), (1, True), (2, False)])
def test_only_a_commune_with_one_seat_has_a_suppleant(sieges, admis):
    assert suppleant_admis(sieges) is admis


@pytest.mark.regle("MEM-08")
@pytest.mark.parametrize(
    "annules, effectif_legal, verdict",
    [(25, 128, False), (26, 128, True), (20, 100, False), (21, 100, True)],
)
def test_beyond_a_fifth_of_annulled_seats_no_budget_is_voted(annules, effectif_legal, verdict):
    assert affaires_courantes_seulement(annules, effectif_legal) is verdict


@pytest.mark.regle("ELE-04")
@pytest.mark.parametrize(
    "sieges, metropole, deux_tiers, plafond",
    [
        (15, False, False, 4),
        (20, False, False, 4),
        (21, False, False, 5),
        (25, False, False, 5),
        (26, False, False, 6),
        (128, False, False, 15),
        (128, True, False, 20),
        (26, False, True, 7),
        (13, False, True, 4),
        (128, False, True, 15),
        (60, True, True, 18),
    ],
)
def test_the_number_of_vice_presidents_is_capped(sieges, metropole, deux_tiers, plafond):
    calcule = plafond_de_vice_presidents(sieges, metropole=metropole, aux_deux_tiers=deux_tiers)
    assert calcule == plafond


@pytest.mark.regle("ELE-04")
@given(st.integers(1, 400), st.booleans())
def test_two_thirds_never_lower_the_cap(sieges, metropole):
    ordinaire = plafond_de_vice_presidents(sieges, metropole=metropole)
    releve = plafond_de_vice_presidents(sieges, metropole=metropole, aux_deux_tiers=True)
    assert 4 <= ordinaire <= releve <= (20 if metropole else 15)


@pytest.mark.regle("MEM-01")
@pytest.mark.regle("MEM-02")
@pytest.mark.regle("ELE-01")
@pytest.mark.regle("CDM-01")
@pytest.mark.parametrize(
    "mandats, regle",
    [
        ((*COMPLET, SUPPLEANT), None),
        ((*COMPLET, mandat("D")), "MEM-01"),
        ((mandat("A"), mandat("A", debut=date(2026, 5, 1))), "MEM-01"),
        ((mandat("A", fin=date(2026, 5, 1)), mandat("A", debut=date(2026, 5, 2))), None),
        ((mandat("A", fin=date(2026, 4, 1)),), "COH-PERIODE"),
        ((*COMPLET, mandat("S", Nature.SUPPLEANT, "Arc", suppleant_de="A")), "MEM-02"),
        ((*COMPLET, SUPPLEANT, mandat("T", Nature.SUPPLEANT, "Bief")), "MEM-02"),
        ((*COMPLET, mandat("S", Nature.SUPPLEANT, "Bief", suppleant_de="A")), "MEM-02"),
        ((*COMPLET, mandat("A", Nature.SUPPLEANT, "Bief")), "MEM-02"),
        ((mandat("M", Nature.MAIRE), mandat("N", Nature.MAIRE)), "CDM-01"),
        ((mandat("M", Nature.MAIRE, fin=date(2026, 5, 1)), mandat("N", Nature.MAIRE)), None),
        (
            (*COMPLET, mandat("A", Nature.PRESIDENT, None), mandat("B", Nature.PRESIDENT, None)),
            "ELE-01",
        ),
        ((*COMPLET, mandat("Z", Nature.PRESIDENT, None)), "ELE-01"),
        (
            (
                *COMPLET,
                mandat("A", Nature.VICE_PRESIDENT, None, rang=1),
                mandat("B", Nature.VICE_PRESIDENT, None, rang=1),
            ),
            "ELE-01",
        ),
        ((*COMPLET, mandat("A", Nature.VICE_PRESIDENT, None)), "ELE-01"),
    ],
)
def test_what_no_composition_may_contain(mandats, regle):
    assert [m.regle for m in juger(*mandats)] == ([regle] if regle else [])


@pytest.mark.regle("ELE-04")
def test_too_many_vice_presidents_are_refused():
    elus = [f"V{n}" for n in range(1, 6)]
    mandats = [
        m
        for n, e in enumerate(elus, 1)
        for m in (mandat(e), mandat(e, Nature.VICE_PRESIDENT, None, rang=n))
    ]
    trouves = manquements(Dossier(mandats=tuple(mandats), sieges_par_commune={"Arc": 20}, le=LE))
    assert [m.regle for m in trouves] == ["ELE-04"]


@pytest.mark.regle("MEM-09")
def test_a_missing_date_of_birth_warns():
    (manquement,) = juger(mandat("A"), naissances={"A": None}, noms={"A": "Aline Roux"})
    assert (manquement.regle, manquement.gravite) == ("MEM-09", Gravite.ALERTE)
    assert "Aline Roux" in manquement.message
    assert juger(mandat("A"), naissances={"A": date(1970, 1, 1)}) == ()
