"""Commissions, CAO, conseil de développement: who sits, and what is missing."""

from collections import Counter

import pytest

from instances.regles.commissions import (
    Clauses,
    CompositionVue,
    Genre,
    MembreVu,
    Remplacement,
    developpement_manquant,
    places_par_tendance,
    preponderante,
    remplacement,
    verdict,
)
from instances.regles.formation import Qualite
from instances.regles.quorum import quorum

TENDANCES = {"A": 60, "B": 30, "C": 10}


def membres(*tendances: str, qualite: Qualite = Qualite.TITULAIRE) -> tuple[MembreVu, ...]:
    return tuple(MembreVu(nom=f"{t}{i}", qualite=qualite, tendance=t)
                 for i, t in enumerate(tendances))  # fmt: skip


def regles_de(modele: str, *lus: MembreVu, tendances=TENDANCES) -> list[str]:
    vue = CompositionVue(modele=modele, membres=lus, tendances=tendances)
    return [m.regle for m in verdict(vue)]


def messages_de(modele: str, *lus: MembreVu) -> list[str]:
    vue = CompositionVue(modele=modele, membres=lus, tendances={})
    return [m.message for m in verdict(vue)]


@pytest.mark.regle("COM-01")
@pytest.mark.parametrize(
    "effectifs, places, attendues",
    [
        (TENDANCES, 10, {"A": 6, "B": 3, "C": 1}),
        (TENDANCES, 5, {"A": 3, "B": 1, "C": 1}),
        (TENDANCES, 3, {"A": 1, "B": 1, "C": 1}),
        (TENDANCES, 2, {"A": 1, "B": 1, "C": 0}),
        ({"A": 97, "B": 1, "C": 1, "D": 1}, 5, {"A": 2, "B": 1, "C": 1, "D": 1}),
        ({"A": 5}, 3, {"A": 3}),
        ({}, 5, {}),
    ],
)
def test_each_tendency_has_a_seat_and_the_rest_is_proportional(effectifs, places, attendues):
    assert places_par_tendance(effectifs, places) == attendues


@pytest.mark.regle("COM-01")
def test_a_tendency_left_without_a_seat_is_named():
    vice = membres("A", qualite=Qualite.VICE_PRESIDENT)
    assert regles_de("commission_thematique", *vice, *membres("A", "B")) == ["COM-01"]
    assert regles_de("commission_thematique", *vice, *membres("B", "C")) == []
    assert regles_de("conference_des_maires", *membres("A", "B", "A")) == []


@pytest.mark.regle("COM-02")
def test_a_commission_elects_its_vice_president_or_names_who_animates_it():
    assert regles_de("commission_thematique", *membres("A", "B", "C")) == ["COM-02"]
    anime = membres("A", qualite=Qualite.ANIMATEUR)
    assert regles_de("commission_thematique", *anime, *membres("B", "C")) == []


@pytest.mark.regle("CAO-01")
@pytest.mark.parametrize(
    "titulaires, suppleants, manquent", [(5, 5, 0), (4, 5, 1), (5, 0, 1), (3, 3, 2)]
)
def test_the_cao_has_five_and_five(titulaires, suppleants, manquent):
    lus = (
        *membres(*"ABCAB"[:titulaires]),
        *membres(*"ABCAB"[:suppleants], qualite=Qualite.SUPPLEANT),
    )
    assert regles_de("cao", *lus, tendances={"A": 1}) == ["CAO-01"] * manquent


@pytest.mark.regle("CAO-02")
def test_four_of_six_make_the_quorum_of_the_cao():
    assert quorum(6) == 4


@pytest.mark.regle("CAO-03")
@pytest.mark.parametrize(
    "modele, clause, decide",
    [("cao", False, False), ("cao", True, True), ("conseil", False, True)],
)
def test_the_chair_settles_a_split_in_the_cao_only_where_its_reglement_says_so(
    modele, clause, decide
):
    assert preponderante(modele=modele, clause=clause) is decide


