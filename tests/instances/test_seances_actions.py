"""Acts that prepare a séance: each writes once, each refusal moves nothing."""

import datetime as dt

import pytest
from django.utils import timezone

from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.actions import seances as actions
from instances.models import Annexe, Point, Seance
from tests import distribution

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 plan de financement"


@pytest.fixture
def scene():
    montee = distribution.monter()
    with montee.entrer():
        yield montee


def par(scene, **champs):
    return {"by": scene.odile.user, "at": timezone.now(), **champs}


def verbes(objet):
    return list(
        AuditEntry.objects.filter(
            objet_type=objet._meta.label_lower, objet_id=objet.pk
        ).values_list("verbe", flat=True)
    )


def dans(jours: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(days=jours)


def ordre(scene) -> list[str]:
    return list(scene.seance.points.order_by("rang").values_list("numero", flat=True))


def regles_violees(refus) -> set[str]:
    return {m.regle for m in refus.value.manquements}


def test_a_seance_takes_the_next_number_and_the_usual_place(scene):
    seance = actions.creer_seance(scene.conseil, starts_at=dans(30), **par(scene))
    suivante = actions.creer_seance(scene.conseil, starts_at=dans(60), **par(scene))
    assert suivante.numero == seance.numero + 1
    assert seance.lieu == scene.conseil.lieu
    assert seance.etat == "preparation"
    assert verbes(seance) == ["seance_creer"]


@pytest.mark.regle("CNV-02")
def test_a_seance_is_prepared_for_a_day_to_come(scene):
    avant = Seance.objects.count()
    with pytest.raises(RegleViolee) as refus:
        actions.creer_seance(scene.conseil, starts_at=dans(-1), **par(scene))
    assert regles_violees(refus) == {"CNV-02"}
    assert Seance.objects.count() == avant


def test_a_change_keeps_what_it_replaced(scene):
    actions.modifier_seance(scene.seance, lieu="Salle des fêtes d’Orsans", **par(scene))
    scene.seance.refresh_from_db()
    assert scene.seance.lieu == "Salle des fêtes d’Orsans"
    entree = AuditEntry.objects.get(verbe="seance_modifier")
    assert entree.donnees["avant"]["lieu"].startswith("Maison de l’intercommunalité")


@pytest.mark.parametrize("etat", ["convoquee", "ouverte", "suspendue", "levee", "annulee"])
def test_once_convened_neither_date_nor_place_changes(scene, etat):
    Seance.objects.filter(pk=scene.seance.pk).update(etat=etat)
    lieu = scene.seance.lieu
    with pytest.raises(RegleViolee) as refus:
        actions.modifier_seance(scene.seance, lieu="Ailleurs", **par(scene))
    assert regles_violees(refus) == {"ETA-01"}
    scene.seance.refresh_from_db()
    assert scene.seance.lieu == lieu
    assert verbes(scene.seance) == []


def test_a_seance_is_cancelled_before_it_opens_and_not_after(scene):
    actions.annuler_seance(scene.seance, motif="Neige", **par(scene))
    scene.seance.refresh_from_db()
    assert scene.seance.etat == "annulee"
    assert AuditEntry.objects.get(verbe="seance_annuler").donnees["motif"] == "Neige"
    Seance.objects.filter(pk=scene.seance.pk).update(etat="ouverte")
    with pytest.raises(RegleViolee):
        actions.annuler_seance(scene.seance, motif="Neige", **par(scene))


def test_a_point_comes_last_in_passage_whatever_its_number(scene):
    point = actions.inscrire_point(scene.seance, numero="0.1", titre="Ouverture", **par(scene))
    assert point.rang == 4
    assert verbes(point) == ["point_inscrire"]


@pytest.mark.regle("ODJ-05")
@pytest.mark.parametrize("numero", ["1.1", "", "6 bis!", "1..2"])
def test_a_number_is_well_formed_and_free(scene, numero):
    with pytest.raises(RegleViolee) as refus:
        actions.inscrire_point(scene.seance, numero=numero, titre="Doublon", **par(scene))
    assert regles_violees(refus) == {"ODJ-05"}
    assert ordre(scene) == ["1.1", "1.2", "1.3"]


@pytest.mark.regle("BUR-05")
def test_a_commission_does_not_deliberate(scene):
    with pytest.raises(RegleViolee) as refus:
        actions.inscrire_point(
            scene.seance_de_commission, numero="9.1", titre="Décider", **par(scene)
        )
    assert regles_violees(refus) == {"BUR-05"}


def test_a_point_is_reworked_until_the_seance_opens(scene):
    point = scene.points[1]
    actions.modifier_point(point, titre="Fonds de concours 2026", **par(scene))
    Seance.objects.filter(pk=scene.seance.pk).update(etat="ouverte")
    with pytest.raises(RegleViolee):
        actions.modifier_point(point, titre="Autre chose", **par(scene))
    assert Point.objects.get(pk=point.pk).titre == "Fonds de concours 2026"
    assert verbes(point) == ["point_modifier"]


@pytest.mark.regle("ODJ-05")
@pytest.mark.parametrize(
    ("depart", "vers", "attendu"),
    [
        (0, 3, ["1.2", "1.3", "1.1"]),
        (2, 1, ["1.3", "1.1", "1.2"]),
        (1, 1, ["1.2", "1.1", "1.3"]),
        (1, 2, ["1.1", "1.2", "1.3"]),
    ],
)
def test_a_point_moves_and_the_others_make_room(scene, depart, vers, attendu):
    actions.deplacer_point(scene.points[depart], vers=vers, **par(scene))
    assert ordre(scene) == attendu
    assert list(scene.seance.points.order_by("rang").values_list("rang", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize("vers", [0, 4, -1])
def test_a_place_that_does_not_exist_is_refused(scene, vers):
    with pytest.raises(RegleViolee) as refus:
        actions.deplacer_point(scene.points[0], vers=vers, **par(scene))
    assert regles_violees(refus) == {"ODJ-05"}
    assert ordre(scene) == ["1.1", "1.2", "1.3"]


def test_a_point_withdrawn_while_preparing_leaves_no_gap(scene):
    actions.joindre_annexe(scene.points[0], titre="", nom="plan.pdf", octets=PDF, **par(scene))
    actions.retirer_point(scene.points[0], **par(scene))
    assert ordre(scene) == ["1.2", "1.3"]
    assert scene.seance.points.first().rang == 1
    assert AuditEntry.objects.filter(verbe="point_retirer").count() == 1


@pytest.mark.regle("CNV-13")
def test_once_convened_a_point_withdrawn_stays_announced(scene):
    Seance.objects.filter(pk=scene.seance.pk).update(etat="convoquee")
    actions.retirer_point(scene.points[0], **par(scene))
    assert ordre(scene) == ["1.1", "1.2", "1.3"]
    assert Point.objects.get(pk=scene.points[0].pk).etat == "retire"


def test_a_document_is_kept_once_under_its_hash(scene):
    for titre in ("Plan", "Plan bis"):
        actions.joindre_annexe(
            scene.points[1], titre=titre, nom="plan.pdf", octets=PDF, **par(scene)
        )
    une, autre = Annexe.objects.all()
    assert une.fichier_id == autre.fichier_id
    assert une.fichier.type_mime == "application/pdf"


@pytest.mark.regle("QST-05")
@pytest.mark.parametrize(
    ("nom", "octets"),
    [
        ("plan.pdf", b""),
        ("plan.pdf", b"<script>alert(1)</script>"),
        ("plan.exe", b"MZ"),
        ("plan", PDF),
        ("plan.pdf", PDF + b"x" * (1024 * 1024)),
    ],
)
def test_a_document_is_what_its_name_says_and_fits(scene, nom, octets):
    scene.seance.intercommunalite.taille_max_piece = 1
    scene.seance.intercommunalite.save()
    point = Point.objects.get(pk=scene.points[1].pk)
    with pytest.raises(RegleViolee) as refus:
        actions.joindre_annexe(point, titre="", nom=nom, octets=octets, **par(scene))
    assert regles_violees(refus) == {"QST-05"}
    assert not Annexe.objects.exists()


def test_a_document_leaves_with_its_entry_in_the_journal(scene):
    annexe = actions.joindre_annexe(
        scene.points[1], titre="Plan", nom="plan.pdf", octets=PDF, **par(scene)
    )
    actions.retirer_annexe(annexe, **par(scene))
    assert not Annexe.objects.exists()
    entree = AuditEntry.objects.get(verbe="annexe_retirer")
    assert entree.donnees["sha256"] == annexe.fichier.sha256
