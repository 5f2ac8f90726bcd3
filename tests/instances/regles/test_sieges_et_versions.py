"""Seats of an order, dates of a version, the day a démission takes effect, names of mandates."""

import datetime as dt

import pytest

from instances.regles import personnes, sieges, versions
from instances.regles.qualites import qualite

JANVIER = dt.date(2027, 1, 1)


def repartition(**champs) -> sieges.Repartition:
    communes = {1: "Brumeval", 2: "Clairvent", 3: "Orsans"}
    faits = {"sieges": {1: 3, 2: 2, 3: 1}, "communes": communes, "a_compter_du": JANVIER}
    return sieges.Repartition(**(faits | champs))


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({}, []),
        ({"sieges": {1: 2, 2: 2}}, ["COH-SIEGES"]),
        ({"sieges": {1: 2, 2: 2, 3: 0}}, ["COH-SIEGES"]),
        ({"sieges": {1: 4, 2: 2, 3: 1}}, ["COH-SIEGES"]),
        ({"sieges": {1: 7}, "communes": {1: "Commune seule"}}, []),
        ({"precedente_depuis": JANVIER}, ["GEN-03"]),
        ({"precedente_depuis": dt.date(2026, 12, 31)}, []),
        ({"titulaires": {3: 2}}, ["MEM-01"]),
    ],
)
def test_an_order_gives_each_commune_one_seat_and_none_more_than_half(champs, attendu):
    assert [m.regle for m in sieges.manquements(repartition(**champs))] == attendu


@pytest.mark.regle("RGI-01")
@pytest.mark.parametrize(
    ("adopte_on", "precedente_on", "nombre"),
    [
        (None, None, 0),
        (JANVIER, None, 0),
        (dt.date(2027, 1, 2), None, 1),
        (None, dt.date(2026, 12, 31), 0),
        (None, JANVIER, 1),
        (dt.date(2027, 1, 2), JANVIER, 2),
    ],
)
def test_versions_follow_each_other(adopte_on, precedente_on, nombre):
    trouves = versions.manquements_de_version(
        starts_on=JANVIER, adopte_on=adopte_on, precedente_on=precedente_on
    )
    assert len(trouves) == nombre


@pytest.mark.parametrize(("aujourdhui", "refuse"), [(dt.date(2026, 12, 31), 0), (JANVIER, 1)])
def test_a_version_is_corrected_until_its_eve(aujourdhui, refuse):
    assert len(versions.modifiable(starts_on=JANVIER, aujourdhui=aujourdhui)) == refuse


@pytest.mark.regle("MEM-06")
def test_a_demission_counts_from_the_day_it_is_received():
    jour = dt.date(2026, 11, 20)
    assert personnes.dernier_jour(motif="demission", jour=jour) == dt.date(2026, 11, 19)
    assert personnes.dernier_jour(motif="deces", jour=jour) == jour


@pytest.mark.parametrize(
    ("nature", "rang", "feminin", "attendu"),
    [
        ("president", None, True, "Présidente"),
        ("vice_president", 1, False, "1er vice-président"),
        ("vice_president", 1, True, "1re vice-présidente"),
        ("vice_president", 3, True, "3e vice-présidente"),
        ("vice_president", None, False, "Vice-président"),
        ("suppleant", None, False, "Suppléant"),
    ],
)
def test_mandates_are_named_in_their_gender(nature, rang, feminin, attendu):
    assert qualite(nature, rang=rang, feminin=feminin) == attendu
