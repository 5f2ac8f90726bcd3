from dataclasses import replace
from datetime import date

import pytest

from governance.regles import Gravite, Manquement
from instances.regles import derogations
from instances.regles.articles import EXPLICATIONS
from instances.regles.derogations import JAMAIS, PERMISES, Accordee

SANS_NOTE = Manquement(regle="CNV-09", message="Le rapport 1.2 est sans note.")
TARDIVE = Manquement(regle="CNV-04", message="Envoyée trop tard.")
MOTIF = "Le dossier complet est joint au rapport."
ACCORDEE = Accordee(
    regle="CNV-09",
    manquement=SANS_NOTE.message,
    motif=MOTIF,
    par="Diane Lambert",
    le=date(2026, 11, 24),
)


def demander(regle="CNV-09", phrase=SANS_NOTE.message, motif=MOTIF, constates=(SANS_NOTE, TARDIVE)):
    trouves = derogations.demande(regle=regle, phrase=phrase, motif=motif, constates=constates)
    return [m.regle for m in trouves]


def test_each_rule_is_open_or_closed_and_says_why():
    assert not PERMISES.keys() & JAMAIS.keys()
    assert all(len(pourquoi) > 15 for pourquoi in (PERMISES | JAMAIS).values())
    assert (PERMISES | JAMAIS).keys() - {"ETA-02"} <= EXPLICATIONS.keys()


@pytest.mark.parametrize(
    "regle", ["ETA-01", "CNV-01", "CNV-02", "CNV-04", "CNV-07", "CNV-10", "INS-02", "BUR-02"]
)
def test_neither_a_state_nor_a_delay_nor_the_people_can_be_passed_over(regle):
    assert regle in JAMAIS
    assert not derogations.possible(Manquement(regle=regle, message="Non."))


def test_what_does_not_block_needs_no_derogation():
    assert not derogations.possible(replace(SANS_NOTE, gravite=Gravite.ALERTE))


@pytest.mark.parametrize(
    "change, refus",
    [
        ({}, []),
        ({"motif": " trop court "}, ["SAISIE"]),
        ({"phrase": "Le rapport 9 est sans note."}, ["ETA-01"]),
        ({"regle": "CNV-04", "phrase": TARDIVE.message}, ["CNV-04"]),
        ({"regle": "CNV-04"}, ["ETA-01"]),
        ({"constates": ()}, ["ETA-01"]),
    ],
)
def test_a_derogation_names_a_breach_that_is_there_and_why(change, refus):
    assert demander(**change) == refus


def test_what_is_covered_no_longer_blocks_and_says_who_answers_for_it():
    couvert, tardive = derogations.couvrir([SANS_NOTE, TARDIVE], [ACCORDEE])
    assert not couvert.bloquant
    assert tardive == TARDIVE
    assert "accordée le mardi 24 novembre 2026 par Diane Lambert" in couvert.message
    assert MOTIF in couvert.message


@pytest.mark.parametrize(
    "manquement",
    [
        replace(SANS_NOTE, message="2 rapports (1.2, 1.3) sont sans note."),
        replace(SANS_NOTE, regle="CNV-21"),
        TARDIVE,
    ],
)
def test_a_derogation_covers_no_other_breach(manquement):
    assert derogations.couvrir([manquement], [ACCORDEE]) == (manquement,)


def test_a_derogation_from_a_closed_rule_would_open_nothing():
    forgee = replace(ACCORDEE, regle="CNV-04", manquement=TARDIVE.message)
    assert derogations.couvrir([TARDIVE], [forgee]) == (TARDIVE,)
