from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.regles import Gravite
from instances.regles.convocation import (
    Affaire,
    Destinataire,
    Faits,
    Prevision,
    Visio,
    manquements,
    trimestres_sans_reunion,
)
from instances.regles.faits import TypePoint
from instances.regles.jours_francs import Contexte
from instances.regles.ordre_du_jour import PointVu

SEANCE = date(2026, 12, 17)
CAMILLE = Destinataire(nom="Camille Roy", adresse="camille.roy@exemple.fr")
DELEGATIONS = Affaire(point=PointVu(numero="0", usage="delegations", type=TypePoint.INFORMATION))


def affaire(numero="1.1", type_point=TypePoint.DELIBERATION, **valeurs):
    valeurs.setdefault("note_de_synthese", True)
    return Affaire(point=PointVu(numero=numero, type=type_point, rang=1), **valeurs)


REGULIERE = Faits(
    contexte=Contexte(seance=SEANCE),
    envoi=date(2026, 12, 1),
    heure=time(18),
    lieu="Siège de l’agglomération",
    signataire="Paul Vernier, Président",
    affaires=(DELEGATIONS, affaire()),
    destinataires=(CAMILLE,),
)


def contexte(**valeurs):
    return Contexte(seance=SEANCE, **valeurs)


def test_a_regular_convocation_leaves_without_a_word():
    assert manquements(REGULIERE) == ()


@pytest.mark.regle("CNV-18")
@pytest.mark.parametrize(
    ("habituel", "lieu", "dit"),
    [
        ("Siège de l’agglomération", "Siège de l’agglomération", []),
        ("Siège de l’agglomération", "Salle des fêtes d’Orsans", [("CNV-18", False)]),
        ("", "Salle des fêtes d’Orsans", []),
    ],
)
def test_another_place_than_the_seat_is_chosen_by_deliberation(habituel, lieu, dit):
    faits = replace(REGULIERE, lieu=lieu, lieu_habituel=habituel)
    assert [(m.regle, m.bloquant) for m in manquements(faits)] == dit


@pytest.mark.regle("CNV-01")
@pytest.mark.regle("CNV-02")
@pytest.mark.regle("CNV-03")
@pytest.mark.regle("CNV-04")
@pytest.mark.regle("CNV-07")
@pytest.mark.regle("CNV-09")
@pytest.mark.regle("CNV-10")
@pytest.mark.regle("CNV-17")
@pytest.mark.regle("MEM-04")
@pytest.mark.regle("ODJ-03")
@pytest.mark.parametrize(
    "change, attendus",
    [
        ({"envoi": date(2026, 12, 12)}, [("CNV-04", True)]),
        ({"signataire": " "}, [("CNV-01", True)]),
        ({"heure": None}, [("CNV-02", True)]),
        ({"lieu": ""}, [("CNV-02", True)]),
        ({"affaires": ()}, [("CNV-02", True)]),
        ({"affaires": (DELEGATIONS, affaire(note_de_synthese=False))}, [("CNV-09", True)]),
        (
            {
                "affaires": (
                    DELEGATIONS,
                    affaire(type_point=TypePoint.DEBAT, note_de_synthese=False),
                )
            },
            [],
        ),
        ({"destinataires": ()}, [("CNV-07", True)]),
        ({"destinataires": (replace(CAMILLE, adresse=""),)}, [("CNV-07", True)]),
        (
            {"destinataires": (CAMILLE, replace(CAMILLE, adresse="", suppleant=True))},
            [("CNV-07", False)],
        ),
        ({"destinataires": (replace(CAMILLE, papier=True),)}, [("CNV-03", False)]),
        ({"destinataires": (replace(CAMILLE, papier=True, papier_demande_le=SEANCE),)}, []),
        ({"suppleants_attendus": frozenset({"Ali Bay"})}, [("MEM-04", False)]),
        ({"suppleants_attendus": frozenset({"Camille Roy"})}, []),
        ({"contexte": contexte(urgence=True)}, [("CNV-10", True), ("CNV-10", True)]),
        ({"derniere_reunion": date(2026, 9, 30)}, []),
        ({"derniere_reunion": date(2026, 6, 30)}, [("CNV-17", False)]),
    ],
)
def test_each_breach_is_found(change, attendus):
    trouves = manquements(replace(REGULIERE, **change))
    assert [(m.regle, m.bloquant) for m in trouves] == attendus


