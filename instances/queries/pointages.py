"""The log of presences: the last gestures, what one of them left, what undoing it would change."""

from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.dateparse import parse_datetime

from instances.models import Point, Pointage, Presence, Seance, Siegeant
from instances.queries.plages import passage
from instances.regles.presences import masques

RECENTS = 12
HEURES = ("debut_at", "fin_at")
CHAMPS = (
    "debut_point_id", "debut_inclus", "debut_at", "fin_point_id", "fin_inclus", "fin_at",
    "suppleant_id", "a_distance",
)  # fmt: skip
VOTES = frozenset({Point.Type.DELIBERATION, Point.Type.ELECTION, Point.Type.AVIS})


@dataclass(frozen=True, kw_only=True)
class GesteRecent:
    """A gesture as the console lists it: only the last one on a seat may be corrected."""

    pointage: Pointage
    corrigible: bool
    corrige: bool

    @property
    def phrase(self) -> str:
        p = self.pointage
        if p.corrige is not None:
            return f"correction\u00a0: {p.corrige.get_geste_display().lower()}"
        return p.get_geste_display().lower()


def gestes_recents(seance: Seance) -> list[GesteRecent]:
    """Newest first, in one query."""
    lignes = list(
        seance.pointages.select_related("siegeant__elu", "suppleant", "point", "by", "corrige")
        .order_by("-id")[:RECENTS]
    )  # fmt: skip
    corriges = {p.corrige_id for p in lignes}
    vus: set[int] = set()
    recents = []
    for ligne in lignes:
        dernier = ligne.siegeant_id not in vus
        vus.add(ligne.siegeant_id)
        recents.append(
            GesteRecent(pointage=ligne, corrigible=dernier, corrige=ligne.pk in corriges)
        )
    return recents


def dernier_pointage(siegeant: Siegeant) -> Pointage | None:
    return siegeant.pointages.order_by("-id").first()


def occupant(siegeant: Siegeant) -> Presence | None:
    return siegeant.presences.filter(fin_point=None, fin_at=None).first()


def en_lignes(siegeant: Siegeant) -> list[dict[str, Any]]:
    """The presences of a seat, as its log keeps them."""
    encoder = DjangoJSONEncoder()
    return [
        {
            champ: encoder.default(valeur) if champ in HEURES and valeur is not None else valeur
            for champ, valeur in ligne.items()
        }
        for ligne in siegeant.presences.order_by("id").values(*CHAMPS)
    ]


def presences_rendues(pointage: Pointage) -> list[Presence]:
    """The presences of the seat before that gesture, in the passage as it went since."""
    points = {p.pk: p for p in pointage.seance.points.all()}
    return [
        Presence(
            intercommunalite_id=pointage.intercommunalite_id,
            seance_id=pointage.seance_id,
            siegeant_id=pointage.siegeant_id,
            debut_point=_point(ligne["debut_point_id"], points, pointage),
            fin_point=_point(ligne["fin_point_id"], points, pointage),
            **{c: parse_datetime(ligne[c]) if ligne[c] else None for c in HEURES},
            **{c: ligne[c] for c in ("debut_inclus", "fin_inclus", "suppleant_id", "a_distance")},
        )
        for ligne in pointage.avant
    ]


def _point(cle: int | None, points: dict[int, Point], pointage: Pointage) -> Point | None:
    """A bound set on the report then expected follows the one that came up in its place."""
    point = points.get(cle) if cle is not None else None
    if point is None or (point.mis_en_discussion_at and point.mis_en_discussion_at <= pointage.at):
        return point
    venus = [p for p in points.values() if (v := p.mis_en_discussion_at) and v > pointage.at]
    return min(venus, key=lambda p: p.rang, default=point)


def points_alteres(pointage: Pointage) -> list[Point]:
    """The reports already voted at which the seat would no longer be, or be again."""
    points = list(pointage.seance.points.order_by("rang"))
    rangs = [p.rang for p in points]
    ordre = passage(pointage.seance, points)

    def occupes(lignes: list[Presence]) -> dict[int | None, int]:
        """Who sits counts too: one mask for the titulaire, one for the suppléant."""
        par_occupant: dict[int | None, int] = {}
        for ligne in lignes:
            certain, possible = masques(ordre.plage(ligne), rangs)
            cle = ligne.suppleant_id
            par_occupant[cle] = par_occupant.get(cle, 0) | certain | possible
        return par_occupant

    actuelles = pointage.siegeant.presences.select_related("debut_point", "fin_point")
    avant, apres = occupes(list(actuelles)), occupes(presences_rendues(pointage))
    change = 0
    for cle in avant.keys() | apres.keys():
        change |= avant.get(cle, 0) ^ apres.get(cle, 0)
    return [
        p
        for i, p in enumerate(points)
        if change >> i & 1 and p.etat == Point.Etat.TRAITE and p.type in VOTES
    ]