@pytest.mark.regle("CDV-01")
@pytest.mark.parametrize(
    "genres, signale",
    [("FFH", False), ("FFHH", False), ("FFFH", True), ("FFF?", True), ("FF?", False)],
)
def test_the_conseil_de_developpement_keeps_parity_within_one(genres, signale):
    par_lettre = {"F": Genre.FEMME, "H": Genre.HOMME, "?": Genre.INCONNU}
    lus = [
        MembreVu(nom=str(i), qualite=Qualite.TITULAIRE, genre=par_lettre[g])
        for i, g in enumerate(genres)
    ]
    assert any("écart" in m for m in messages_de("conseil_de_developpement", *lus)) is signale


@pytest.mark.regle("CDV-01")
def test_no_councillor_of_the_conseil_sits_there():
    elu = MembreVu(nom="X", qualite=Qualite.TITULAIRE, conseiller_communautaire=True)
    assert any("n’en est pas membre" in m for m in messages_de("conseil_de_developpement", elu))


@pytest.mark.regle("CDV-01")
@pytest.mark.parametrize(
    "population, existe, signale",
    [(50_000, False, False), (50_001, False, True), (80_000, True, False), (None, False, False)],
)
def test_it_is_due_above_fifty_thousand_inhabitants(population, existe, signale):
    assert bool(developpement_manquant(population=population, existe=existe)) is signale


@pytest.mark.regle("CCO-01")
def test_a_comite_consultatif_is_presided_by_a_member_named():
    assert regles_de("comite_consultatif", *membres("A")) == ["CCO-01"]
    preside = membres("A", qualite=Qualite.PRESIDENT)
    assert regles_de("comite_consultatif", *preside) == []


@pytest.mark.regle("COM-04")
@pytest.mark.parametrize(
    "champs, refus",
    [
        ({}, 0),
        ({"modele_admet": False}, 1),
        ({"convoquee": False}, 1),
        ({"close": True}, 1),
        ({"communes": frozenset({"Orsans"})}, 1),
        ({"siege_deja": True}, 1),
    ],
)
def test_a_mayor_sends_a_councillor_of_the_same_commune_for_one_meeting(champs, refus):
    bon = {
        "modele_admet": True, "convoquee": True, "close": False, "commune": "Brumeval",
        "communes": frozenset({"Brumeval"}), "siege_deja": False,
    }  # fmt: skip
    trouves = remplacement(Remplacement(**(bon | champs)))
    assert len(trouves) == refus
    assert Counter(m.regle for m in trouves).keys() <= {"COM-04"}


def vice_presidents(nombre: int) -> tuple[MembreVu, ...]:
    return tuple(
        MembreVu(nom=f"V{i}", qualite=Qualite.ANIMATEUR, tendance="A", vice_president=True)
        for i in range(nombre)
    )


def avec_clauses(modele: str, *lus: MembreVu, communes: tuple[str, ...] = (), **clauses) -> list:
    vue = CompositionVue(
        modele=modele, membres=lus, tendances={"A": 1}, clauses=Clauses(**clauses),
        communes_a_un_siege=frozenset(communes),
    )  # fmt: skip
    return [m.regle for m in verdict(vue)]


@pytest.mark.regle("COM-02")
@pytest.mark.parametrize(("nombre", "manque"), [(1, True), (2, False), (3, False), (4, True)])
def test_two_or_three_vice_presidents_run_a_commission_where_the_reglement_says(nombre, manque):
    lus = vice_presidents(nombre)
    regle = avec_clauses("commission_thematique", *lus, animation="deux_ou_trois_vice_presidents")
    assert regle == (["COM-02"] if manque else [])
    assert avec_clauses("commission_thematique", *lus) == []
    assert avec_clauses(
        "commission_thematique", *lus, animation="president_de_commission"
    ) == ["COM-02"]  # fmt: skip


def municipal(commune: str, *, acte: str = "délibération n° 3", vote: bool = True) -> MembreVu:
    return MembreVu(
        nom=f"Élu de {commune}", qualite=Qualite.TITULAIRE, tendance="A", commune=commune,
        acte=acte, vote=vote,
    )  # fmt: skip


