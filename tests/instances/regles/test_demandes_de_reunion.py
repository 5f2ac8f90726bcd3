from dataclasses import replace
from datetime import date

import pytest

from governance.regles import Gravite
from instances.regles.demandes import (
    Demande,
    controler_classement,
    controler_saisie,
    controler_signature,
    date_limite,
    date_limite_envoi,
    fondee,
    manquements,
    signatures_requises,
    verdict,
)

RECUE = date(2026, 11, 2)
PAR_UN_TIERS = Demande(
    origine="membres", recue=RECUE, motif="Collecte", objet="Tournées", en_exercice=128,
    signataires=43,
)  # fmt: skip
DU_PREFET = replace(PAR_UN_TIERS, origine="prefet", signataires=0)


@pytest.mark.regle("CNV-16")
@pytest.mark.parametrize(
    ("en_exercice", "requises"),
    [(1, 1), (3, 1), (4, 2), (127, 43), (128, 43), (129, 43), (130, 44)],
)
def test_a_third_is_rounded_up(en_exercice, requises):
    assert signatures_requises(en_exercice) == requises


@pytest.mark.regle("CNV-16")
@pytest.mark.parametrize(
    ("demande", "oblige"),
    [
        (PAR_UN_TIERS, True),
        (replace(PAR_UN_TIERS, signataires=42), False),
        (replace(PAR_UN_TIERS, motif=" "), False),
        (replace(PAR_UN_TIERS, objet=""), False),
        (replace(PAR_UN_TIERS, en_exercice=0, signataires=0), False),
        (DU_PREFET, True),
    ],
)
def test_what_binds_the_president(demande, oblige):
    assert fondee(demande) is oblige
    assert bool(manquements(demande, [], aujourd_hui=RECUE)) is oblige


@pytest.mark.regle("CNV-16")
def test_the_meeting_itself_is_held_within_thirty_days():
    assert date_limite(PAR_UN_TIERS) == date(2026, 12, 2)
    # date_demande + 30 - 6
    assert date_limite_envoi(PAR_UN_TIERS) == date(2026, 11, 26)
    assert date_limite_envoi(PAR_UN_TIERS, None) == date(2026, 12, 2)


@pytest.mark.regle("CNV-16")
@pytest.mark.parametrize(
    ("avant", "limite"),
    [(date(2026, 11, 12), date(2026, 11, 12)), (date(2027, 1, 1), date(2026, 12, 2))],
)
def test_the_prefet_shortens_and_never_lengthens(avant, limite):
    assert date_limite(replace(DU_PREFET, avant=avant)) == limite


@pytest.mark.regle("CNV-16")
@pytest.mark.parametrize(
    ("reunions", "alerte"),
    [
        ([], True),
        ([date(2026, 12, 2)], False),
        ([date(2026, 12, 3)], True),
        ([date(2026, 12, 9), date(2026, 11, 20)], False),
    ],
)
def test_a_meeting_in_time_answers_the_demand(reunions, alerte):
    assert bool(manquements(PAR_UN_TIERS, reunions, aujourd_hui=RECUE)) is alerte


@pytest.mark.regle("CNV-16")
@pytest.mark.parametrize(
    ("aujourd_hui", "suite"),
    [
        (date(2026, 11, 26), "au plus tard le jeudi 26 novembre"),
        (date(2026, 11, 27), "le délai d’envoi est passé"),
    ],
)
def test_the_alert_says_what_is_left_to_do(aujourd_hui, suite):
    (trouve,) = manquements(PAR_UN_TIERS, [], aujourd_hui=aujourd_hui)
    assert trouve.gravite is Gravite.ALERTE
    assert suite in trouve.message


def test_the_verdict_counts_what_lacks():
    assert "1\u00a0signature manque" in verdict(replace(PAR_UN_TIERS, signataires=42))
    assert "oblige" in verdict(PAR_UN_TIERS)
    assert "préfet" in verdict(DU_PREFET)


@pytest.mark.regle("CNV-16")
@pytest.mark.parametrize(
    ("demande", "champ"),
    [
        (replace(PAR_UN_TIERS, recue=date(2026, 11, 25)), "recue_on"),
        (replace(PAR_UN_TIERS, avant=date(2026, 11, 20)), "avant_on"),
        (replace(DU_PREFET, avant=date(2026, 11, 1)), "avant_on"),
    ],
)
def test_what_cannot_be_written_down(demande, champ):
    assert [m.champ for m in controler_saisie(demande, aujourd_hui=date(2026, 11, 24))] == [champ]


def test_a_demand_as_received_is_written_down():
    for demande in (PAR_UN_TIERS, DU_PREFET, replace(DU_PREFET, avant=date(2026, 11, 10))):
        assert controler_saisie(demande, aujourd_hui=date(2026, 11, 24)) == ()


OUVERTE = {"membre": True, "deja_signe": False, "classee": False, "du_prefet": False}


@pytest.mark.regle("CNV-16")
@pytest.mark.parametrize(
    ("faits", "admise"),
    [
        ({}, True),
        ({"membre": False}, False),
        ({"deja_signe": True}, False),
        ({"classee": True}, False),
        ({"du_prefet": True}, False),
    ],
)
def test_only_a_member_signs_and_once(faits, admise):
    assert (controler_signature(**OUVERTE | faits) == ()) is admise


@pytest.mark.regle("CNV-16")
@pytest.mark.parametrize(
    ("classee", "oblige", "seance_prevue", "admis"),
    [
        (False, False, False, True),
        (False, True, False, False),
        (False, True, True, True),
        (True, False, False, False),
    ],
)
def test_a_demand_that_binds_is_not_filed_away(classee, oblige, seance_prevue, admis):
    refus = controler_classement(classee=classee, oblige=oblige, seance_prevue=seance_prevue)
    assert (refus == ()) is admis
