from datetime import UTC, datetime, timedelta

import pytest

from instances.regles.parole import (
    Limites,
    Tour,
    demande,
    depassement,
    etat_de_la_parole,
    limite,
    reste,
    suspension,
    temps_par,
    tour_de_parole,
)

DEBUT = datetime(2026, 12, 10, 18, 30, tzinfo=UTC)
LIMITES = Limites(intervention=5, fait_personnel=3, voeu=2)


def minutes(n: int) -> timedelta:
    return timedelta(minutes=n)


@pytest.mark.regle("SEA-05")
@pytest.mark.parametrize(
    ("tour", "attendu"),
    [
        (Tour(qui="Mme A"), minutes(5)),
        (Tour(qui="Mme A", fait_personnel=True), minutes(3)),
        (Tour(qui="Mme A", voeu=True), minutes(2)),
        (Tour(qui="Le rapporteur", sans_limite=True), None),
    ],
)
def test_each_kind_of_turn_has_its_limit(tour, attendu):
    assert limite(tour, LIMITES) == attendu


@pytest.mark.regle("SEA-05")
@pytest.mark.parametrize(("ecoulees", "depasse"), [(4, False), (5, False), (6, True)])
def test_the_alert_comes_once_the_time_is_over(ecoulees, depasse):
    tour = Tour(qui="Mme A", debut=DEBUT)
    at = DEBUT + minutes(ecoulees)
    assert bool(depassement(tour, LIMITES, at)) is depasse
    assert reste(tour, LIMITES, at) == minutes(5 - ecoulees)
    assert not any(m.bloquant for m in depassement(tour, LIMITES, at))


@pytest.mark.regle("SEA-05")
def test_no_limit_in_the_reglement_means_no_alert():
    assert depassement(Tour(qui="M. B", debut=DEBUT), Limites(), DEBUT + minutes(60)) == ()


def test_the_time_of_a_group_adds_its_turns_that_ended():
    tours = [
        Tour(qui="A", groupe="Rive", debut=DEBUT, fin=DEBUT + minutes(4)),
        Tour(qui="B", groupe="Rive", debut=DEBUT + minutes(5)),
        Tour(qui="C", debut=DEBUT, fin=DEBUT + minutes(1)),
        Tour(qui="D", groupe="Rive"),
    ]
    assert temps_par(lambda tour: tour.groupe, tours) == {"Rive": minutes(4), "": minutes(1)}


@pytest.mark.regle("SEA-06")
@pytest.mark.parametrize(
    ("demandeurs", "seuil", "due"), [(4, 5, False), (5, 5, True), (1, None, True), (1, 1, True)]
)
def test_members_have_a_suspension_put_to_the_vote_from_the_number_of_the_reglement(
    demandeurs, seuil, due
):
    trouves = suspension(par_le_president=False, demandeurs=demandeurs, seuil=seuil)
    assert (not trouves) is due
    assert suspension(par_le_president=True, demandeurs=0, seuil=seuil) == ()


@pytest.mark.regle("SEA-05", "SEA-08", "SEA-09")
@pytest.mark.parametrize(
    ("faits", "regle", "bloque"),
    [
        ({}, None, False),
        ({"deja": True}, "SEA-05", True),
        ({"present": False}, "SEA-05", True),
        ({"parole": False}, "SEA-05", True),
        ({"exterieur": True, "present": False, "parole": False}, "SEA-08", False),
    ],
)
def test_members_present_ask_and_outsiders_are_invited(faits, regle, bloque):
    base = {"present": True, "parole": True, "deja": False, "exterieur": False}
    trouves = demande(nom="Mme A", **(base | faits))
    assert [(m.regle, m.bloquant) for m in trouves] == ([(regle, bloque)] if regle else [])


@pytest.mark.regle("SEA-05")
@pytest.mark.parametrize(
    ("nom", "par_inscription", "prioritaire", "dit"),
    [
        ("A", True, False, False), ("B", True, False, True),
        ("B", False, False, False), ("B", True, True, False),
    ],
)  # fmt: skip
def test_a_turn_out_of_order_is_said_where_the_reglement_follows_it(
    nom, par_inscription, prioritaire, dit
):
    trouves = tour_de_parole(
        nom=nom, premier="A", par_inscription=par_inscription, prioritaire=prioritaire
    )
    assert bool(trouves) is dit
    assert not any(m.bloquant for m in trouves)


@pytest.mark.regle("SEA-05")
@pytest.mark.parametrize(
    ("voulu", "commencee", "finie", "refuse"),
    [
        ("donner", False, False, False), ("donner", True, False, True),
        ("finir", True, False, False), ("finir", False, False, True), ("finir", True, True, True),
        ("retirer", False, False, False), ("retirer", True, False, True),
    ],
)  # fmt: skip
def test_a_turn_goes_forward_only(voulu, commencee, finie, refuse):
    trouves = etat_de_la_parole(nom="A", voulu=voulu, commencee=commencee, finie=finie)
    assert bool(trouves) is refuse
