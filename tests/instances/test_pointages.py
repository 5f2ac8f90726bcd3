"""The log of presences: each gesture leaves a line, and another one undoes it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.actions import pointages
from instances.models import Pointage, Presence
from instances.queries.faits import faits_de
from instances.queries.pointages import gestes_recents
from instances.regles.seance import evaluer
from tests import distribution
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db


@pytest.fixture
def t() -> Iterator[Tenue]:
    t = installer(distribution.monter())
    with t.scene.entrer():
        yield t


def dernier(t: Tenue, nom: str) -> Pointage:
    return Pointage.objects.filter(siegeant=t.siege(nom)).order_by("-id")[0]


def corriger(t: Tenue, nom: str, motif: str = "") -> Pointage:
    return pointages.corriger(dernier(t, nom), motif=motif, **t.qui())


def bornes(t: Tenue, nom: str) -> list[tuple[Any, ...]]:
    champs = ("debut_point__numero", "debut_inclus", "fin_point__numero", "fin_inclus")
    return list(Presence.objects.filter(siegeant=t.siege(nom)).order_by("id").values_list(*champs))


def presents(t: Tenue) -> dict[str, int | None]:
    return {e.numero: e.presents for e in evaluer(faits_de(t.seance))}


@pytest.mark.regle("QUO-09")
def test_each_gesture_is_a_line_that_stays(t: Tenue) -> None:
    t.ouvrir("marc", "paul", "camille")
    t.arrive_hugo()
    t.passer("1.1")
    t.discuter("1.2")
    t.part("marc")
    lignes = Pointage.objects.order_by("id").values_list("geste", "point__numero", "avant")
    assert [(g, p, len(a)) for g, p, a in lignes] == [
        ("arrive", None, 0), ("arrive", None, 0), ("arrive", None, 0),
        ("suppleant", None, 0), ("part", "1.2", 1),
    ]  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        Pointage.objects.update(motif="autre")


@pytest.mark.regle("QUO-04")
def test_an_arrival_by_mistake_is_undone_before_the_vote(t: Tenue) -> None:
    t.ouvrir("marc", "paul", "camille")
    t.passer("1.1")
    t.discuter("1.2")
    t.arrivent("jeanne")
    assert presents(t)["1.2"] == 4
    corriger(t, "jeanne")
    assert (bornes(t, "jeanne"), presents(t)["1.2"]) == ([], 3)
    assert AuditEntry.objects.order_by("-id")[0].verbe == "presence_corriger"


def test_a_departure_undone_and_done_again(t: Tenue) -> None:
    """A correction is a gesture: it is corrected like any other."""
    t.ouvrir("marc", "paul", "camille")
    t.passer("1.1")
    t.discuter("1.2")
    avant = bornes(t, "marc")
    t.part("marc")
    parti = bornes(t, "marc")
    corriger(t, "marc")
    assert bornes(t, "marc") == avant
    corriger(t, "marc")
    assert bornes(t, "marc") == parti


@pytest.mark.regle("QUO-09")
def test_after_a_vote_the_correction_says_why_and_the_result_stands(t: Tenue) -> None:
    t.ouvrir("marc", "paul", "camille")
    t.passer("1.1")
    t.arrivent("jeanne")
    t.discuter("1.2")
    point = t.point("1.2")
    point.etat = "traite"
    point.save()
    with pytest.raises(RegleViolee, match=r"1\.2"):
        corriger(t, "jeanne")
    assert bornes(t, "jeanne") != []
    corriger(t, "jeanne", "Mme Petit n’est pas venue")
    assert presents(t)["1.2"] == 3
    trace = AuditEntry.objects.order_by("-id")[0].donnees
    assert (trace["votes"], trace["motif"]) == (["1.2"], "Mme Petit n’est pas venue")


def test_only_the_last_gesture_of_a_seat_is_undone(t: Tenue) -> None:
    t.arrivent("marc", "paul")
    premier = dernier(t, "marc")
    t.part("marc")
    with pytest.raises(RegleViolee, match="plus récent"):
        pointages.corriger(premier, motif="", **t.qui())
    lus = [(str(g.pointage.siegeant_id), g.corrigible) for g in gestes_recents(t.seance)]
    marc, paul = str(t.siege("marc").pk), str(t.siege("paul").pk)
    assert lus == [(marc, True), (paul, True), (marc, False)]


@pytest.mark.regle("ODJ-05")
def test_a_bound_given_back_follows_the_report_that_came_up_instead(t: Tenue) -> None:
    """Jeanne came between two reports; another than the one expected came up."""
    t.ouvrir("marc", "paul", "camille")
    t.passer("1.1")
    t.arrivent("jeanne")
    assert bornes(t, "jeanne") == [("1.2", True, None, True)]
    t.part("jeanne")
    t.discuter("1.3")
    corriger(t, "jeanne")
    assert bornes(t, "jeanne") == [("1.3", True, None, True)]


@pytest.mark.regle("MEM-03")
def test_the_suppleant_takes_the_seat_between_two_reports_and_gives_it_back(t: Tenue) -> None:
    hugo = t.scene.elus["hugo"]
    t.ouvrir("marc", "paul", "fatou")
    t.passer("1.1")
    t.discuter("1.2")
    pointages.relayer(t.siege("fatou"), suppleant=hugo, **t.qui())
    assert bornes(t, "fatou") == [(None, True, "1.2", True), ("1.2", False, None, True)]
    t.clore("1.2", "ajourne")
    pointages.relayer(t.siege("fatou"), suppleant=None, **t.qui())
    assert presents(t)["1.2"] == 3
    for refuse in (None, t.scene.elus["marc"]):
        with pytest.raises(RegleViolee):
            pointages.relayer(t.siege("fatou"), suppleant=refuse, **t.qui())


@pytest.mark.regle("CNV-19")
def test_a_member_joins_from_afar_where_the_convocation_says_so(t: Tenue) -> None:
    with pytest.raises(RegleViolee, match="visioconférence"):
        pointages.arriver(t.siege("marc"), a_distance=True, **t.qui())
    seance = t.seance
    seance.visioconference = True
    seance.save()
    assert pointages.arriver(t.siege("marc"), a_distance=True, **t.qui()).a_distance
    assert dernier(t, "marc").geste == "distance"


def test_each_act_counts_in_the_revision_of_the_seance(t: Tenue) -> None:
    avant = t.seance.revision
    t.arrivent("marc", "paul")
    assert t.seance.revision == avant + 2
    with pytest.raises(RegleViolee):
        t.arrivent("marc")
    assert t.seance.revision == avant + 2
