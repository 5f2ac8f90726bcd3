"""What the elections add to the majorities: a number of vice-présidents above the ordinary cap."""

from django.utils.timezone import localdate

from deliberations.queries.majorites import inscrire
from deliberations.regles.exigences import Exigence
from deliberations.regles.majorite import Majorite
from instances.models import Point
from instances.queries.installation import plafonds_de
from instances.regles.mandats import ARTICLE_BUREAU


@inscrire
def nombre_de_vice_presidents(point: Point) -> Exigence | None:
    """ELE-04: beyond 20 % of the seats, the conseil decides by two thirds."""
    if point.usage != Point.Usage.NOMBRE or point.vice_presidents is None:
        return None
    limites = plafonds_de(point.intercommunalite, localdate(point.seance.starts_at))
    if not limites.exige_les_deux_tiers(point.vice_presidents):
        return None
    return Exigence(
        majorite=Majorite.DEUX_TIERS_DES_EXPRIMES,
        raison=f"plus de {limites.ordinaire} vice-présidents",
        article=ARTICLE_BUREAU,
    )
