import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberations.regles.majorite import Issue, Sens
from deliberations.regles.scrutin import (
    Decompte,
    decompter,
    exceptions_sans_voix,
    mention,
    phrase,
)


@pytest.mark.regle("VOT-08")
@given(st.sets(st.integers(0, 60)), st.dictionaries(st.integers(0, 80), st.sampled_from(Sens)))
def test_every_voter_has_one_voice_and_nobody_else(votants: set[int], exceptions: dict) -> None:
    decompte = decompter(votants, exceptions)
    assert decompte.total == len(votants)
    en_trop = exceptions_sans_voix(votants, exceptions, {})
    assert len(en_trop) == len(set(exceptions) - votants)


@pytest.mark.regle("VOT-07")
def test_taking_no_part_is_kept_apart_from_abstaining() -> None:
    decompte = decompter(range(10), {1: Sens.NE_PREND_PAS_PART, 2: Sens.ABSTENTION, 3: Sens.CONTRE})
    assert decompte == Decompte(pour=7, contre=1, abstention=1, ne_prend_pas_part=1)
    assert decompte.exprimes == 8


@pytest.mark.regle("VOT-03")
@pytest.mark.parametrize(
    ("decompte", "issue", "attendue"),
    [
        (Decompte(pour=107, abstention=1), Issue.ADOPTEE,
         "À l’unanimité des suffrages exprimés, 1 abstention,"),
        (Decompte(pour=10), Issue.ADOPTEE, "À l’unanimité des suffrages exprimés,"),
        (Decompte(pour=8, abstention=2), Issue.ADOPTEE,
         "À l’unanimité des suffrages exprimés, 2 abstentions,"),
        (Decompte(pour=8, contre=3, abstention=1), Issue.ADOPTEE,
         "À la majorité des suffrages exprimés, 3 contre, 1 abstention,"),
        (Decompte(pour=3, contre=8), Issue.REJETEE,
         "N’ayant pas recueilli la majorité des suffrages exprimés,"),
    ],
)  # fmt: skip
def test_the_registre_says_the_result_in_one_sentence(
    decompte: Decompte, issue: Issue, attendue: str
) -> None:
    assert phrase(decompte, issue) == attendue


@pytest.mark.regle("VOT-03")
@pytest.mark.parametrize(
    ("decompte", "issue", "attendue"),
    [
        (Decompte(pour=107, abstention=1), Issue.ADOPTEE, "Rapport adopté à l’unanimité"),
        (Decompte(pour=8, contre=3), Issue.ADOPTEE, "Rapport adopté à la majorité"),
        (Decompte(contre=3), Issue.REJETEE, "Rapport rejeté"),
    ],
)
def test_the_report_is_adopted_or_rejected_in_words(
    decompte: Decompte, issue: Issue, attendue: str
) -> None:
    assert mention(decompte, issue) == attendue
