from datetime import date
from typing import Any

import pytest

from deliberations.regles.depouillement import (
    Personne,
    Releve,
    ages_manquants,
    conclusion,
    depouiller,
    ecarts,
    manquements,
    memes_scrutateurs,
    phrase,
    sans_vote,
)

ANNE, BRUNO, CHLOE = 1, 2, 3
NOMS = {ANNE: "Mme Anne ROY", BRUNO: "M. Bruno PETIT", CHLOE: "Mme Chloé NOIR"}
PERSONNES = {
    ANNE: Personne(nom=NOMS[ANNE], naissance=date(1960, 5, 1)),
    BRUNO: Personne(nom=NOMS[BRUNO], naissance=date(1958, 5, 1)),
    CHLOE: Personne(nom=NOMS[CHLOE]),
}


def releve(voix: dict[int, int], **autres: Any) -> Releve:
    papiers = {"blancs": 0, "nuls": 0} | autres
    total = sum(voix.values()) + papiers["blancs"] + papiers["nuls"]
    return Releve(**({"enveloppes": total, "voix": voix, "par": "Line"} | papiers))


def plat(texte: str) -> str:
    return texte.replace("\u00a0", " ")


@pytest.mark.regle("ELE-01", "ELE-02")
@pytest.mark.parametrize(
    ("rang", "voix", "dit"),
    [
        (1, {ANNE: 62, BRUNO: 46},
         "Mme Anne ROY, 62 voix, est proclamée élue : majorité absolue 55."),
        (2, {BRUNO: 2, ANNE: 1},
         "M. Bruno PETIT, 2 voix, est proclamé élu : majorité absolue 2."),
        (1, {ANNE: 50, BRUNO: 50},
         ("Personne n’atteint la majorité absolue, qui est de 51 voix : il est procédé à un "
         "deuxième tour.")),
        (2, {ANNE: 40, BRUNO: 40, CHLOE: 20},
         ("Personne n’atteint la majorité absolue, qui est de 51 voix : il est procédé à un "
         "troisième tour.")),
        (3, {ANNE: 40, BRUNO: 39, CHLOE: 21},
         "Mme Anne ROY, 40 voix, est proclamée élue au troisième tour, à la majorité relative."),
        (3, {ANNE: 40, BRUNO: 40},
         ("M. Bruno PETIT, 40 voix, est proclamé élu au troisième tour : à égalité de voix, le "
         "plus âgé l’emporte.")),
        (1, {ANNE: 0, BRUNO: 0},
         "Aucun suffrage exprimé : il est procédé à un deuxième tour."),
        (3, {ANNE: 0, BRUNO: 0},
         "Aucun suffrage exprimé au troisième tour : personne n’est élu."),
    ],
)  # fmt: skip
def test_the_sentence_said_before_the_click(rang: int, voix: dict[int, int], dit: str) -> None:
    resultat = depouiller(rang, releve(voix, blancs=7, nuls=2), PERSONNES)
    assert plat(phrase(resultat, PERSONNES)) == dit


@pytest.mark.regle("ELE-01", "MEM-09")
def test_a_tie_at_the_third_round_names_the_missing_date_of_birth() -> None:
    compte = releve({ANNE: 20, CHLOE: 20})
    resultat = depouiller(3, compte, PERSONNES)
    (manque,) = ages_manquants(resultat, PERSONNES)
    assert manque.regle == "MEM-09"
    assert manque.bloquant
    assert "Mme Chloé NOIR" in manque.message
    assert "ROY" not in manque.message
    assert ages_manquants(depouiller(2, compte, PERSONNES), PERSONNES) == []


@pytest.mark.regle("MEM-09")
def test_the_eldest_may_be_shown_by_papers_and_only_among_the_tied() -> None:
    compte = releve({ANNE: 20, CHLOE: 20, BRUNO: 3})
    assert depouiller(3, compte, PERSONNES, CHLOE).elu == CHLOE
    assert depouiller(3, compte, PERSONNES, BRUNO).elu is None
    # A date we hold is not contradicted.
    assert depouiller(3, releve({ANNE: 20, BRUNO: 20}), PERSONNES, ANNE).elu == BRUNO


@pytest.mark.regle("VOT-08")
@pytest.mark.parametrize(
    ("autres", "refus"),
    [
        ({}, 0),
        ({"enveloppes": 99}, 1),
        ({"enveloppes": 101}, 1),
        ({"blancs": 3}, 0),
        ({"nuls": 41}, 1),
    ],
)
def test_papers_that_do_not_add_up_are_refused(autres: dict[str, int], refus: int) -> None:
    compte = releve({ANNE: 60, BRUNO: 40}, **autres)
    assert len(manquements(compte, votants=140)) == refus


@pytest.mark.regle("POU-10", "VOT-08")
def test_a_pouvoir_is_one_more_paper_and_nobody_must_vote() -> None:
    assert manquements(releve({ANNE: 7}), votants=7) == []
    assert manquements(releve({ANNE: 5}), votants=7) == []
    assert len(manquements(releve({ANNE: 8}), votants=7)) == 1


@pytest.mark.regle("ELE-02")
def test_two_counts_that_differ_are_named_one_by_one() -> None:
    un = releve({ANNE: 60, BRUNO: 40}, blancs=1)
    deux = releve({ANNE: 59, BRUNO: 41}, blancs=1, par="Paul")
    messages = [plat(m.message) for m in ecarts(un, deux, NOMS)]
    assert messages == [
        "Mme Anne ROY : 60 au premier relevé, 59 au second. Recomptez ces bulletins.",
        "M. Bruno PETIT : 40 au premier relevé, 41 au second. Recomptez ces bulletins.",
    ]
    assert ecarts(un, un, NOMS) == []


@pytest.mark.regle("ELE-02")
@pytest.mark.parametrize(("autre", "refus"), [(" LINE ", 1), ("Paul", 0)])
def test_two_counts_are_made_by_two_people(autre: str, refus: int) -> None:
    un, deux = releve({ANNE: 1}), releve({ANNE: 1}, par=autre)
    assert len(memes_scrutateurs(un, deux)) == refus


@pytest.mark.regle("SCR-06")
@pytest.mark.parametrize(
    ("noms", "dit"),
    [
        (["Mme Anne ROY"], "Mme Anne ROY est nommée sans vote : candidature unique."),
        (["Mme Anne ROY", "M. Bruno PETIT"],
         ("Mme Anne ROY et M. Bruno PETIT sont nommés sans vote : une seule candidature par "
         "poste.")),
    ],
)  # fmt: skip
def test_what_is_read_aloud_without_a_vote(noms: list[str], dit: str) -> None:
    assert plat(sans_vote(noms)) == dit


def test_the_registre_agrees_with_who_is_elected() -> None:
    assert conclusion(["Mme Anne ROY"], sans_vote=False) == "Mme Anne ROY est proclamée élue."
    assert conclusion(["M. A", "Mme B", "M. C"], sans_vote=False).endswith(
        "M. A, Mme B et M. C sont proclamés élus."
    )
    assert conclusion(["Mme A", "Mme B"], sans_vote=True).startswith("Mme A et Mme B sont nommées")
