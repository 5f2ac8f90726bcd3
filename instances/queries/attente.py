"""Points that wait: inscribed after the convocation left, announced by none yet (CNV-13)."""

from django.db.models import QuerySet

from instances.models import Point, Seance


def en_attente(seance: Seance) -> QuerySet[Point]:
    """None in a séance convened elsewhere: nothing there tells one point from another."""
    attendus = seance.points.filter(convocation=None).exclude(etat=Point.Etat.RETIRE)
    connue = seance.etat != Seance.Etat.PREPARATION and (
        seance.points.exclude(convocation=None).exists()
    )
    return attendus if connue else attendus.none()


def est_en_attente(point: Point) -> bool:
    return point.convocation_id is None and en_attente(point.seance).filter(pk=point.pk).exists()
