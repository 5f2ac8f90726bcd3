from dataclasses import replace
from datetime import date

import pytest

from governance.regles import Gravite, Manquement
from instances.regles import tenue
from instances.regles.faits import Faits, Plage, Point, Pouvoir, Presence, Regime, TypePoint
from tests.instances.regles.seances import JOUR, faits


def ouvrir(
    lus: Faits, *, president: bool = True, secretaires: int = 1, jour: date = JOUR
) -> list[Manquement]:
    return tenue.ouverture(lus, president=president, secretaires=secretaires, jour=jour)


def regles(trouves: list[Manquement]) -> list[str]:
    return [m.regle for m in trouves]


@pytest.mark.regle("QUO-04")
@pytest.mark.parametrize(
    ("presents", "en_exercice", "attendues"),
    [(5, 10, ["QUO-04"]), (6, 10, []), (5, 9, []), (4, 9, ["QUO-04"]), (0, 10, ["QUO-04"])],
)
def test_a_seance_opens_with_more_than_half_of_its_members(
    presents: int, en_exercice: int, attendues: list[str]
) -> None:
    assert regles(ouvrir(faits(presents=presents, en_exercice=en_exercice))) == attendues


@pytest.mark.regle("QUO-04")
def test_the_opening_says_how_many_are_missing() -> None:
    (un,) = ouvrir(faits(presents=1))
    assert un.message.startswith("1 présent pour un quorum de 6")
    (deux,) = ouvrir(faits(presents=2))
    assert deux.message.startswith("2 présents pour")


@pytest.mark.regle("QUO-04", "QUO-03")
def test_pouvoirs_do_not_open_a_seance() -> None:
    lus = faits(presents=5, pouvoirs=(Pouvoir(mandant=6, mandataire=1),))
    assert regles(ouvrir(lus)) == ["QUO-04"]


@pytest.mark.regle("CNV-11")
def test_a_second_convocation_opens_without_quorum() -> None:
    lus = faits(presents=2)
    seconde = replace(lus, regime=replace(lus.regime, seconde_convocation=True))
    assert ouvrir(seconde) == []


@pytest.mark.regle("QUO-10")
def test_a_body_that_does_not_deliberate_opens_with_whoever_came() -> None:
    lus = faits(presents=1, regime=Regime(date=JOUR, deliberante=False))
    assert ouvrir(lus, secretaires=0) == []


@pytest.mark.regle("SEA-01", "SEA-02")
def test_a_seance_has_somebody_in_the_chair_and_somebody_at_the_minutes() -> None:
    trouves = ouvrir(faits(), president=False, secretaires=0)
    assert [(m.regle, m.champ, m.bloquant) for m in trouves] == [
        ("SEA-02", "president", True),
        ("SEA-01", "secretaires", True),
    ]


@pytest.mark.regle("SEA-01", "SEA-02")
def test_chair_and_minutes_go_to_members_of_the_seance() -> None:
    assert tenue.bureau_de_seance(president="", secretaires=()) == []
    trouves = tenue.bureau_de_seance(president="M. A", secretaires=("Mme B", "M. C"))
    assert regles(trouves) == ["SEA-02", "SEA-01", "SEA-01"]
    assert "Mme B ne siège pas" in trouves[1].message


@pytest.mark.regle("CNV-02")
@pytest.mark.parametrize(
    ("jour", "message"),
    [
        (JOUR, []),
        (date(2026, 11, 18), ["pour le jeudi 19 novembre : nous sommes le 18 novembre."]),
        (date(2026, 12, 1), ["pour le jeudi 19 novembre : nous sommes le 1er décembre."]),
        (date(2027, 1, 1), ["pour le jeudi 19 novembre 2026 : nous sommes le 1er janvier 2027."]),
    ],
)
def test_another_day_than_the_convened_one_is_seen_not_refused(
    jour: date, message: list[str]
) -> None:
    trouves = ouvrir(faits(), jour=jour)
    dits = [m.message.replace("\u00a0", " ") for m in trouves]
    assert dits == [f"La séance est convoquée {suite}" for suite in message]
    assert {m.gravite for m in trouves} <= {Gravite.ALERTE}


@pytest.mark.regle("CNV-02")
def test_an_unknown_day_says_nothing() -> None:
    assert tenue.jour_convoque(faits(regime=Regime(date=None)), JOUR) == []


