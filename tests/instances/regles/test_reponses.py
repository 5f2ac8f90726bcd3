"""What a member may answer: each case of the law, boundaries first."""

from dataclasses import replace

import pytest

from governance.regles import Gravite
from instances.regles.reponses import (
    Choix,
    Mandataire,
    Situation,
    empechement,
    manquements,
    quorum_prevu,
)

CAMILLE = Situation(nom="Camille")
PAUL = Mandataire(nom="Paul")


def trouves(situation: Situation, choix: Choix, mandataire: Mandataire | None = None):
    lus = manquements(situation, choix=choix, mandataire=mandataire, plafond=1, suite=3)
    return {(m.regle, m.gravite) for m in lus}


@pytest.mark.regle("CNV-19", "MEM-02", "GEN-02", "POU-01")
@pytest.mark.parametrize(
    ("choix", "situation", "regle"),
    [
        (Choix.DISTANCE, CAMILLE, "CNV-19"),
        (Choix.DISTANCE, replace(CAMILLE, visioconference=True), None),
        (Choix.SUPPLEANT, CAMILLE, "MEM-02"),
        (Choix.SUPPLEANT, replace(CAMILLE, suppleant="Hugo"), None),
        (Choix.POUVOIR, replace(CAMILLE, pouvoirs_admis=False), "GEN-02"),
        (Choix.POUVOIR, replace(CAMILLE, vote=False), "POU-01"),
        (Choix.POUVOIR, CAMILLE, None),
        (Choix.PRESENT, replace(CAMILLE, vote=False), None),
        (Choix.EXCUSE, CAMILLE, None),
        (Choix.ABSENT, CAMILLE, None),
    ],
)
def test_an_answer_is_open_where_the_law_opens_it(choix, situation, regle):
    empeche = empechement(choix, situation)
    assert (empeche.regle if empeche else None) == regle


@pytest.mark.regle("POU-01", "POU-02", "POU-03")
@pytest.mark.parametrize(
    ("mandataire", "attendus"),
    [
        (PAUL, set()),
        (None, {("POU-01", Gravite.BLOQUANT)}),
        (replace(PAUL, lui_meme=True), {("POU-03", Gravite.BLOQUANT)}),
        (replace(PAUL, vote=False), {("POU-03", Gravite.BLOQUANT)}),
        (replace(PAUL, porte=("Jeanne",)), {("POU-02", Gravite.BLOQUANT)}),
        (replace(PAUL, annonce=Choix.PRESENT), set()),
        (replace(PAUL, annonce=Choix.EXCUSE), {("POU-03", Gravite.ALERTE)}),
        (replace(PAUL, annonce=Choix.POUVOIR), {("POU-03", Gravite.ALERTE)}),
    ],
)
def test_a_pouvoir_is_named_to_a_member_who_comes_and_holds_no_other(mandataire, attendus):
    assert trouves(CAMILLE, Choix.POUVOIR, mandataire) == attendus


@pytest.mark.regle("POU-04")
@pytest.mark.parametrize(("suite", "attendus"), [(2, set()), (3, {("POU-04", Gravite.ALERTE)})])
def test_a_fourth_pouvoir_in_a_row_calls_for_a_look(suite, attendus):
    assert trouves(replace(CAMILLE, suite=suite), Choix.POUVOIR, PAUL) == attendus


@pytest.mark.regle("MEM-01")
def test_the_suppleant_comes_before_the_pouvoir():
    situation = replace(CAMILLE, suppleant="Hugo")
    assert trouves(situation, Choix.POUVOIR, PAUL) == {("MEM-01", Gravite.ALERTE)}


@pytest.mark.regle("POU-03")
@pytest.mark.parametrize(
    ("choix", "alerte"), [(Choix.PRESENT, False), (Choix.ABSENT, True), (Choix.EXCUSE, True)]
)
def test_who_holds_a_pouvoir_is_told_that_it_falls_with_his_coming(choix, alerte):
    lus = trouves(replace(CAMILLE, porte=("Jeanne",)), choix)
    assert bool(lus) is alerte


@pytest.mark.parametrize(
    ("venus", "sans", "requis", "attendu"),
    [
        (4, 0, 4, True), (3, 1, 4, None), (3, 0, 4, False), (0, 0, 0, True), (9, 9, None, None),
    ],
)  # fmt: skip
def test_the_forecast_says_yes_no_or_not_yet(venus, sans, requis, attendu):
    assert quorum_prevu(venus=venus, sans_reponse=sans, requis=requis) is attendu
