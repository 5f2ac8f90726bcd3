from datetime import date

import pytest

from governance.regles import Gravite
from instances.regles.faits import Deport, Plage, Point, Pouvoir, Presence, Regime
from instances.regles.pouvoirs import pouvoirs_actifs
from instances.regles.seance import anomalies, evaluer
from tests.instances.regles.seances import JOUR, faits

COVID = date(2021, 1, 14)


def actifs(vus) -> list[int | None]:
    return [point.pouvoirs for point in evaluer(vus)]


def trouver(vus, regle: str):
    return [m for m in anomalies(vus) if m.regle == regle]


def test_a_pouvoir_is_in_force_while_the_giver_is_away_and_the_holder_there() -> None:
    vus = faits(presents=8, pouvoirs=(Pouvoir(mandant=9, mandataire=1),))
    assert actifs(vus) == [1, 1, 1]
    assert [p.mandant for p in pouvoirs_actifs(vus, 2)] == [9]


@pytest.mark.regle("POU-13")
def test_a_pouvoir_has_bounds_of_its_own() -> None:
    plage = Plage(debut=2, fin=2)
    vus = faits(presents=8, pouvoirs=(Pouvoir(mandant=9, mandataire=1, plage=plage),))
    assert actifs(vus) == [0, 1, 0]


@pytest.mark.regle("POU-02")
@pytest.mark.parametrize(("jour", "comptes"), [(JOUR, 1), (COVID, 2)])
def test_one_holder_carries_one_pouvoir_and_two_in_the_derogations(
    jour: date, comptes: int
) -> None:
    pouvoirs = tuple(Pouvoir(mandant=i, mandataire=1) for i in (8, 9, 10))
    vus = faits(presents=7, pouvoirs=pouvoirs, regime=Regime(date=jour))
    assert actifs(vus) == [comptes] * 3
    assert len(trouver(vus, "POU-02")) == 3 - comptes


@pytest.mark.regle("POU-02")
def test_one_holder_may_carry_two_pouvoirs_one_after_the_other() -> None:
    pouvoirs = (
        Pouvoir(mandant=9, mandataire=1, plage=Plage(fin=1)),
        Pouvoir(mandant=10, mandataire=1, plage=Plage(debut=2)),
    )
    vus = faits(presents=8, pouvoirs=pouvoirs, regime=Regime(date=JOUR, pouvoir_en_seance=True))
    assert actifs(vus) == [1, 1, 1]
    assert anomalies(vus) == ()


@pytest.mark.regle("POU-03")
def test_an_absent_holder_carries_nothing() -> None:
    vus = faits(presents=8, pouvoirs=(Pouvoir(mandant=9, mandataire=10),))
    assert actifs(vus) == [0, 0, 0]
    (manquement,) = trouver(vus, "POU-03")
    assert manquement.bloquant


@pytest.mark.regle("POU-03")
def test_a_holder_who_leaves_lets_the_pouvoir_lapse() -> None:
    presences = (Presence(membre=1, plage=Plage(fin=2)), *(Presence(membre=i) for i in range(2, 9)))
    vus = faits(presents=8, presences=presences, pouvoirs=(Pouvoir(mandant=9, mandataire=1),))
    assert actifs(vus) == [1, 1, 0]
    (manquement,) = trouver(vus, "POU-03")
    assert (manquement.gravite, manquement.points) == (Gravite.ALERTE, ("C",))


@pytest.mark.regle("POU-03")
@pytest.mark.parametrize(("mandant", "mandataire"), [(9, 99), (9, 9)])
def test_the_holder_is_another_member_of_the_same_body(mandant: int, mandataire: int) -> None:
    vus = faits(presents=8, pouvoirs=(Pouvoir(mandant=mandant, mandataire=mandataire),))
    assert actifs(vus) == [0, 0, 0]
    assert trouver(vus, "POU-03")


@pytest.mark.regle("POU-05")
def test_the_giver_who_arrives_suspends_the_pouvoir() -> None:
    presences = (
        *(Presence(membre=i) for i in range(1, 9)),
        Presence(membre=9, plage=Plage(debut=2)),
    )
    vus = faits(presences=presences, absents=(10,), pouvoirs=(Pouvoir(mandant=9, mandataire=1),))
    assert actifs(vus) == [1, 0, 0]
    (manquement,) = trouver(vus, "POU-05")
    assert manquement.points == ("B", "C")


