"""Where each dossier is, read from the points that examined it and the avis they received."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet

from governance.models import Intercommunalite
from instances.models import Avis, Point, Seance
from sectors.models import Dossier, EtapeDuSchema, PassageDeDossier
from sectors.regles import dossiers as regles

EXAMINES = (Point.Etat.TRAITE,)
RECENTS = timedelta(days=400)


@dataclass(frozen=True, kw_only=True)
class Ligne:
    """One step of one dossier, as its page prints it."""

    etape: EtapeDuSchema
    position: regles.Position
    passage: PassageDeDossier | None
    lisible: bool = True


def schema(intercommunalite: Intercommunalite) -> list[EtapeDuSchema]:
    etapes = intercommunalite.etapes_du_schema.filter(retiree=False)
    return list(
        etapes.select_related("type_instance").prefetch_related("alternatives__type_instance")
    )


def etapes_de(
    dossiers: Iterable[Dossier], etapes: Sequence[EtapeDuSchema]
) -> dict[int, list[regles.Etape]]:
    """The facts of each dossier, step by step, in two queries whatever their number."""
    passages = _passages(dossiers)
    avis = _avis(p for siens in passages.values() for p in siens.values())
    return {
        d.pk: [_etape(e, passages[d.pk].get(e.pk), avis[d.pk]) for e in etapes] for d in dossiers
    }


def _passages(dossiers: Iterable[Dossier]) -> dict[int, dict[int, PassageDeDossier]]:
    lus: dict[int, dict[int, PassageDeDossier]] = defaultdict(dict)
    passages = PassageDeDossier.objects.filter(dossier__in=list(dossiers))
    for passage in passages.select_related("point__seance__instance"):
        lus[passage.dossier_id][passage.etape_id] = passage
    return lus


def _avis(passages: Iterable[PassageDeDossier]) -> dict[int, dict[int, Avis]]:
    """By dossier, then by type d'instance: an avis counts wherever in the dossier it was noted."""
    des_points = {p.point_id: p.dossier_id for p in passages if p.point_id}
    lus: dict[int, dict[int, Avis]] = defaultdict(dict)
    for avis in Avis.objects.filter(point__in=des_points).select_related("instance"):
        lus[des_points[avis.point_id]][avis.instance.type_instance_id] = avis
    return lus


def _etape(
    etape: EtapeDuSchema, passage: PassageDeDossier | None, avis: dict[int, Avis]
) -> regles.Etape:
    genres = etape.genres
    rendu = next((avis[g.pk] for g in genres if g.pk in avis), None)
    point = passage.point if passage else None
    return regles.Etape(
        temps=str(etape.get_temps_display()),
        instance=etape.examinateurs,
        avis_attendu=etape.avis,
        decide=etape.temps == EtapeDuSchema.Temps.DECISION,
        inscrite=point is not None and point.etat not in EXAMINES,
        faite=rendu is not None
        or (passage is not None and passage.fait_on is not None)
        or (point is not None and point.etat in EXAMINES),
        avis=str(rendu.get_sens_display()) if rendu else "",
    )


def lignes(dossier: Dossier, seances: QuerySet[Seance]) -> list[Ligne]:
    """``seances``: what the reader may read; the rest is said done or not, without its point."""
    etapes = schema(dossier.intercommunalite)
    passages = _passages([dossier])[dossier.pk]
    faits = etapes_de([dossier], etapes)[dossier.pk]
    des_points = {p.point.seance_id for p in passages.values() if p.point}
    lisibles = set(seances.filter(pk__in=des_points).values_list("pk", flat=True))
    return [
        Ligne(
            etape=etape,
            position=position,
            passage=(passage := passages.get(etape.pk)),
            lisible=passage is None or passage.point is None or passage.point.seance_id in lisibles,
        )
        for etape, position in zip(etapes, regles.positions(faits), strict=True)
    ]


def attentes(dossiers: Sequence[Dossier], etapes: Sequence[EtapeDuSchema]) -> list[tuple[Any, str]]:
    """Each dossier with the sentence of what it waits for."""
    faits = etapes_de(dossiers, etapes)
    return [(d, "" if d.clos_at else regles.attente(faits[d.pk])) for d in dossiers]


def points_possibles(dossier: Dossier, seances: QuerySet[Seance]) -> QuerySet[Point]:
    """Points of recent séances and of those to come, of the bodies that the schéma names.

    Never an alert: a dossier may be read more widely than the point that examined it (DIV-03).
    """
    depuis = dossier.ouvert_at - RECENTS
    types = {g.pk for etape in schema(dossier.intercommunalite) for g in etape.genres}
    points = Point.objects.filter(
        seance__in=seances.filter(starts_at__gte=depuis, instance__type_instance__in=types)
    ).exclude(
        Q(etat=Point.Etat.RETIRE)
        | Q(usage=Point.Usage.ALERTE)
        | Q(etapes_de_dossier__dossier=dossier)
    )
    return points.select_related("seance__instance", "seance__intercommunalite").order_by(
        "-seance__starts_at", "rang"
    )


def points_a_decider(points: Iterable[Point]) -> dict[Point, Dossier]:
    """Of these points, those that decide a dossier."""
    decisifs = PassageDeDossier.objects.filter(
        point__in=list(points), etape__temps=EtapeDuSchema.Temps.DECISION
    )
    return {
        p.point: p.dossier
        for p in decisifs.select_related("dossier__intercommunalite", "point")
        if p.point is not None
    }
