"""Bounds of a presence or of a pouvoir as ranks of passage: the reading of a dossier's bounds.

A point, included or not, or an hour, placed among the points whose hour is known. A bound
that names neither and is « not included » exists without anybody knowing where: the span is
then vague. Retired points keep their rank, so that a bound may still name one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from instances.models import Point, Seance
from instances.models.presences import Intervalle
from instances.regles.faits import SANS_FIN, Plage


@dataclass(frozen=True, kw_only=True)
class Passage:
    """The points of one séance, and when each came up if that is known."""

    rangs: dict[int, int]
    heures: tuple[tuple[int, datetime], ...]
    ouverte_at: datetime | None
    levee_at: datetime | None

    def plage(self, intervalle: Intervalle) -> Plage:
        debut, au_plus_tot = self._debut(intervalle)
        fin, au_plus_tard = self._fin(intervalle)
        return Plage(debut=debut, fin=fin, au_plus_tot=au_plus_tot, au_plus_tard=au_plus_tard)

    def _debut(self, intervalle: Intervalle) -> tuple[int, int | None]:
        point, inclus = intervalle.debut_point, intervalle.debut_inclus
        if point is not None:
            return self.rangs.get(point.pk, point.rang) + (0 if inclus else 1), None
        if intervalle.debut_at is None:
            return (1, None) if inclus else (SANS_FIN, 1)
        return self._arrive(intervalle.debut_at, inclus=inclus)

    def _arrive(self, quand: datetime, *, inclus: bool) -> tuple[int, int | None]:
        """Present at the points taken up from that hour on (QUO-04)."""
        if self.ouverte_at is not None and quand <= self.ouverte_at:
            return 1, None
        if self.levee_at is not None and quand >= self.levee_at:
            return SANS_FIN, None
        apres = [rang for rang, at in self.heures if at > quand or (inclus and at == quand)]
        avant = [rang for rang, at in self.heures if at < quand or (not inclus and at == quand)]
        return min(apres, default=SANS_FIN), max(avant, default=0) + 1

    def _fin(self, intervalle: Intervalle) -> tuple[int, int | None]:
        point, inclus = intervalle.fin_point, intervalle.fin_inclus
        if point is not None:
            return self.rangs.get(point.pk, point.rang) - (0 if inclus else 1), None
        if intervalle.fin_at is None:
            return (SANS_FIN, None) if inclus else (0, SANS_FIN)
        return self._part(intervalle.fin_at, inclus=inclus)

    def _part(self, quand: datetime, *, inclus: bool) -> tuple[int, int | None]:
        """Leaving after a point is taken up leaves that point untouched (QUO-04)."""
        if self.levee_at is not None and quand >= self.levee_at:
            return SANS_FIN, None
        if self.ouverte_at is not None and quand < self.ouverte_at:
            return 0, None
        avant = [rang for rang, at in self.heures if at < quand or (inclus and at == quand)]
        apres = [rang for rang, at in self.heures if at > quand or (not inclus and at == quand)]
        return max(avant, default=0), min(apres, default=SANS_FIN + 1) - 1


def passage(seance: Seance, points: Iterable[Point]) -> Passage:
    connus = list(points)
    return Passage(
        rangs={p.pk: p.rang for p in connus},
        heures=tuple(
            (p.rang, p.mis_en_discussion_at) for p in connus if p.mis_en_discussion_at is not None
        ),
        ouverte_at=seance.ouverte_at,
        levee_at=seance.levee_at,
    )
