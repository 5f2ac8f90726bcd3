"""The ordre du jour by commission, and the opinion that a commission may have given."""

from datetime import date

import pytest

from instances.regles import avis
from instances.regles.ordonnancement import PointAPlacer, ordonner, renumerotation


def point(cle, numero, commission="", *, fixe=False):
    return PointAPlacer(cle=cle, numero=numero, rang=cle, commission=commission, fixe=fixe)


def lus(points, commissions=()):
    return [(p.cle, p.numero) for p in ordonner(points, commissions)]


@pytest.mark.regle("ODJ-05")
def test_commissions_follow_one_another_and_give_their_number():
    points = [point(1, "7", "Voirie"), point(2, "9", "Eau"), point(3, "10", "Eau"), point(4, "8")]
    assert lus(points) == [(4, "0.1"), (2, "1.1"), (3, "1.2"), (1, "2.1")]
    assert lus(points, ["Voirie", "Eau"]) == [(4, "0.1"), (1, "1.1"), (2, "2.1"), (3, "2.2")]


@pytest.mark.regle("ODJ-05")
def test_names_are_sorted_as_they_are_counted():
    points = [point(1, "1", "Commission 10"), point(2, "2", "Commission 2")]
    assert lus(points) == [(2, "1.1"), (1, "2.1")]


@pytest.mark.regle("ODJ-05")
def test_what_usage_or_the_clerk_placed_keeps_place_and_number():
    points = [
        point(1, "0.1", fixe=True),
        point(2, "5", "Voirie"),
        point(3, "1.1", "Voirie", fixe=True),
        point(4, "6", "Eau"),
        point(5, "7"),
    ]
    assert lus(points) == [(1, "0.1"), (5, "0.2"), (3, "1.1"), (4, "1.2"), (2, "2.1")]


@pytest.mark.regle("ODJ-05")
def test_ordering_twice_changes_nothing():
    points = [point(1, "3", "Eau"), point(2, "1", "Voirie"), point(3, "2")]
    une = ordonner(points)
    assert ordonner(une) == une
    assert ordonner([]) == ()


@pytest.mark.regle("ODJ-04")
def test_once_announced_a_number_is_kept():
    assert renumerotation("preparation") == ()
    assert renumerotation("convoquee")[0].bloquant


@pytest.mark.regle("COM-03")
@pytest.mark.parametrize(
    ("sens", "pour", "contre", "fautes"),
    [
        ("favorable", 5, 4, 0),
        ("favorable", 4, 4, 1),
        ("reserves", 3, 5, 1),
        ("defavorable", 4, 5, 0),
        ("defavorable", 4, 4, 0),
        ("defavorable", 5, 4, 1),
        ("favorable", None, None, 0),
        ("sans", 0, 9, 0),
    ],
)
def test_the_counts_say_the_sense_of_the_opinion(sens, pour, contre, fautes):
    jour = date(2026, 11, 26)
    trouves = avis.manquements(sens=sens, pour=pour, contre=contre, rendu_on=jour, seance_on=jour)
    assert len(trouves) == fautes


@pytest.mark.regle("COM-09")
def test_an_opinion_comes_before_the_decision():
    (refus,) = avis.manquements(
        sens="favorable",
        pour=None,
        contre=None,
        rendu_on=date(2026, 11, 27),
        seance_on=date(2026, 11, 26),
    )
    assert refus.champ == "rendu_on"
