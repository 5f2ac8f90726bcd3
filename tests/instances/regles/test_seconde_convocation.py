"""Want of quorum: when it is found, when the second meeting is held, what it is dispensed of."""

from datetime import date

import pytest

from instances.regles import seconde_convocation as regles
from instances.regles.seance import PointEvalue
from instances.regles.seconde_convocation import Premiere

LUNDI, VENDREDI = date(2026, 11, 23), date(2026, 11, 27)


def evalue(numero, atteint, presents=2):
    return PointEvalue(
        numero=numero, rang=1, en_exercice=6, quorum_requis=4, presents=presents, pouvoirs=0,
        votants_max=2, quorum_atteint=atteint,
    )  # fmt: skip


@pytest.mark.regle("QUO-08", "CNV-11")
@pytest.mark.parametrize(
    ("restants", "en_discussion", "deliberante", "refus"),
    [
        ((True, False), None, True, ""),
        ((False,), None, True, ""),
        ((True, True), None, True, "ne manque à aucun"),
        ((None,), None, True, "ne manque à aucun"),
        ((), None, True, "ne manque à aucun"),
        ((False,), "1.2", True, "un départ ne l’atteint pas"),
        ((False,), None, False, "ne délibère pas"),
    ],
)
def test_the_want_of_quorum_is_that_of_a_point_to_come(restants, en_discussion, deliberante, refus):
    evalues = [evalue(f"1.{n}", atteint) for n, atteint in enumerate(restants, start=1)]
    trouves = regles.carence(evalues, en_discussion=en_discussion, deliberante=deliberante)
    assert [m.message for m in trouves if refus not in m.message] == []
    assert bool(trouves) is bool(refus)


def test_the_room_is_counted_where_the_quorum_lacks():
    assert regles.presents_au_constat([evalue("1.1", True, 5), evalue("1.2", False, 3)]) == 3


@pytest.mark.regle("CNV-11")
@pytest.mark.parametrize(
    ("constatee", "deja", "points", "mot"),
    [
        (True, False, 2, ""),
        (False, False, 2, "Aucun défaut"),
        (True, True, 2, "déjà préparée"),
        (True, False, 0, "rien n’est à reprendre"),
    ],
)
def test_the_second_meeting_follows_a_want_of_quorum_once(constatee, deja, points, mot):
    trouves = regles.preparation(constatee=constatee, deja=deja, points=points)
    assert [mot in m.message for m in trouves] == [True] * bool(mot)


@pytest.mark.regle("CNV-11")
def test_found_and_sent_on_monday_it_is_held_on_friday():
    assert regles.premier_jour(LUNDI) == VENDREDI


@pytest.mark.regle("CNV-11")
@pytest.mark.parametrize(
    ("premiere", "dispense", "alertes"),
    [
        (Premiere(), True, 0),
        (Premiere(urgence=True), False, 0),
        (Premiere(irreguliers=("M. TISSOT",)), False, 1),
    ],
)
def test_the_dispense_wants_a_regular_first_convocation_and_no_urgency(premiere, dispense, alertes):
    assert regles.dispense_de_quorum(premiere) is dispense
    assert len(list(regles.manquements(premiere))) == alertes


@pytest.mark.regle("POU-07")
@pytest.mark.parametrize(
    ("vaut", "en_vigueur", "suit"),
    [(True, True, True), (False, True, False), (True, False, False)],
)
def test_a_pouvoir_follows_only_if_it_names_the_second_meeting(vaut, en_vigueur, suit):
    assert regles.pouvoir_vaut_report(vaut_report=vaut, en_vigueur=en_vigueur) is suit


@pytest.mark.regle("CNV-12")
def test_local_law_has_the_convocation_recall_the_dispense():
    dite = regles.mention(LUNDI, dispense=True, droit_local=True)
    assert "quel que soit le nombre" in dite
    assert "L. 2541-4" in dite
    assert "L. 2121-17" in regles.mention(LUNDI, dispense=True, droit_local=False)
    assert "reste exigé" in regles.mention(LUNDI, dispense=False, droit_local=True)
