"""What a gesture on a seat requires, case by case."""

import pytest

from instances.regles import pointages


@pytest.mark.regle("CNV-19")
@pytest.mark.parametrize(
    ("demandee", "admise", "refuse"),
    [(False, False, False), (False, True, False), (True, True, False), (True, False, True)],
)
def test_nobody_attends_from_afar_unless_the_convocation_says_so(demandee, admise, refuse):
    trouves = pointages.a_distance("Mme Diop", demandee=demandee, admise=admise)
    assert bool(trouves) is refuse


@pytest.mark.regle("MEM-03")
@pytest.mark.parametrize(
    ("occupe", "change", "admis", "dit"),
    [
        (True, True, True, ""),
        (False, True, True, "est vide"),
        (True, False, True, "déjà tenu"),
        (True, True, False, "n’est pas le suppléant"),
    ],
)
def test_a_seat_changes_hands_when_held_by_the_other(occupe, change, admis, dit):
    trouves = pointages.relais("Mme Diop", occupe=occupe, change=change, suppleant_admis=admis)
    assert [dit in m.message for m in trouves] == ([True] if dit else [])


@pytest.mark.regle("QUO-09")
@pytest.mark.parametrize(
    ("dernier", "votes", "motif", "dit"),
    [
        (True, [], "", ""),
        (True, ["1.2"], "Erreur de ligne", ""),
        (True, ["1.2"], "", "Le rapport 1.2 a été voté"),
        (True, ["1.2", "1.3"], "", "Les rapports 1.2, 1.3 ont été votés"),
        (False, [], "Erreur", "plus récent"),
    ],
)
def test_a_gesture_is_undone_unless_another_followed_or_a_vote_asks_why(dernier, votes, motif, dit):
    trouves = pointages.correction("Mme Diop", dernier=dernier, votes=votes, motif=motif)
    assert [dit in m.message for m in trouves] == ([True] if dit else [])
