"""What may be put to the vote, and what comes first."""

import pytest

from deliberations.regles.amendements import Amendement, Sort, deplacer
from deliberations.regles.questions import (
    TEXTE,
    Debat,
    Nature,
    Question,
    lire,
    manquements,
    premiere,
)

DEUX = (Amendement(numero=1, ordre=2), Amendement(numero=2, ordre=1))


@pytest.mark.parametrize(
    "question",
    [
        TEXTE,
        Question(nature=Nature.AMENDEMENT, amendement=2),
        Question(nature=Nature.COMMISSION, amendement=12),
        Question(nature=Nature.PARTIE, partie="Article 3 : tarifs"),
        Question(nature=Nature.RENVOI, motif="chiffrage"),
    ],
)
def test_a_page_carries_a_question_and_reads_it_back(question: Question) -> None:
    assert lire(question.code) == question


@pytest.mark.parametrize("code", ["", "rien", "amendement:", "amendement:x", "amendement:99999"])
def test_anything_else_asks_for_the_text(code: str) -> None:
    assert lire(code) == TEXTE


@pytest.mark.regle("AMD-04")
def test_the_furthest_amendment_comes_first_then_parts_then_the_whole() -> None:
    debat = Debat(amendements=DEUX, parties_admises=("Article 3",))
    assert premiere(debat).amendement == 2
    regles = (Amendement(numero=1, ordre=1, sort=Sort.REJETE),)
    assert premiere(Debat(amendements=regles, parties_admises=("Article 3",))).partie == "Article 3"
    assert premiere(Debat()) == TEXTE


@pytest.mark.regle("AMD-04")
@pytest.mark.parametrize(
    ("numero", "rang", "ordres"), [(1, 1, {1: 1, 2: 2}), (2, 9, {1: 1, 2: 2}), (2, 1, {2: 1, 1: 2})]
)
def test_an_amendment_moves_and_the_others_close_up(
    numero: int, rang: int, ordres: dict[int, int]
) -> None:
    assert deplacer(DEUX, numero=numero, rang=rang) == ordres


@pytest.mark.regle("SEA-07", "AMD-02", "AMD-05")
@pytest.mark.parametrize(
    ("question", "debat", "regles"),
    [
        (TEXTE, Debat(), []),
        (TEXTE, Debat(amendements=DEUX, parties_admises=("A",)), ["AMD-02", "SEA-07"]),
        (Question(nature=Nature.AMENDEMENT, amendement=3), Debat(amendements=DEUX), ["AMD-02"]),
        (Question(nature=Nature.AMENDEMENT, amendement=1), Debat(amendements=DEUX), ["AMD-04"]),
        (Question(nature=Nature.ECARTER, amendement=1), Debat(amendements=DEUX), []),
        (Question(nature=Nature.PARTIE, partie="A"), Debat(), ["SEA-07"]),
        (Question(nature=Nature.PARTIE, partie="A"), Debat(parties_admises=("A",)), []),
        (Question(nature=Nature.VOTE_SEPARE, partie=""), Debat(), ["SEA-07"]),
        (Question(nature=Nature.VOTE_SEPARE, partie="A"), Debat(vote_separe=False), ["SEA-07"]),
        (Question(nature=Nature.VOTE_SEPARE, partie="A"), Debat(), []),
        (Question(nature=Nature.RENVOI, motif=" "), Debat(), ["AMD-05"]),
    ],
)
def test_what_stands_against_each_question(
    question: Question, debat: Debat, regles: list[str]
) -> None:
    assert [m.regle for m in manquements(question, debat)] == regles
