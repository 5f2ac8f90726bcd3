import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberations.regles.majorite import (
    Issue,
    Majorite,
    ModeScrutin,
    Sens,
    issue,
    issue_qualifiee,
    majorite_apres_avis,
    mode_de_droit,
    suffrages_exprimes,
    unanimite,
    voix_preponderante,
)

ADOPTEE, REJETEE = Issue.ADOPTEE, Issue.REJETEE
voix = st.integers(0, 200)


@pytest.mark.regle("VOT-01")
@given(voix, voix)
def test_only_pour_and_contre_are_expressed(pour: int, contre: int) -> None:
    assert suffrages_exprimes(pour=pour, contre=contre) == pour + contre


@pytest.mark.regle("VOT-02")
@pytest.mark.parametrize(
    ("pour", "contre", "attendue"),
    [(107, 0, ADOPTEE), (1, 0, ADOPTEE), (51, 50, ADOPTEE), (50, 51, REJETEE), (0, 0, REJETEE)],
)
def test_more_pour_than_contre_carries(pour: int, contre: int, attendue: Issue) -> None:
    assert issue(pour=pour, contre=contre, secret=False, voix_du_president=None) is attendue


@pytest.mark.regle("VOT-03")
@pytest.mark.parametrize(
    ("pour", "contre", "unanime"), [(107, 0, True), (1, 0, True), (0, 0, False), (107, 1, False)]
)
def test_abstentions_do_not_break_unanimity(pour: int, contre: int, unanime: bool) -> None:
    assert unanimite(pour=pour, contre=contre) is unanime


@pytest.mark.regle("VOT-04")
@pytest.mark.parametrize(
    ("president", "attendue"),
    [
        (Sens.POUR, ADOPTEE),
        (Sens.CONTRE, REJETEE),
        (Sens.ABSTENTION, REJETEE),
        (Sens.NE_PREND_PAS_PART, REJETEE),
        (None, REJETEE),
    ],
)
def test_the_chair_settles_an_equal_split_by_his_own_vote(
    president: Sens | None, attendue: Issue
) -> None:
    assert issue(pour=9, contre=9, secret=False, voix_du_president=president) is attendue


@pytest.mark.regle("VOT-04")
def test_the_chair_weighs_nothing_more_without_a_split() -> None:
    assert issue(pour=9, contre=8, secret=False, voix_du_president=Sens.CONTRE) is ADOPTEE
    assert not voix_preponderante(pour=9, contre=8, secret=False, voix_du_president=Sens.CONTRE)
    assert voix_preponderante(pour=9, contre=9, secret=False, voix_du_president=Sens.CONTRE)


@pytest.mark.regle("VOT-05")
def test_an_equal_secret_split_is_a_rejection() -> None:
    assert issue(pour=9, contre=9, secret=True, voix_du_president=Sens.POUR) is REJETEE


@pytest.mark.regle("VOT-06")
@pytest.mark.parametrize("secret", [False, True])
@pytest.mark.parametrize(
    ("pour", "contre", "attendue"), [(9, 9, ADOPTEE), (0, 0, ADOPTEE), (8, 9, REJETEE)]
)
def test_the_accounts_pass_unless_a_majority_is_against(
    pour: int, contre: int, attendue: Issue, secret: bool
) -> None:
    obtenue = issue(
        pour=pour, contre=contre, secret=secret, voix_du_president=Sens.CONTRE, comptes=True
    )
    assert obtenue is attendue


@pytest.mark.regle("HUC-01")
@pytest.mark.parametrize(("pour", "attendue"), [(54, REJETEE), (55, ADOPTEE)])
def test_huis_clos_asks_the_majority_of_present_or_represented(pour: int, attendue: Issue) -> None:
    assert issue_qualifiee(Majorite.HUIS_CLOS, pour=pour, contre=0, base=108) is attendue


@pytest.mark.regle("MAJ-03")
@pytest.mark.parametrize(("pour", "attendue"), [(85, REJETEE), (86, ADOPTEE)])
def test_two_thirds_of_the_members_let_the_absent_weigh_against(pour: int, attendue: Issue) -> None:
    majorite = majorite_apres_avis(favorable=False)
    assert issue_qualifiee(majorite, pour=pour, contre=0, base=128) is attendue


@pytest.mark.regle("MAJ-04")
def test_a_favourable_avis_asks_the_ordinary_majority() -> None:
    assert majorite_apres_avis(favorable=True) is Majorite.ORDINAIRE
    assert issue_qualifiee(Majorite.ORDINAIRE, pour=2, contre=1, base=128) is ADOPTEE


@pytest.mark.regle("MAJ-08")
@pytest.mark.parametrize(("pour", "contre", "attendue"), [(2, 1, ADOPTEE), (19, 10, REJETEE)])
def test_two_thirds_of_the_expressed_votes(pour: int, contre: int, attendue: Issue) -> None:
    majorite = Majorite.DEUX_TIERS_DES_EXPRIMES
    assert issue_qualifiee(majorite, pour=pour, contre=contre, base=0) is attendue


@pytest.mark.regle("MAJ-08")
@given(voix, voix)
def test_a_qualified_majority_never_passes_where_the_ordinary_one_fails(
    pour: int, contre: int
) -> None:
    qualifiee = issue_qualifiee(Majorite.DEUX_TIERS_DES_EXPRIMES, pour=pour, contre=contre, base=0)
    ordinaire = issue(pour=pour, contre=contre, secret=True, voix_du_president=None)
    assert qualifiee is REJETEE or ordinaire is ADOPTEE


@pytest.mark.regle("SCR-02")
@pytest.mark.regle("SCR-03")
@pytest.mark.parametrize(
    ("public", "secret", "nomination", "attendu"),
    [
        (20, 0, False, ModeScrutin.ORDINAIRE),
        (21, 0, False, ModeScrutin.PUBLIC),
        (0, 27, False, ModeScrutin.ORDINAIRE),
        (0, 28, False, ModeScrutin.SECRET),
        (0, 0, True, ModeScrutin.SECRET),
    ],
)
def test_a_quarter_asks_a_public_ballot_and_a_third_a_secret_one(
    public: int, secret: int, nomination: bool, attendu: ModeScrutin
) -> None:
    obtenu = mode_de_droit(
        presents=84, demandes_public=public, demandes_secret=secret, nomination=nomination
    )
    assert obtenu is attendu


@pytest.mark.regle("SCR-04")
def test_the_secret_ballot_prevails() -> None:
    obtenu = mode_de_droit(presents=84, demandes_public=56, demandes_secret=28, nomination=False)
    assert obtenu is ModeScrutin.SECRET
