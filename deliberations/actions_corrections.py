"""Putting right what was done by mistake in séance: an act that corrects, with its reason.

The former result stays written, out of the count; the procès-verbal tells both.
"""

from datetime import datetime

from django.db import transaction

from deliberations.actions_comptages import clore_le_compte
from deliberations.models import Amendement, Candidat, Correction, Scrutin, Tour
from deliberations.queries.corrections import a_corriger, bornes_a, dernier_vote
from deliberations.queries.elections import RENONCIATION
from deliberations.queries.votes import appel_ouvert
from deliberations.regles import corrections as regles
from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.actions.bornes import remettre_a_sa_place
from instances.models import Point, Seance
from instances.regles.etats import exiger_etat

Etat = Point.Etat


@transaction.atomic
def reprendre_le_vote(point: Point, *, motif: str, by: User, at: datetime) -> Point:
    """Vote again the last question decided on the report: its text or what came before it, an
    election or one of its rounds."""
    seance = _ouvrir_la_seance(point)
    scrutin = dernier_vote(point)
    exiger(
        regles.reprise_du_vote(
            proclame=scrutin is not None,
            raison=motif,
            en_discussion=_un_autre(seance, point),
        )
    )
    assert scrutin is not None  # the rule above refused otherwise
    scrutin.annule_at, scrutin.annule_motif = at, motif.strip()
    scrutin.save(update_fields=["annule_at", "annule_motif"])
    clore_le_compte(point)
    _revenir(point, scrutin)
    audit.record("scrutin_reprendre", scrutin, by=by, at=at, motif=motif)
    return point


def _revenir(point: Point, scrutin: Scrutin) -> None:
    """What the vote had settled is open again."""
    if scrutin.amendement_id is not None:
        Amendement.objects.filter(pk=scrutin.amendement_id).update(etat=Amendement.Etat.DEPOSE)
    if scrutin.objet == RENONCIATION:
        point.scrutins.en_vigueur().filter(proclame_at=None).update(mode=Scrutin.Mode.SECRET)
    elif scrutin.sur_le_texte:
        point.deliberations.all().delete()
        _rendre_les_tours(point, scrutin)
    point.etat, point.traite_at, point.issue_motif = Etat.EN_DISCUSSION, None, ""
    point.save(update_fields=["etat", "traite_at", "issue_motif"])


def _rendre_les_tours(point: Point, annule: Scrutin) -> None:
    """Of an election: the post to come waits, and the rounds held before the last one stand."""
    attendus = point.scrutins.en_vigueur().filter(proclame_at=None, tours__numero=1)
    attendus.filter(tours__votants=None).delete()
    tenus = [t for t in annule.tours.prefetch_related("candidats") if t.votants is not None]
    if not tenus or (annule.proclame_at is not None and len(tenus) == 1):
        return
    scrutin = Scrutin.objects.create(
        intercommunalite_id=point.intercommunalite_id,
        point=point,
        ordre=point.scrutins.count() + 1,
        objet=annule.objet,
        mode=annule.mode,
    )
    for tour in tenus:
        _recopier(tour, scrutin, tenu=tour is not tenus[-1])


def _recopier(tour: Tour, scrutin: Scrutin, *, tenu: bool) -> None:
    """A round that stands with its figures; the one to be held again with its candidates."""
    champs = ("votants", "blancs", "nuls", "exprimes", "scrutateurs", "proclame_at")
    copie = Tour.objects.create(
        intercommunalite_id=scrutin.intercommunalite_id,
        scrutin=scrutin,
        numero=tour.numero,
        **({champ: getattr(tour, champ) for champ in champs} if tenu else {}),
    )
    Candidat.objects.bulk_create(
        Candidat(
            intercommunalite_id=scrutin.intercommunalite_id,
            tour=copie,
            elu_id=c.elu_id,
            libelle=c.libelle,
            membres=c.membres,
            voix=c.voix if tenu else None,
            proclame_elu=c.proclame_elu if tenu else None,
        )
        for c in tour.candidats.all()
    )


@transaction.atomic
def rouvrir(point: Point, *, motif: str, by: User, at: datetime) -> Point:
    """A report ended without a vote by mistake: in discussion again, or still to come."""
    seance = _ouvrir_la_seance(point)
    vu = a_corriger(point)
    exiger(regles.reouverture(vu, raison=motif, en_discussion=_un_autre(seance, point)))
    point.traite_at, point.issue_motif = None, ""
    point.etat = Etat.EN_DISCUSSION if vu.venu and vu.dernier else Etat.INSCRIT
    if point.etat == Etat.INSCRIT:
        point.mis_en_discussion_at = None
    point.save(update_fields=["etat", "traite_at", "issue_motif", "mis_en_discussion_at"])
    _noter(point, f"Rapport {point.numero} rouvert", motif, by=by, at=at)
    audit.record("point_rouvrir", point, by=by, at=at, motif=motif)
    return point


@transaction.atomic
def remettre(point: Point, *, motif: str, by: User, at: datetime) -> Point:
    """Brought up by mistake: it goes back to its place, and may come up in its turn."""
    seance = _ouvrir_la_seance(point)
    exiger(
        regles.remise(
            a_corriger(point),
            raison=motif,
            appel=appel_ouvert(point) is not None,
            parole=point.interventions.exclude(debut_at=None).exists(),
        )
    )
    presences, pouvoirs, _ = bornes_a(point)
    remettre_a_sa_place(point, seance, ancien=_ancien_rang(point), lignes=(presences, pouvoirs))
    clore_le_compte(point)
    _noter(point, f"Rapport {point.numero} remis à sa place", motif, by=by, at=at)
    audit.record("point_remettre", point, by=by, at=at, motif=motif)
    return point


def _ancien_rang(point: Point) -> int | None:
    """Where it stood before it came up, as the journal has it."""
    entrees = point.intercommunalite.audit.filter(
        verbe="point_mettre_en_discussion", objet_id=point.pk
    )
    derniere = entrees.order_by("pk").last()
    return derniere.donnees.get("ancien_rang") if derniere else None


@transaction.atomic
def remettre_amendement(
    amendement: Amendement, *, motif: str, by: User, at: datetime
) -> Amendement:
    """Withdrawn, irrecevable or pointless by mistake: it awaits its vote again (AMD-02)."""
    point = amendement.point
    _ouvrir_la_seance(point)
    lock(amendement)
    exiger(regles.amendement_remis(etat=amendement.etat, etat_du_point=point.etat, raison=motif))
    amendement.etat, amendement.raison = Amendement.Etat.DEPOSE, ""
    amendement.save(update_fields=["etat", "raison"])
    _noter(point, f"{amendement} remis en discussion", motif, by=by, at=at)
    audit.record("amendement_remettre", amendement, by=by, at=at, motif=motif)
    return amendement


def _ouvrir_la_seance(point: Point) -> Seance:
    seance: Seance = lock(point.seance)
    exiger_etat(seance.etat, "conduire")
    point.refresh_from_db()
    point.seance = seance
    return seance


def _un_autre(seance: Seance, point: Point) -> str | None:
    autre = seance.points.filter(etat=Etat.EN_DISCUSSION).exclude(pk=point.pk).first()
    return autre.numero if autre else None


def _noter(point: Point, objet: str, motif: str, *, by: User, at: datetime) -> None:
    Correction.objects.create(
        intercommunalite_id=point.intercommunalite_id,
        point=point,
        objet=objet,
        motif=motif.strip(),
        at=at,
        by=by,
    )
