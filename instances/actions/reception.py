"""The one thing that mends a late convocation: the proof that it was received in time (CNV-08)."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from governance import audit
from governance.db import lock
from governance.models import Envoi, EnvoiEvenement, User
from governance.regles import exiger
from instances.queries.receptions import RECEPTION_PROUVEE
from instances.regles import depot


@transaction.atomic
def constater_reception(
    envoi: Envoi, *, on: date, preuve: str, by: User, at: datetime
) -> EnvoiEvenement:
    """Note the day a convocation was received and what proves it; the message does not move."""
    lock(envoi)
    remise = envoi.remises.select_related("convocation").get()
    exiger(
        depot.reception(
            on=on, aujourd_hui=localdate(at), convocation_du=localdate(remise.convocation.sent_at)
        )
    )
    # The proof gives a day, not an hour: noon belongs to no other civil day.
    evenement: EnvoiEvenement = envoi.evenements.create(
        intercommunalite_id=envoi.intercommunalite_id,
        at=make_aware(datetime.combine(on, time(12))),
        etat=RECEPTION_PROUVEE,
        detail=preuve,
    )
    audit.record("reception_constater", envoi, by=by, at=at, on=on.isoformat(), preuve=preuve)
    return evenement