@pytest.mark.regle("COM-06")
@pytest.mark.parametrize(
    ("lus", "attendu"),
    [
        ((municipal("Orsans"),), []),
        ((municipal("Brumeval"),), ["COM-06"]),
        ((municipal("Orsans"), municipal("Orsans")), ["COM-06"]),
        ((municipal("Orsans", acte=" "),), ["COM-06"]),
        ((municipal("Orsans"), municipal("Combe")), []),
    ],
)
def test_a_commune_with_one_seat_names_one_more_elu_by_deliberation(lus, attendu):
    presides = vice_presidents(1)
    communes = ("Orsans", "Combe")
    assert (
        avec_clauses(
            "commission_thematique", *presides, *lus, communes=communes, elu_supplementaire=True
        )
        == attendu
    )


@pytest.mark.regle("COM-04")
def test_elus_municipaux_vote_only_where_the_reglement_has_it_deliberated():
    presides = vice_presidents(1)
    lu = municipal("Brumeval")
    assert avec_clauses("commission_thematique", *presides, lu) == ["COM-04"]
    assert avec_clauses("commission_thematique", *presides, lu, elus_municipaux=True) == []
    muet = municipal("Brumeval", vote=False)
    assert avec_clauses("commission_thematique", *presides, muet) == []


def du_conseil(nombre: int, qualite: Qualite) -> tuple[MembreVu, ...]:
    return tuple(
        MembreVu(nom=f"M{i}", qualite=qualite, tendance="A", conseiller_communautaire=True)
        for i in range(nombre)
    )


@pytest.mark.regle("MIE-05")
@pytest.mark.parametrize(
    ("titulaires", "suppleants", "president", "manquent"),
    [(4, 5, 1, 0), (5, 5, 0, 1), (5, 5, 1, 1), (4, 4, 1, 1), (3, 4, 0, 3)],
)
def test_a_mission_has_five_and_five_and_a_president(titulaires, suppleants, president, manquent):
    lus = (
        *du_conseil(titulaires, Qualite.TITULAIRE), *du_conseil(suppleants, Qualite.SUPPLEANT),
        *du_conseil(president, Qualite.PRESIDENT),
    )  # fmt: skip
    trouves = avec_clauses("mission_information", *lus, mission_titulaires=5, mission_suppleants=5)
    assert trouves == ["MIE-05"] * manquent


@pytest.mark.regle("MIE-05")
def test_a_mission_seats_titulaires_of_the_conseil_only_by_proportional_seats():
    president = du_conseil(1, Qualite.PRESIDENT)
    assert avec_clauses("mission_information", *president, municipal("Orsans")) == ["MIE-05"]
    vue = CompositionVue(
        modele="mission_information", membres=(*president, *du_conseil(2, Qualite.TITULAIRE)),
        tendances={"A": 9, "B": 3},
    )  # fmt: skip
    assert [m.regle for m in verdict(vue)] == ["COM-01"]


def citoyens(*naissances: int | None) -> tuple[MembreVu, ...]:
    genres = (Genre.FEMME, Genre.HOMME)
    return tuple(
        MembreVu(nom=f"C{i}", qualite=Qualite.TITULAIRE, genre=genres[i % 2], annee_naissance=annee)
        for i, annee in enumerate(naissances)
    )


@pytest.mark.regle("CDV-01")
@pytest.mark.parametrize(
    ("naissances", "dit"),
    [
        ((2000, 1990, 1975, 1950), ""),
        ((1990, 1975, 1950, 1951), "de moins de 30 ans"),
        ((1996, 1990, 1975, 1950), "de moins de 30 ans"),
        ((2000, 1990, 1975, 1974), "de 60 ans ou plus"),
        ((2000, 1990, None, 1950), "inconnue pour 1"),
    ],
)
def test_the_conseil_de_developpement_mirrors_the_ages_of_the_territory(naissances, dit):
    vue = CompositionVue(
        modele="conseil_de_developpement", membres=citoyens(*naissances), tendances={}, annee=2026
    )
    messages = [m.message for m in verdict(vue)]
    assert (dit in " ".join(messages)) if dit else messages == []
    assert len(messages) == bool(dit)