@pytest.mark.regle("ODJ-03")
def test_questions_diverses_to_decide_stop_the_dispatch():
    divers = Affaire(
        point=PointVu(numero="9", titre="Questions diverses", rang=2), note_de_synthese=True
    )
    faits = replace(REGULIERE, affaires=(*REGULIERE.affaires, divers))
    assert [m.regle for m in manquements(faits)] == ["ODJ-03"]


@pytest.mark.regle("CNV-09")
@pytest.mark.parametrize(
    "commune, gravite", [(True, Gravite.BLOQUANT), (False, Gravite.ALERTE), (None, Gravite.ALERTE)]
)
def test_before_2020_the_note_depended_on_a_commune_of_3500(commune, gravite):
    faits = replace(
        REGULIERE,
        contexte=Contexte(seance=date(2018, 12, 17), commune_de_3500=commune),
        envoi=date(2018, 12, 1),
        affaires=(DELEGATIONS, affaire(note_de_synthese=False)),
    )
    assert [(m.regle, m.gravite) for m in manquements(faits)] == [("CNV-09", gravite)]


@pytest.mark.regle("CNV-21")
@pytest.mark.parametrize(
    "envoi, communique, refuse",
    [
        (date(2026, 12, 5), None, False),
        (date(2026, 12, 6), None, True),
        (date(2026, 12, 10), date(2026, 12, 5), False),
        (date(2026, 12, 10), date(2026, 12, 6), True),
    ],
)
def test_the_budget_is_known_twelve_calendar_days_ahead(envoi, communique, refuse):
    faits = replace(
        REGULIERE,
        envoi=envoi,
        affaires=(
            DELEGATIONS,
            affaire("7.1", budget_primitif=True, communique_le=communique),
        ),
    )
    assert [(m.regle, m.points) for m in manquements(faits)] == (
        [("CNV-21", ("7.1",))] if refuse else []
    )


@pytest.mark.regle("CNV-11")
@pytest.mark.parametrize(
    "envoi, reprise, attendus",
    [
        (date(2026, 12, 13), True, []),
        (date(2026, 12, 13), False, [("CNV-11", True)]),
        (date(2026, 12, 11), False, [("CNV-11", False)]),
    ],
)
def test_a_second_convocation_only_takes_up_the_first(envoi, reprise, attendus):
    faits = replace(
        REGULIERE,
        contexte=contexte(seconde_convocation=True),
        envoi=envoi,
        affaires=(DELEGATIONS, affaire(reprise=reprise)),
    )
    assert [(m.regle, m.bloquant) for m in manquements(faits)] == attendus


@pytest.mark.regle("CNV-19")
@pytest.mark.regle("CNV-20")
@pytest.mark.parametrize(
    "visio, change, attendus",
    [
        (Visio(prevue_au_reglement=True), {}, []),
        (Visio(prevue_au_reglement=False), {}, [("CNV-19", True)]),
        (Visio(prevue_au_reglement=True, presentiel_du_semestre=False), {}, [("CNV-19", True)]),
        (
            Visio(prevue_au_reglement=True),
            {"affaires": (DELEGATIONS, affaire(type_point=TypePoint.ELECTION))},
            [("CNV-19", True)],
        ),
        (
            Visio(prevue_au_reglement=True),
            {"affaires": (DELEGATIONS, affaire(budget_primitif=True))},
            [("CNV-19", True)],
        ),
        (
            Visio(prevue_au_reglement=True),
            {"contexte": contexte(regime_du_conseil=False)},
            [("CNV-20", False)],
        ),
    ],
)
def test_a_remote_seance_has_conditions_and_forbidden_points(visio, change, attendus):
    trouves = manquements(replace(REGULIERE, visio=visio, **change))
    assert [(m.regle, m.bloquant) for m in trouves] == attendus


def test_everything_is_told_at_once():
    faits = replace(REGULIERE, signataire="", lieu="", destinataires=(), envoi=date(2026, 12, 16))
    assert {m.regle for m in manquements(faits)} == {"CNV-01", "CNV-02", "CNV-04", "CNV-07"}


