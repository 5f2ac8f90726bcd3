import pytest

from instances.regles.faits import Absence, Plage, Presence, Regime
from instances.regles.presences import presents_au
from instances.regles.seance import anomalies, evaluer
from tests.instances.regles.seances import faits


def presents(vus) -> list[int | None]:
    return [point.presents for point in evaluer(vus)]


def regles(vus) -> set[str]:
    return {m.regle for m in anomalies(vus)}


@pytest.mark.regle("ODJ-05")
def test_bounds_are_ranks_of_the_order_of_passage_both_included() -> None:
    vus = faits(
        presences=(
            Presence(membre=1),
            Presence(membre=2, plage=Plage(debut=2)),
            Presence(membre=3, plage=Plage(fin=2)),
            Presence(membre=4, plage=Plage(debut=2, fin=2)),
        )
    )
    assert presents(vus) == [2, 4, 2]
    assert presents_au(vus, 2) == {1, 2, 3, 4}


def test_a_member_may_come_and_go_several_times() -> None:
    vus = faits(
        presences=(Presence(membre=1, plage=Plage(fin=1)), Presence(membre=1, plage=Plage(debut=3)))
    )
    assert presents(vus) == [1, 0, 1]
    assert "COH-02" not in regles(vus)


def test_a_vague_bound_leaves_the_count_unknown_only_where_it_matters() -> None:
    arrivee_inconnue = Plage(debut=3, au_plus_tot=2)
    vus = faits(presences=(Presence(membre=1), Presence(membre=2, plage=arrivee_inconnue)))
    assert presents(vus) == [1, None, 2]
    assert [m.points for m in anomalies(vus) if m.regle == "COH-26"] == [("B",)]


def test_an_unknown_list_is_never_zero() -> None:
    vus = faits(presences=None)
    assert [(p.presents, p.votants_max, p.quorum_atteint) for p in evaluer(vus)] == [
        (None, None, None)
    ] * 3


def test_an_empty_list_is_zero() -> None:
    assert presents(faits(presences=())) == [0, 0, 0]


@pytest.mark.regle("COH-01")
def test_nobody_is_both_present_and_absent() -> None:
    assert "COH-01" in regles(faits(absents=(1,)))
    assert "COH-01" not in regles(faits(presents=9))


@pytest.mark.regle("COH-01")
def test_a_partial_absence_contradicts_only_the_points_it_covers() -> None:
    arrive_au_2 = (Presence(membre=1, plage=Plage(debut=2)),)
    avant = (Absence(membre=1, plage=Plage(fin=1)),)
    apres = (Absence(membre=1, plage=Plage(debut=3)),)
    assert "COH-01" not in regles(faits(presences=arrive_au_2, absences_partielles=avant))
    assert "COH-01" in regles(faits(presences=arrive_au_2, absences_partielles=apres))


@pytest.mark.regle("COH-02")
def test_overlapping_spans_count_one_voice() -> None:
    vus = faits(
        presences=(Presence(membre=1, plage=Plage(fin=2)), Presence(membre=1, plage=Plage(debut=2)))
    )
    assert presents(vus) == [1, 1, 1]
    assert "COH-02" in regles(vus)


@pytest.mark.regle("COH-03")
def test_a_span_that_ends_before_it_begins_is_reported_and_empty() -> None:
    vus = faits(presences=(Presence(membre=1, plage=Plage(debut=3, fin=1)),))
    assert presents(vus) == [0, 0, 0]
    assert "COH-03" in regles(vus)


@pytest.mark.regle("MEM-03")
def test_a_seat_has_one_voice_when_titulaire_and_suppleant_are_both_there() -> None:
    vus = faits(presences=(Presence(membre=1), Presence(membre=1, par_suppleant=True)))
    assert presents(vus) == [1, 1, 1]
    assert "MEM-03" in regles(vus)


@pytest.mark.regle("CNV-19")
@pytest.mark.parametrize(("admise", "comptes"), [(True, 2), (False, 1), (None, 2)])
def test_remote_members_count_where_the_meeting_may_be_remote(
    admise: bool | None, comptes: int
) -> None:
    vus = faits(
        presences=(Presence(membre=1), Presence(membre=2, a_distance=True)),
        regime=Regime(date=faits().regime.date, visioconference=admise),
    )
    assert presents(vus) == [comptes] * 3
    assert ("CNV-19" in regles(vus)) is (admise is False)


@pytest.mark.regle("COH-05")
def test_a_member_on_no_list_is_noticed() -> None:
    assert "COH-05" in regles(faits(presents=8, absents=(9,)))
    assert "COH-05" not in regles(faits(presents=8, absents=(9, 10)))
    assert "COH-05" not in regles(faits(presents=8, absents=None))