@pytest.mark.regle("POU-06")
@pytest.mark.parametrize(
    ("admis", "gravite"), [(None, Gravite.ALERTE), (False, Gravite.BLOQUANT), (True, None)]
)
def test_a_pouvoir_given_on_leaving_follows_the_reglement(
    admis: bool | None, gravite: Gravite | None
) -> None:
    vus = faits(
        presents=8,
        regime=Regime(date=JOUR, pouvoir_en_seance=admis),
        pouvoirs=(Pouvoir(mandant=9, mandataire=1, plage=Plage(debut=2)),),
    )
    assert [m.gravite for m in trouver(vus, "POU-06")] == ([gravite] if gravite else [])


@pytest.mark.regle("POU-08")
@pytest.mark.parametrize(("interesse", "regle"), [(1, "POU-08"), (9, "INT-01")])
def test_an_interested_holder_or_giver_loses_that_voice_on_that_point(
    interesse: int, regle: str
) -> None:
    vus = faits(
        presents=8,
        pouvoirs=(Pouvoir(mandant=9, mandataire=1),),
        deports=(Deport(membre=interesse, rang=2),),
    )
    assert actifs(vus) == [1, 0, 1]
    assert [m.points for m in trouver(vus, regle)] == [("B",)]


@pytest.mark.regle("POU-09")
def test_the_president_gives_no_pouvoir_on_his_own_accounts() -> None:
    vus = faits(
        presents=9,
        points=(Point(numero="A", rang=1, comptes=True),),
        president=10,
        pouvoirs=(Pouvoir(mandant=10, mandataire=1),),
        deports=(),
    )
    assert actifs(vus) == [0]
    assert trouver(vus, "POU-09")


@pytest.mark.regle("MEM-01")
@pytest.mark.parametrize("exigee", [False, True])
def test_a_seat_held_by_its_suppleant_gives_no_pouvoir(exigee: bool) -> None:
    presences = (*(Presence(membre=i) for i in range(1, 9)), Presence(membre=9, par_suppleant=True))
    vus = faits(
        presences=presences,
        absents=(10,),
        pouvoirs=(Pouvoir(mandant=9, mandataire=1),),
        regime=Regime(date=JOUR, suppleance_avant_pouvoir=exigee),
    )
    assert actifs(vus) == [0, 0, 0]
    assert [m.bloquant for m in trouver(vus, "MEM-01")] == [exigee]


@pytest.mark.regle("MEM-01")
def test_one_seat_gives_one_pouvoir_at_a_time() -> None:
    pouvoirs = (Pouvoir(mandant=9, mandataire=1), Pouvoir(mandant=9, mandataire=2))
    assert trouver(faits(presents=8, pouvoirs=pouvoirs), "MEM-01")


@pytest.mark.regle("MEM-05")
@pytest.mark.parametrize(("permis", "alertes"), [(False, 1), (True, 0)])
def test_a_suppleant_carrying_a_pouvoir_is_an_alert_unless_allowed(
    permis: bool, alertes: int
) -> None:
    presences = (Presence(membre=1, par_suppleant=True), *(Presence(membre=i) for i in range(2, 9)))
    vus = faits(
        presents=8,
        presences=presences,
        pouvoirs=(Pouvoir(mandant=9, mandataire=1),),
        regime=Regime(date=JOUR, suppleant_peut_porter_pouvoir=permis),
    )
    assert actifs(vus) == [1, 1, 1]
    assert len(trouver(vus, "MEM-05")) == alertes


@pytest.mark.parametrize(("mandant", "mandataire"), [(None, 1), (9, None), (None, None)])
def test_an_unknown_giver_or_holder_leaves_the_count_unknown(
    mandant: int | None, mandataire: int | None
) -> None:
    vus = faits(presents=8, pouvoirs=(Pouvoir(mandant=mandant, mandataire=mandataire),))
    point = evaluer(vus)[0]
    assert (point.pouvoirs, point.votants_max, point.presents) == (None, None, 8)
    assert point.quorum_atteint is True


def test_no_list_of_pouvoirs_is_not_an_empty_list() -> None:
    assert actifs(faits(pouvoirs=None)) == [None] * 3
    assert actifs(faits(pouvoirs=())) == [0] * 3


@pytest.mark.regle("GEN-02")
def test_a_body_without_pouvoirs_counts_none() -> None:
    regime = Regime(date=JOUR, pouvoirs_admis=False)
    vus = faits(presents=8, pouvoirs=(Pouvoir(mandant=9, mandataire=1),), regime=regime)
    assert actifs(vus) == [0, 0, 0]
    assert trouver(vus, "GEN-02")
