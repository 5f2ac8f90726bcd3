from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberations.regles.depouillement import CONTRE, POUR, Releve, decompte_du_texte
from deliberations.regles.majorite import Issue, ModeScrutin, Sens
from deliberations.regles.proclamation import (
    Assemblee,
    Saisie,
    compter,
    manquements,
    resultat,
    seuils,
    voix_du_president,
)
from deliberations.regles.scrutin import Decompte

DIX = frozenset(range(1, 11))
NOMS = {i: f"Membre {i}" for i in range(1, 13)}
P, C, A, N = Sens.POUR, Sens.CONTRE, Sens.ABSTENTION, Sens.NE_PREND_PAS_PART
PUBLIC, SECRET = ModeScrutin.PUBLIC, ModeScrutin.SECRET


def salle(
    *,
    presents: frozenset[int] = DIX,
    mandants: frozenset[int] = frozenset(),
    partis: frozenset[int] = frozenset(),
    president: int | None = 1,
) -> Assemblee:
    return Assemblee(
        presents=presents, votants=presents | mandants, partis=partis, president=president,
        noms=NOMS,
    )  # fmt: skip


def regles(assemblee: Assemblee, saisie: Saisie) -> list[str]:
    return [m.regle for m in manquements(assemblee, saisie)]


@pytest.mark.regle("VOT-01", "VOT-02")
@pytest.mark.parametrize(
    ("exceptions", "non_nommees", "decompte", "issue"),
    [
        ({}, {}, Decompte(pour=10), Issue.ADOPTEE),
        ({2: C}, {}, Decompte(pour=9, contre=1), Issue.ADOPTEE),
        ({2: C, 3: A, 4: N}, {}, Decompte(pour=7, contre=1, abstention=1, ne_prend_pas_part=1),
         Issue.ADOPTEE),
        ({}, {C: 2, A: 1}, Decompte(pour=7, contre=2, abstention=1), Issue.ADOPTEE),
        ({2: C}, {C: 5}, Decompte(pour=4, contre=6), Issue.REJETEE),
        (dict.fromkeys(DIX, A), {}, Decompte(abstention=10), Issue.REJETEE),
        ({}, {C: 10}, Decompte(contre=10), Issue.REJETEE),
    ],
)  # fmt: skip
def test_everybody_votes_for_but_those_noted(
    exceptions: Mapping[int, Sens],
    non_nommees: Mapping[Sens, int],
    decompte: Decompte,
    issue: Issue,
) -> None:
    saisie = Saisie(exceptions=exceptions, non_nommees=non_nommees)
    assert manquements(salle(), saisie) == []
    obtenu = resultat(salle(), saisie)
    assert (obtenu.decompte, obtenu.issue) == (decompte, issue)
    assert obtenu.voix == exceptions


@pytest.mark.regle("VOT-08")
@given(
    st.dictionaries(st.integers(1, 10), st.sampled_from([C, A, N])),
    st.dictionaries(st.sampled_from([C, A, N]), st.integers(0, 12)),
)
def test_voices_add_up_or_are_refused(exceptions: dict, non_nommees: dict) -> None:
    saisie = Saisie(exceptions=exceptions, non_nommees=non_nommees)
    en_trop = len(exceptions) + sum(non_nommees.values()) > len(DIX)
    assert ("VOT-08" in regles(salle(), saisie)) is en_trop
    if not en_trop:
        assert compter(salle(), saisie).total == len(DIX)


@pytest.mark.regle("VOT-08")
def test_one_voice_too_many_is_counted_in_the_refusal() -> None:
    assert regles(salle(), Saisie(non_nommees={C: 10})) == []
    (refus,) = manquements(salle(president=None), Saisie(non_nommees={C: 8, A: 3}))
    assert refus.message.replace("\u00a0", " ").startswith("11 voix sont notées pour 10 votants")
    assert regles(salle(), Saisie(non_nommees={C: -1})) == ["VOT-08"]


@pytest.mark.regle("VOT-08", "MEM-01")
def test_a_voice_belongs_to_somebody_present_or_represented() -> None:
    mandants = salle(mandants=frozenset({11}))
    assert regles(mandants, Saisie(exceptions={11: C})) == []
    (refus,) = manquements(mandants, Saisie(exceptions={12: C}))
    assert "Membre 12 n’est ni présent ni représenté" in refus.message


@pytest.mark.regle("QUO-04")
def test_who_left_during_the_discussion_abstains_and_so_does_whom_he_represents() -> None:
    assemblee = salle(mandants=frozenset({11}), partis=frozenset({4, 11}))
    assert compter(assemblee, Saisie()) == Decompte(pour=9, abstention=2)
    assert resultat(assemblee, Saisie()).voix == {4: A, 11: A}
    assert compter(assemblee, Saisie(exceptions={4: C})).contre == 1


@pytest.mark.regle("QUO-04")
def test_a_seat_that_has_no_voice_does_not_abstain_by_leaving() -> None:
    assemblee = Assemblee(presents=DIX, votants=DIX - {4}, partis=frozenset({4}), noms=NOMS)
    assert compter(assemblee, Saisie()) == Decompte(pour=9)


