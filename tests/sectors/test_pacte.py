"""The pacte de gouvernance since the renewal: what the schedule, the clock and the panel say."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from governance.regles import RegleViolee
from instances.queries import renouvellement
from instances.queries.convocation import Preparation
from instances.queries.rappels import contexte_de
from sectors.actions import consultations
from sectors.controles import pacte_de_gouvernance
from sectors.rappels import pacte_de_gouvernance as rappels
from tests import factories as f
from tests.distribution import monter

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")
INSTALLATION = dt.date(2026, 4, 10)


@pytest.fixture
def scene():
    """Maires elected on 27 March, after a second round; the président on 10 April."""
    scene = monter()
    with scene.entrer():
        mandats = scene.intercommunalite.mandats
        mandats.filter(nature="maire").update(starts_on=dt.date(2026, 3, 27))
        mandats.exclude(nature="maire").update(starts_on=INSTALLATION)
        yield scene


def le(jour: dt.date) -> dt.datetime:
    return dt.datetime.combine(jour, dt.time(9), PARIS)


def inscrire(scene, matiere, jour, etat="traite"):
    ici = scene.intercommunalite
    seance = f.SeanceFactory(
        intercommunalite=ici, instance=scene.conseil, starts_at=le(jour), numero=jour.timetuple()[7]
    )
    return f.PointFactory(
        intercommunalite=ici, seance=seance, matiere=matiere, etat=etat, type="deliberation"
    )


def consulter(scene, jour, reponses=()):
    consultation = f.ConsultationFactory(
        intercommunalite=scene.intercommunalite, fondement="pacte", delai_mois=2,
        silence_favorable=False, ouverte_at=le(jour),
    )  # fmt: skip
    for nom, commune in scene.communes.items():
        f.AvisCommuneFactory(
            intercommunalite=scene.intercommunalite, consultation=consultation, commune=commune,
            transmis_on=jour, sens="favorable" if nom in reponses else "",
        )  # fmt: skip


def echeances(scene, on):
    ici = scene.intercommunalite
    lignes = renouvellement.echeancier(ici, renouvellement.renouvellement(ici, on), on)
    return [(li.echeance.le, li.fait_le) for li in lignes if li.echeance.regle.startswith("PAC")]


@pytest.mark.regle("PAC-01")
@pytest.mark.regle("PAC-02")
def test_the_schedule_counts_nine_months_from_the_second_round(scene):
    on = dt.date(2026, 10, 1)
    dates = [(dt.date(2026, 10, 22), None), (dt.date(2026, 12, 22), None)]
    assert echeances(scene, on) == [(None, None), (None, None), *dates]
    # Both debates leave the schedule once on an ordre du jour; withdrawn, they come back.
    inscrire(scene, "pacte_debat", dt.date(2026, 6, 5))
    inscrire(scene, "developpement", dt.date(2026, 10, 9), etat="inscrit")
    consulter(scene, dt.date(2026, 9, 30))
    assert echeances(scene, on) == [
        (dt.date(2026, 10, 22), dt.date(2026, 9, 30)), (dt.date(2026, 12, 22), None),
    ]  # fmt: skip
    scene.intercommunalite.points.filter(matiere="developpement").update(etat="retire")
    assert echeances(scene, on)[0] == (None, None)
    inscrire(scene, "pacte", dt.date(2026, 12, 10))
    assert (dt.date(2026, 12, 22), dt.date(2026, 12, 10)) in echeances(scene, dt.date(2026, 12, 11))


def rappeles(scene, jour):
    contexte = contexte_de(scene.intercommunalite, le(jour))
    return {(p.cle.split("/")[-2], p.phrase) for p in rappels(contexte)}


@pytest.mark.regle("PAC-01")
@pytest.mark.regle("PAC-02")
def test_the_clock_recalls_what_is_owed_then_what_was_wanted(scene):
    assert rappeles(scene, dt.date(2026, 5, 9)) == set()
    debats = {phrase for _palier, phrase in rappeles(scene, dt.date(2026, 5, 11))}
    assert {phrase[:12] for phrase in debats} == {"Inscrivez le"}
    assert len(debats) == 2
    inscrire(scene, "pacte_debat", dt.date(2026, 6, 5))
    inscrire(scene, "developpement", dt.date(2026, 6, 12))
    ((palier, phrase),) = rappeles(scene, dt.date(2026, 10, 22))
    assert (palier, "transmission" in phrase, "22 octobre" in phrase) == ("jour", True, True)
    consulter(scene, dt.date(2026, 10, 20))
    assert rappeles(scene, dt.date(2026, 10, 22)) == set()
    ((palier, phrase),) = rappeles(scene, dt.date(2026, 12, 21))
    assert (palier, "adoption" in phrase) == ("veille", True)
    inscrire(scene, "pacte", dt.date(2026, 12, 14))
    assert rappeles(scene, dt.date(2026, 12, 21)) == set()
    # Years later nothing can be due, and the mandats are not even read.
    assert rappeles(scene, dt.date(2028, 5, 11)) == set()


def regles_dites(scene, point):
    preparation = Preparation(seance=point.seance, at=le(dt.date(2026, 11, 1)))
    return [(m.regle, m.bloquant) for m in pacte_de_gouvernance(preparation)]


@pytest.mark.regle("PAC-02")
@pytest.mark.regle("PAC-03")
def test_the_panel_says_what_the_adoption_lacks_and_blocks_nothing(scene):
    point = inscrire(scene, "pacte", dt.date(2026, 12, 10), etat="inscrit")
    assert regles_dites(scene, point) == [("PAC-02", False)]
    consulter(scene, dt.date(2026, 10, 20), reponses=("Brumeval",))
    assert regles_dites(scene, point) == [("PAC-02", False)]
    scene.intercommunalite.avis_communes.update(sens="favorable")
    assert regles_dites(scene, point) == []
    tardif = inscrire(scene, "pacte", dt.date(2026, 12, 23), etat="inscrit")
    assert regles_dites(scene, tardif) == [("PAC-03", False)]


@pytest.mark.regle("PAC-02")
def test_the_draft_is_sent_for_a_report_that_adopts_the_pacte(scene):
    with pytest.raises(RegleViolee, match="adopte le pacte"):
        consultations.consulter(
            scene.intercommunalite, fondement="pacte", objet="Pacte", delai_mois=2,
            communes=list(scene.communes.values()), point=scene.points[1], by=scene.odile.user,
            at=le(dt.date(2026, 10, 1)),
        )  # fmt: skip
