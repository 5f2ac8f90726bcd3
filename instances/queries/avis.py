"""Reads of opinions: those given on a point, those that a séance of a commission proposes."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.timezone import localtime

from instances.models import Point
from instances.models.seances import Seance

RECUL = timedelta(days=120)
AU_PLUS = 12


@dataclass(frozen=True, kw_only=True)
class Proposition:
    """A point that a consultative body dealt with, and what it gives to the form."""

    point: Point
    valeurs: dict[str, Any]

    @property
    def libelle(self) -> str:
        seance = self.point.seance
        return f"{seance.instance}, rapport {self.point.numero}\u00a0: {self.point.titre}"


def propositions(point: Point) -> list[Proposition]:
    """The same commission first, then the same title; the most recent séances before others."""
    avant = point.seance.starts_at
    traites = point.intercommunalite.points.filter(
        etat=Point.Etat.TRAITE,
        seance__etat=Seance.Etat.LEVEE,
        seance__starts_at__range=(avant - RECUL, avant),
        avis_issus__isnull=True,
    ).exclude(seance__instance__type_instance__nature="deliberante")
    lus = traites.select_related("seance__instance").order_by("-seance__starts_at", "rang")
    pressentis = sorted(lus[:200], key=lambda p: _eloignement(p, point))
    return [Proposition(point=p, valeurs=_valeurs(p)) for p in pressentis[:AU_PLUS]]


def proposition(point: Point, pk: str) -> Proposition | None:
    """The one asked for, as an address writes it; anything else proposes nothing."""
    return next((p for p in propositions(point) if str(p.point.pk) == pk), None)


def _eloignement(source: Point, point: Point) -> tuple[bool, bool]:
    return (
        source.titre.casefold() != point.titre.casefold(),
        source.seance.instance.nom != point.commission,
    )


def _valeurs(source: Point) -> dict[str, Any]:
    """Day and body are those of its séance; counts those of its vote, if there was one."""
    seance = source.seance
    valeurs: dict[str, Any] = {
        "instance": seance.instance_id,
        "rendu_on": localtime(seance.starts_at).date(),
    }
    scrutin = source.scrutins.sur_le_texte().order_by("ordre").last()
    if scrutin is not None:
        favorable = (scrutin.pour or 0) > (scrutin.contre or 0)
        valeurs |= {n: getattr(scrutin, n) for n in ("pour", "contre", "abstention")}
        valeurs["sens"] = "favorable" if favorable else "defavorable"
    return valeurs
