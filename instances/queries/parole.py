"""The floor: who has it, who waits, how long each speaker and each group has used it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db.models import QuerySet

from instances.models import Intervention, Point, Seance, Siegeant
from instances.queries.salle import reglement_de
from instances.queries.seances import siege_du_president
from instances.regles import parole as regles
from instances.regles.parole import PRIORITAIRES, Limites, Tour

Nature = Intervention.Nature
SANS_GROUPE = "Sans groupe"


@dataclass(frozen=True, kw_only=True)
class Orateur:
    """One turn as the console and the room's screen show it."""

    intervention: Intervention
    tour: Tour
    limite: timedelta | None

    @property
    def secondes(self) -> int | None:
        """What the règlement allows; the page counts down from it."""
        return None if self.limite is None else int(self.limite.total_seconds())

    @property
    def duree(self) -> timedelta:
        """Of a turn that ended."""
        return self.tour.duree(self.tour.debut) if self.tour.debut else timedelta()

    @property
    def minutes(self) -> int | None:
        return None if self.limite is None else int(self.limite.total_seconds() // 60)


class Paroles:
    """Everything about the floor in one séance: two queries, whatever the number of turns."""

    def __init__(self, seance: Seance, point: Point | None) -> None:
        self.seance, self.point = seance, point

    @cached_property
    def orateurs(self) -> list[Orateur]:
        lus = list(interventions_de(self.seance).filter(renoncee_at=None).order_by("ordre", "id"))
        if not lus:
            return []
        limites = limites_de(self.seance)
        president = siege_du_president(self.seance)
        return [self._orateur(i, limites, president) for i in lus]

    def _orateur(self, lue: Intervention, limites: Limites, president: int | None) -> Orateur:
        tour = tour_de(lue, president=president)
        return Orateur(intervention=lue, tour=tour, limite=regles.limite(tour, limites))

    @cached_property
    def du_point(self) -> list[Orateur]:
        cle = self.point.pk if self.point else None
        return [o for o in self.orateurs if o.intervention.point_id == cle]

    @cached_property
    def en_cours(self) -> Orateur | None:
        return next((o for o in self.du_point if o.tour.debut and not o.tour.fin), None)

    @cached_property
    def file(self) -> list[Orateur]:
        """What interrupts the debate first, then the order of the list."""
        attendent = [o for o in self.du_point if not o.tour.debut]
        return sorted(attendent, key=lambda o: o.intervention.nature not in PRIORITAIRES)

    @cached_property
    def passes(self) -> list[Orateur]:
        return [o for o in self.du_point if o.tour.fin]

    def rang(self, demande: Intervention | None) -> int | None:
        """How many speak before."""
        return next((i for i, o in enumerate(self.file) if o.intervention == demande), None)

    @property
    def groupes(self) -> list[tuple[str, timedelta]]:
        return self._temps(lambda tour: tour.groupe or SANS_GROUPE)

    @property
    def personnes(self) -> list[tuple[str, timedelta]]:
        return self._temps(lambda tour: tour.qui)

    def _temps(self, cle: Callable[[Tour], str]) -> list[tuple[str, timedelta]]:
        """Turns that ended, over the whole séance; the longest first."""
        cumul = regles.temps_par(cle, (o.tour for o in self.orateurs if o.tour.fin))
        return sorted(cumul.items(), key=lambda d: (-d[1], d[0]))


def interventions_de(seance: Seance) -> QuerySet[Intervention]:
    toutes = Intervention.objects.filter(point__seance=seance)
    return toutes.select_related("siegeant__elu", "point")


def limites_de(seance: Seance) -> Limites:
    reglement = reglement_de(seance)
    return Limites(
        intervention=reglement.intervention_minutes,
        fait_personnel=reglement.fait_personnel_minutes,
        voeu=reglement.voeux_minutes,
    )


def tour_de(lue: Intervention, *, president: int | None) -> Tour:
    """Rapporteur, président and whoever answers or is invited speak without limit (SEA-05)."""
    elu = lue.siegeant.elu if lue.siegeant else None
    invite = lue.siegeant is None or lue.nature in (Nature.RAPPORT, Nature.REPONSE)
    rapporteur = elu is not None and elu.pk == lue.point.rapporteur_id
    return Tour(
        qui=str(lue),
        groupe=elu.groupe if elu else "",
        fait_personnel=lue.nature == Nature.FAIT_PERSONNEL,
        voeu=lue.point.usage == Point.Usage.QUESTIONS and lue.point.type == Point.Type.AVIS,
        sans_limite=invite or rapporteur or lue.siegeant_id == president,
        debut=lue.debut_at,
        fin=lue.fin_at,
    )


def attend(file: Sequence[Orateur], siegeant: Siegeant) -> Intervention | None:
    """The request of this seat that still waits."""
    attendues = (o.intervention for o in file)
    return next((i for i in attendues if i.siegeant_id == siegeant.pk), None)
