"""The facts that the rules compute with, read from the rows of a séance."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from instances.models import Point, Seance
from instances.queries.faits import faits_de
from instances.regles.seance import anomalies, evaluer
from tests import distribution
from tests import factories as f
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db


@pytest.fixture
def t() -> Iterator[Tenue]:
    scene = distribution.monter()
    t = installer(scene)
    with scene.entrer():
        yield t


def deporter(t: Tenue, numero: str, nom: str, motif: str) -> None:
    f.DeportFactory(
        intercommunalite=t.scene.intercommunalite, point=t.point(numero), siegeant=t.sieges[nom],
        motif=motif,
    )  # fmt: skip


@pytest.mark.regle("QUO-05", "QUO-06")
@pytest.mark.parametrize(
    ("motif", "en_exercice", "presents", "requis"),
    [("interet", 5, 3, 3), ("l1111_6", 4, 3, 3)],
)
def test_a_deport_leaves_the_numerator_and_sometimes_the_base(
    t: Tenue, motif: str, en_exercice: int, presents: int, requis: int
) -> None:
    t.ouvrir("marc", "paul", "camille", "jeanne")
    deporter(t, "1.2", "jeanne", motif)
    evalue = evaluer(faits_de(t.seance))[1]
    assert (evalue.en_exercice, evalue.presents, evalue.quorum_requis) == (
        en_exercice, presents, requis,
    )  # fmt: skip
    assert evaluer(faits_de(t.seance))[2].presents == 4


@pytest.mark.regle("QUO-06")
def test_two_representatives_who_withdraw_lower_the_quorum(t: Tenue) -> None:
    t.ouvrir("marc", "paul", "camille", "jeanne")
    for nom in ("jeanne", "camille"):
        deporter(t, "1.2", nom, "l1111_6")
    evalue = evaluer(faits_de(t.seance))[1]
    assert (evalue.en_exercice, evalue.quorum_requis, evalue.quorum_atteint) == (3, 2, True)


@pytest.mark.regle("QUO-07")
def test_the_president_is_not_counted_at_his_accounts(t: Tenue) -> None:
    Point.objects.filter(pk=t.point("1.3").pk).update(compte_administratif=True)
    t.ouvrir("marc", "paul", "camille", "jeanne")
    points = evaluer(faits_de(t.seance))
    assert [p.presents for p in points] == [4, 4, 3]
    assert faits_de(t.seance).president == t.sieges["paul"].pk


def test_a_seance_held_here_does_not_complain_of_members_it_lists_nowhere(t: Tenue) -> None:
    """Whoever is not noted present is absent: there is no second list to disagree with."""
    t.ouvrir("marc", "paul", "camille")
    assert [m.regle for m in anomalies(faits_de(t.seance))] == []


@pytest.mark.regle("COH-01")
def test_a_list_of_absents_that_was_read_is_compared(t: Tenue) -> None:
    t.ouvrir("marc", "paul", "camille")
    t.scene.seance.siegeants.filter(pk=t.sieges["marc"].pk).update(annonce="excuse")
    assert "COH-01" in [m.regle for m in anomalies(faits_de(t.seance))]


def test_a_seance_without_members_knows_nothing(t: Tenue) -> None:
    autre = Seance.objects.get(pk=t.scene.seance_de_commission.pk)
    lus = faits_de(autre)
    assert (lus.presences, lus.membres) == (None, ())
    assert [p.presents for p in evaluer(lus)] == [None, None, None]


def test_withdrawn_points_are_left_out(t: Tenue) -> None:
    Point.objects.filter(pk=t.point("1.2").pk).update(etat="retire")
    assert [p.numero for p in faits_de(t.seance).points] == ["1.1", "1.3"]


@pytest.mark.regle("CNV-11")
def test_a_second_convocation_dispenses_the_points_left_by_the_first(t: Tenue) -> None:
    ici, seance = t.scene.intercommunalite, t.scene.seance
    restes = {"1.2": t.point("1.2")}
    seconde = f.SeanceFactory(
        intercommunalite=ici, instance=t.scene.conseil, premiere_seance=seance, etat="convoquee"
    )
    for rang, numero in enumerate(("1.2", "2.1"), start=1):
        f.PointFactory(
            intercommunalite=ici, seance=seconde, numero=numero, rang=rang,
            reprise_de=restes.get(numero),
        )  # fmt: skip
    lus = faits_de(seconde)
    assert lus.regime.seconde_convocation
    assert [(p.numero, p.reprise) for p in lus.points] == [("1.2", True), ("2.1", False)]


def test_the_number_of_queries_does_not_follow_the_size(t: Tenue) -> None:
    t.pouvoir("jeanne", "marc")
    t.ouvrir("marc", "paul", "camille", "fatou")

    def requetes() -> int:
        seance = Seance.objects.select_related("instance__type_instance", "intercommunalite").get(
            pk=t.scene.seance.pk
        )
        with CaptureQueriesContext(
            connection,
        ) as captees:
            faits_de(seance)
        return len(captees)

    avant = requetes()
    ici, seance = t.scene.intercommunalite, t.scene.seance
    for n in range(10):
        siege = f.SiegeantFactory(intercommunalite=ici, seance=seance)
        f.PresenceFactory(intercommunalite=ici, siegeant=siege, debut_point=t.point("1.2"))
        f.PointFactory(intercommunalite=ici, seance=seance, numero=f"3.{n}", rang=10 + n)
    assert requetes() == avant
    assert avant <= 9
