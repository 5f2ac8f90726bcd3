import pytest

from deliberations.regles.majorite import Issue, Majorite, Sens
from deliberations.regles.neutralisation import Proclame, neutraliser
from deliberations.regles.scrutin import Decompte

ADOPTEE, REJETEE = Issue.ADOPTEE, Issue.REJETEE
POUR, CONTRE, ABSTENTION = Sens.POUR, Sens.CONTRE, Sens.ABSTENTION


@pytest.mark.regle("POU-12")
@pytest.mark.parametrize(
    ("pour", "contre", "issue", "sens", "tombe"),
    [
        (5, 4, ADOPTEE, POUR, True),
        (5, 4, ADOPTEE, None, True),
        (5, 4, ADOPTEE, CONTRE, False),
        (6, 4, ADOPTEE, POUR, False),
        (4, 5, REJETEE, CONTRE, False),
        (4, 4, REJETEE, CONTRE, True),
        (4, 4, REJETEE, ABSTENTION, False),
    ],
)
def test_a_result_falls_only_when_one_voice_made_it(pour, contre, issue, sens, tombe):
    decompte = Decompte(pour=pour, contre=contre, abstention=2)
    assert neutraliser(Proclame(decompte=decompte, issue=issue, sens=sens)).tombe is tombe


@pytest.mark.regle("POU-12", "VOT-06")
def test_the_accounts_stand_on_an_equal_split():
    vote = Proclame(
        decompte=Decompte(pour=5, contre=4),
        issue=ADOPTEE,
        sens=POUR,
        majorite=Majorite.COMPTES,
    )
    assert neutraliser(vote).tombe is False


@pytest.mark.regle("POU-12")
def test_an_unknown_voice_is_taken_from_the_side_that_won():
    repris = neutraliser(
        Proclame(decompte=Decompte(pour=6, contre=2), issue=ADOPTEE, sens=None, secret=True)
    )
    assert (repris.decompte.pour, repris.suppose, repris.tombe) == (5, True, False)


@pytest.mark.regle("POU-12")
def test_the_casting_vote_still_settles_the_split_that_is_left():
    vote = Proclame(decompte=Decompte(pour=5, contre=4), issue=ADOPTEE, sens=POUR, president=POUR)
    assert neutraliser(vote).tombe is False


@pytest.mark.regle("POU-12")
def test_two_thirds_of_the_members_are_reckoned_on_the_same_base():
    vote = Proclame(
        decompte=Decompte(pour=8, contre=4),
        issue=ADOPTEE,
        sens=POUR,
        majorite=Majorite.DEUX_TIERS_DES_MEMBRES,
        base=12,
    )
    assert neutraliser(vote).tombe is True
