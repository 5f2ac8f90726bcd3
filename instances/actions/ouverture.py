"""A séance created with the points that open every séance of its body (ODJ-08, ODJ-09)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from governance.models import User
from instances.actions.seances import creer_seance, inscrire_point
from instances.models import Instance, Seance
from instances.queries.ouverture import points_proposes


@transaction.atomic
def creer_seance_ouverte(
    instance: Instance,
    *,
    starts_at: datetime,
    usages: Collection[str],
    by: User,
    at: datetime,
    **champs: Any,
) -> Seance:
    """``usages``: the points wanted; each is then a point like another, which can be removed."""
    seance = creer_seance(instance, starts_at=starts_at, by=by, at=at, **champs)
    for rang, point in enumerate(points_proposes(seance, usages), start=1):
        inscrire_point(
            seance,
            numero=str(rang),
            titre=point.titre,
            type=point.type,
            usage=point.usage,
            note_de_synthese=point.note,
            by=by,
            at=at,
        )
    return seance
