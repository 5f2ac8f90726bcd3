from typing import Any

import pytest

from deliberations.regles import nominations
from deliberations.regles.nominations import Candidature, Etape, Personnes

EXECUTIF, NOMINATION = Personnes.EXECUTIF, Personnes.NOMINATION


def etape(**autres: Any) -> Etape:
    return Etape(**({"personnes": NOMINATION, "etat_du_point": "en_discussion"} | autres))


def regles(trouves: list) -> list[str]:
    return [m.regle for m in trouves]


@pytest.mark.regle("ELE-01", "ODJ-05", "SCR-03")
@pytest.mark.parametrize(
    ("autres", "attendues"),
    [
        ({}, []),
        ({"etat_du_point": "inscrit"}, ["ODJ-05"]),
        ({"etat_du_point": "traite"}, ["ODJ-05"]),
        ({"termine": True}, ["ELE-01"]),
        ({"election": False}, ["SCR-03"]),
    ],
)
def test_an_election_is_held_on_its_point_in_three_rounds(autres: Any, attendues: Any) -> None:
    assert regles(nominations.deroulement(etape(**autres))) == attendues


@pytest.mark.regle("ELE-01", "ELE-03")
@pytest.mark.parametrize(
    ("personnes", "proposees", "attendues"),
    [
        (EXECUTIF, [Candidature(nom="Anne")], []),
        (EXECUTIF, [], []),
        (EXECUTIF, [Candidature(nom="Zoé", membre=False)], ["ELE-01"]),
        (NOMINATION, [Candidature(nom="Zoé", membre=False)], []),
        (NOMINATION, [Candidature(nom="Anne"), Candidature(nom="Anne")], ["ELE-03"]),
    ],
)
def test_only_members_are_elected_to_the_executive(
    personnes: Any, proposees: Any, attendues: Any
) -> None:
    assert regles(nominations.candidatures(etape(personnes=personnes), proposees)) == attendues


@pytest.mark.regle("SCR-06")
@pytest.mark.parametrize(
    ("autres", "candidats", "liste", "admis"),
    [
        ({}, 1, False, True),
        ({}, 2, False, False),
        ({}, 0, False, False),
        ({"postes_restants": 3}, 3, False, True),
        ({"postes_restants": 3}, 2, False, False),
        ({"postes_restants": 3}, 1, False, False),
        ({"postes_restants": 3}, 1, True, True),
        ({"postes_restants": 3}, 2, True, False),
        ({"tours_tenus": 1}, 1, False, False),
        ({"personnes": EXECUTIF}, 1, False, False),
        ({"personnes": EXECUTIF}, 1, True, False),
    ],
)
def test_one_candidacy_per_post_needs_no_vote_but_for_the_executive(
    autres: Any, candidats: int, liste: bool, admis: bool
) -> None:
    trouves = nominations.nomination_immediate(
        etape(**autres), candidats=candidats, liste_unique=liste
    )
    assert regles(trouves) == ([] if admis else ["SCR-06"])


@pytest.mark.regle("SCR-05")
@pytest.mark.parametrize(
    ("voix", "unanime"),
    [((5, 0, 0), True), ((4, 1, 0), False), ((4, 0, 1), False), ((0, 0, 0), False)],
)
def test_one_abstention_keeps_the_ballot_secret(voix: tuple[int, int, int], unanime: bool) -> None:
    pour, contre, abstention = voix
    assert nominations.unanime(pour=pour, contre=contre, abstention=abstention) is unanime


@pytest.mark.regle("SCR-05", "VOT-08")
@pytest.mark.parametrize(
    ("autres", "pour", "attendues"),
    [
        ({}, 5, []),
        ({}, 4, ["VOT-08"]),
        ({"personnes": EXECUTIF}, 5, ["SCR-05"]),
        ({"tours_tenus": 1}, 5, ["SCR-05"]),
    ],
)
def test_the_executive_is_never_elected_by_show_of_hands(
    autres: Any, pour: int, attendues: Any
) -> None:
    trouves = nominations.renonciation(
        etape(**autres), votants=5, pour=pour, contre=0, abstention=0
    )
    assert regles(trouves) == attendues


@pytest.mark.regle("CNV-19")
@pytest.mark.parametrize(("distance", "attendues"), [(False, []), (True, ["CNV-19"])])
def test_no_secret_ballot_from_a_distance(distance: bool, attendues: Any) -> None:
    assert regles(nominations.secret(visioconference=distance)) == attendues


@pytest.mark.regle("QUO-12")
@pytest.mark.parametrize(
    ("tenus", "atteint", "alerte"),
    [(0, False, False), (1, False, True), (1, True, False), (2, None, False)],
)
def test_a_quorum_lost_between_two_rounds_is_told_and_stops_nothing(
    tenus: int, atteint: bool | None, alerte: bool
) -> None:
    trouves = nominations.quorum_entre_deux_tours(tours_tenus=tenus, quorum_atteint=atteint)
    assert regles(trouves) == (["QUO-12"] if alerte else [])
    assert not any(m.bloquant for m in trouves)
