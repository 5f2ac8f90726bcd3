import pytest

from deliberations.regles import actes
from governance.regles import Manquement
from instances.regles.faits import TypePoint


def regles(trouves: list[Manquement]) -> list[str]:
    return [m.regle for m in trouves]


@pytest.mark.regle("REG-06", "ODJ-01")
@pytest.mark.parametrize(
    ("etat", "numerotee", "attendues"),
    [
        *[(etat, False, []) for etat in ("preparation", "convoquee", "ouverte", "suspendue")],
        ("levee", False, []),
        ("levee", True, ["REG-06"]),
        ("annulee", False, ["ODJ-01"]),
        ("reportee", False, ["ODJ-01"]),
    ],
)
def test_a_text_changes_until_its_act_is_numbered(
    etat: str, *, numerotee: bool, attendues: list[str]
) -> None:
    assert regles(actes.redaction(etat_de_la_seance=etat, numerotee=numerotee)) == attendues


@pytest.mark.regle("ODJ-05", "SCR-03", "BUR-05")
@pytest.mark.parametrize(
    ("nature", "attendues"),
    [
        (TypePoint.DELIBERATION, []),
        (TypePoint.AVIS, []),
        (TypePoint.ELECTION, ["SCR-03"]),
        (TypePoint.DEBAT, ["BUR-05"]),
        (TypePoint.INFORMATION, ["BUR-05"]),
    ],
)
def test_only_what_is_decided_is_put_to_the_vote(nature: str, attendues: list[str]) -> None:
    assert regles(actes.mise_aux_voix(etat="en_discussion", nature=nature)) == attendues
    for etat in ("inscrit", "traite", "ajourne", "retire", "non_examine"):
        assert regles(actes.mise_aux_voix(etat=etat, nature=nature)) == ["ODJ-05", *attendues]


@pytest.mark.regle("REG-01")
@pytest.mark.parametrize(
    ("etat", "nombre", "numerotes", "fautes"),
    [
        ("levee", 3, 0, 0),
        ("levee", 1, 0, 0),
        ("levee", 0, 0, 1),
        ("levee", 3, 3, 1),
        ("levee", 3, 1, 1),
        ("ouverte", 3, 0, 1),
        ("suspendue", 0, 0, 2),
    ],
)
def test_acts_are_numbered_once_when_the_seance_is_over(
    etat: str, nombre: int, numerotes: int, fautes: int
) -> None:
    trouves = actes.numerotation(etat_de_la_seance=etat, actes=nombre, numerotes=numerotes)
    assert regles(trouves) == ["REG-01"] * fautes


@pytest.mark.regle("REG-01")
def test_an_extrait_bears_the_number_of_its_act() -> None:
    assert actes.extrait(numero="2026-0001") == []
    assert regles(actes.extrait(numero="")) == ["REG-01"]
