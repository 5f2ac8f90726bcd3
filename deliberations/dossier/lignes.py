"""What every part of an import shares: who a name is, where a bound falls, which row answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Model
from django.utils.timezone import get_current_timezone

from deliberations.dossier import arbre
from deliberations.dossier.personnes import Personnes
from deliberations.dossier.reperes import MINUTES_PAR_JOUR, PointOrdonne
from deliberations.dossier.traduction import Traduction
from instances.models import Elu, Point, Seance, Siegeant


@dataclass(kw_only=True)
class Chantier:
    """One import under way. References were checked before: each name is one member."""

    dossier: arbre.Dossier
    traduction: Traduction
    seance: Seance
    personnes: Personnes
    siegeants: dict[str, Siegeant] = field(default_factory=dict)
    points: dict[int, Point] = field(default_factory=dict)
    cles: dict[str, list[str | None]] = field(default_factory=dict)

    @property
    def jour(self) -> date:
        assert self.dossier.seance is not None
        assert self.dossier.seance.date is not None
        return self.dossier.seance.date

    @property
    def commun(self) -> dict[str, Any]:
        return {"intercommunalite_id": self.seance.intercommunalite_id}

    def siege(self, reference: str | None) -> Siegeant | None:
        if reference is None:
            return None
        (reconnu,) = self.traduction.annuaire.chercher(reference)
        return self.siegeants[reconnu.membre]

    def elu(self, reference: str) -> Elu | None:
        """Who is named: the titulaire of the seat, or its suppléant."""
        (reconnu,) = self.traduction.annuaire.chercher(reference)
        if reconnu.par_suppleant:
            return self.suppleant(reconnu.membre)
        return self.siegeants[reconnu.membre].elu

    def suppleant(self, membre: str, personne: arbre.Personne | None = None) -> Elu | None:
        """The one named for this presence, or else the one of the seat."""
        siege = self.siegeants[membre]
        if personne is None and siege.suppleant is not None:
            return siege.suppleant
        personne = personne or self._represente_par(membre)
        if personne is None:
            return None
        return self.personnes.suppleant(personne, siege.commune or None)

    def _represente_par(self, membre: str) -> arbre.Personne | None:
        for presence in self.dossier.presences or ():
            reconnus = self.traduction.annuaire.chercher(presence.membre)
            if presence.represente_par is not None and reconnus[0].membre == membre:
                return presence.represente_par
        return None

    def noter(self, chemin: str, lignes: Sequence[Model | None]) -> None:
        """Which row answers for each item of a list; none where rows cannot hold it."""
        self.cles[chemin] = [None if ligne is None else str(ligne.pk) for ligne in lignes]

    def ordonnes(self) -> Iterator[tuple[PointOrdonne, int | None]]:
        """Points in passage, each with its place in ``points``; those outside the order follow."""
        places = {id(p): i for i, p in enumerate(self.dossier.points or ())}
        rang = 0
        for ordonne in self.traduction.reperes.points:
            rang = max(rang, ordonne.rang)
            yield ordonne, places.pop(id(ordonne.point), None)
        for suivant, i in enumerate(places.values(), start=rang + 1):
            point = (self.dossier.points or ())[i]
            numero = point.numero or point.deliberation or str(suivant)
            yield PointOrdonne(numero=numero, rang=suivant, point=point), i

    def a(self, heure: time | None) -> datetime | None:
        """An hour of the séance, which may end on the morrow."""
        if heure is None:
            return None
        lendemain = self.traduction.reperes.minutes(heure) >= MINUTES_PAR_JOUR
        return moment(self.jour + timedelta(days=1) if lendemain else self.jour, heure)

    def intervalle(self, depuis: arbre.Borne | None, jusqua: arbre.Borne | None) -> dict[str, Any]:
        return {**self._borne("debut", depuis), **self._borne("fin", jusqua)}

    def _borne(self, cote: str, borne: arbre.Borne | None) -> dict[str, Any]:
        """A bound that nobody can place is excluded from nothing: see ``Intervalle``."""
        point = at = None
        inclus = borne is None or borne.inclus is not False
        if borne is not None:
            rangs = self.traduction.reperes.rangs(borne)
            point = self.points[rangs[0]] if rangs else None
            at = None if point else self.a(borne.heure)
            inclus = inclus and not (point is None and at is None)
        return {f"{cote}_point": point, f"{cote}_inclus": inclus, f"{cote}_at": at}


def moment(jour: date, heure: time | None) -> datetime:
    return datetime.combine(jour, heure or time.min, tzinfo=get_current_timezone())
