"""Where a change made now falls in the ordre de passage, and how bounds follow the passage.

A presence or a pouvoir is bounded by points. Between two points the bound is the one expected
next: if another comes up instead, the bound goes with it.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import F, Max

from instances.models import Point, Seance
from instances.queries.seances import point_en_discussion, point_suivant, seance_commencee


class Borne(NamedTuple):
    """The first point that a change concerns, or what follows it; no point: the opening."""

    point: Point | None
    inclus: bool

    @property
    def rang(self) -> int:
        return rang_du_debut(self.point, inclus=self.inclus)


def rang_du_debut(point: Point | None, *, inclus: bool) -> int:
    return 1 if point is None else point.rang + (0 if inclus else 1)


def maintenant(seance: Seance, *, en_cours_exclu: bool = False) -> Borne:
    """``en_cours_exclu``: what this change does not concern is the point being discussed."""
    if not seance_commencee(seance):
        return Borne(point=None, inclus=True)
    courant = point_en_discussion(seance)
    if courant is not None:
        return Borne(point=courant, inclus=not en_cours_exclu)
    dernier = seance.points.exclude(mis_en_discussion_at=None).order_by("rang").last()
    suivant = point_suivant(seance)
    if suivant is not None and dernier is not None and suivant.rang > dernier.rang:
        return Borne(point=suivant, inclus=True)
    return Borne(point=dernier, inclus=False)


def faire_venir(point: Point, seance: Seance) -> int | None:
    """Place the point right after those that came up: the passage is what happens (ODJ-05).

    Returns its former rank if it moved.
    """
    passes = seance.points.exclude(mis_en_discussion_at=None).aggregate(n=Max("rang"))["n"] or 0
    attendus = seance.points.filter(etat=Point.Etat.INSCRIT, rang__lt=point.rang)
    ancien, deplace = point.rang, point.rang < passes or attendus.exists()
    if deplace and ancien < passes:
        seance.points.filter(rang__gt=ancien, rang__lte=passes).update(rang=F("rang") - 1)
        point.rang = passes
    elif deplace:
        seance.points.filter(rang__gt=passes, rang__lt=ancien).update(rang=F("rang") + 1)
        point.rang = passes + 1
    if deplace:
        point.save(update_fields=["rang"])
    _ancrer(point, seance)
    return ancien if deplace else None


def _ancrer(point: Point, seance: Seance) -> None:
    """What was noted since the last point holds from the one that comes up."""
    jamais_venus = seance.points.filter(mis_en_discussion_at=None)
    for lignes in (seance.presences, seance.pouvoirs):
        lignes.filter(debut_point__in=jamais_venus).update(debut_point=point)
        lignes.filter(fin_point__in=jamais_venus).update(fin_point=point)
    seance.presidences.filter(debut_point__in=jamais_venus).update(debut_point=point)


def remettre_a_sa_place(
    point: Point, seance: Seance, *, ancien: int | None, lignes: Iterable[Any]
) -> None:
    """The contrary of ``faire_venir``: it had not come up; what was bounded by it holds from the
    one expected next. ``ancien``: the rank it left, none if it did not move."""
    rang = ancien if ancien is not None else point.rang
    if rang > point.rang:
        seance.points.filter(rang__gt=point.rang, rang__lte=rang).update(rang=F("rang") - 1)
    elif rang < point.rang:
        seance.points.filter(rang__gte=rang, rang__lt=point.rang).update(rang=F("rang") + 1)
    for bornees in lignes:
        # « After it » and « up to it » both become « from the next one », « before the next one ».
        bornees.filter(debut_point=point).update(debut_inclus=True)
        bornees.filter(fin_point=point).update(fin_inclus=False)
    point.rang, point.etat, point.mis_en_discussion_at = rang, Point.Etat.INSCRIT, None
    point.save(update_fields=["rang", "etat", "mis_en_discussion_at"])
    suivant = point_suivant(seance)
    if suivant is not None:
        _ancrer(suivant, seance)
