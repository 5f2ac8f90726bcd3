"""Want of quorum, the meeting convened again for it, and a séance given another day."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from governance import stockage
from governance.models import AuditEntry, Envoi
from governance.regles import RegleViolee
from instances.actions import seances as actions
from instances.actions import seconde_convocation as secondes
from instances.actions import tenue
from instances.actions.convoquer import convoquer
from instances.actions.reprises import reprendre_point
from instances.models import Point, Seance
from instances.queries.faits import faits_de
from instances.regles.tenue import quorum_a_l_ouverture
from tests import distribution
from tests import factories as f
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Iterator[distribution.Scene]:
    montee = distribution.monter()
    with montee.entrer():
        yield montee


@pytest.fixture
def t(scene: distribution.Scene) -> Tenue:
    return installer(scene)


def dans(jours: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(days=jours)


def numeros(seance: Seance) -> list[str]:
    return list(seance.points.order_by("rang").values_list("numero", flat=True))


def carence(t: Tenue) -> Seance:
    return secondes.constater_carence(t.seance, **t.qui())


def seconde(t: Tenue, **champs: Any) -> Seance:
    carence(t)
    return secondes.preparer_seconde_seance(t.seance, **t.qui(starts_at=dans(4), **champs))


@pytest.mark.regle("QUO-08", "CNV-11")
def test_at_the_opening_the_want_of_quorum_ends_the_seance(t: Tenue) -> None:
    t.arrivent("marc", "paul")
    levee = carence(t)
    assert (levee.etat, levee.carence_presents, levee.ouverte_at) == ("levee", 2, None)
    assert set(levee.points.values_list("etat", flat=True)) == {"non_examine"}
    assert AuditEntry.objects.get(verbe="carence_constater").donnees["presents"] == 2
    assert not Seance.objects.tenues().filter(pk=levee.pk).exists()


@pytest.mark.regle("QUO-08")
def test_lost_on_the_way_only_what_is_left_is_taken_up(t: Tenue) -> None:
    t.ouvrir("marc", "paul", "camille")
    t.passer("1.1")
    t.part("camille")
    seance = carence(t)
    assert seance.carence_presents == 2
    assert dict(seance.points.values_list("numero", "etat")) == {
        "1.1": "traite", "1.2": "non_examine", "1.3": "non_examine",
    }  # fmt: skip
    assert numeros(secondes.preparer_seconde_seance(seance, **t.qui(starts_at=dans(4)))) == [
        "1.2", "1.3",
    ]  # fmt: skip


@pytest.mark.regle("QUO-08")
def test_with_its_quorum_a_seance_goes_on(t: Tenue) -> None:
    t.arrivent("marc", "paul", "camille")
    with pytest.raises(RegleViolee):
        carence(t)
    assert t.seance.etat == "convoquee"


@pytest.mark.regle("CNV-11")
def test_the_second_meeting_takes_up_points_documents_and_drafts(t: Tenue) -> None:
    point = t.point("1.2")
    champs = {"intercommunalite": t.scene.intercommunalite, "point": point}
    pdf = stockage.deposer(t.scene.intercommunalite, b"%PDF-1.7", "application/pdf")
    f.AnnexeFactory(**champs, fichier=pdf, titre="Plan")
    f.ProjetFactory(**champs)
    nouvelle = seconde(t)
    repris = nouvelle.points.get(numero="1.2")
    assert nouvelle.premiere_seance == t.seance
    assert repris.reprise_de == point
    assert repris.annexes.get().titre == "Plan"
    assert repris.projets.count() == 1
    assert not point.projets.exists()
    with pytest.raises(RegleViolee):
        secondes.preparer_seconde_seance(t.seance, **t.qui(starts_at=dans(5)))


@pytest.mark.regle("CNV-11")
def test_the_dispense_covers_what_was_taken_up_and_urgency_loses_it(t: Tenue) -> None:
    nouvelle = seconde(t)
    actions.inscrire_point(nouvelle, numero="9", titre="Autre", note_de_synthese="Note.", **t.qui())
    lus = faits_de(nouvelle)
    assert [p.reprise for p in lus.points] == [True, True, True, False]
    assert quorum_a_l_ouverture(lus).quorum_requis == 0
    nouvelle.urgence = True
    assert not faits_de(nouvelle).regime.seconde_convocation


@pytest.mark.regle("CNV-11")
def test_an_irregular_first_convocation_gives_no_dispense(t: Tenue) -> None:
    champs = {"intercommunalite": t.scene.intercommunalite}
    convocation = f.ConvocationFactory(**champs, seance=t.scene.seance)
    envoi = f.EnvoiFactory(**champs, etat="refuse")
    f.RemiseFactory(**champs, convocation=convocation, elu=t.scene.elus["marc"], envoi=envoi)
    assert not faits_de(seconde(t)).regime.seconde_convocation


@pytest.mark.regle("POU-07")
def test_a_pouvoir_follows_if_its_writing_says_so(t: Tenue) -> None:
    donne = {"mandant": t.siege("jeanne"), "mandataire": t.siege("marc")}
    tenue.donner_pouvoir(t.seance, **donne, **t.qui(vaut_report=True))
    donne = {"mandant": t.siege("fatou"), "mandataire": t.siege("paul")}
    tenue.donner_pouvoir(t.seance, **donne, **t.qui())
    Point.objects.update(note_de_synthese="Note.")
    nouvelle = seconde(t)
    convoquer(nouvelle, by=t.scene.odile.user, at=nouvelle.starts_at - dt.timedelta(days=4))
    (suivi,) = nouvelle.pouvoirs.all()
    assert suivi.mandant.elu == t.scene.elus["jeanne"]
    assert AuditEntry.objects.filter(verbe="pouvoir_suivre").count() == 1


def convoquee(scene: distribution.Scene) -> Seance:
    convoquer(scene.seance, by=scene.odile.user, at=timezone.now())
    return scene.seance


def test_a_seance_given_another_day_is_convened_anew_and_all_are_told(
    scene: distribution.Scene,
) -> None:
    qui = {"by": scene.odile.user, "at": timezone.now()}
    nouvelle = actions.reporter_seance(convoquee(scene), starts_at=dans(40), motif="Neige", **qui)
    scene.seance.refresh_from_db()
    assert (scene.seance.etat, scene.seance.report_motif) == ("reportee", "Neige")
    assert (nouvelle.etat, nouvelle.report_de) == ("preparation", scene.seance)
    assert numeros(nouvelle) == ["1.1", "1.2", "1.3"]
    avis = Envoi.objects.filter(idem__startswith=f"avis/{scene.seance.pk}/")
    assert avis.count() == 7
    assert avis[0].objet.startswith("Séance reportée")
    assert "Neige" in avis[0].corps
    (piece,) = avis[0].pieces
    fichier = scene.intercommunalite.fichiers.get(sha256=piece["sha256"])
    agenda = stockage.lire(fichier)
    assert b"STATUS:CANCELLED" in agenda
    assert b"SEQUENCE:2" in agenda


def test_a_seance_given_up_is_told_to_those_convened_and_to_nobody_before(
    scene: distribution.Scene,
) -> None:
    qui = {"by": scene.odile.user, "at": timezone.now()}
    actions.annuler_seance(scene.seance_de_commission, motif="Sans objet", **qui)
    assert not Envoi.objects.exists()
    actions.annuler_seance(convoquee(scene), motif="Neige", **qui)
    assert Envoi.objects.filter(objet__startswith="Séance annulée").count() == 7


@pytest.mark.regle("ODJ-01")
def test_what_was_left_is_taken_up_once_by_the_same_body(t: Tenue) -> None:
    point = t.point("1.2")
    point.etat = "non_examine"
    point.save()
    ici = t.scene.intercommunalite
    suivante = f.SeanceFactory(intercommunalite=ici, instance=t.scene.conseil, numero=9)
    f.PointFactory(intercommunalite=ici, seance=suivante, numero="1.2", rang=1)
    repris = reprendre_point(point, vers=suivante, **t.qui())
    assert (repris.numero, repris.rang, repris.reprise_de) == ("1.3", 2, point)
    for vers in (suivante, t.scene.seance_de_commission):
        with pytest.raises(RegleViolee):
            reprendre_point(point, vers=vers, **t.qui())


@pytest.mark.regle("CNV-10")
def test_the_vote_on_urgency_comes_and_goes_with_it(scene: distribution.Scene) -> None:
    qui = {"by": scene.odile.user, "at": timezone.now()}
    actions.modifier_seance(scene.seance, urgence=True, urgence_motif="Digue rompue.", **qui)
    tete = scene.seance.points.order_by("rang").first()
    assert (tete.usage, tete.numero, tete.rang) == ("urgence", "0", 1)
    actions.modifier_seance(scene.seance, urgence=False, **qui)
    assert numeros(scene.seance) == ["1.1", "1.2", "1.3"]


@pytest.mark.regle("CNV-10")
def test_what_urgency_announced_is_not_deliberated_once_refused(t: Tenue) -> None:
    ici, seance = t.scene.intercommunalite, t.scene.seance
    Seance.objects.filter(pk=seance.pk).update(urgence=True)
    vote = f.PointFactory(
        intercommunalite=ici, seance=seance, numero="0", rang=0, usage="urgence", etat="traite"
    )
    t.ouvrir("marc", "paul", "camille")
    with pytest.raises(RegleViolee, match="se prononce d’abord"):
        t.discuter("1.2")
    scrutin = f.ScrutinFactory(
        intercommunalite=ici, point=vote, issue="rejetee", proclame_at=timezone.now()
    )
    with pytest.raises(RegleViolee, match="n’a pas admis l’urgence"):
        t.discuter("1.2")
    t.passer("1.1")
    scrutin.issue = "adoptee"
    scrutin.save()
    t.discuter("1.2")
