"""The séance held: it opens, members come and go, points come up, pouvoirs, it closes."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.actions import pointages, suspensions, tenue
from instances.actions.seances import deplacer_point, retirer_point
from instances.models import Point, Pouvoir, Presence, ReglementInterieur, Secretaire
from instances.queries.faits import faits_de
from instances.regles.seance import PointEvalue, evaluer
from tests import distribution
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db
TOUS = ("marc", "paul", "camille", "jeanne")


@pytest.fixture
def t() -> Iterator[Tenue]:
    scene = distribution.monter()
    t = installer(scene)
    with scene.entrer():
        yield t


def refus(acte: Callable[..., Any], *args: Any, **kwargs: Any) -> list[str]:
    """The rules that refuse an act, which then leaves every row as it was."""
    avant = _etat()
    with pytest.raises(RegleViolee) as refuse:
        acte(*args, **kwargs)
    assert _etat() == avant
    return [m.regle for m in refuse.value.manquements if m.bloquant]


def _etat() -> list[Any]:
    tables = (Presence, Pouvoir, Secretaire, Point)
    return [list(m.objects.order_by("pk").values()) for m in tables] + [AuditEntry.objects.count()]


def evalues(t: Tenue) -> dict[str, PointEvalue]:
    return {e.numero: e for e in evaluer(faits_de(t.seance))}


def figures(t: Tenue) -> list[tuple[int | None, int | None]]:
    """Présents and pouvoirs of each point, in the ordre de passage."""
    return [(e.presents, e.pouvoirs) for e in evaluer(faits_de(t.seance))]


def verbes() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verbe", flat=True))


# Opening ----------------------------------------------------------------------------------


@pytest.mark.regle("QUO-04", "QUO-03")
def test_the_seance_opens_once_the_quorum_is_in_the_room(t: Tenue) -> None:
    t.pouvoir("jeanne", "marc")
    assert refus(t.ouvrir, secretaires=("camille",)) == ["QUO-04"]
    t.arrivent("marc", "paul")
    assert refus(t.ouvrir) == ["QUO-04"]
    t.ouvrir("camille")
    seance = t.seance
    assert (seance.etat, bool(seance.ouverte_at)) == ("ouverte", True)
    assert [str(p) for p in seance.presidences.all()] == ["M. Paul GIRARD, Président"]
    assert [s.elu.nom for s in seance.secretaires.all()] == ["Roussel"]
    assert verbes()[-1] == "seance_ouvrir"


@pytest.mark.regle("SEA-01", "SEA-02")
def test_nobody_chairs_or_keeps_the_minutes_without_a_seat(t: Tenue) -> None:
    t.arrivent(*TOUS)
    assert refus(t.ouvrir, secretaires=("hugo",)) == ["SEA-01"]
    assert refus(t.ouvrir, secretaires=()) == ["SEA-01"]
    hugo, marc = t.scene.elus["hugo"], t.scene.elus["marc"]
    ouvrir = {"qualite": "Président", "secretaires": [marc], **t.qui()}
    assert refus(tenue.ouvrir, t.seance, president=hugo, **ouvrir) == ["SEA-02"]
    assert refus(tenue.ouvrir, t.seance, president=None, **ouvrir) == ["SEA-02"]


@pytest.mark.regle("CNV-02")
def test_a_seance_opened_on_another_day_is_written_down_as_such() -> None:
    scene = distribution.monter()
    t = installer(scene, jours=14)
    with scene.entrer():
        t.ouvrir(*TOUS)
        assert t.seance.etat == "ouverte"
        entree = AuditEntry.objects.get(verbe="seance_ouvrir")
        assert "La séance est convoquée pour le" in entree.donnees["alertes"][0]


@pytest.mark.regle("ETA-01")
def test_a_seance_opens_once(t: Tenue) -> None:
    t.ouvrir(*TOUS)
    assert refus(t.ouvrir) == ["ETA-01"]


@pytest.mark.regle("ETA-01")
def test_nothing_is_held_before_the_opening(t: Tenue) -> None:
    t.arrivent(*TOUS)
    assert refus(t.discuter, "1.1") == ["ETA-01"]
    assert refus(t.clore, "1.1") == ["ETA-01"]
    for acte in (suspensions.suspendre, suspensions.reprendre, tenue.lever):
        assert refus(acte, t.seance, **t.qui()) == ["ETA-01"]


@pytest.mark.regle("SEA-02")
def test_another_member_takes_the_chair_from_the_point_in_discussion(t: Tenue) -> None:
    t.ouvrir(*TOUS)
    t.passer("1.1")
    fatou, hugo = t.scene.elus["fatou"], t.scene.elus["hugo"]
    tenue.changer_de_president(t.seance, president=fatou, qualite="Vice-présidente", **t.qui())
    deuxieme = t.seance.presidences.last()
    assert (deuxieme.elu, deuxieme.ordre, deuxieme.debut_point.numero) == (fatou, 2, "1.2")
    changer = {"president": hugo, "qualite": "", **t.qui()}
    assert refus(tenue.changer_de_president, t.seance, **changer) == ["SEA-02"]
    assert verbes()[-1] == "presidence_changer"


@pytest.mark.regle("SEA-02", "QUO-07")
def test_the_president_leaves_the_chair_before_his_accounts_come_up(t: Tenue) -> None:
    Point.objects.filter(numero="1.2").update(compte_administratif=True)
    t.ouvrir(*TOUS)
    t.passer("1.1")
    assert refus(t.discuter, "1.2") == ["SEA-02"]
    marc = t.scene.elus["marc"]
    elire = {"president": marc, "qualite": "Président de séance"}
    tenue.changer_de_president(t.seance, **elire, **t.qui())
    assert refus(t.discuter, "1.2") == ["SEA-02"]
    vote = {"election": "secret", "voix": 4}
    assert refus(tenue.changer_de_president, t.seance, **elire, **vote, **t.qui()) == ["SEA-02"]
    tenue.changer_de_president(t.seance, **elire, **vote, exprimes=4, **t.qui())
    assert t.discuter("1.2").etat == "en_discussion"
    assert [p for p, _ in figures(t)] == [4, 3, 4]


# Presence -----------------------------------------------------------------------------------


def test_arrivals_count_from_the_point_in_discussion_or_the_next(t: Tenue) -> None:
    t.ouvrir("marc", "paul", "camille")
    t.passer("1.1")
    t.arrivent("jeanne")
    assert [p for p, _ in figures(t)] == [3, 4, 4]
    t.discuter("1.2")
    t.arrivent("fatou")
    assert [p for p, _ in figures(t)] == [3, 5, 5]
    entree = AuditEntry.objects.filter(verbe="presence_arriver").last()
    assert entree.libelle == "Mme Fatou DIOP"


def test_an_arrival_after_the_last_point_counts_for_none(t: Tenue) -> None:
    t.ouvrir("marc", "paul", "camille")
    for numero in ("1.1", "1.2", "1.3"):
        t.passer(numero)
    t.arrivent("jeanne")
    assert [p for p, _ in figures(t)] == [3, 3, 3]
    t.part("jeanne")
    assert not t.siege("jeanne").presences.exists()


@pytest.mark.regle("QUO-04")
def test_a_departure_during_a_point_counts_for_it_and_not_for_the_next(t: Tenue) -> None:
    t.ouvrir(*TOUS)
    t.passer("1.1")
    t.discuter("1.2")
    t.part("jeanne")
    assert [p for p, _ in figures(t)] == [4, 4, 3]
    t.clore("1.2", "ajourne")
    t.part("camille")
    assert [p for p, _ in figures(t)] == [4, 4, 2]
    entrees = AuditEntry.objects.filter(verbe="presence_partir").order_by("pk")
    assert [e.donnees["apres"] for e in entrees] == ["1.2", None]


def test_who_arrived_during_the_last_point_and_leaves_after_it_was_there(t: Tenue) -> None:
    t.ouvrir("marc", "paul", "camille")
    t.passer("1.1")
    t.passer("1.2")
    t.discuter("1.3")
    t.arrivent("jeanne")
    t.clore("1.3", "ajourne")
    t.part("jeanne")
    assert [p for p, _ in figures(t)] == [3, 3, 4]


def test_who_leaves_before_anything_came_up_was_not_there(t: Tenue) -> None:
    t.arrivent("jeanne")
    t.part("jeanne")
    assert not Presence.objects.exists()
    t.ouvrir("marc", "paul", "camille")
    t.passer("1.1")
    t.arrivent("jeanne")
    t.part("jeanne")
    assert not t.siege("jeanne").presences.exists()


@pytest.mark.regle("QUO-09")
def test_somebody_absent_does_not_leave(t: Tenue) -> None:
    assert refus(t.part, "marc") == ["QUO-09"]


@pytest.mark.regle("MEM-01")
def test_a_seat_already_taken_is_not_taken_again(t: Tenue) -> None:
    t.arrivent("fatou")
    assert refus(t.arrivent, "fatou") == ["MEM-01"]
    assert refus(t.arrive_hugo) == ["MEM-01"]


@pytest.mark.regle("MEM-02")
def test_only_the_suppleant_of_a_seat_takes_it(t: Tenue) -> None:
    hugo = t.scene.elus["hugo"]
    assert refus(pointages.arriver, t.siege("marc"), suppleant=hugo, **t.qui()) == ["MEM-02"]


@pytest.mark.regle("MEM-03")
def test_the_suppleant_sits_then_gives_the_seat_back_between_two_points(t: Tenue) -> None:
    t.arrive_hugo()
    t.ouvrir("marc", "paul")
    t.passer("1.1")
    t.part("fatou")
    t.arrivent("fatou")
    assert [p for p, _ in figures(t)] == [3, 3, 3]
    occupants = [str(p) for p in t.siege("fatou").presences.order_by("pk")]
    assert occupants == ["M. Hugo MOREL", "Mme Fatou DIOP"]


@pytest.mark.regle("MEM-03", "QUO-04")
def test_a_seat_does_not_change_hands_while_a_point_is_discussed(t: Tenue) -> None:
    t.ouvrir("marc", "paul", "fatou")
    t.discuter("1.1")
    t.part("fatou")
    t.arrive_hugo()
    hugo = t.siege("fatou").presences.get(suppleant__isnull=False)
    assert (hugo.debut_point.numero, hugo.debut_inclus) == ("1.1", False)
    assert [p for p, _ in figures(t)] == [3, 3, 3]


def test_who_comes_back_before_the_next_point_never_left(t: Tenue) -> None:
    t.ouvrir("marc", "paul", "fatou")
    t.discuter("1.1")
    t.part("fatou")
    t.arrivent("fatou")
    t.clore("1.1")
    t.part("fatou")
    t.arrivent("fatou")
    presence = t.siege("fatou").presences.get()
    assert (presence.debut_point, presence.fin_point) == (None, None)


def test_bounds_follow_the_point_that_comes_up(t: Tenue) -> None:
    t.ouvrir(*TOUS)
    t.passer("1.1")
    t.arrivent("fatou")
    t.part("jeanne")
    deplacer_point(t.point("1.2"), vers=3, **t.qui())
    t.discuter("1.3")
    assert {n: e.presents for n, e in evalues(t).items()} == {"1.1": 4, "1.3": 4, "1.2": 4}
    arrivee = t.siege("fatou").presences.get()
    depart = t.siege("jeanne").presences.get()
    assert arrivee.debut_point.numero == depart.fin_point.numero == "1.3"


def test_bounds_outlive_a_point_withdrawn_before_it_came_up(t: Tenue) -> None:
    t.ouvrir("marc", "paul", "camille")
    t.passer("1.1")
    t.arrivent("fatou")
    retirer_point(t.point("1.2"), **t.qui())
    t.discuter("1.3")
    assert [(e.numero, e.presents) for e in evalues(t).values()] == [("1.1", 3), ("1.3", 4)]


# Points -------------------------------------------------------------------------------------


@pytest.mark.regle("QUO-04", "QUO-08")
def test_a_point_to_deliberate_does_not_come_up_without_quorum(t: Tenue) -> None:
    t.ouvrir("marc", "paul", "camille")
    t.passer("1.1")
    t.part("camille")
    assert refus(t.discuter, "1.2") == ["QUO-04"]
    t.arrivent("jeanne")
    t.discuter("1.2")
    assert t.point("1.2").etat == "en_discussion"
    assert verbes()[-1] == "point_mettre_en_discussion"


@pytest.mark.regle("ODJ-05")
def test_one_point_at_a_time(t: Tenue) -> None:
    t.ouvrir(*TOUS)
    t.discuter("1.1")
    assert refus(t.discuter, "1.2") == ["ODJ-05"]
    t.clore("1.1")
    assert refus(t.discuter, "1.1") == ["ODJ-05"]
    assert refus(t.clore, "1.1") == ["ODJ-05"]


@pytest.mark.regle("ODJ-05")
def test_a_point_taken_before_its_turn_changes_the_passage(t: Tenue) -> None:
    t.ouvrir(*TOUS)
    t.passer("1.3")
    t.passer("1.1")
    passage = [p.numero for p in t.seance.points.order_by("rang")]
    assert passage == ["1.3", "1.1", "1.2"]
    entree = AuditEntry.objects.filter(verbe="point_mettre_en_discussion").first()
    assert entree.donnees["ancien_rang"] == 3
    t.arrivent("fatou")
    assert [p for p, _ in figures(t)] == [4, 4, 5]


@pytest.mark.regle("ODJ-05")
def test_a_point_moved_before_those_that_passed_comes_after_them(t: Tenue) -> None:
    t.ouvrir(*TOUS)
    t.passer("1.1")
    t.passer("1.2")
    deplacer_point(t.point("1.3"), vers=1, **t.qui())
    t.arrivent("fatou")
    t.discuter("1.3")
    assert [p.numero for p in t.seance.points.order_by("rang")] == ["1.1", "1.2", "1.3"]
    assert [p for p, _ in figures(t)] == [4, 4, 5]


@pytest.mark.regle("VOT-09")
def test_a_deliberation_is_not_closed_without_a_vote(t: Tenue) -> None:
    t.ouvrir(*TOUS)
    t.passer("1.1")
    t.discuter("1.2")
    assert refus(t.clore, "1.2") == ["VOT-09"]
    t.clore("1.2", "renvoye")
    assert t.point("1.2").etat == "renvoye"
    assert verbes()[-1] == "point_renvoye"


def test_suspending_and_resuming_change_the_state_and_nothing_else(t: Tenue) -> None:
    t.ouvrir(*TOUS)
    suspensions.suspendre(t.seance, **t.qui())
    assert t.seance.etat == "suspendue"
    assert refus(t.discuter, "1.1") == ["ETA-01"]
    assert refus(suspensions.suspendre, t.seance, **t.qui()) == ["ETA-01"]
    t.part("jeanne")
    suspensions.reprendre(t.seance, **t.qui())
    assert t.seance.etat == "ouverte"
    assert verbes()[-3:] == ["seance_suspendre", "presence_partir", "seance_reprendre"]


@pytest.mark.regle("VOT-09")
def test_the_seance_closes_when_nothing_is_in_discussion(t: Tenue) -> None:
    t.ouvrir(*TOUS)
    t.discuter("1.1")
    assert refus(tenue.lever, t.seance, **t.qui()) == ["VOT-09", "VOT-09"]
    t.clore("1.1")
    assert refus(tenue.lever, t.seance, **t.qui()) == ["VOT-09"]
    t.lever()
    seance = t.seance
    assert (seance.etat, bool(seance.levee_at)) == ("levee", True)
    etats = [p.etat for p in seance.points.order_by("rang")]
    assert etats == ["traite", "non_examine", "non_examine"]
    assert {p.issue_motif for p in seance.points.filter(etat="non_examine")} == {"Il est minuit."}
    assert AuditEntry.objects.filter(verbe="point_non_examine").count() == 2


@pytest.mark.regle("ETA-01")
def test_nothing_moves_after_the_end(t: Tenue) -> None:
    t.ouvrir(*TOUS)
    t.lever()
    assert refus(t.arrivent, "fatou") == ["ETA-01"]
    assert refus(t.part, "marc") == ["ETA-01"]
    assert refus(t.pouvoir, "fatou", "marc") == ["ETA-01"]
    assert refus(t.discuter, "1.2") == ["ETA-01"]
    assert refus(tenue.lever, t.seance, **t.qui()) == ["ETA-01"]


# Pouvoirs -----------------------------------------------------------------------------------


def test_a_pouvoir_given_before_the_opening_holds_from_the_first_point(t: Tenue) -> None:
    t.pouvoir("fatou", "marc")
    t.ouvrir(*TOUS)
    assert figures(t) == [(4, 1), (4, 1), (4, 1)]
    assert "pouvoir_donner" in verbes()


@pytest.mark.regle("POU-06")
def test_a_pouvoir_given_during_a_point_holds_from_the_next(t: Tenue) -> None:
    t.ouvrir(*TOUS)
    t.discuter("1.1")
    t.part("jeanne")
    t.pouvoir("jeanne", "marc")
    assert figures(t) == [(4, 0), (3, 1), (3, 1)]
    entree = AuditEntry.objects.get(verbe="pouvoir_donner")
    assert "en cours de séance" in entree.donnees["alertes"][0]


@pytest.mark.regle("POU-03")
def test_a_pouvoir_goes_to_a_member_in_the_room(t: Tenue) -> None:
    t.ouvrir("marc", "paul", "camille")
    assert refus(t.pouvoir, "jeanne", "fatou") == ["POU-03"]
    assert "POU-03" in refus(t.pouvoir, "jeanne", "jeanne")


@pytest.mark.regle("POU-02")
@pytest.mark.parametrize("ouverte", [False, True])
def test_nobody_carries_two_pouvoirs(t: Tenue, *, ouverte: bool) -> None:
    if ouverte:
        t.ouvrir("marc", "paul", "camille")
    t.pouvoir("jeanne", "marc")
    assert refus(t.pouvoir, "fatou", "marc") == ["POU-02"]
    t.pouvoir("fatou", "paul")


@pytest.mark.regle("MEM-01")
def test_nobody_gives_two_pouvoirs(t: Tenue) -> None:
    t.pouvoir("jeanne", "marc")
    assert refus(t.pouvoir, "jeanne", "paul") == ["MEM-01"]


@pytest.mark.regle("POU-05")
def test_the_arrival_of_the_mandant_suspends_his_pouvoir(t: Tenue) -> None:
    t.pouvoir("jeanne", "marc")
    t.ouvrir("marc", "paul", "camille")
    t.passer("1.1")
    t.arrivent("jeanne")
    assert figures(t) == [(3, 1), (4, 0), (4, 0)]


@pytest.mark.regle("POU-03")
def test_a_holder_who_leaves_carries_nothing_any_more(t: Tenue) -> None:
    t.pouvoir("jeanne", "marc")
    t.ouvrir("marc", "paul", "camille", "fatou")
    t.discuter("1.1")
    t.part("marc")
    assert figures(t) == [(4, 1), (3, 0), (3, 0)]


@pytest.mark.regle("POU-05")
def test_a_pouvoir_revoked_before_it_served_never_was(t: Tenue) -> None:
    donne = t.pouvoir("jeanne", "marc")
    tenue.revoquer_pouvoir(donne, **t.qui())
    t.ouvrir(*TOUS[:3])
    assert figures(t) == [(3, 0), (3, 0), (3, 0)]
    t.pouvoir("fatou", "marc")


@pytest.mark.regle("POU-05")
def test_a_revocation_holds_at_once_and_what_was_voted_stands(t: Tenue) -> None:
    donne = t.pouvoir("jeanne", "marc")
    t.ouvrir("marc", "paul", "camille")
    t.passer("1.1")
    t.discuter("1.2")
    tenue.revoquer_pouvoir(donne, **t.qui())
    assert figures(t) == [(3, 1), (3, 0), (3, 0)]
    assert refus(tenue.revoquer_pouvoir, donne, **t.qui()) == ["POU-05"]
    assert verbes()[-1] == "pouvoir_revoquer"


@pytest.mark.regle("POU-05")
def test_a_pouvoir_revoked_during_the_first_point_never_served(t: Tenue) -> None:
    donne = t.pouvoir("jeanne", "marc")
    t.ouvrir("marc", "paul", "camille")
    t.discuter("1.1")
    tenue.revoquer_pouvoir(donne, **t.qui())
    assert Pouvoir.objects.get().revoque_at is not None
    assert figures(t) == [(3, 0), (3, 0), (3, 0)]


@pytest.mark.regle("QUO-08")
def test_once_the_quorum_is_lost_the_reglement_stops_debates_and_resumption(t: Tenue) -> None:
    """The law lets a debate without vote go on; this règlement asks to suspend, then to close."""
    t.ouvrir("marc", "paul", "camille")
    t.part("marc")
    tenue.mettre_en_discussion(t.point("1.1"), **t.qui())
    t.clore("1.1")
    Point.objects.filter(numero="1.1").update(etat="inscrit")
    ReglementInterieur.objects.update(valeurs={"perte_quorum_conseil": "suspendre_puis_lever"})
    assert refus(tenue.mettre_en_discussion, t.point("1.1"), **t.qui()) == ["QUO-08"]
    suspensions.suspendre(t.seance, **t.qui())
    assert refus(suspensions.reprendre, t.seance, **t.qui()) == ["QUO-08"]
    ReglementInterieur.objects.update(valeurs={"perte_quorum_bureau": "lever"})
    suspensions.reprendre(t.seance, **t.qui())
