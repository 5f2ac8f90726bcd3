from dataclasses import replace

import pytest

from deliberations.regles.coherence import (
    VoteAnnonce,
    controler_issue,
    controler_voix,
    issue_attendue,
)
from deliberations.regles.majorite import Issue, Majorite, ModeScrutin, Sens
from governance.regles import Gravite

PUBLIE = VoteAnnonce(
    point="0.2", pour=107, contre=0, abstention=1, ne_prend_pas_part=0,
    issue=Issue.ADOPTEE, unanimite=True,
)  # fmt: skip


def regles(manquements) -> list[str]:
    return [m.regle for m in manquements]


@pytest.mark.regle("EXT-02")
@pytest.mark.parametrize(
    ("votants_max", "attendu"), [(108, []), (107, ["VOT-08"]), (109, ["VOT-08"]), (None, [])]
)
def test_the_voices_are_those_who_could_vote(votants_max: int | None, attendu: list[str]) -> None:
    assert regles(controler_voix(PUBLIE, votants_max)) == attendu


@pytest.mark.regle("VOT-08")
def test_an_unknown_counter_is_only_refuted_by_the_others() -> None:
    muet = replace(PUBLIE, ne_prend_pas_part=None)
    assert controler_voix(muet, 108) == []
    assert [m.gravite for m in controler_voix(muet, 120)] == [Gravite.INFO]
    assert [m.gravite for m in controler_voix(muet, 100)] == [Gravite.BLOQUANT]


@pytest.mark.regle("VOT-08")
def test_a_secret_ballot_may_hide_blank_papers() -> None:
    (manquement,) = controler_voix(replace(PUBLIE, mode=ModeScrutin.SECRET), 109)
    assert not manquement.bloquant


@pytest.mark.regle("VOT-01")
def test_expressed_votes_are_pour_and_contre() -> None:
    assert regles(controler_voix(replace(PUBLIE, exprimes=108), 108)) == ["VOT-01"]


@pytest.mark.parametrize(
    ("vote", "attendu"),
    [
        pytest.param({}, [], id="as published"),
        pytest.param({"contre": 107, "unanimite": None}, [], id="split, chair unknown"),
        pytest.param(
            {"contre": 107, "unanimite": None, "mode": ModeScrutin.SECRET}, ["VOT-05"],
            id="secret split announced adopted",
        ),
        pytest.param(
            {
                "contre": 107, "unanimite": None, "mode": ModeScrutin.ORDINAIRE,
                "voix_du_president": Sens.CONTRE,
            },
            ["VOT-04"],
            id="chair against, announced adopted",
        ),
        pytest.param({"contre": 108, "unanimite": None}, ["VOT-02"], id="more contre than pour"),
        pytest.param({"contre": 1}, ["VOT-03"], id="unanimity with one contre"),
        pytest.param({"issue": Issue.REJETEE, "unanimite": None}, ["VOT-02"], id="rejected"),
        pytest.param(
            {"contre": 107, "unanimite": None, "majorite": Majorite.COMPTES}, [], id="accounts"
        ),
        pytest.param(
            {"contre": 108, "unanimite": None, "majorite": Majorite.COMPTES}, ["VOT-06"],
            id="accounts refused",
        ),
        pytest.param(
            {"majorite": Majorite.DEUX_TIERS_DES_MEMBRES, "pour": 85}, ["MAJ-03"], id="two thirds"
        ),
        pytest.param({"majorite": Majorite.HUIS_CLOS, "pour": 64}, ["HUC-01"], id="huis clos"),
        pytest.param({"pour": None}, [], id="unknown pour"),
    ],
)  # fmt: skip
def test_the_announced_outcome_is_the_one_the_voices_give(vote: dict, attendu: list[str]) -> None:
    assert regles(controler_issue(replace(PUBLIE, **vote), base=128)) == attendu


def test_an_outcome_that_hangs_on_the_unknown_is_unknown() -> None:
    partage = replace(PUBLIE, contre=107)
    assert issue_attendue(partage) is None
    assert issue_attendue(replace(PUBLIE, majorite=Majorite.HUIS_CLOS)) is None
    assert issue_attendue(replace(partage, mode=ModeScrutin.SECRET)) is Issue.REJETEE