@pytest.mark.regle("ODJ-05")
@pytest.mark.parametrize(
    ("etat", "en_discussion", "attendues"),
    [
        ("inscrit", None, []),
        ("inscrit", "1.2", ["ODJ-05"]),
        ("en_discussion", "1.2", ["ODJ-05"]),
        *[
            (etat, None, ["ODJ-05"])
            for etat in ("traite", "ajourne", "retire", "renvoye", "non_examine")
        ],
    ],
)
def test_one_point_at_a_time_comes_up_and_only_once(
    etat: str, en_discussion: str | None, attendues: list[str]
) -> None:
    assert regles(tenue.mise_en_discussion(etat=etat, en_discussion=en_discussion)) == attendues


@pytest.mark.regle("QUO-04", "QUO-08")
def test_the_quorum_is_counted_at_each_point() -> None:
    partis = tuple(Presence(membre=i, plage=Plage(fin=1 if i > 5 else 3)) for i in range(1, 11))
    lus = faits(presences=partis)
    assert tenue.quorum_du_point(lus, rang=1) == []
    (refus,) = tenue.quorum_du_point(lus, rang=2)
    assert (refus.regle, refus.points) == ("QUO-04", ("B",))
    assert refus.message.startswith("5 présents pour un quorum de 6")


@pytest.mark.regle("QUO-10")
def test_a_debate_needs_no_quorum() -> None:
    points = (Point(numero="A", rang=1, type=TypePoint.DEBAT),)
    assert tenue.quorum_du_point(faits(presents=1, points=points), rang=1) == []


@pytest.mark.regle("QUO-04")
def test_an_unknown_presence_refuses_nothing() -> None:
    assert tenue.quorum_du_point(faits(presences=None, absents=None), rang=1) == []


@pytest.mark.regle("VOT-09")
@pytest.mark.parametrize(
    ("nature", "actuel", "voulu", "attendues"),
    [
        ("deliberation", "en_discussion", "traite", ["VOT-09"]),
        ("deliberation", "en_discussion", "ajourne", []),
        ("deliberation", "en_discussion", "renvoye", []),
        ("deliberation", "inscrit", "retire", []),
        ("election", "en_discussion", "traite", ["VOT-09"]),
        ("information", "en_discussion", "traite", []),
        ("debat", "inscrit", "traite", ["ODJ-05"]),
        ("debat", "traite", "retire", ["ODJ-05"]),
        ("avis", "ajourne", "traite", ["ODJ-05"]),
    ],
)
def test_what_is_deliberated_ends_by_a_vote(
    nature: str, actuel: str, voulu: str, attendues: list[str]
) -> None:
    assert regles(tenue.cloture_sans_vote(nature=nature, actuel=actuel, voulu=voulu)) == attendues


@pytest.mark.regle("VOT-09")
def test_a_point_in_discussion_holds_the_seance_open() -> None:
    assert tenue.levee(en_discussion=None) == []
    (refus,) = tenue.levee(en_discussion="1.2")
    assert refus.regle == "VOT-09"
    assert "1.2" in refus.message


@pytest.mark.regle("MEM-01", "MEM-02")
@pytest.mark.parametrize(
    ("deja_present", "suppleant_admis", "attendues"),
    [
        (False, True, []),
        (True, True, ["MEM-01"]),
        (False, False, ["MEM-02"]),
        (True, False, ["MEM-01", "MEM-02"]),
    ],
)
def test_a_seat_is_taken_once_by_those_who_hold_it(
    *, deja_present: bool, suppleant_admis: bool, attendues: list[str]
) -> None:
    trouves = tenue.arrivee(nom="M. A", deja_present=deja_present, suppleant_admis=suppleant_admis)
    assert regles(trouves) == attendues


@pytest.mark.regle("QUO-09")
def test_only_those_in_the_room_leave_it() -> None:
    assert tenue.depart(nom="M. A", present=True) == []
    assert regles(tenue.depart(nom="M. A", present=False)) == ["QUO-09"]


@pytest.mark.regle("POU-05")
def test_a_pouvoir_is_revoked_once() -> None:
    assert tenue.revocation(deja=False) == []
    assert regles(tenue.revocation(deja=True)) == ["POU-05"]


