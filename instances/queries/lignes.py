"""The rows of a séance that its facts and its pages both need: each list read once, on demand."""

from functools import cached_property

from django.utils.timezone import localdate

from instances.models import Point, Pouvoir, Presence, Seance, Siegeant
from instances.queries.composition import parametres
from instances.regles.reglement import Parametres


class Lignes:
    def __init__(self, seance: Seance) -> None:
        self.seance = seance

    @cached_property
    def points(self) -> list[Point]:
        """In the order of passage, those taken off included."""
        return list(self.seance.points.select_related("rapporteur", "reprise_de").order_by("rang"))

    @cached_property
    def siegeants(self) -> list[Siegeant]:
        return list(self.seance.siegeants.select_related("elu", "suppleant"))

    @cached_property
    def presences(self) -> list[Presence]:
        return list(self.seance.presences.select_related("suppleant", "debut_point", "fin_point"))

    @cached_property
    def pouvoirs(self) -> list[Pouvoir]:
        """Those that were not taken back, ended ones included."""
        en_vigueur = self.seance.pouvoirs.filter(revoque_at=None).order_by("id")
        return list(
            en_vigueur.select_related("mandant__elu", "mandataire__elu", "debut_point", "fin_point")
        )

    @cached_property
    def reglement(self) -> Parametres:
        """In force on the day of the séance (GEN-03)."""
        return parametres(self.seance.intercommunalite, localdate(self.seance.starts_at))
