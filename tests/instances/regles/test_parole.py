from datetime import UTC, datetime, timedelta

import pytest

from instances.regles.parole import (
    Limites,
    Tour,
    depassement,
    limite,
    reste,
    suspension,
    temps_par,
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
