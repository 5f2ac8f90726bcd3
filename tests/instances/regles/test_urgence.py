"""The conseil speaks first of the urgency; what it refuses is not deliberated."""

import pytest

from instances.regles.urgence import PointEnUrgence, Vote, deliberable


@pytest.mark.regle("CNV-10")
@pytest.mark.parametrize(
    ("vote", "champs", "refuse"),
    [
        (None, {}, False),
        (Vote.ADMISE, {}, False),
        (Vote.ATTENDU, {}, True),
        (Vote.REFUSEE, {}, True),
        (Vote.REFUSEE, {"delibere": False}, False),
        (Vote.ATTENDU, {"sur_l_urgence": True}, False),
        (Vote.REFUSEE, {"francs": 4}, True),
        (Vote.REFUSEE, {"francs": 5}, False),
        (Vote.REFUSEE, {"francs": None}, True),
    ],
)
def test_what_was_announced_late_waits_for_the_urgency_to_be_admitted(vote, champs, refuse):
    point = PointEnUrgence(**({"numero": "1.2", "delibere": True, "francs": 1} | champs))
    trouves = deliberable(point, vote=vote, plancher=5)
    assert bool(trouves) is refuse
    assert all(m.regle == "CNV-10" and m.bloquant for m in trouves)
