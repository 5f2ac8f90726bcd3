"""What is put right in séance: a vote taken again, a report opened again, always with a reason."""

import pytest

from deliberations.regles import corrections
from deliberations.regles.corrections import PointACorriger


@pytest.mark.regle("VOT-09", "ODJ-05")
@pytest.mark.parametrize(
    ("proclame", "motif", "en_discussion", "attendues"),
    [
        (True, "Voix mal notée", None, []),
        (True, "  ", None, ["VOT-09"]),
        (False, "Voix mal notée", None, ["VOT-09"]),
        (True, "Voix mal notée", "1.3", ["ODJ-05"]),
        (False, "", "1.3", ["VOT-09", "ODJ-05", "VOT-09"]),
    ],
)
def test_a_vote_is_taken_again_for_a_reason_and_in_its_turn(
    *, proclame: bool, motif: str, en_discussion: str | None, attendues: list[str]
) -> None:
    trouves = corrections.reprise_du_vote(
        proclame=proclame, raison=motif, en_discussion=en_discussion
    )
    assert [m.regle for m in trouves] == attendues


@pytest.mark.regle("VOT-09", "ODJ-05")
@pytest.mark.parametrize(
    ("point", "raison", "en_discussion", "attendues"),
    [
        ({}, "Clos trop tôt", None, 0),
        ({}, "", None, 1),
        ({}, "Clos trop tôt", "1.3", 1),
        ({"etat": "inscrit"}, "Clos trop tôt", None, 1),
        ({"vote": True}, "Clos trop tôt", None, 1),
        ({"dernier": False}, "Clos trop tôt", None, 0),
        ({"dernier": False, "lie": True}, "Clos trop tôt", None, 1),
    ],
)
def test_a_report_comes_back_unless_a_vote_or_a_presence_depends_on_it(
    point: dict, raison: str, en_discussion: str | None, attendues: int
) -> None:
    lu = PointACorriger(**{"numero": "1.2", "etat": "ajourne", "venu": True, **point})
    trouves = corrections.reouverture(lu, raison=raison, en_discussion=en_discussion)
    assert len(trouves) == attendues
