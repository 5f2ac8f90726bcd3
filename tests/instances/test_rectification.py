"""A convocation corrected: what waits, what leaves, what the proof and the pages keep of it."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from governance import stockage
from governance.models import AuditEntry, Envoi, Scelle
from governance.regles import RegleViolee
from instances import documents
from instances.actions import seances as actions
from instances.actions import tenue
from instances.actions.convoquer import convoquer
from instances.actions.rectifier import rectifier
from instances.models import Convocation, Point
from instances.queries.annonce import revision
from instances.queries.attente import en_attente
from instances.queries.suivi import suivi
from tests import distribution
from tests.lecture_pdf import texte as lire_pdf

PARIS = ZoneInfo("Europe/Paris")
SEANCE = dt.datetime(2026, 12, 14, 18, 30, tzinfo=PARIS)
ENVOI = dt.datetime(2026, 12, 1, 9, 0, tzinfo=PARIS)
A_TEMPS = dt.datetime(2026, 12, 8, 23, 59, tzinfo=PARIS)
TROP_TARD = dt.datetime(2026, 12, 9, 0, 0, tzinfo=PARIS)
MOTIF = "La subvention vient d’être notifiée."


@pytest.fixture
def scene(db: None) -> Iterator[distribution.Scene]:
    montee = distribution.monter()
    with montee.entrer():
        montee.seance.starts_at = SEANCE
        montee.seance.save()
        convoquer(montee.seance, by=montee.odile.user, at=ENVOI)
        yield montee


def ajouter(scene: distribution.Scene, numero: str = "1.4", **champs: Any) -> Point:
    champs = {"titre": "Subvention", "note_de_synthese": "Note."} | champs
    return actions.inscrire_point(
        scene.seance, numero=numero, by=scene.odile.user, at=ENVOI, **champs
    )


def corriger(scene: distribution.Scene, at: dt.datetime = A_TEMPS, **champs: Any) -> Convocation:
    champs = {"motif": MOTIF, "heure": dt.time(18, 30), "lieu": scene.seance.lieu} | champs
    return rectifier(scene.seance, by=scene.odile.user, at=at, **champs)


def textes(phrases: Any) -> list[str]:
    return [p.replace("\u00a0", " ") for p in phrases]


@pytest.mark.regle("CNV-13")
def test_a_point_added_waits_for_the_rectificative_and_can_still_be_reworked(
    scene: distribution.Scene,
) -> None:
    point = ajouter(scene)
    assert list(en_attente(scene.seance)) == [point]
    actions.modifier_point(point, titre="Aide", by=scene.odile.user, at=ENVOI)
    actions.retirer_point(point, by=scene.odile.user, at=ENVOI)
    assert not Point.objects.filter(pk=point.pk).exists()


@pytest.mark.regle("CNV-13")
def test_a_new_version_leaves_once_to_each_with_what_changed_at_its_head(
    scene: distribution.Scene,
) -> None:
    ajouter(scene)
    actions.retirer_point(scene.points[2], by=scene.odile.user, at=ENVOI)
    actions.modifier_point(
        scene.points[1], note_de_synthese="Corrigée.", by=scene.odile.user, at=ENVOI
    )
    convocation = corriger(scene, heure=dt.time(19, 0))

    assert (convocation.version, convocation.nature) == (2, "rectificative")
    dites = textes(convocation.changements)
    assert dites[0].startswith("Heure : la séance s’ouvre à 19 h 00, au lieu de 18 h 30")
    assert dites[1:] == [
        "Point ajouté : 1.4, Subvention.",
        "Point retiré : 1.3, Plan de mobilité.",
        "Rapport modifié : 1.2, Fonds de concours aux communes (note de synthèse).",
    ]
    lu = lire_pdf(stockage.lire(convocation.pdf))
    assert "Ce qui change" in lu
    assert MOTIF in lu
    assert b"SEQUENCE:2" in stockage.lire(convocation.ics)
    assert b"T190000" in stockage.lire(convocation.ics)
    envoi = convocation.remises.first().envoi
    assert envoi.objet.startswith("Convocation rectificative")
    assert "Point ajouté" in envoi.corps
    assert Envoi.objects.count() == 14
    assert not en_attente(scene.seance).exists()
    versions = dict(scene.seance.points.values_list("numero", "convocation__version"))
    assert versions == {"1.1": 1, "1.2": 1, "1.3": 1, "1.4": 2}
    assert AuditEntry.objects.get(verbe="convocation_rectifier").donnees["version"] == 2
    scelles = Scelle.objects.filter(nature="convocation").order_by("id")
    assert [s.cle.rpartition("/")[2] for s in scelles] == ["1", "2"]
    assert documents.dossier_de_preuve(convocation)


@pytest.mark.regle("CNV-13")
def test_an_addition_takes_the_whole_delay_again(scene: distribution.Scene) -> None:
    ajouter(scene)
    with pytest.raises(RegleViolee) as refus:
        corriger(scene, TROP_TARD)
    assert {m.regle for m in refus.value.manquements if m.bloquant} == {"CNV-13"}
    assert scene.seance.convocations.count() == 1
    assert corriger(scene, A_TEMPS).delai_requis == 5


@pytest.mark.regle("CNV-13")
def test_what_was_announced_keeps_its_own_delay(scene: distribution.Scene) -> None:
    veille = dt.datetime(2026, 12, 13, 10, 0, tzinfo=PARIS)
    convocation = corriger(scene, veille, lieu="Salle des fêtes d’Orsans")
    assert convocation.delai_requis is None
    scene.seance.refresh_from_db()
    assert scene.seance.lieu == "Salle des fêtes d’Orsans"
    Envoi.objects.filter(remises__convocation=convocation).update(etat="remis", sent_at=veille)
    lu = suivi(scene.seance)
    assert lu is not None
    assert lu.reguliers == 6
    premiere = suivi(scene.seance, 1)
    assert premiere is not None
    assert premiere.convocation.version == 1


@pytest.mark.regle("CNV-13")
def test_nothing_to_say_is_not_sent(scene: distribution.Scene) -> None:
    with pytest.raises(RegleViolee) as refus:
        corriger(scene)
    assert "Rien n’a changé" in str(refus.value)


@pytest.mark.regle("ODJ-01")
def test_in_seance_what_no_version_announced_is_not_deliberated(scene: distribution.Scene) -> None:
    point = ajouter(scene)
    info = ajouter(scene, "1.5", type="information")
    scene.seance.etat = "ouverte"
    scene.seance.save()
    with pytest.raises(RegleViolee) as refus:
        tenue.mettre_en_discussion(point, by=scene.odile.user, at=SEANCE)
    assert {m.regle for m in refus.value.manquements} == {"ODJ-01"}
    tenue.mettre_en_discussion(info, by=scene.odile.user, at=SEANCE)


def test_a_version_that_did_not_keep_what_it_announced_tells_what_is_added(
    scene: distribution.Scene,
) -> None:
    Convocation.objects.update(annonce={})
    ajouter(scene)
    prete = revision(scene.seance, ENVOI, motif=MOTIF)
    assert prete is not None
    assert textes(prete.changements) == ["Point ajouté : 1.4, Subvention."]
    assert not prete.depassee
