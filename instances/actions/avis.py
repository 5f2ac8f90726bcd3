"""The opinion of a commission on a point: noted, or taken off when it was noted by mistake."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.models import Avis, Instance, Point
from instances.queries.seances import jour_de
from instances.regles import avis as regles


@transaction.atomic
def noter_avis(
    point: Point, *, instance: Instance, rendu_on: date, by: User, at: datetime, **champs: Any
) -> Avis:
    """``champs``: sens, texte, pour, contre, abstention, point_source. At any time: an opinion
    may reach the service after the convocation left, and the élus must read it."""
    lock(point.seance)
    exiger(
        regles.manquements(
            sens=champs["sens"],
            pour=champs.get("pour"),
            contre=champs.get("contre"),
            rendu_on=rendu_on,
            seance_on=jour_de(point.seance),
        )
    )
    avis = Avis(
        intercommunalite=point.intercommunalite,
        point=point,
        instance=instance,
        rendu_on=rendu_on,
        **champs,
    )
    avis.full_clean()
    avis.save()
    audit.record("avis_noter", avis, by=by, at=at, rapport=point.numero, sens=avis.sens)
    return avis


@transaction.atomic
def retirer_avis(avis: Avis, *, by: User, at: datetime) -> None:
    """Noted by mistake: the journal keeps what it said."""
    lock(avis.point.seance)
    audit.record("avis_retirer", avis, by=by, at=at, sens=avis.sens, rendu_on=str(avis.rendu_on))
    avis.delete()
