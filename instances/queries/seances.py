"""Reads of a séance: its points as the rules see them, the point in discussion, the lists."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localtime

from governance.models import Intercommunalite
from instances.models import Point, Seance
from instances.queries.composition import parametres
from instances.regles import ordre_du_jour
from instances.regles.etats import EtatPoint, EtatSeance
from instances.regles.faits import TypePoint
from instances.regles.ordre_du_jour import Inscription, PointVu
from instances.regles.types_de_point import types_admis


def seances_de(intercommunalite: Intercommunalite) -> QuerySet[Seance]:
    return (
        intercommunalite.seances.select_related("instance__type_instance", "intercommunalite")
        .annotate(nombre_de_points=Count("points", filter=~Q(points__etat=Point.Etat.RETIRE)))
        .order_by("-starts_at", "-id")
    )


def point_en_discussion(seance: Seance) -> Point | None:
    return seance.points.filter(etat=Point.Etat.EN_DISCUSSION).first()


def point_suivant(seance: Seance) -> Point | None:
    """The next matter in the ordre de passage that has not come up yet."""
    return seance.points.filter(etat=Point.Etat.INSCRIT).order_by("rang").first()


def siege_du_president(seance: Seance) -> int | None:
    """The seat of whoever presides now: the last to have taken the chair."""
    presidence = seance.presidences.filter(elu__isnull=False).order_by("ordre").last()
    if presidence is None:
        return None
    return seance.siegeants.filter(elu=presidence.elu_id).values_list("pk", flat=True).first()


def president_elu(seance: Seance) -> bool:
    """Whether the conseil elected whoever presides now (SEA-02)."""
    presidence = seance.presidences.filter(elu__isnull=False).order_by("ordre").last()
    return presidence is not None and presidence.election != ""


def seance_commencee(seance: Seance) -> bool:
    """Whether a first point has come up: before it, arrivals count from the opening."""
    return seance.points.exclude(mis_en_discussion_at=None).exists()


def par_rubrique(points: Iterable[Point]) -> list[dict[str, Any]]:
    """Groups of consecutive points of one rubrique, with their first and last rank."""
    groupes: list[dict[str, Any]] = []
    for point in points:
        if not groupes or groupes[-1]["rubrique"] != point.rubrique:
            groupes.append({"rubrique": point.rubrique, "points": []})
        groupes[-1]["points"].append(point)
    return groupes


def points_vus(seance: Seance) -> list[PointVu]:
    """The points of a séance as the rules of the ordre du jour see them."""
    return [point_vu(p) for p in seance.points.all()]


def point_vu(point: Point) -> PointVu:
    return PointVu(
        cle=point.pk,
        numero=point.numero,
        titre=point.titre,
        type=TypePoint(point.type),
        rang=point.rang,
        alerte=point.usage == Point.Usage.ALERTE,
        etat=EtatPoint(point.etat),
        usage=point.usage,
        matiere=point.matiere or _matiere_des_comptes(point),
    )


def _matiere_des_comptes(point: Point) -> str:
    """The budget and the accounts are told by a box of their own."""
    if point.budget_primitif:
        return Point.Matiere.BUDGET
    return Point.Matiere.COMPTES if point.compte_administratif else ""


def faits_du_point(point: Point, seance: Seance) -> Inscription:
    """A point to put on the ordre du jour, and what its body may handle (BUR-05)."""
    return Inscription(
        point=point_vu(point),
        etat_de_la_seance=EtatSeance(seance.etat),
        types_admis=types_admis(seance.instance.type_instance.nature),
        conseil=seance.instance.type_instance.modele == "conseil",
        ajouts_admis=_ajouts_admis(seance),
    )


def _ajouts_admis(seance: Seance) -> bool:
    """Only a bureau-débats has a clause on urgent points; it is read once it is convened."""
    if seance.instance.type_instance.modele != "bureau_debats":
        return True
    return parametres(seance.intercommunalite, jour_de(seance)).points_urgents_bureau_debats


def numero_propose(seance: Seance) -> str:
    """The number after the last report in the order of numbers: « 5.3 » after « 5.2 »."""
    numeros = sorted(seance.points.values_list("numero", flat=True), key=ordre_du_jour.cle_de_tri)
    return ordre_du_jour.numero_suivant(numeros[-1]) if numeros else "1"


def jour_de(seance: Seance) -> date:
    """The civil day of the séance, where the council sits."""
    return localtime(seance.starts_at).date()
