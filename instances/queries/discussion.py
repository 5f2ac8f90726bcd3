"""Whether a point may be put into discussion, by what announced it and by the vote on urgency."""

from dataclasses import replace

from governance.regles import Manquement
from instances.models import Point, Seance
from instances.queries import installation
from instances.queries.attente import est_en_attente
from instances.queries.delai import contexte_du_delai
from instances.regles import rectification, urgence
from instances.regles.faits import TypePoint
from instances.regles.jours_francs import delai_requis
from instances.regles.urgence import PointEnUrgence, Vote


def manquements(point: Point, seance: Seance) -> tuple[Manquement, ...]:
    """ODJ-01: nothing unannounced is decided. CNV-10: nothing late, unless urgency is admitted.

    INS-04: an installation keeps its order.
    """
    delibere = TypePoint(point.type).delibere
    return (
        *rectification.deliberable(
            numero=point.numero, delibere=delibere, annonce=not est_en_attente(point)
        ),
        *urgence.deliberable(
            PointEnUrgence(
                numero=point.numero,
                delibere=delibere,
                sur_l_urgence=point.usage == Point.Usage.URGENCE,
                francs=point.convocation.francs if point.convocation else None,
            ),
            vote=vote_sur_l_urgence(seance),
            plancher=_plancher(seance),
        ),
        *installation.ordre(point, seance),
    )


def vote_sur_l_urgence(seance: Seance) -> Vote | None:
    """``None`` when no urgency is to be voted. The result is read where the vote wrote it."""
    point = seance.points.filter(usage=Point.Usage.URGENCE).first() if seance.urgence else None
    if point is None:
        return None
    scrutin = point.scrutins.sur_le_texte().exclude(proclame_at=None).last()
    if scrutin is None:
        return Vote.ATTENDU
    return Vote.REFUSEE if scrutin.issue == "rejetee" else Vote.ADMISE


def _plancher(seance: Seance) -> int:
    delai = delai_requis(replace(contexte_du_delai(seance), urgence=False))
    return delai.plancher if delai else 0