def pouvoir(
    lus: Faits, *, mandant: int, mandataire: int, rang: int = 1, ouverte: bool = True
) -> list[Manquement]:
    return tenue.pouvoir_nouveau(
        lus, mandant=mandant, mandataire=mandataire, rang=rang, ouverte=ouverte
    )


@pytest.mark.regle("POU-03")
def test_a_pouvoir_goes_to_somebody_in_the_room() -> None:
    lus = faits(presents=8)
    assert pouvoir(lus, mandant=9, mandataire=1) == []
    assert "POU-03" in regles(pouvoir(lus, mandant=9, mandataire=10))


@pytest.mark.regle("POU-03")
def test_before_the_opening_nobody_is_yet_in_the_room() -> None:
    assert pouvoir(faits(presents=0), mandant=9, mandataire=10, ouverte=False) == []
    assert regles(pouvoir(faits(presents=0), mandant=9, mandataire=9, ouverte=False)) == ["POU-03"]


@pytest.mark.regle("POU-02")
@pytest.mark.parametrize("ouverte", [True, False])
def test_a_member_carries_one_pouvoir(*, ouverte: bool) -> None:
    lus = faits(presents=8, pouvoirs=(Pouvoir(mandant=9, mandataire=1),))
    assert "POU-02" in regles(pouvoir(lus, mandant=10, mandataire=1, ouverte=ouverte))
    assert pouvoir(lus, mandant=10, mandataire=2, ouverte=ouverte) == []


@pytest.mark.regle("MEM-01")
@pytest.mark.parametrize("ouverte", [True, False])
def test_a_member_gives_one_pouvoir(*, ouverte: bool) -> None:
    lus = faits(presents=8, pouvoirs=(Pouvoir(mandant=9, mandataire=1),))
    assert regles(pouvoir(lus, mandant=9, mandataire=2, ouverte=ouverte)) == ["MEM-01"]


@pytest.mark.regle("POU-02")
def test_a_pouvoir_that_ended_leaves_the_holder_free() -> None:
    fini = Pouvoir(mandant=9, mandataire=1, plage=Plage(fin=1))
    lus = faits(presents=8, pouvoirs=(fini,))
    assert [m for m in pouvoir(lus, mandant=10, mandataire=1, rang=2) if m.bloquant] == []


@pytest.mark.regle("POU-06")
def test_a_pouvoir_given_in_seance_is_seen_and_refused_where_the_reglement_says_so() -> None:
    lus = faits(presents=8)
    (vu,) = pouvoir(lus, mandant=9, mandataire=1, rang=2)
    assert (vu.regle, vu.gravite) == ("POU-06", Gravite.ALERTE)
    ferme = replace(lus, regime=replace(lus.regime, pouvoir_en_seance=False))
    (refus,) = pouvoir(ferme, mandant=9, mandataire=1, rang=2)
    assert refus.bloquant


@pytest.mark.regle("GEN-02")
def test_a_body_without_pouvoirs_admits_none() -> None:
    lus = faits(presents=8, regime=Regime(date=JOUR, pouvoirs_admis=False))
    assert "GEN-02" in regles(pouvoir(lus, mandant=9, mandataire=1))


@pytest.mark.regle("POU-03")
def test_old_breaches_are_not_blamed_on_a_new_pouvoir() -> None:
    lus = faits(presents=8, pouvoirs=(Pouvoir(mandant=9, mandataire=10),))
    assert pouvoir(lus, mandant=10, mandataire=1) == []


@pytest.mark.regle("SEA-02")
@pytest.mark.parametrize(
    ("election", "voix", "exprimes", "refuse"),
    [
        ("", None, None, False),
        ("", 9, 3, False),
        ("unanimite", None, None, False),
        ("unanimite", 5, 5, False),
        ("unanimite", 4, 5, True),
        ("secret", None, None, True),
        ("secret", 4, None, True),
        ("secret", 4, 5, False),
        ("secret", 6, 5, True),
    ],
)
def test_the_figures_of_the_chair_s_election_agree_with_how_it_was_held(
    election: str, voix: int | None, exprimes: int | None, refuse: bool
) -> None:
    trouves = tenue.election_du_president(election=election, voix=voix, exprimes=exprimes)
    assert [m.regle for m in trouves] == ["SEA-02"] * refuse
