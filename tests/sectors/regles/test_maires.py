from datetime import date

import pytest

from sectors.regles.maires import (
    Demande,
    manquements,
    obligatoire,
    reponse_due,
    representant,
    sans_suite,
)

JOUR = date(2026, 11, 24)


def demande(**champs) -> Demande:
    return Demande(**({"signataires": 23, "maires": 68, "ordre_du_jour": "Eau"} | champs))


@pytest.mark.regle("CDM-01")
@pytest.mark.parametrize(
    ("bureau", "due"), [({"a", "b", "c"}, False), ({"a", "b"}, True), (set(), True)]
)
def test_a_bureau_with_every_mayor_makes_the_conference_optional(bureau, due):
    assert obligatoire(maires={"a", "b"} | {"c"}, bureau=bureau) is due


@pytest.mark.regle("CDM-02")
@pytest.mark.parametrize(
    ("signataires", "maires", "recevable"),
    [(22, 68, False), (23, 68, True), (1, 3, True), (0, 3, False), (12, 36, True), (11, 36, False)],
)
def test_a_third_of_the_mayors_rounded_up(signataires, maires, recevable):
    trouves = manquements(demande(signataires=signataires, maires=maires), on=JOUR)
    assert (trouves == ()) is recevable


@pytest.mark.regle("CDM-02")
def test_an_agenda_is_part_of_the_request():
    assert [m.regle for m in manquements(demande(ordre_du_jour=" "), on=JOUR)] == ["CDM-02"]


@pytest.mark.regle("CDM-02")
@pytest.mark.parametrize(("tenues", "recevable"), [(3, True), (4, False)])
def test_four_meetings_on_demand_a_civil_year(tenues, recevable):
    jours = tuple(date(2026, mois, 1) for mois in range(1, tenues + 1))
    assert (manquements(demande(tenues=jours), on=JOUR) == ()) is recevable
    l_an_dernier = tuple(date(2025, mois, 1) for mois in range(1, tenues + 1))
    assert manquements(demande(tenues=l_an_dernier), on=JOUR) == ()


@pytest.mark.regle("CDM-02")
@pytest.mark.parametrize(
    ("jour", "alerte"), [(date(2026, 12, 23), False), (date(2026, 12, 24), True)]
)
def test_an_admissible_request_without_a_meeting_shows(jour, alerte):
    assert bool(sans_suite(recevable_on=JOUR, on=jour)) is alerte


@pytest.mark.regle("CDM-03")
@pytest.mark.parametrize(
    ("adjoint", "meme", "admis", "permis"),
    [(True, True, True, True), (True, True, False, False), (False, True, True, False),
     (True, False, True, False)],
)  # fmt: skip
def test_an_adjoint_of_the_same_commune_where_the_reglement_allows(adjoint, meme, admis, permis):
    assert (representant(adjoint=adjoint, meme_commune=meme, admis=admis) == ()) is permis


@pytest.mark.regle("CDM-03")
def test_a_question_left_open_is_answered_in_writing_within_the_delay():
    assert reponse_due(JOUR, jours=21) == date(2026, 12, 15)
    assert reponse_due(JOUR, jours=None) is None
