from datetime import date

import pytest

from instances.regles.points_d_usage import PROPOSES, ouverture, place

PRECEDENTE = date(2026, 10, 1)
LOI = ("quorum", "excuses_et_pouvoirs", "urgence", "secretaire", "proces_verbal")


def usages(voulus=PROPOSES, **faits):
    faits = {"ordre": LOI, "urgence": False, "conseil": True, "precedente": PRECEDENTE} | faits
    return [str(p.usage) for p in ouverture(voulus, **faits)]


@pytest.mark.regle("ODJ-09")
@pytest.mark.parametrize(
    "faits, attendus",
    [
        ({}, ["secretaire", "proces_verbal", "delegations"]),
        (
            {"ordre": ("quorum", "proces_verbal", "secretaire")},
            ["proces_verbal", "secretaire", "delegations"],
        ),
        ({"ordre": ("quorum",)}, ["secretaire", "proces_verbal", "delegations"]),
        ({"urgence": True}, ["urgence", "secretaire", "proces_verbal", "delegations"]),
        ({"precedente": None}, ["secretaire", "delegations"]),
        ({"conseil": False}, ["secretaire", "proces_verbal"]),
        ({"voulus": ("proces_verbal",)}, ["proces_verbal"]),
        ({"voulus": ()}, []),
        ({"voulus": (), "urgence": True}, ["urgence"]),
    ],
)
def test_a_seance_opens_in_the_order_of_its_reglement(faits, attendus):
    assert usages(**faits) == attendus


@pytest.mark.regle("ODJ-08")
def test_the_deliberations_come_with_a_note_and_the_pv_names_its_seance():
    points = list(ouverture(PROPOSES, ordre=LOI, urgence=True, conseil=True, precedente=PRECEDENTE))
    assert all(p.note for p in points if p.type.delibere)
    titres = " ".join(p.titre for p in points)
    assert "séance du jeudi 1er octobre 2026" in titres
    assert "Compte rendu des travaux du bureau" in titres


@pytest.mark.regle("ODJ-09")
@pytest.mark.parametrize(
    ("deja", "usage", "attendu"),
    [
        ([], "", 0),
        (["secretaire", "", "delegations"], "", 2),
        (["secretaire", "", "questions", "delegations"], "", 2),
        (["secretaire", "delegations", ""], "", 3),
        (["secretaire", "delegations"], "alerte", 1),
        (["secretaire", "", "delegations"], "questions", 2),
        (["secretaire", "", "questions"], "delegations", 3),
        (["secretaire", "", "delegations"], "proces_verbal", 1),
        (["secretaire", "", "delegations"], "urgence", 0),
    ],
)
def test_a_later_report_comes_before_what_closes(deja, usage, attendu):
    assert place(deja, usage) == attendu
