"""Closing the doors to public and press, for a point or for the séance (HUC-01 to HUC-03)."""

from datetime import datetime

from django.db import transaction

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.models import HuisClos, Point, Seance
from instances.queries.ecrans import huis_clos_en_cours
from instances.queries.salle import voix_presentes
from instances.queries.seances import point_en_discussion
from instances.regles import huis_clos as regles
from instances.regles.etats import exiger_etat


@transaction.atomic
def voter_huis_clos(
    seance: Seance,
    *,
    demande: str,
    pour: int,
    demandeurs: int = 0,
    toute_la_seance: bool = False,
    by: User,
    at: datetime,
) -> HuisClos:
    """Put to the vote without debate; the row stays whether it is decided or not.

    It spans the point now in discussion, or the séance when asked or when none is.
    """
    lock(seance)
    exiger_etat(seance.etat, "conduire")
    courant, voix = point_en_discussion(seance), voix_presentes(seance)
    demandee = regles.Demande(
        par_le_president=demande == HuisClos.Demande.PRESIDENT,
        demandeurs=demandeurs,
        publique=seance.instance.type_instance.publique,
        deja_ferme=huis_clos_en_cours(seance, courant),
        a_distance=voix.a_distance,
    )
    salle = {"presents": voix.presents, "representes": voix.representes}
    alertes = exiger((*regles.manquements(demandee), *regles.trop_de_voix(pour=pour, **salle)))
    ferme: HuisClos = seance.huis_clos.create(
        intercommunalite_id=seance.intercommunalite_id, debut_at=at,
        point=None if toute_la_seance else courant,
        demande=demande, demandeurs=demandeurs or None,
        pour=pour, votants=voix.total, decide=regles.decide(pour=pour, **salle),
    )  # fmt: skip
    audit.record(
        "huis_clos_voter", ferme, by=by, at=at, decide=ferme.decide, pour=pour,
        votants=ferme.votants, alertes=[m.message for m in alertes],
    )  # fmt: skip
    return ferme


@transaction.atomic
def finir_huis_clos(seance: Seance, *, by: User, at: datetime) -> None:
    """The doors open again. Doing it twice changes nothing."""
    lock(seance)
    for ferme in seance.huis_clos.filter(decide=True, fin_at=None):
        _ouvrir(ferme, by=by, at=at)


def ouvrir_apres(seance: Seance, *, by: User, at: datetime) -> None:
    """What was decided for one point ends with it."""
    fermes = seance.huis_clos.filter(decide=True, fin_at=None, point__isnull=False)
    for ferme in fermes.exclude(point__etat=Point.Etat.EN_DISCUSSION):
        _ouvrir(ferme, by=by, at=at)


def _ouvrir(ferme: HuisClos, *, by: User, at: datetime) -> None:
    ferme.fin_at = at
    ferme.save(update_fields=["fin_at"])
    audit.record("huis_clos_finir", ferme, by=by, at=at)


@transaction.atomic
def annuler_huis_clos(ferme: HuisClos, *, motif: str, by: User, at: datetime) -> HuisClos:
    """Its vote was noted by mistake: the row stays, out of effect, and the reason with it."""
    seance = lock(ferme.seance)
    exiger_etat(seance.etat, "conduire")
    lock(ferme)
    exiger(regles.annulation(deja=ferme.annule_at is not None, motif=motif))
    ferme.annule_at, ferme.annule_motif = at, motif.strip()
    ferme.fin_at = ferme.fin_at or at
    ferme.save(update_fields=["annule_at", "annule_motif", "fin_at"])
    audit.record("huis_clos_annuler", ferme, by=by, at=at, motif=motif)
    return ferme
