from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.regles.faits import (
    Deport,
    Faits,
    Membre,
    MotifDeport,
    Plage,
    Point,
    Pouvoir,
    Presence,
    Regime,
    RegleQuorum,
    TypePoint,
)
from instances.regles.periodes import periode, pouvoirs_par_mandataire
from instances.regles.quorum import quorum, quorum_atteint
from instances.regles.seance import anomalies, evaluer, evaluer_point
from tests.instances.regles.seances import JOUR, faits

AVANT_3DS = date(2022, 2, 22)


@pytest.mark.regle("QUO-01")
@pytest.mark.parametrize(
    ("en_exercice", "requis"), [(1, 1), (2, 2), (3, 2), (19, 10), (20, 11), (127, 64), (128, 65)]
)
def test_the_quorum_is_the_majority_of_the_members_in_exercise(
    en_exercice: int, requis: int
) -> None:
    assert quorum(en_exercice) == requis
    assert quorum_atteint(requis, en_exercice)
    assert not quorum_atteint(requis - 1, en_exercice)


@pytest.mark.regle("QUO-01")
@given(st.integers(0, 500), st.integers(0, 500))
def test_a_quorum_reached_is_more_than_half(presents: int, en_exercice: int) -> None:
    assert quorum_atteint(presents, en_exercice) is (2 * presents > en_exercice)


@pytest.mark.regle("QUO-02")
def test_a_seat_that_falls_vacant_lowers_the_base_from_that_point_on() -> None:
    points = (Point(numero="A", rang=1), Point(numero="B", rang=2, en_exercice=9))
    vus = faits(points=points)
    assert [(p.en_exercice, p.quorum_requis) for p in evaluer(vus)] == [(10, 6), (9, 5)]


@pytest.mark.regle("QUO-02")
def test_an_unknown_base_leaves_the_quorum_unknown() -> None:
    point = evaluer(faits(en_exercice=None, effectif_legal=10))[0]
    assert (point.en_exercice, point.quorum_requis, point.quorum_atteint) == (None, None, None)
    assert point.presents == 10


@pytest.mark.regle("QUO-03")
def test_pouvoirs_do_not_count_towards_quorum() -> None:
    pouvoirs = tuple(Pouvoir(mandant=i + 5, mandataire=i) for i in range(1, 6))
    point = evaluer(faits(presents=5, pouvoirs=pouvoirs))[0]
    assert (point.presents, point.pouvoirs, point.votants_max) == (5, 5, 10)
    assert point.quorum_atteint is False


@pytest.mark.regle("QUO-05")
def test_an_interested_member_is_not_counted_present_and_the_base_does_not_move() -> None:
    """The Senate’s own example: 19 in exercise, 10 present of whom 2 interested."""
    vus = Faits(
        regime=Regime(date=JOUR),
        points=(Point(numero="A", rang=1), Point(numero="B", rang=2)),
        membres=tuple(Membre(id=i, nom=str(i)) for i in range(19)),
        presences=tuple(Presence(membre=i) for i in range(10)),
        pouvoirs=(),
        deports=(Deport(membre=0, rang=1), Deport(membre=1, rang=1)),
        en_exercice=19,
    )
    interesse, suivant = evaluer(vus)
    assert (interesse.en_exercice, interesse.presents, interesse.quorum_atteint) == (19, 8, False)
    assert (suivant.presents, suivant.quorum_atteint) == (10, True)


@pytest.mark.regle("QUO-06")
@pytest.mark.parametrize(
    ("jour", "base", "requis"), [(JOUR, 9, 5), (AVANT_3DS, 10, 4), (date(2022, 8, 1), 9, 5)]
)
def test_a_deport_of_l1111_6_leaves_both_sides_since_the_3ds_law(
    jour: date, base: int, requis: int
) -> None:
    motif = MotifDeport.L1111_6
    vus = faits(regime=Regime(date=jour), deports=(Deport(membre=1, rang=1, motif=motif),))
    point = evaluer(vus)[0]
    assert (point.en_exercice, point.presents, point.quorum_requis) == (base, 9, requis)


