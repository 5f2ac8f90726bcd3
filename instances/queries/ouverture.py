"""What opens a séance: the points that its body takes up every time, and the previous meeting."""

from collections.abc import Collection
from datetime import date

from django.utils.timezone import localdate

from instances.models import Seance
from instances.queries.composition import parametres
from instances.queries.delai import regime_du_conseil
from instances.regles.points_d_usage import PointDUsage, ouverture, point_d_usage
from instances.regles.types_de_point import Usage


def points_proposes(seance: Seance, usages: Collection[str]) -> list[PointDUsage]:
    """None for a body that does not deliberate: nothing of the kind is asked of it."""
    if not regime_du_conseil(seance):
        return []
    reglement = parametres(seance.intercommunalite, localdate(seance.starts_at))
    return list(
        ouverture(
            usages,
            ordre=reglement.ordre_ouverture,
            urgence=seance.urgence,
            conseil=seance.instance.type_instance.modele == "conseil",
            precedente=seance_precedente(seance),
        )
    )


def point_propose(seance: Seance, usage: Usage) -> PointDUsage:
    return point_d_usage(usage, precedente=seance_precedente(seance))


def seance_precedente(seance: Seance) -> date | None:
    """The last meeting of the body before this one, held or about to be."""
    sans_suite = (Seance.Etat.ANNULEE, Seance.Etat.REPORTEE)
    avant = seance.instance.seances.filter(starts_at__lt=seance.starts_at)
    moment = (
        avant.exclude(etat__in=sans_suite)
        .exclude(pk=seance.pk)
        .order_by("-starts_at")
        .values_list("starts_at", flat=True)
        .first()
    )
    return localdate(moment) if moment else None
