"""Who may send a voice from a phone, for which seat, and in which vote."""

import pytest

from deliberations.regles import voter
from deliberations.regles.majorite import ModeScrutin as Mode
from deliberations.regles.proclamation import Assemblee
from deliberations.regles.voter import Droits

PAUL, MARC, JEANNE, FATOU, HUGO = 1, 2, 3, 4, 99
# Marc gave his pouvoir to Paul; Hugo, her suppléant, sits for Fatou.
DROITS = Droits(
    assemblee=Assemblee(
        presents=frozenset({PAUL, JEANNE, FATOU}),
        votants=frozenset({PAUL, MARC, JEANNE, FATOU}),
        partis=frozenset({JEANNE}),
        noms={PAUL: "Paul", MARC: "Marc", JEANNE: "Jeanne", FATOU: "Hugo, pour Fatou"},
    ),
    mandataires={MARC: PAUL},
    occupants={PAUL: PAUL, FATOU: HUGO},
)


def regles(manquements: tuple[object, ...]) -> list[str]:
    return [m.regle for m in manquements]  # type: ignore[attr-defined]


@pytest.mark.regle("CNV-19", "SCR-01", "SCR-02")
@pytest.mark.parametrize(
    ("mode", "electronique", "admis", "visio", "attendu"),
    [
        (Mode.PUBLIC, True, True, False, []),
        (Mode.ORDINAIRE, True, True, False, []),
        (Mode.ORDINAIRE, False, False, False, []),
        (Mode.PUBLIC, True, True, True, []),
        (Mode.PUBLIC, True, False, False, ["SCR-01"]),
        (Mode.ORDINAIRE, False, False, True, ["CNV-19"]),
        (Mode.ORDINAIRE, True, False, True, ["CNV-19", "SCR-01"]),
        (Mode.SECRET, False, False, True, ["CNV-19"]),
        (Mode.SECRET, True, True, True, ["CNV-19"]),
    ],
)
def test_what_may_be_opened(
    mode: Mode, electronique: bool, admis: bool, visio: bool, attendu: list[str]
) -> None:
    lus = voter.ouverture(mode, electronique=electronique, admis=admis, visioconference=visio)
    assert regles(lus) == attendu


@pytest.mark.regle("MEM-01", "POU-10", "QUO-04")
@pytest.mark.parametrize(
    ("siege", "personne", "attendu"),
    [
        (PAUL, PAUL, []),
        (MARC, PAUL, []),
        (FATOU, HUGO, []),
        (FATOU, FATOU, ["MEM-01"]),
        (MARC, MARC, ["POU-03"]),
        (PAUL, HUGO, ["MEM-01"]),
        (JEANNE, JEANNE, ["QUO-04"]),
        (7, 7, ["VOT-08"]),
    ],
    ids=[
        "sa voix", "celle de son mandant", "le suppléant siège", "le titulaire suppléé",
        "le mandant absent", "le siège d’un autre", "parti", "absent",
    ],
)  # fmt: skip
def test_a_seat_has_one_voice_given_by_whoever_sits_or_holds_it(
    siege: int, personne: int, attendu: list[str]
) -> None:
    lus = voter.depuis_un_telephone(DROITS, siege, personne, electronique=True)
    assert regles(lus) == attendu


@pytest.mark.regle("POU-08")
def test_who_withdraws_votes_neither_for_himself_nor_for_his_mandant() -> None:
    droits = Droits(
        assemblee=Assemblee(presents=frozenset({JEANNE}), votants=frozenset({JEANNE})),
        mandataires={},
        occupants={PAUL: PAUL},
        deportes=frozenset({PAUL}),
    )
    assert regles(voter.depuis_un_telephone(droits, PAUL, PAUL, electronique=True)) == ["POU-08"]
    assert regles(voter.depuis_un_telephone(droits, MARC, PAUL, electronique=True)) == ["VOT-08"]


@pytest.mark.regle("MEM-01", "POU-05")
def test_a_mandant_who_arrived_votes_himself() -> None:
    droits = Droits(
        assemblee=Assemblee(
            presents=frozenset({PAUL, MARC}), votants=frozenset({PAUL, MARC}), noms={MARC: "Marc"}
        ),
        occupants={PAUL: PAUL, MARC: MARC},
    )
    (refus,) = voter.depuis_un_telephone(droits, MARC, PAUL, electronique=True)
    assert refus.regle == "MEM-01"
    assert "dans la salle" in refus.message


def test_phones_say_nothing_in_a_vote_by_hand() -> None:
    lus = voter.depuis_un_telephone(DROITS, PAUL, PAUL, electronique=False)
    assert regles(lus) == ["SCR-01"]
