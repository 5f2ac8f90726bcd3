"""An installation held: its order, its chair, the number voted, the mandats opened from it."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from deliberations import actions, documents_elections
from deliberations import actions_elections as elections
from deliberations import actions_investiture as investir
from deliberations.queries.elections import Nom, election_de
from deliberations.queries.investiture import Investiture
from deliberations.queries.majorites import exigence_de
from deliberations.regles.depouillement import Releve
from deliberations.regles.majorite import ModeScrutin, Sens
from deliberations.regles.proclamation import Saisie
from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.actions import tenue as tenir
from instances.actions.installation import fixer_le_nombre, preparer_installation
from instances.models import Mandat, Point, Seance
from instances.queries import installation
from instances.queries.convocation import Preparation
from tests import distribution
from tests import factories as f
from tests.lecture_pdf import texte as texte_du_pdf
from tests.seances_tenues import NOMS, Tenue

pytestmark = pytest.mark.django_db
RENOUVELES = dt.timedelta(days=20)
HIER = dt.timedelta(days=1)


@pytest.fixture
def tenue() -> Any:
    scene = distribution.monter()
    with scene.entrer():
        yield prete(scene)


def prete(scene: distribution.Scene, *, autres_membres: int = 0, **champs: Any) -> Tenue:
    """Seats renewed three weeks ago; Paul presided before. Camille is the eldest."""
    ici, jour = scene.intercommunalite, timezone.localdate()
    ici.mandats.filter(nature="conseiller_communautaire").update(starts_on=jour - RENOUVELES)
    for rang, nom in enumerate(("camille", "marc", "paul", "fatou", "jeanne")):
        ici.elus.filter(pk=scene.elus[nom].pk).update(naissance=dt.date(1950 + rang, 1, 1))
    seance = preparer_installation(
        scene.conseil, starts_at=timezone.now() + HIER, lieu="Salle des fêtes", vice_presidents=2,
        autres_membres=autres_membres, by=scene.odile.user, at=timezone.now(), **champs,
    )  # fmt: skip
    Seance.objects.filter(pk=seance.pk).update(
        etat="convoquee", en_exercice=5, starts_at=timezone.now()
    )
    sieges = {
        nom: f.SiegeantFactory(
            intercommunalite=ici, seance=seance, elu=scene.elus[nom], ordre=rang, commune="Brumeval"
        )
        for rang, nom in enumerate(NOMS)
    }
    object.__setattr__(scene, "seance", Seance.objects.get(pk=seance.pk))
    return Tenue(scene=scene, sieges=sieges)


def ouvrir(tenue: Tenue, *presents: str) -> None:
    tenue.arrivent(*(presents or ("marc", "paul", "camille", "fatou", "jeanne")))
    tenir.ouvrir(
        tenue.seance, president=installation.doyen_de(tenue.seance), qualite="Doyenne d’âge",
        secretaires=[tenue.scene.elus["fatou"]], **tenue.qui(),
    )  # fmt: skip
    for numero in ("1", "2"):
        tenue.discuter(numero)
        tenue.clore(numero)


def elire(tenue: Tenue, numero: str, nom: str, voix: int = 5, **qui: Any) -> Any:
    point = tenue.point(numero)
    if point.etat == Point.Etat.INSCRIT:
        tenue.discuter(numero)
    candidat = Nom(elu=tenue.scene.elus[nom])
    elections.declarer_candidatures(tenue.point(numero), [candidat], **tenue.qui())
    (cle,) = [c.pk for c in election_de(tenue.point(numero)).candidats if c.elu == candidat.elu]
    releves = [Releve(enveloppes=voix, voix={cle: voix}, par=par) for par in ("Line", "Samir")]
    return elections.proclamer_tour(tenue.point(numero), *releves, **tenue.qui())


def voter(tenue: Tenue, numero: str, **exceptions: Sens) -> Any:
    contre = {tenue.sieges[nom].pk: sens for nom, sens in exceptions.items()}
    saisie = Saisie(mode=ModeScrutin.ORDINAIRE, exceptions=contre)
    return actions.proclamer(tenue.point(numero), saisie, **tenue.qui())


@pytest.mark.regle("INS-04")
def test_the_seance_comes_ready_and_convenes_with_its_special_mention(tenue):
    points = list(tenue.seance.points.order_by("rang"))
    assert [p.fonction or p.usage for p in points] == [
        "", "secretaire", "president", "nombre", "vice_president", "charte",
    ]  # fmt: skip
    assert installation.mention_speciale(points).startswith("Mention spéciale")
    assert AuditEntry.objects.filter(verbe="installation_preparer").exists()


@pytest.mark.regle("INS-04", "ODJ-05")
def test_the_order_is_held_among_the_points_of_the_seance(tenue):
    ouvrir(tenue)
    with pytest.raises(RegleViolee, match="vient après l’élection du président"):
        tenue.discuter("4")
    with pytest.raises(RegleViolee, match="vient après"):
        tenue.discuter("5")
    elire(tenue, "3", "paul")
    with pytest.raises(RegleViolee, match="nombre de vice-présidents"):
        tenue.discuter("5")


@pytest.mark.regle("INS-03")
def test_the_eldest_presides_then_the_chair_passes_to_the_president_elected(tenue):
    assert str(installation.doyen_de(tenue.seance)) == "Mme Camille ROUSSEL"
    ouvrir(tenue)
    assert not installation.presidence(tenue.seance)
    elire(tenue, "3", "marc")
    presidences = list(tenue.seance.presidences.order_by("ordre"))
    assert [p.elu for p in presidences] == [
        tenue.scene.elus["camille"], tenue.scene.elus["marc"],
    ]  # fmt: skip
    assert presidences[1].qualite == "Président"
    assert presidences[1].debut_point == tenue.point("4")


@pytest.mark.regle("ELE-03", "INS-03")
def test_a_member_who_is_away_may_be_elected_and_does_not_take_the_chair(tenue):
    ouvrir(tenue, "marc", "camille", "fatou", "jeanne")
    elire(tenue, "3", "paul", voix=4)
    assert tenue.seance.presidences.count() == 1


@pytest.mark.regle("ELE-04")
def test_the_number_voted_makes_the_posts_and_takes_off_what_has_none():
    scene = distribution.monter()
    with scene.entrer():
        tenue = prete(scene, autres_membres=2)
        ouvrir(tenue)
        elire(tenue, "3", "paul")
        tenue.discuter("4")
        fixer_le_nombre(tenue.point("4"), vice_presidents=3, autres_membres=0, **tenue.qui())
        voter(tenue, "4")
        assert tenue.point("5").postes == 3
        assert tenue.point("6").etat == Point.Etat.RETIRE
        with pytest.raises(RegleViolee, match="déjà voté"):
            fixer_le_nombre(tenue.point("4"), vice_presidents=1, autres_membres=0, **tenue.qui())


@pytest.mark.regle("ELE-04")
def test_a_number_that_is_refused_leaves_nobody_to_elect(tenue):
    ouvrir(tenue)
    elire(tenue, "3", "paul")
    tenue.discuter("4")
    voter(tenue, "4", marc=Sens.CONTRE, camille=Sens.CONTRE, fatou=Sens.CONTRE)
    with pytest.raises(RegleViolee, match="rejeté le nombre"):
        elire(tenue, "5", "marc")


@pytest.mark.regle("ELE-04")
def test_two_thirds_are_asked_beyond_the_ordinary_ceiling(tenue):
    ici = tenue.scene.intercommunalite
    repartis = ici.repartition_sieges.first()
    repartis.sieges = 30
    repartis.save()
    limites = installation.plafonds_de(ici, timezone.localdate())
    assert limites.aux_deux_tiers > limites.ordinaire
    ouvrir(tenue)
    elire(tenue, "3", "paul")
    tenue.discuter("4")
    fixer_le_nombre(
        tenue.point("4"), vice_presidents=limites.aux_deux_tiers, autres_membres=0, **tenue.qui()
    )
    assert exigence_de(tenue.point("4")).qualifiee
    scrutin = voter(tenue, "4", marc=Sens.CONTRE, camille=Sens.CONTRE)
    assert scrutin.issue == "rejetee"
    trop = limites.aux_deux_tiers + 1
    with pytest.raises(RegleViolee, match="le plafond est de"):
        preparer_installation(
            tenue.scene.conseil, starts_at=timezone.now() + HIER, vice_presidents=trop,
            autres_membres=0, **tenue.qui(),
        )  # fmt: skip


@pytest.mark.regle("ELE-01", "ELE-05", "INS-06")
def test_being_elected_opens_the_mandate_and_ends_the_former_one(tenue):
    jour = timezone.localdate()
    ancien = tenue.scene.elus["paul"].mandats.get(nature="president")
    ouvrir(tenue)
    elire(tenue, "3", "marc")
    lue = Investiture(tenue.point("3"))
    assert [p.libelle for p in lue.propositions] == ["Président"]
    investir.investir(tenue.point("3"), **tenue.qui())
    ancien.refresh_from_db()
    assert ancien.ends_on == jour - HIER
    nouveau = tenue.scene.elus["marc"].mandats.get(nature="president")
    assert (nouveau.starts_on, nouveau.ends_on) == (jour, None)
    assert nouveau.provenance.startswith("Rapport 3, séance du ")
    assert not Mandat.objects.filter(nature="vice_president", ends_on=None).exists()
    with pytest.raises(RegleViolee, match="déjà ouverts"):
        investir.investir(tenue.point("3"), **tenue.qui())


@pytest.mark.regle("ELE-01", "BUR-01")
def test_vice_presidents_take_their_rank_in_the_order_of_their_election(tenue):
    ouvrir(tenue)
    elire(tenue, "3", "paul")
    investir.investir(tenue.point("3"), **tenue.qui())
    tenue.discuter("4")
    voter(tenue, "4")
    for nom in ("fatou", "marc"):
        elire(tenue, "5", nom)
    investir.investir(tenue.point("5"), **tenue.qui())
    rangs = Mandat.objects.filter(nature="vice_president", ends_on=None).order_by("rang")
    assert [(m.elu, m.rang) for m in rangs] == [
        (tenue.scene.elus["fatou"], 1), (tenue.scene.elus["marc"], 2),
    ]  # fmt: skip


@pytest.mark.regle("ELE-05")
def test_a_vacancy_is_filled_at_its_own_rank(tenue):
    ouvrir(tenue)
    elire(tenue, "3", "paul")
    investir.investir(tenue.point("3"), **tenue.qui())
    point = tenue.point("5")
    investir.qualifier(point, premier_rang=4, **tenue.qui())
    Point.objects.filter(pk=point.pk).update(postes=1)
    tenue.discuter("4")
    fixer_le_nombre(tenue.point("4"), vice_presidents=1, autres_membres=0, **tenue.qui())
    voter(tenue, "4")
    elire(tenue, "5", "marc")
    (ouvert,) = investir.investir(tenue.point("5"), **tenue.qui())
    assert ouvert.rang == 4


@pytest.mark.regle("ELE-06", "PVB-02", "SCR-08")
def test_the_record_of_the_election_says_what_happened(tenue):
    ouvrir(tenue)
    elire(tenue, "3", "marc")
    investir.tenir_le_bureau_de_vote(
        tenue.point("3"), assesseurs="Mme Fatou DIOP\nM. Paul GIRARD",
        assistance="Mme Jeanne PETIT, assistée de M. Paul GIRARD", observations="",
        affiche_at=timezone.now(), **tenue.qui(),
    )  # fmt: skip
    texte = texte_du_pdf(documents_elections.render_proces_verbal(tenue.point("3")))
    for attendu in ("Marc TISSOT", "Line et Samir", "assistée", "DIOP", "dix-huit heures"):
        assert attendu in texte, attendu


@pytest.mark.regle("INS-06")
def test_an_outgoing_member_who_is_not_elected_again_stops_the_dispatch(tenue):
    ici = tenue.scene.intercommunalite
    ici.mandats.filter(nature="president").update(
        starts_on=dt.date(2020, 1, 1), ends_on=timezone.localdate() - HIER
    )
    ancien = tenue.scene.elus["jeanne"].mandats.get(nature="conseiller_communautaire")
    Mandat.objects.filter(pk=ancien.pk).update(starts_on=dt.date(2020, 1, 1))
    preparation = Preparation(seance=tenue.seance, at=timezone.now())
    trouves = [m for m in installation.controles(preparation) if m.regle == "INS-06"]
    assert trouves
    assert str(tenue.scene.elus["jeanne"]) in trouves[0].message
