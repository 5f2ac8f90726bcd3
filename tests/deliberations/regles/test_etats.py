from datetime import date

import pytest

from deliberations.regles.etats import EtatActe, etat_suivant, executoire_depuis, manquements
from governance.regles import RegleViolee

PUBLIEE, RECUE = date(2026, 12, 20), date(2026, 12, 22)


@pytest.mark.regle("REG-06")
@pytest.mark.parametrize(
    "etat, acte, suivant",
    [
        ("projet", "adopter", "adoptee"),
        ("projet", "rejeter", "rejetee"),
        ("adoptee", "signer", "signee"),
        ("signee", "transmettre", "transmise"),
        ("signee", "publier", "publiee"),
        ("transmise", "publier", "executoire"),
        ("publiee", "transmettre", "executoire"),
        ("executoire", "retirer", "retiree"),
    ],
)
def test_an_act_only_moves_forward(etat, acte, suivant):
    assert etat_suivant(etat, acte) is EtatActe(suivant)


@pytest.mark.regle("REG-06")
@pytest.mark.parametrize(
    "etat, acte",
    [
        ("projet", "signer"),
        ("rejetee", "signer"),
        ("adoptee", "transmettre"),
        ("executoire", "adopter"),
        ("retiree", "publier"),
        ("projet", "retirer"),
    ],
)
def test_nothing_written_is_unwritten(etat, acte):
    assert len(manquements(etat, acte)) == 1
    with pytest.raises(RegleViolee):
        etat_suivant(etat, acte)


def test_an_unknown_act_is_a_mistake_of_ours():
    with pytest.raises(ValueError):
        manquements("projet", "oublier")


@pytest.mark.regle("EXE-01")
@pytest.mark.parametrize(
    "publiee, recue, transmissible, attendu",
    [
        (PUBLIEE, RECUE, True, RECUE),
        (RECUE, PUBLIEE, True, RECUE),
        (PUBLIEE, PUBLIEE, True, PUBLIEE),
        (PUBLIEE, None, True, None),
        (None, RECUE, True, None),
        (PUBLIEE, None, False, PUBLIEE),
        (None, None, False, None),
    ],
)
def test_an_act_is_executory_once_published_and_received(publiee, recue, transmissible, attendu):
    calcule = executoire_depuis(publiee=publiee, recue=recue, transmissible=transmissible)
    assert calcule == attendu
