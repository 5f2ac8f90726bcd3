import pytest

from deliberations.regles.demandes import Demande, manquements, mode_du_vote, mode_impose
from deliberations.regles.majorite import ModeScrutin as Mode

ORDINAIRE, PUBLIC, SECRET = Mode.ORDINAIRE, Mode.PUBLIC, Mode.SECRET


def demande(mode: Mode, demandeurs: int, presents: int = 65) -> Demande:
    return Demande(mode=mode, demandeurs=demandeurs, presents=presents)


@pytest.mark.parametrize(
    ("mode", "demandeurs", "presents", "admise"),
    [
        pytest.param(PUBLIC, 16, 65, False, marks=pytest.mark.regle("SCR-02")),
        pytest.param(PUBLIC, 17, 65, True, marks=pytest.mark.regle("SCR-02")),
        pytest.param(PUBLIC, 16, 64, True, marks=pytest.mark.regle("SCR-02")),
        pytest.param(SECRET, 21, 65, False, marks=pytest.mark.regle("SCR-03")),
        pytest.param(SECRET, 22, 65, True, marks=pytest.mark.regle("SCR-03")),
        pytest.param(SECRET, 0, 0, False, marks=pytest.mark.regle("SCR-03")),
    ],
)
def test_a_quarter_or_a_third_of_those_present(mode, demandeurs, presents, admise):
    lue = demande(mode, demandeurs, presents)
    assert lue.admise is admise
    assert (not manquements(lue)) is admise


@pytest.mark.regle("SCR-04")
def test_the_secret_ballot_prevails_over_the_public_one():
    assert mode_impose([demande(PUBLIC, 17), demande(SECRET, 22)]) is SECRET
    assert mode_impose([demande(PUBLIC, 17), demande(SECRET, 21)]) is PUBLIC
    assert mode_impose([demande(PUBLIC, 3)]) is None


@pytest.mark.parametrize(
    ("choisi", "demandes", "regle"),
    [
        pytest.param(SECRET, (), "SCR-03", marks=pytest.mark.regle("SCR-03")),
        pytest.param(ORDINAIRE, ((PUBLIC, 17),), "SCR-02", marks=pytest.mark.regle("SCR-02")),
        pytest.param(PUBLIC, ((SECRET, 22),), "SCR-04", marks=pytest.mark.regle("SCR-04")),
    ],
)
def test_a_vote_follows_the_demand_and_no_secret_without_it(choisi, demandes, regle):
    refus = mode_du_vote(choisi, [demande(*d) for d in demandes])
    assert [m.regle for m in refus] == [regle]


@pytest.mark.regle("SCR-03")
def test_a_nomination_is_secret_without_being_asked():
    assert mode_du_vote(SECRET, [], nomination=True) == ()


@pytest.mark.regle("CNV-19")
@pytest.mark.parametrize("choisi", [SECRET, PUBLIC])
def test_a_secret_ballot_at_a_distance_is_postponed(choisi):
    refus = mode_du_vote(choisi, [demande(SECRET, 22)], visio=True)
    assert [m.regle for m in refus] == ["CNV-19"]


def test_the_president_may_always_take_a_public_vote():
    assert mode_du_vote(PUBLIC, []) == ()
