"""How bodies are formed: cases by case, boundaries first."""

import datetime as dt
from dataclasses import replace

import pytest

from instances.regles import formation
from instances.regles.composition import Source, Suppleance
from instances.regles.faits import RegleQuorum
from instances.regles.formation import InstanceVue, NominationVue, Qualite, TypeVu
from instances.regles.modeles_instances import MODELES, NatureInstance

CONSEIL = TypeVu(
    modele="conseil",
    nature=NatureInstance.DELIBERANTE,
    publique=True,
    quorum=RegleQuorum.MAJORITE_EN_EXERCICE,
    pouvoirs=True,
    suppleance=Suppleance.SUPPLEANT_DE_COMMUNE,
    delai_francs=5,
    frequence=4,
    frequence_periode="an",
    sources=frozenset({Source.CONSEILLERS_COMMUNAUTAIRES}),
)
CAO = replace(
    CONSEIL,
    modele="cao",
    publique=False,
    pouvoirs=False,
    quorum=RegleQuorum.PLUS_DE_LA_MOITIE,
    suppleance=Suppleance.SUPPLEANT_NOMME,
    nommee=True,
)
NOMINATION = NominationVue(
    type=CAO, nom="Mme Lise AUBRY", qualite=Qualite.TITULAIRE, elu=1, debut=dt.date(2026, 4, 9)
)


def regles(manquements) -> list[str]:
    return [m.regle for m in manquements]


@pytest.mark.parametrize("modele", MODELES.values(), ids=lambda m: m.code)
def test_every_ready_made_model_is_lawful(modele):
    genre = TypeVu(
        modele=modele.code,
        nature=modele.nature,
        publique=modele.publique,
        quorum=modele.quorum,
        pouvoirs=modele.pouvoirs,
        suppleance=modele.suppleance,
        delai_francs=modele.delai_francs,
        frequence=modele.reunions_par_an,
        frequence_periode="an" if modele.reunions_par_an else "",
        nommee=modele.nominative,
        sources=frozenset(r.source for r in modele.composition),
    )
    assert formation.manquements_du_type(genre) == ()


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({}, []),
        ({"delai_francs": 4}, ["CNV-04"]),
        ({"delai_francs": None}, ["CNV-04"]),
        ({"frequence": 1, "frequence_periode": "trimestre"}, []),
        ({"frequence": 1, "frequence_periode": "semestre"}, ["CNV-17"]),
        ({"frequence": None, "frequence_periode": ""}, ["CNV-17"]),
        ({"publique": False, "pouvoirs": False}, ["SEA-03", "POU-01"]),
        ({"quorum": RegleQuorum.FIXE}, ["QUO-01"]),
        ({"nature": NatureInstance.DEBAT}, ["BUR-04"]),
        ({"modele": "bureau", "nature": NatureInstance.DEBAT, "delai_francs": 1}, []),
        ({"modele": "conference_des_maires"}, ["COM-03"]),
        ({"sources": frozenset()}, ["COH-COMPOSITION"]),
    ],
)
def test_the_conseil_keeps_what_the_law_gives_it(champs, attendu):
    assert regles(formation.manquements_du_type(replace(CONSEIL, **champs))) == attendu


@pytest.mark.regle("CAO-02")
@pytest.mark.parametrize(
    ("champs", "attendu", "bloque"),
    [
        ({}, [], False),
        ({"quorum": RegleQuorum.MAJORITE_EN_EXERCICE}, ["CAO-02"], True),
        ({"pouvoirs": True}, ["CAO-05"], False),
    ],
)
def test_the_cao_keeps_its_quorum(champs, attendu, bloque):
    trouves = formation.manquements_du_type(replace(CAO, **champs))
    assert regles(trouves) == attendu
    assert any(m.bloquant for m in trouves) is bloque


@pytest.mark.parametrize(
    ("autre", "attendu"),
    [
        ((None, dt.date(2026, 4, 8)), []),
        ((None, dt.date(2026, 4, 9)), ["COH-CONSEIL"]),
        ((dt.date(2032, 4, 1), None), []),
        ((dt.date(2031, 12, 31), None), ["COH-CONSEIL"]),
    ],
)
def test_two_conseils_never_overlap(autre, attendu):
    vue = InstanceVue(
        type=CONSEIL, debut=dt.date(2026, 4, 9), fin=dt.date(2031, 12, 31), semblables=(autre,)
    )
    assert regles(formation.manquements_de_l_instance(vue)) == attendu


@pytest.mark.regle("CAO-01")
@pytest.mark.parametrize(
    ("qualite", "nombre", "attendu"),
    [
        (Qualite.TITULAIRE, 4, []),
        (Qualite.TITULAIRE, 5, ["CAO-01"]),
        (Qualite.SUPPLEANT, 4, []),
        (Qualite.SUPPLEANT, 5, ["CAO-01"]),
        (Qualite.INVITE, 5, []),
    ],
)
def test_the_cao_has_five_and_five(qualite, nombre, attendu):
    vue = replace(NOMINATION, qualite=qualite, deja=((qualite, nombre),))
    assert regles(formation.manquements_de_la_nomination(vue)) == attendu


@pytest.mark.parametrize(
    ("debut", "deja", "fin", "refuse"),
    [
        (dt.date(2026, 4, 9), None, dt.date(2026, 4, 9), False),
        (dt.date(2026, 4, 9), None, dt.date(2026, 4, 8), True),
        (dt.date(2026, 4, 9), dt.date(2026, 6, 1), dt.date(2026, 6, 1), True),
        (dt.date(2026, 4, 9), dt.date(2026, 6, 1), dt.date(2026, 5, 31), False),
        (None, None, dt.date(2020, 1, 1), False),
    ],
)
def test_a_nomination_ends_once_after_it_began(debut, deja, fin, refuse):
    assert bool(formation.fin_de_nomination(debut=debut, deja=deja, fin=fin)) is refuse


@pytest.mark.regle("SEA-03")
def test_where_one_deliberates_the_public_comes_in():
    assert "SEA-03" in regles(formation.manquements_du_type(replace(CONSEIL, publique=False)))
    assert MODELES["conseil"].publique
    assert MODELES["bureau"].publique
    assert not MODELES["commission_thematique"].publique


@pytest.mark.regle("COM-08")
@pytest.mark.parametrize(("fin", "dit"), [(None, ["COM-08"]), (dt.date(2027, 6, 30), [])])
def test_a_special_commission_has_a_term(fin, dit):
    speciale = replace(CONSEIL, modele="commission_speciale")
    vue = InstanceVue(type=speciale, debut=dt.date(2026, 9, 1), fin=fin)
    assert regles(formation.manquements_de_l_instance(vue)) == dit


@pytest.mark.regle("COM-07")
def test_an_enlarged_commission_meets_twice_a_year_and_gives_an_avis():
    elargie = MODELES["commission_elargie"]
    assert elargie.reunions_par_an == 2
    assert not any(point.delibere for point in elargie.points)


@pytest.mark.regle("CDM-06")
def test_the_conference_of_adjoints_debates_and_gives_no_formal_avis():
    points = {str(point) for point in MODELES["conference_des_adjoints"].points}
    assert points == {"debat", "information"}
