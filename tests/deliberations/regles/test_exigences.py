"""Which majority, how many voices: the boundaries of each base."""

import pytest

from deliberations.regles.exigences import (
    COMPTES,
    INTERET_COMMUNAUTAIRE,
    ORDINAIRE,
    Exigence,
    alertes,
    annonce,
    deux_tiers,
    issue_exigee,
    voix_requises,
)
from deliberations.regles.majorite import Issue, Majorite, ModeScrutin, Sens
from deliberations.regles.proclamation import Assemblee, Saisie, resultat

MEMBRES = Majorite.DEUX_TIERS_DES_MEMBRES
OUI, NON = Issue.ADOPTEE, Issue.REJETEE


def avis_defavorable(base: int = 10, effectif_legal: int | None = None) -> Exigence:
    return Exigence(
        majorite=MEMBRES, base=base, effectif_legal=effectif_legal, raison="avis défavorable"
    )


@pytest.mark.parametrize(("base", "voix"), [(0, 0), (1, 1), (3, 2), (4, 3), (128, 86), (129, 86)])
def test_two_thirds_round_up(base: int, voix: int) -> None:
    assert deux_tiers(base) == voix


@pytest.mark.regle("MAJ-03")
@pytest.mark.parametrize(("pour", "attendue"), [(6, NON), (7, OUI)])
def test_sixty_per_cent_of_the_members_fail_after_an_unfavourable_opinion(
    pour: int, attendue: Issue
) -> None:
    assert issue_exigee(avis_defavorable(), pour=pour, contre=0) is attendue


@pytest.mark.regle("MAJ-08")
@pytest.mark.parametrize(("pour", "contre", "attendue"), [(4, 2, OUI), (5, 3, NON), (0, 0, NON)])
def test_the_interet_communautaire_counts_the_expressed_votes(
    pour: int, contre: int, attendue: Issue
) -> None:
    assert issue_exigee(INTERET_COMMUNAUTAIRE, pour=pour, contre=contre) is attendue


@pytest.mark.regle("MAJ-04", "VOT-06")
@pytest.mark.parametrize(
    ("exigence", "voix"),
    [(ORDINAIRE, 6), (COMPTES, 5), (INTERET_COMMUNAUTAIRE, 7), (avis_defavorable(base=12), 8)],
)
def test_the_voices_asked_for_are_said_before_the_vote(exigence: Exigence, voix: int) -> None:
    assert voix_requises(exigence, exprimes=10) == voix
    assert f"il faut {voix} voix pour" in annonce(exigence, votants=10)


@pytest.mark.regle("MAJ-03")
@pytest.mark.parametrize(
    ("effectif", "pour", "alerte"), [(12, 7, True), (12, 8, False), (12, 6, False), (10, 7, False)]
)
def test_the_other_reading_of_the_members_is_told_when_it_reverses_the_result(
    effectif: int, pour: int, alerte: bool
) -> None:
    trouvees = alertes(avis_defavorable(effectif_legal=effectif), pour=pour)
    assert bool(trouvees) is alerte
    assert not any(m.bloquant for m in trouvees)


@pytest.mark.regle("MAJ-03", "VOT-04")
def test_no_casting_vote_makes_up_for_a_qualified_majority() -> None:
    votants = frozenset(range(6))
    assemblee = Assemblee(presents=votants, votants=votants, president=0)
    saisie = Saisie(
        mode=ModeScrutin.PUBLIC,
        exceptions=dict.fromkeys((3, 4, 5), Sens.CONTRE),
        exigence=avis_defavorable(base=6),
    )
    assert resultat(assemblee, saisie).issue is NON
