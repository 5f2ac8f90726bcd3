"""Acts that prepare a séance: its date, its ordre du jour, the documents of each point."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from governance import audit, stockage
from governance.compteurs import prochain
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from governance.tasks import enqueue, tic
from instances.actions.prevenir import prevenir
from instances.actions.reprises import copier
from instances.documents_avis import AvisDeReport
from instances.models import Annexe, Instance, Point, Seance
from instances.queries import pieces
from instances.queries.attente import est_en_attente
from instances.queries.delai import regime_du_conseil
from instances.queries.seances import faits_du_point, numero_propose, point_vu, points_vus
from instances.regles import ordre_du_jour
from instances.regles.annexes import controler_annexe
from instances.regles.etats import etat_suivant, exiger_etat
from instances.regles.points_d_usage import place, point_d_usage
from instances.regles.types_de_point import Usage


@transaction.atomic
def creer_seance(
    instance: Instance, *, starts_at: datetime, by: User, at: datetime, **champs: Any
) -> Seance:
    """Open the preparation of a séance. ``champs``: lieu, visioconference, urgence, its motif."""
    seance = Seance(
        intercommunalite=instance.intercommunalite,
        instance=instance,
        numero=prochain(instance.intercommunalite_id, "seances"),
        starts_at=starts_at,
        **({"lieu": instance.lieu} | champs),
    )
    exiger(ordre_du_jour.date_de_seance(starts_at=starts_at, at=at))
    seance.full_clean()
    seance.save()
    audit.record("seance_creer", seance, by=by, at=at, starts_at=starts_at.isoformat())
    return seance


@transaction.atomic
def modifier_seance(seance: Seance, *, by: User, at: datetime, **champs: Any) -> Seance:
    """Change date, place or urgency. Refused once convened: a sent convocation binds (CNV-02)."""
    lock(seance)
    exiger_etat(seance.etat, "modifier")
    avant = {nom: str(getattr(seance, nom)) for nom in champs}
    for nom, valeur in champs.items():
        setattr(seance, nom, valeur)
    exiger(ordre_du_jour.date_de_seance(starts_at=seance.starts_at, at=at))
    seance.full_clean()
    seance.save()
    faire_voter_l_urgence(seance, by=by, at=at)
    audit.record("seance_modifier", seance, by=by, at=at, avant=avant)
    return seance


def faire_voter_l_urgence(seance: Seance, *, by: User, at: datetime) -> None:
    """CNV-10: the conseil decides of the urgency first. The point comes and goes with it."""
    votes = seance.points.filter(usage=Point.Usage.URGENCE)
    if not seance.urgence or not regime_du_conseil(seance):
        for point in votes:
            retirer_point(point, by=by, at=at)
    elif not votes.exists():
        modele = point_d_usage(Usage.URGENCE)
        inscrire_point(
            seance, numero=_premier_numero(seance), titre=modele.titre, type=modele.type,
            usage=modele.usage, note_de_synthese=modele.note, by=by, at=at,
        )  # fmt: skip


def _premier_numero(seance: Seance) -> str:
    """« 0 » comes before all the others, and is rarely taken."""
    return numero_propose(seance) if seance.points.filter(numero="0").exists() else "0"


@transaction.atomic
def annuler_seance(seance: Seance, *, motif: str, by: User, at: datetime) -> Seance:
    """Give the séance up; those who were convened are told, each by his own channel."""
    lock(seance)
    exiger_etat(seance.etat, "annuler")
    seance.etat = Seance.Etat.ANNULEE
    seance.save(update_fields=["etat"])
    envois = prevenir(seance, AvisDeReport(seance=seance, motif=motif), at=at)
    audit.record("seance_annuler", seance, by=by, at=at, motif=motif, prevenus=len(envois))
    enqueue(tic)
    return seance


@transaction.atomic
def reporter_seance(
    seance: Seance, *, starts_at: datetime, motif: str, by: User, at: datetime
) -> Seance:
    """Another day for a séance already convened: a new one to convene, with what it announced."""
    lock(seance)
    suivant = etat_suivant(seance.etat, "reporter")
    nouvelle = creer_seance(
        seance.instance,
        starts_at=starts_at,
        lieu=seance.lieu,
        visioconference=seance.visioconference,
        premiere_seance=seance.premiere_seance,
        demande=seance.demande,
        report_de=seance,
        by=by,
        at=at,
    )
    sans_retires = seance.points.exclude(etat=Point.Etat.RETIRE)
    copier(sans_retires.exclude(usage=Point.Usage.URGENCE).order_by("rang"), vers=nouvelle)
    seance.etat, seance.report_motif = suivant, motif
    seance.save(update_fields=["etat", "report_motif"])
    message = AvisDeReport(seance=seance, motif=motif, nouvelle=nouvelle)
    envois = prevenir(seance, message, at=at)
    audit.record(
        "seance_reporter", seance, by=by, at=at, motif=motif, vers=nouvelle.numero,
        prevenus=len(envois),
    )  # fmt: skip
    enqueue(tic)
    return nouvelle


@transaction.atomic
def inscrire_point(seance: Seance, *, by: User | None, at: datetime, **champs: Any) -> Point:
    """Put a matter on the ordre du jour, before what closes it (ODJ-01, ODJ-02, ODJ-09)."""
    lock(seance)
    rang = _rang_d_inscription(seance, champs.get("usage", ""))
    point = Point(intercommunalite=seance.intercommunalite, seance=seance, rang=rang, **champs)
    exiger(ordre_du_jour.inscription(faits_du_point(point, seance), points_vus(seance)))
    seance.points.filter(rang__gte=rang).update(rang=F("rang") + 1)
    point.full_clean()
    point.save()
    audit.record("point_inscrire", point, by=by, at=at, seance=seance.numero)
    return point


def _rang_d_inscription(seance: Seance, usage: str) -> int:
    passages = list(seance.points.order_by("rang").values_list("rang", "usage"))
    avant = place([u for _rang, u in passages], usage)
    if avant < len(passages):
        return passages[avant][0]
    return passages[-1][0] + 1 if passages else 1


@transaction.atomic
def modifier_point(point: Point, *, by: User, at: datetime, **champs: Any) -> Point:
    """Rework a point. Once convened, the change waits for a rectificative (CNV-13)."""
    seance = lock(point.seance)
    exiger_etat(seance.etat, "modifier_point")
    avant = {nom: str(getattr(point, nom)) for nom in champs}
    for nom, valeur in champs.items():
        setattr(point, nom, valeur)
    autres = [p for p in points_vus(seance) if p.cle != point.pk]
    exiger(ordre_du_jour.inscription(faits_du_point(point, seance), autres))
    point.full_clean()
    # What else the row holds may have moved since it was read: its version, its rank.
    point.save(update_fields=list(champs))
    audit.record("point_modifier", point, by=by, at=at, avant=avant)
    return point


@transaction.atomic
def deplacer_point(point: Point, *, vers: int, by: User, at: datetime) -> Point:
    """Give the point another rank of passage; those between make room (ODJ-04, ODJ-05)."""
    seance = lock(point.seance)
    point.refresh_from_db()
    total = seance.points.count()
    exiger(ordre_du_jour.deplacement(etat=seance.etat, point=point.etat, vers=vers, total=total))
    ancien = point.rang
    if vers == ancien:
        return point
    if vers < ancien:
        seance.points.filter(rang__gte=vers, rang__lt=ancien).update(rang=F("rang") + 1)
    else:
        seance.points.filter(rang__gt=ancien, rang__lte=vers).update(rang=F("rang") - 1)
    point.rang, point.place_a_la_main = vers, True
    point.save(update_fields=["rang", "place_a_la_main"])
    audit.record("point_deplacer", point, by=by, at=at, de=ancien, vers=vers)
    return point


@transaction.atomic
def retirer_point(point: Point, *, by: User, at: datetime) -> None:
    """Take a matter off: erased until it is announced, kept as withdrawn afterwards (CNV-13).

    An alert is never erased: it waits for another séance, and remembers this one (ALR-05).
    """
    seance = lock(point.seance)
    point.refresh_from_db()
    exiger(ordre_du_jour.retrait(point_vu(point), seance.etat))
    audit.record("point_retirer", point, by=by, at=at, seance=seance.numero)
    annonce = seance.etat != Seance.Etat.PREPARATION and not est_en_attente(point)
    if annonce or point.usage == Point.Usage.ALERTE:
        point.etat = Point.Etat.RETIRE
        point.save(update_fields=["etat"])
        return
    rang = point.rang
    point.annexes.all().delete()
    point.delete()
    seance.points.filter(rang__gt=rang).update(rang=F("rang") - 1)


@transaction.atomic
def joindre_annexe(
    point: Point, *, titre: str, nom: str, octets: bytes, by: User, at: datetime
) -> Annexe:
    """Join a document. Refused when too large, empty, or not what its name says.

    One that does not open is kept and said so: the sending will wait for another (QST-05).
    """
    seance = lock(point.seance)
    exiger_etat(seance.etat, "modifier_point")
    plafond = point.intercommunalite.taille_max_piece * 1024 * 1024
    type_mime = controler_annexe(nom=nom, octets=octets, plafond=plafond)
    fichier = stockage.deposer(point.intercommunalite, octets, type_mime)
    annexe = point.annexes.create(
        intercommunalite=point.intercommunalite,
        fichier=fichier,
        titre=titre or nom,
        nom=nom,
        defaut=pieces.defaut(octets, type_mime),
    )
    audit.record("annexe_joindre", annexe, by=by, at=at, sha256=fichier.sha256)
    return annexe


@transaction.atomic
def retirer_annexe(annexe: Annexe, *, by: User, at: datetime) -> None:
    """The link goes; the bytes stay, another row or the audit may name them."""
    seance = lock(annexe.point.seance)
    exiger_etat(seance.etat, "modifier_point")
    audit.record("annexe_retirer", annexe, by=by, at=at, sha256=annexe.fichier.sha256)
    annexe.delete()