@pytest.mark.regle("QUO-07")
def test_the_president_is_not_counted_when_the_accounts_are_voted() -> None:
    points = (Point(numero="A", rang=1, comptes=True), Point(numero="B", rang=2))
    comptes, autre = evaluer(faits(points=points, president=1))
    assert (comptes.presents, comptes.en_exercice, comptes.votants_max) == (9, 10, 9)
    assert autre.presents == 10


@pytest.mark.regle("QUO-07")
def test_a_quorum_that_hangs_on_the_presidents_place_is_announced() -> None:
    points = (Point(numero="A", rang=1, comptes=True),)
    tendu = faits(points=points, president=1, presents=6)
    assert "QUO-07" in {m.regle for m in anomalies(tendu)}
    assert "QUO-07" not in {m.regle for m in anomalies(faits(points=points, president=1))}


@pytest.mark.regle("QUO-08")
def test_a_quorum_lost_midway_spares_the_points_before() -> None:
    presences = tuple(
        Presence(membre=i, plage=Plage(fin=2) if i > 5 else Plage()) for i in range(1, 11)
    )
    vus = faits(presences=presences, absents=())
    assert [p.quorum_atteint for p in evaluer(vus)] == [True, True, False]
    trouves = {m.regle: m.points for m in anomalies(vus)}
    assert trouves["QUO-01"] == trouves["QUO-08"] == ("C",)


@pytest.mark.regle("QUO-10")
@pytest.mark.parametrize(
    ("regle", "type_point", "requis"),
    [
        (RegleQuorum.MAJORITE_EN_EXERCICE, TypePoint.DELIBERATION, 6),
        (RegleQuorum.MAJORITE_EN_EXERCICE, TypePoint.ELECTION, 6),
        (RegleQuorum.MAJORITE_EN_EXERCICE, None, 6),
        (RegleQuorum.MAJORITE_EN_EXERCICE, TypePoint.DEBAT, 0),
        (RegleQuorum.MAJORITE_EN_EXERCICE, TypePoint.AVIS, 0),
        (RegleQuorum.PLUS_DE_LA_MOITIE, TypePoint.DELIBERATION, 6),
        (RegleQuorum.FIXE, TypePoint.AVIS, 5),
        (RegleQuorum.FIXE, TypePoint.DEBAT, 0),
        (RegleQuorum.AUCUN, TypePoint.AVIS, 0),
        (None, TypePoint.DELIBERATION, None),
    ],
)
def test_the_kind_of_body_and_of_point_decides_of_the_quorum(
    regle: RegleQuorum | None, type_point: TypePoint | None, requis: int | None
) -> None:
    regime = Regime(date=JOUR, quorum=regle, quorum_fixe=5)
    vus = faits(regime=regime, points=(Point(numero="A", rang=1, type=type_point),))
    assert evaluer(vus)[0].quorum_requis == requis


@pytest.mark.regle("QUO-11")
def test_a_commission_below_its_fixed_quorum_gives_no_avis() -> None:
    regime = Regime(date=JOUR, quorum=RegleQuorum.FIXE, quorum_fixe=5, deliberante=False)
    vus = faits(regime=regime, presents=4, points=(Point(numero="A", rang=1, type=TypePoint.AVIS),))
    assert [m.regle for m in anomalies(vus)] == ["QUO-11"]


@pytest.mark.regle("CNV-11")
def test_a_second_convocation_dispenses_only_the_points_taken_up_again() -> None:
    points = (Point(numero="A", rang=1, reprise=True), Point(numero="B", rang=2))
    regime = Regime(date=JOUR, seconde_convocation=True)
    vus = faits(points=points, regime=regime, presents=2)
    assert [(p.quorum_requis, p.quorum_atteint) for p in evaluer(vus)] == [(0, True), (6, False)]


@pytest.mark.regle("CNV-12")
@pytest.mark.parametrize(("interesses", "requis"), [(4, 6), (5, 0)])
def test_alsace_moselle_waives_the_quorum_when_half_are_interested(
    interesses: int, requis: int
) -> None:
    deports = tuple(Deport(membre=i, rang=1) for i in range(1, interesses + 1))
    vus = faits(regime=Regime(date=JOUR, droit_local=True), deports=deports)
    assert evaluer(vus)[0].quorum_requis == requis


