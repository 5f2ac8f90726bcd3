from datetime import date

import pytest

from sectors.regles.maires import (
    existence,
    obligatoire,
    question_ouverte,
    reponse_due,
    representant,
    transmission,
)

JOUR = date(2026, 11, 24)


@pytest.mark.regle("CDM-01")
@pytest.mark.parametrize(
    ("bureau", "due"), [({"a", "b", "c"}, False), ({"a", "b"}, True), (set(), True)]
)
def test_a_bureau_with_every_mayor_makes_the_conference_optional(bureau, due):
    assert obligatoire(maires={"a", "b"} | {"c"}, bureau=bureau) is due


@pytest.mark.regle("CDM-01")
@pytest.mark.parametrize(
    ("existe", "due", "signalee"), [(False, True, True), (True, True, False), (False, False, False)]
)
def test_a_conference_that_is_due_and_missing_shows(existe, due, signalee):
    trouves = existence(existe=existe, obligatoire=due)
    assert [m.bloquant for m in trouves] == [False] * signalee


@pytest.mark.regle("CDM-04")
@pytest.mark.parametrize(
    ("levee", "avis", "permis"), [(True, 1, True), (False, 1, False), (True, 0, False)]
)
def test_the_avis_are_sent_once_given(levee, avis, permis):
    assert (transmission(levee=levee, avis=avis) == ()) is permis


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


@pytest.mark.regle("CDM-03")
def test_the_answer_follows_the_meeting():
    assert question_ouverte(seance_on=JOUR, avant=JOUR) == ()
    assert question_ouverte(seance_on=JOUR, avant=date(2026, 11, 23))[0].champ == "reponse_avant_on"
