"""The imposed order of an installation, its chair, its numbers, its special mention."""

from datetime import date

import pytest

from governance.regles import Gravite
from instances.regles import installation as regles
from instances.regles import modele_installation
from instances.regles.installation import Etape, PointVu


def point(numero: str, etape: Etape | None = None, etat: str = "inscrit", **autres) -> PointVu:
    champs = {"rang": int(numero), "delibere": True} | autres
    return PointVu(numero=numero, etape=etape, etat=etat, **champs)


@pytest.mark.regle("INS-04")
@pytest.mark.parametrize(
    ("etat", "installation", "refuse"),
    [
        ("inscrit", True, True),
        ("ajourne", True, True),
        ("traite", True, False),
        ("inscrit", False, False),
    ],
)
def test_nothing_is_decided_before_the_president_of_an_installation(etat, installation, refuse):
    affaire, president = point("2"), point("3", Etape.PRESIDENT, etat)
    trouves = regles.a_discuter(affaire, [affaire, president], installation=installation)
    assert [m.regle for m in trouves] == (["INS-04"] if refuse else [])


@pytest.mark.regle("INS-04")
@pytest.mark.parametrize(
    ("usage", "delibere"), [("secretaire", False), ("urgence", True), ("", False)]
)
def test_the_secretary_and_what_is_not_decided_come_first(usage, delibere):
    premier = point("1", usage=usage, delibere=delibere)
    autres = [premier, point("3", Etape.PRESIDENT)]
    assert not regles.a_discuter(premier, autres, installation=True)


@pytest.mark.regle("INS-04", "MEM-10")
@pytest.mark.parametrize(
    ("etape", "avant", "etat", "attendu"),
    [
        (Etape.VICE_PRESIDENT, Etape.NOMBRE, "inscrit", ["INS-04"]),
        (Etape.VICE_PRESIDENT, Etape.NOMBRE, "ajourne", ["INS-04"]),
        (Etape.VICE_PRESIDENT, Etape.NOMBRE, "traite", []),
        (Etape.BUREAU, Etape.VICE_PRESIDENT, "inscrit", ["INS-04"]),
        (Etape.BUREAU, Etape.VICE_PRESIDENT, "ajourne", []),
        (Etape.CHARTE, Etape.BUREAU, "inscrit", ["MEM-10"]),
        (Etape.CHARTE, Etape.PRESIDENT, "ajourne", []),
        (Etape.PRESIDENT, Etape.VICE_PRESIDENT, "inscrit", []),
    ],
)
def test_the_order_binds_the_points_held_not_their_day(etape, avant, etat, attendu):
    voulu = point("5", etape)
    trouves = regles.a_discuter(voulu, [voulu, point("4", avant, etat)], installation=False)
    assert [m.regle for m in trouves] == attendu


@pytest.mark.regle("INS-03")
@pytest.mark.parametrize(
    ("naissances", "attendu"),
    [
        ({1: date(1950, 3, 2), 2: date(1950, 3, 1)}, 2),
        ({1: None, 2: date(1990, 1, 1)}, 2),
        ({1: None}, None),
        ({}, None),
    ],
)
def test_the_eldest_of_those_whose_birth_is_known_presides(naissances, attendu):
    assert regles.doyen(naissances) == attendu


@pytest.mark.regle("INS-03")
def test_another_chair_is_told_and_so_is_a_missing_date_of_birth():
    assert not regles.presidence(preside="Mme A", doyen="Mme A")
    (autre,) = regles.presidence(preside="M. B", doyen="Mme A")
    (inconnu,) = regles.presidence(preside="", doyen="", sans_naissance=["M. C"])
    assert "c’est Mme A" in autre.message
    assert "M. C" in inconnu.message
    assert {autre.gravite, inconnu.gravite} == {Gravite.ALERTE}


@pytest.mark.regle("ELE-04")
@pytest.mark.parametrize(
    ("sieges", "metropole", "ordinaire", "maximum"),
    [(18, False, 4, 5), (31, False, 7, 9), (103, False, 15, 15), (123, True, 20, 20)],
)
def test_the_ceilings_follow_the_seats(sieges, metropole, ordinaire, maximum):
    limites = regles.plafonds(sieges, metropole=metropole)
    assert (limites.ordinaire, limites.aux_deux_tiers) == (ordinaire, maximum)


@pytest.mark.regle("ELE-04")
@pytest.mark.parametrize(
    ("nombre", "gravite"),
    [
        (0, Gravite.BLOQUANT),
        (1, None),
        (7, None),
        (8, Gravite.ALERTE),
        (9, Gravite.ALERTE),
        (10, Gravite.BLOQUANT),
    ],
)
def test_the_number_is_held_by_two_ceilings(nombre, gravite):
    trouves = regles.nombre(nombre, regles.plafonds(31, metropole=False))
    assert [m.gravite for m in trouves] == ([gravite] if gravite else [])


@pytest.mark.regle("INS-04", "INS-06", "MEM-10")
def test_before_the_dispatch_what_is_missing_is_told():
    seul = [point("3", Etape.PRESIDENT)]
    trouves = {m.regle: m.gravite for m in regles.a_convoquer(seul, sortants=["M. Ancien"])}
    assert trouves == {
        "INS-04": Gravite.ALERTE, "MEM-10": Gravite.ALERTE, "INS-06": Gravite.BLOQUANT,
    }  # fmt: skip
    complet = [point(str(n), e) for n, e in enumerate(Etape, start=1)]
    assert not list(regles.a_convoquer(complet))


@pytest.mark.regle("INS-04")
def test_the_convocation_says_which_elections_it_announces():
    dite = regles.mention_speciale([Etape.VICE_PRESIDENT, Etape.PRESIDENT, Etape.CHARTE])
    assert dite.endswith("à l’élection du président et l’élection des vice-présidents.")
    assert not regles.mention_speciale([Etape.CHARTE])


@pytest.mark.regle("INS-04")
def test_the_points_come_ready_in_the_imposed_order():
    limites = regles.plafonds(31, metropole=False)
    points = list(
        modele_installation.points(
            vice_presidents=7, autres_membres=0, limites=limites, suites=["appel_d_offres"]
        )
    )
    assert [p.usage or p.fonction for p in points] == [
        "", "secretaire", "president", "nombre", "vice_president", "charte", "titulaire",
        "suppleant",
    ]  # fmt: skip
    assert [p.postes for p in points if p.fonction] == [1, 7, 5, 5]
    assert all(p.note for p in points if p.type.delibere)
