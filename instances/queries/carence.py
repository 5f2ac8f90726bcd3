"""Whether the quorum lacks now, for what is still to come (QUO-04, QUO-08)."""

from instances.models import Point, Seance
from instances.queries.faits import faits_de
from instances.regles.seance import PointEvalue, evaluer
from instances.regles.tenue import quorum_a_l_ouverture


def points_evalues(seance: Seance) -> list[PointEvalue]:
    """Before the opening, the opening itself; then the points that have not come up."""
    faits = faits_de(seance)
    if seance.ouverte_at is None:
        return [quorum_a_l_ouverture(faits)]
    restants = set(seance.points.filter(etat=Point.Etat.INSCRIT).values_list("rang", flat=True))
    return [e for e in evaluer(faits) if e.rang in restants]
