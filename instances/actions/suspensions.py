"""The séance interrupted and resumed; what members ask is put to the vote (SEA-06)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.models import Seance
from instances.queries.salle import (
    quorum_de_la_salle,
    reglement_de,
    suite_de_la_perte,
    voix_presentes,
)
from instances.queries.seances import point_en_discussion
from instances.regles import parole as regles
from instances.regles import perte_du_quorum
from instances.regles.etats import exiger_etat
from instances.regles.faits import TypePoint
from instances.regles.tenue import quorum_a_la_reprise


@transaction.atomic
def suspendre(seance: Seance, *, motif: str = "", by: User, at: datetime) -> Seance:
    """The président suspends when he chooses, and fixes for how long."""
    lock(seance)
    exiger_etat(seance.etat, "suspendre")
    _interrompre(seance, at, motif=motif)
    audit.record("seance_suspendre", seance, by=by, at=at, motif=motif)
    return seance


@transaction.atomic
def voter_suspension(
    seance: Seance,
    *,
    demandeurs: int,
    pour: int,
    contre: int,
    motif: str = "",
    by: User,
    at: datetime,
) -> bool:
    """Asked for by members and put to the vote: whether the séance is suspended."""
    lock(seance)
    exiger_etat(seance.etat, "suspendre")
    seuil = reglement_de(seance).suspension_demande
    alertes = exiger(
        (
            *regles.suspension(par_le_president=False, demandeurs=demandeurs, seuil=seuil),
            *regles.vote_de_suspension(
                pour=pour, contre=contre, presents=voix_presentes(seance).total
            ),
        )
    )
    dites = [m.message for m in alertes]
    vote = {"motif": motif, "demandeurs": demandeurs, "pour": pour, "contre": contre}
    if pour <= contre:
        # Nothing stops; the procès-verbal says that it was asked for and refused.
        _noter(seance, at, rejetee=True, fin_at=at, **vote)
        audit.record("suspension_rejeter", seance, by=by, at=at, alertes=dites, **vote)
        return False
    _interrompre(seance, at, **vote)
    audit.record("seance_suspendre", seance, by=by, at=at, alertes=dites, **vote)
    return True


def _interrompre(seance: Seance, at: datetime, **champs: Any) -> None:
    _noter(seance, at, **champs)
    seance.etat = Seance.Etat.SUSPENDUE
    seance.save(update_fields=["etat"])


def _noter(seance: Seance, at: datetime, **champs: Any) -> None:
    seance.suspensions.create(
        intercommunalite_id=seance.intercommunalite_id,
        point=point_en_discussion(seance),
        debut_at=at,
        **champs,
    )


@transaction.atomic
def reprendre(seance: Seance, *, by: User, at: datetime) -> Seance:
    """The quorum is counted anew; a report under deliberation waits for it (SEA-06, QUO-04)."""
    lock(seance)
    exiger_etat(seance.etat, "reprendre")
    point = point_en_discussion(seance)
    delibere = point is not None and TypePoint(point.type).delibere
    salle = quorum_de_la_salle(seance)
    alertes = exiger(
        (
            *quorum_a_la_reprise(salle, en_discussion=point.numero if point and delibere else None),
            *perte_du_quorum.reprise(salle, suite_de_la_perte(seance)),
        )
    )
    seance.suspensions.filter(fin_at=None).update(fin_at=at)
    seance.etat = Seance.Etat.OUVERTE
    seance.save(update_fields=["etat"])
    dites = [m.message for m in alertes]
    audit.record("seance_reprendre", seance, by=by, at=at, alertes=dites)
    return seance
