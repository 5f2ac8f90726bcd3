"""What the président's police of the assembly leaves in the record, line after line (SEA-04)."""

from datetime import datetime

from django.db import transaction

from governance import audit
from governance.db import lock
from governance.models import User
from instances.models import Incident, Seance, Siegeant
from instances.queries.seances import point_en_discussion
from instances.regles.etats import exiger_etat


@transaction.atomic
def noter_incident(
    seance: Seance,
    *,
    nature: str,
    recit: str,
    siegeant: Siegeant | None = None,
    by: User,
    at: datetime,
) -> Incident:
    """Never rewritten: what was noted wrongly is corrected by another line."""
    lock(seance)
    exiger_etat(seance.etat, "rediger")
    incident: Incident = seance.incidents.create(
        intercommunalite_id=seance.intercommunalite_id, point=point_en_discussion(seance),
        siegeant=siegeant, nature=nature, recit=recit, at=at, by=by,
    )  # fmt: skip
    audit.record("incident_noter", incident, by=by, at=at, seance=seance.numero)
    return incident