@pytest.mark.regle("ODJ-06")
@pytest.mark.regle("ODJ-07")
@pytest.mark.regle("QST-05")
@pytest.mark.parametrize(
    "change, attendus",
    [
        ({}, [("ODJ-06", False)]),
        ({"avis": True}, []),
        ({"avis": True, "rapporteur_exterieur": "Mme Noé"}, [("ODJ-07", False)]),
        ({"avis": True, "pieces_lourdes": ("Plan",)}, [("QST-05", True)]),
        ({"avis": True, "pieces_illisibles": ("Plan", "Avis")}, [("QST-05", True)] * 2),
        ({"type_point": TypePoint.ELECTION}, []),
        ({"type_point": TypePoint.INFORMATION}, []),
    ],
)
def test_each_report_carries_its_opinion_its_documents_and_its_voice(change, attendus):
    faits = replace(REGULIERE, avis_attendu=True, affaires=(DELEGATIONS, affaire(**change)))
    trouves = manquements(faits)
    assert [(m.regle, m.bloquant) for m in trouves] == attendus
    assert all(m.points == ("1.1",) for m in trouves)


@pytest.mark.regle("ODJ-06")
def test_a_point_of_every_seance_needs_no_commission():
    pv = Affaire(point=PointVu(numero="2", usage="proces_verbal", rang=2), note_de_synthese=True)
    faits = replace(REGULIERE, avis_attendu=True, affaires=(DELEGATIONS, pv))
    assert manquements(faits) == ()


@pytest.mark.regle("INS-04")
@pytest.mark.parametrize(
    "affaires, points",
    [
        ([("1", {"executif": True, "type_point": TypePoint.ELECTION}), ("2", {})], None),
        ([("2", {}), ("1", {"executif": True, "type_point": TypePoint.ELECTION})], ("2",)),
        ([("2", {})], ()),
    ],
)
def test_an_installation_elects_its_president_first(affaires, points):
    inscrites = [
        replace(a, point=replace(a.point, rang=rang))
        for rang, a in enumerate((affaire(numero, **v) for numero, v in affaires), start=1)
    ]
    faits = replace(
        REGULIERE, contexte=contexte(installation=True), affaires=(DELEGATIONS, *inscrites)
    )
    trouves = manquements(faits)
    assert [m.points for m in trouves if m.regle == "INS-04"] == (
        [] if points is None else [points]
    )


@pytest.mark.regle("CNV-07")
def test_a_guest_without_an_address_is_told_and_holds_nothing_up():
    invite = Destinataire(nom="Nora Blin", objet="invite/7", invite=True)
    (trouve,) = manquements(replace(REGULIERE, destinataires=(CAMILLE, invite)))
    assert (trouve.regle, trouve.bloquant, trouve.objet) == ("CNV-07", False, "invite/7")
    assert "Nora Blin, sur invitation," in trouve.message
    seuls = manquements(replace(REGULIERE, destinataires=(replace(invite, adresse="a@b.fr"),)))
    assert [(m.regle, m.bloquant) for m in seuls] == [("CNV-07", True)]


@pytest.mark.regle("QUO-01")
@pytest.mark.parametrize("presents, dit", [(64, True), (65, False)])
def test_the_answers_announce_the_quorum(presents, dit):
    prevision = Prevision(presents=presents, quorum=65, sans_reponse=29)
    trouves = manquements(replace(REGULIERE, prevision=prevision))
    assert [(m.regle, m.bloquant) for m in trouves] == ([("QUO-01", False)] if dit else [])


@pytest.mark.regle("CNV-17")
@pytest.mark.parametrize(
    "reunions, vides",
    [
        ([], ()),
        ([date(2026, 3, 31), date(2026, 4, 1)], ()),
        ([date(2026, 1, 1), date(2026, 9, 30)], ((2026, 2),)),
        ([date(2025, 9, 30), date(2026, 4, 1)], ((2025, 4), (2026, 1))),
    ],
)
def test_each_civil_quarter_has_its_meeting(reunions, vides):
    assert trimestres_sans_reunion(reunions) == vides


@given(st.lists(st.dates(date(2000, 1, 1), date(2050, 1, 1))))
def test_the_order_of_meetings_does_not_matter(reunions):
    assert trimestres_sans_reunion(reunions) == trimestres_sans_reunion(reversed(reunions))
