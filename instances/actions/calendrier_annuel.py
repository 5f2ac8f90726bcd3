"""A year of séances put in preparation at once, all or none."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from governance import audit
from governance.models import Intercommunalite, User
from instances.actions.seances import creer_seance
from instances.models import Instance, Seance


@transaction.atomic
def creer_calendrier(
    intercommunalite: Intercommunalite,
    *,
    reunions: Sequence[tuple[Instance, datetime]],
    by: User,
    at: datetime,
) -> list[Seance]:
    """Each is a séance like any other, to prepare and to convene; nobody is told yet."""
    seances = [
        creer_seance(instance, starts_at=starts_at, by=by, at=at)
        for instance, starts_at in sorted(reunions, key=lambda r: r[1])
    ]
    numeros = [s.numero for s in seances]
    audit.record("calendrier_creer", intercommunalite, by=by, at=at, seances=numeros)
    return seances