@pytest.mark.regle("GEN-07")
@pytest.mark.parametrize(
    ("jour", "requis", "representes", "pouvoirs"),
    [
        (date(2020, 3, 23), 6, False, 1),
        (date(2020, 3, 24), 4, False, 2),
        (date(2020, 4, 2), 4, False, 2),
        (date(2020, 4, 3), 4, True, 2),
        (date(2020, 7, 10), 4, True, 2),
        (date(2020, 7, 11), 4, False, 2),
        (date(2020, 8, 30), 4, False, 2),
        (date(2020, 8, 31), 6, False, 1),
        (date(2020, 11, 15), 6, False, 1),
        (date(2020, 11, 16), 4, False, 2),
        (date(2021, 9, 30), 4, False, 2),
        (date(2021, 10, 1), 6, False, 1),
        (date(2021, 11, 9), 6, False, 1),
        (date(2021, 11, 10), 4, False, 2),
        (date(2022, 7, 31), 4, False, 2),
        (date(2022, 8, 1), 6, False, 1),
    ],
)
def test_the_derogations_of_the_health_emergency_are_dated(
    jour: date, requis: int, representes: bool, pouvoirs: int
) -> None:
    regime = Regime(date=jour)
    assert evaluer(faits(regime=regime))[0].quorum_requis == requis
    assert periode(regime).representes_comptes is representes
    assert pouvoirs_par_mandataire(regime) == pouvoirs


@pytest.mark.regle("GEN-07")
@pytest.mark.parametrize(
    ("jour", "atteint"), [(date(2020, 5, 14), True), (date(2020, 7, 16), False)]
)
def test_represented_members_made_the_quorum_for_three_months(jour: date, atteint: bool) -> None:
    vus = faits(
        regime=Regime(date=jour),
        presents=3,
        pouvoirs=(Pouvoir(mandant=4, mandataire=1),),
    )
    assert evaluer(vus)[0].quorum_atteint is atteint


@pytest.mark.regle("GEN-07")
@pytest.mark.parametrize(("jour", "discute"), [(12, True), (23, True), (11, False), (24, False)])
def test_the_disputed_fortnight_of_march_2020_is_announced(jour: int, discute: bool) -> None:
    trouves = anomalies(faits(regime=Regime(date=date(2020, 3, jour))))
    assert ("GEN-07" in {m.regle for m in trouves}) is discute


def test_an_unknown_date_leaves_the_law_unknown() -> None:
    assert evaluer(faits(regime=Regime(date=None)))[0].quorum_requis is None


@pytest.mark.regle("MEM-01")
def test_more_voices_than_members_is_impossible() -> None:
    assert "MEM-01" in {m.regle for m in anomalies(faits(en_exercice=9))}


@pytest.mark.regle("COH-18")
def test_members_in_exercise_never_exceed_the_legal_number() -> None:
    assert "COH-18" in {m.regle for m in anomalies(faits(effectif_legal=9))}


def test_one_point_can_be_asked_alone() -> None:
    assert evaluer_point(faits(), 2).numero == "B"
    with pytest.raises(KeyError):
        evaluer_point(faits(), 9)


@given(
    st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=8),
    st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), max_size=6),
)
def test_the_computation_agrees_with_counting_one_by_one(
    plages: list[tuple[int, int]], couples: list[tuple[int, int]]
) -> None:
    """Masks against the naive definition, point by point and member by member."""
    presences = tuple(
        Presence(membre=i, plage=Plage(debut=min(p), fin=max(p))) for i, p in enumerate(plages, 1)
    )
    pouvoirs = tuple(Pouvoir(mandant=a, mandataire=b) for a, b in couples)
    points = tuple(Point(numero=str(rang), rang=rang) for rang in range(1, 7))
    vus = replace(faits(), points=points, presences=presences, pouvoirs=pouvoirs)
    for point in evaluer(vus):
        la = {p.membre for p in presences if p.plage.contient(point.rang)}
        porteurs: set[int] = set()
        actifs = 0
        for mandant, mandataire in couples:
            if mandant not in la and mandataire in la and mandataire not in porteurs:
                actifs += 1
                porteurs.add(mandataire)
        assert point.presents == len(la)
        assert point.pouvoirs == actifs
