"""Where a dossier is, and the opinions it lacks: tables of steps, no database."""

import pytest

from sectors.regles.dossiers import Avancement, Etape, attente, manquements_a_la_decision, positions

TRAVAIL = {"temps": "Travail", "instance": "Commission", "avis_attendu": True}
DECISION = {"temps": "Décision", "instance": "Conseil", "decide": True}


def chemin(travail: dict, decision: dict) -> list[Etape]:
    return [
        Etape(temps="Impulsion", faite=True),
        Etape(**TRAVAIL, **travail),
        Etape(**DECISION, **decision),
        Etape(temps="Évaluation"),
    ]


@pytest.mark.regle("BUR-08")
@pytest.mark.parametrize(
    "travail, decision, phrase",
    [
        ({}, {}, "À inscrire à une séance\u00a0: Commission."),
        ({"inscrite": True}, {}, "Inscrit à l’ordre du jour\u00a0: Commission."),
        ({"faite": True}, {}, "Examiné\u00a0: son avis reste à noter (Commission)."),
        ({"faite": True, "avis": "Favorable"}, {}, "À inscrire à une séance\u00a0: Conseil."),
        ({}, {"faite": True}, "À noter par les services, une fois fait."),
    ],
)
def test_a_dossier_says_what_it_waits_for(travail, decision, phrase):
    assert attente(chemin(travail, decision)) == phrase


@pytest.mark.regle("BUR-08")
def test_a_step_overtaken_is_said_passed_without_its_avis_and_waited_for_no_more():
    lues = positions(chemin({"faite": True}, {"faite": True}))
    assert [p.avancement for p in lues] == [
        Avancement.FRANCHIE, Avancement.FRANCHIE, Avancement.FRANCHIE, Avancement.EN_COURS,
    ]  # fmt: skip
    assert lues[1].attend == "Passée sans l’avis attendu."


@pytest.mark.regle("BUR-08")
def test_once_every_step_is_behind_nothing_is_waited_for():
    assert attente([Etape(temps="Impulsion", faite=True)]) == ""
    assert attente([]) == ""


@pytest.mark.regle("ODJ-06")
@pytest.mark.parametrize(
    "travail, signale",
    [({}, True), ({"faite": True}, True), ({"faite": True, "avis": "Défavorable"}, False)],
)
def test_the_conseil_is_told_of_the_opinions_that_did_not_come_and_stays_free(travail, signale):
    trouves = manquements_a_la_decision("4", chemin(travail, {}))
    assert bool(trouves) is signale
    assert not any(m.bloquant for m in trouves)


@pytest.mark.regle("ODJ-06")
def test_what_is_asked_after_the_decision_is_not_missed_before_it():
    apres = Etape(temps="Évaluation", instance="Commission", avis_attendu=True)
    etapes = [Etape(**DECISION), apres]
    assert manquements_a_la_decision("4", etapes) == ()