@pytest.mark.regle("VOT-04")
@pytest.mark.parametrize(
    ("exceptions", "non_nommees", "dite", "voix", "issue"),
    [
        (dict.fromkeys(range(6, 11), C), {}, None, P, Issue.ADOPTEE),
        (dict.fromkeys(range(1, 6), C), {}, None, C, Issue.REJETEE),
        (dict.fromkeys(range(1, 6), C), {}, P, C, Issue.REJETEE),
        ({1: A, 2: A, 3: C, 4: C, 5: C, 6: C}, {}, None, A, Issue.REJETEE),
        ({}, {C: 5}, P, P, Issue.ADOPTEE),
        ({}, {C: 5}, C, C, Issue.REJETEE),
        ({}, {C: 4, A: 2}, A, A, Issue.REJETEE),
        ({1: C}, {C: 4}, None, C, Issue.REJETEE),
    ],
)
def test_a_tie_follows_the_vote_that_the_chair_cast(
    exceptions: Mapping[int, Sens],
    non_nommees: Mapping[Sens, int],
    dite: Sens | None,
    voix: Sens,
    issue: Issue,
) -> None:
    saisie = Saisie(exceptions=exceptions, non_nommees=non_nommees, voix_du_president=dite)
    assert manquements(salle(), saisie) == []
    obtenu = resultat(salle(), saisie)
    assert obtenu.decompte.pour == obtenu.decompte.contre
    assert (obtenu.voix_du_president, obtenu.issue) == (voix, issue)


@pytest.mark.regle("VOT-04")
def test_a_tie_of_unnamed_voices_waits_for_the_chair() -> None:
    (refus,) = manquements(salle(), Saisie(non_nommees={C: 5}))
    assert (refus.regle, refus.champ) == ("VOT-04", "voix_du_president")
    # Without a tie nothing hangs on it.
    assert manquements(salle(), Saisie(non_nommees={C: 4})) == []


@pytest.mark.regle("VOT-04")
def test_the_chair_did_not_cast_a_voice_that_nobody_cast() -> None:
    saisie = Saisie(non_nommees={C: 5}, voix_du_president=A)
    assert regles(salle(), saisie) == ["VOT-04"]


@pytest.mark.regle("VOT-04")
@pytest.mark.parametrize("president", [None, 12])
def test_a_chair_without_a_voice_leaves_a_tie_rejected(president: int | None) -> None:
    assemblee, saisie = salle(president=president), Saisie(non_nommees={C: 5}, voix_du_president=P)
    assert manquements(assemblee, saisie) == []
    assert resultat(assemblee, saisie).issue is Issue.REJETEE


@pytest.mark.regle("VOT-06")
def test_the_accounts_are_adopted_by_a_tie_whoever_chairs() -> None:
    saisie = Saisie(non_nommees={C: 5}, comptes=True)
    assert manquements(salle(), saisie) == []
    assert resultat(salle(), saisie).issue is Issue.ADOPTEE
    rejet = Saisie(non_nommees={C: 6}, comptes=True)
    assert resultat(salle(), rejet).issue is Issue.REJETEE


@pytest.mark.regle("SCR-02")
def test_a_public_ballot_keeps_every_name() -> None:
    assemblee = salle(mandants=frozenset({11}))
    saisie = Saisie(mode=PUBLIC, exceptions={2: C})
    assert manquements(assemblee, saisie) == []
    assert resultat(assemblee, saisie).voix == {**dict.fromkeys([*range(1, 11), 11], P), 2: C}


@pytest.mark.regle("SCR-02")
@pytest.mark.parametrize(
    ("saisie", "attendues"),
    [
        (Saisie(mode=PUBLIC, non_nommees={C: 1}), ["SCR-02"]),
        (Saisie(mode=PUBLIC, non_nommees={C: 0}), []),
        (Saisie(mode=PUBLIC, demandeurs=10), []),
        (Saisie(mode=PUBLIC, demandeurs=11), ["SCR-02"]),
        (Saisie(mode=PUBLIC, demandeurs=1), []),
    ],
)
def test_a_public_ballot_has_no_voice_without_a_name(saisie: Saisie, attendues: list[str]) -> None:
    assert regles(salle(), saisie) == attendues


@pytest.mark.regle("SCR-02", "SCR-03")
@pytest.mark.parametrize(
    ("presents", "public", "secret"),
    [(0, 0, 0), (1, 1, 1), (4, 1, 2), (5, 2, 2), (9, 3, 3), (10, 3, 4), (128, 32, 43)],
)
def test_a_quarter_makes_it_public_a_third_secret(presents: int, public: int, secret: int) -> None:
    assert seuils(range(presents)) == (public, secret)


def secret(*, demandeurs: int | None = 4, **voix: int) -> Saisie:
    return Saisie(mode=SECRET, releves=deux(**voix), demandeurs=demandeurs)


