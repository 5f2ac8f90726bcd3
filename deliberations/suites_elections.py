"""What the number of vice-présidents, once voted, makes of the elections that follow (ELE-04)."""

from datetime import datetime

from instances.models import Point

SANS_POSTE = "le conseil n’en a fixé aucun"


def suivre_le_nombre(point: Point, *, at: datetime) -> None:
    """As many posts as were voted; an election without a post is taken off, and says why."""
    for fonction, postes in (
        (Point.Fonction.VICE_PRESIDENT, point.vice_presidents),
        (Point.Fonction.BUREAU, point.autres_membres),
    ):
        attendus = point.seance.points.filter(fonction=fonction, etat=Point.Etat.INSCRIT)
        if postes:
            attendus.update(postes=postes)
        elif postes == 0:
            attendus.update(etat=Point.Etat.RETIRE, traite_at=at, issue_motif=SANS_POSTE)
