"""An alert on an ordre du jour: put there, taken up again, never lost (ALR-05, ALR-06)."""

from datetime import datetime

from django.db import transaction

from governance import audit, mail
from governance.db import lock
from governance.models import User
from governance.tasks import enqueue, tic
from instances.actions.inviter import retirer_invite
from instances.actions.seances import inscrire_point
from instances.models import Invite, Point, Seance
from instances.queries.seances import numero_propose
from sectors import documents
from sectors.actions.messages_alertes import convier, message, noter
from sectors.models import Alerte
from sectors.queries import alertes as queries
from sectors.regles import alertes as regles


def inscrire_si_possible(alerte: Alerte, *, at: datetime) -> Seance | None:
    """Put it on the first ordre du jour still open, if there is one (ALR-05)."""
    seance = queries.seance_d_inscription(alerte.intercommunalite, at)
    if seance is not None:
        inscrire_alerte(alerte, seance, by=None, at=at)
    return seance


@transaction.atomic
def inscrire_alerte(alerte: Alerte, seance: Seance, *, by: User | None, at: datetime) -> Point:
    """A point to debate, and its author invited to be heard (ALR-06)."""
    lock(alerte)
    suivant = regles.suivant(alerte.etat, "inscrire")
    point = inscrire_point(
        seance,
        by=by,
        at=at,
        numero=numero_propose(seance),
        titre=f"Droit d’alerte\u00a0: {alerte.objet}",
        type=queries.type_du_point(seance, at),
        usage=Point.Usage.ALERTE,
        note_de_synthese=alerte.expose,
    )
    alerte.etat = suivant
    return _inscrite(alerte, point, by=by, at=at)


@transaction.atomic
def suivre_la_reprise(alerte: Alerte, point: Point, *, at: datetime) -> Point:
    """The service has taken its point up in another séance: the alert and its author follow."""
    lock(alerte)
    decommander(alerte, by=None, at=at)
    return _inscrite(alerte, point, by=None, at=at)


def _inscrite(alerte: Alerte, point: Point, *, by: User | None, at: datetime) -> Point:
    alerte.point = point
    alerte.save(update_fields=["etat", "point"])
    if alerte.audition:
        Invite.objects.create(
            intercommunalite=alerte.intercommunalite,
            seance=point.seance,
            elu=alerte.auteur,
            qualite="Auteur de l’alerte, entendu",
            point=point,
        )
        convier(alerte, point, at=at)
    noter(alerte, f"Inscrite à l’ordre du jour\u00a0: {point.seance}.", by=by, at=at)
    audit.record("alerte_inscrire", alerte, by=by, at=at, seance=point.seance.numero)
    return point


@transaction.atomic
def desinscrire_alerte(alerte: Alerte, *, by: User | None, at: datetime) -> Alerte:
    """Its point is gone, or its séance: the alert waits for the next one, it does not end."""
    lock(alerte)
    alerte.etat = regles.suivant(alerte.etat, "desinscrire")
    point = alerte.point
    seance = point.seance if point else None
    decommander(alerte, by=by, at=at)
    alerte.point = None
    alerte.save(update_fields=["etat", "point"])
    if point is not None:
        corps = documents.corps_du_renvoi(alerte, point.seance)
        mail.inscrire([message(alerte, alerte.auteur, f"renvoi-{point.pk}", corps, pieces=[])])
        enqueue(tic)
    noter(alerte, f"N’a pas été débattue ({seance})\u00a0: à inscrire de nouveau.", by=by, at=at)
    audit.record("alerte_desinscrire", alerte, by=by, at=at)
    return alerte


def decommander(alerte: Alerte, *, by: User | None, at: datetime) -> None:
    """Nobody waits any longer for its author at that séance."""
    if alerte.point is None:
        return
    for invite in alerte.point.invites.filter(elu=alerte.auteur).select_related("seance"):
        retirer_invite(invite, by=by, at=at)