def deux(**voix: int) -> tuple[Releve, ...]:
    """Two people counted the same; whoever put no paper in the urn is not among them."""
    lu = {
        "voix": {POUR: voix.pop("pour", 0), CONTRE: voix.pop("contre", 0)},
        "enveloppes": voix.pop("enveloppes", 10),
    } | voix
    return Releve(**lu, par="Line"), Releve(**lu, par="Samir")


@pytest.mark.regle("SCR-03")
@pytest.mark.parametrize(
    ("demandeurs", "attendues"),
    [(None, ["SCR-03"]), (3, ["SCR-03"]), (4, []), (10, []), (11, ["SCR-02"])],
)
def test_a_third_of_those_present_asks_for_the_secret(
    demandeurs: int | None, attendues: list[str]
) -> None:
    saisie = secret(demandeurs=demandeurs, pour=10)
    assert regles(salle(), saisie) == attendues


@pytest.mark.regle("SCR-03")
def test_pouvoirs_do_not_ask_for_the_secret() -> None:
    saisie = secret(pour=12, enveloppes=12)
    assert regles(salle(mandants=frozenset({11, 12})), saisie) == []


@pytest.mark.regle("SCR-07")
def test_a_secret_ballot_keeps_no_name() -> None:
    saisie = secret(pour=6, contre=4)
    assert resultat(salle(), saisie).voix == {}
    nomme = Saisie(mode=SECRET, releves=deux(pour=10), demandeurs=4, exceptions={2: C})
    assert regles(salle(), nomme) == ["SCR-07"]


@pytest.mark.regle("CNV-19")
@pytest.mark.parametrize(
    ("saisie", "attendues"),
    [
        (Saisie(mode=PUBLIC), []),
        (Saisie(), ["CNV-19"]),
        (Saisie(mode=SECRET, releves=deux(pour=10), demandeurs=4), ["CNV-19"]),
    ],
)
def test_a_seance_held_remotely_votes_in_public(saisie: Saisie, attendues: list[str]) -> None:
    assert regles(replace(salle(), visioconference=True), saisie) == attendues


@pytest.mark.regle("VOT-05")
def test_a_secret_tie_is_a_rejection() -> None:
    saisie = Saisie(mode=SECRET, releves=deux(pour=5, contre=5), demandeurs=4, voix_du_president=P)
    assert manquements(salle(), saisie) == []
    obtenu = resultat(salle(), saisie)
    assert (obtenu.issue, obtenu.voix_du_president) == (Issue.REJETEE, None)


@pytest.mark.regle("VOT-08")
@pytest.mark.parametrize(
    ("voix", "attendues"),
    [
        ({"pour": 6, "contre": 2, "blancs": 1, "nuls": 1}, []),
        ({"pour": 6, "contre": 2, "enveloppes": 8}, []),
        ({"pour": 6, "contre": 2, "blancs": 1}, ["VOT-08"]),
        ({"pour": 9, "contre": 2, "enveloppes": 11}, ["VOT-08"]),
        ({}, ["VOT-08"]),
    ],
)
def test_the_papers_are_as_many_as_the_voters(voix: dict[str, int], attendues: list[str]) -> None:
    assert regles(salle(), secret(**voix)) == attendues


@pytest.mark.regle("VOT-08")
def test_a_count_of_papers_belongs_to_a_secret_ballot_and_is_asked_there() -> None:
    assert regles(salle(), Saisie(mode=SECRET, demandeurs=4)) == ["ELE-02"]
    assert regles(salle(), Saisie(releves=deux(pour=10))) == ["VOT-08"]


@pytest.mark.regle("ELE-02")
@pytest.mark.parametrize(
    ("second", "attendues"),
    [
        (None, ["ELE-02"]),
        ({"par": "Samir"}, []),
        ({"par": " line"}, ["ELE-02"]),
        ({"par": "Samir", "voix": {POUR: 5, CONTRE: 5}}, ["ELE-02", "ELE-02"]),
    ],
)
def test_two_people_count_a_secret_ballot_and_agree(second: Any, attendues: list[str]) -> None:
    premier = {"par": "Line", "enveloppes": 10, "voix": {POUR: 6, CONTRE: 4}}
    releves = (Releve(**premier), *([Releve(**premier | second)] if second else []))
    saisie = Saisie(mode=SECRET, releves=releves, demandeurs=4)
    assert regles(salle(), saisie) == attendues


@pytest.mark.regle("VOT-01")
def test_who_puts_no_paper_in_the_urn_did_not_vote() -> None:
    releves = deux(pour=6, contre=1, blancs=1, enveloppes=8)
    assert decompte_du_texte(releves, votants=10) == Decompte(
        pour=6, contre=1, abstention=2, blancs=1
    )


@pytest.mark.regle("VOT-04")
def test_the_voice_of_the_chair_is_read_in_what_was_noted() -> None:
    assert voix_du_president(salle(), Saisie()) is P
    assert voix_du_president(salle(), Saisie(exceptions={1: N})) is N
    assert voix_du_president(salle(), Saisie(non_nommees={C: 1})) is None
    assert voix_du_president(salle(partis=frozenset({1})), Saisie()) is A
