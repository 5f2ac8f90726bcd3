"""Bounds as a document prints them, turned into ranks of the ordre de passage.

« À partir du 6.8 », « jusqu'au 0.2 », « à partir de D98/13 », « arrivé à 19 h 10 »: a report,
a deliberation or an hour, included unless the document excludes it. What cannot be placed
stays vague: the member may have been there, or not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from deliberations.dossier.arbre import Borne, Dossier, Point
from governance.regles import Gravite, Manquement
from instances.regles.faits import SANS_FIN, Plage

MINUTES_PAR_JOUR = 24 * 60


@dataclass(frozen=True, kw_only=True, slots=True)
class PointOrdonne:
    """One line of the ordre de passage; ``point`` holds nothing when only its number is known."""

    numero: str
    rang: int
    point: Point


@dataclass(frozen=True, kw_only=True)
class Reperes:
    points: tuple[PointOrdonne, ...]
    minuit_passe: bool = False
    ouverture: int | None = None
    levee: int | None = None

    def plage(self, depuis: Borne | None, jusqua: Borne | None) -> Plage:
        debut, au_plus_tot = self._debut(depuis)
        fin, au_plus_tard = self._fin(jusqua)
        return Plage(debut=debut, fin=fin, au_plus_tot=au_plus_tot, au_plus_tard=au_plus_tard)

    def _debut(self, borne: Borne | None) -> tuple[int, int | None]:
        if borne is None:
            return 1, None
        if rangs := self.rangs(borne):
            decalage = 1 if borne.inclus is False else 0
            premier, dernier = rangs[0] + decalage, rangs[-1] + decalage
            return dernier, None if premier == dernier else premier
        if borne.heure is not None and borne.rapport is None and borne.deliberation is None:
            return self._debut_a(self.minutes(borne.heure), inclus=borne.inclus is not False)
        return SANS_FIN, 1

    def _debut_a(self, minutes: int, *, inclus: bool) -> tuple[int, int | None]:
        """Present at the points taken up from that hour on (QUO-04)."""
        if self.ouverture is not None and minutes <= self.ouverture:
            return 1, None
        if self.levee is not None and minutes >= self.levee:
            return SANS_FIN, None
        seuil = minutes if inclus else minutes + 1
        heures = list(self.heures())
        apres = [rang for rang, heure in heures if heure >= seuil]
        avant = [rang for rang, heure in heures if heure < seuil]
        return min(apres, default=SANS_FIN), max(avant, default=0) + 1

    def _fin(self, borne: Borne | None) -> tuple[int, int | None]:
        if borne is None:
            return SANS_FIN, None
        if rangs := self.rangs(borne):
            decalage = 1 if borne.inclus is False else 0
            premier, dernier = rangs[0] - decalage, rangs[-1] - decalage
            return premier, None if premier == dernier else dernier
        if borne.heure is not None and borne.rapport is None and borne.deliberation is None:
            return self._fin_a(self.minutes(borne.heure), inclus=borne.inclus is not False)
        return 0, SANS_FIN

    def _fin_a(self, minutes: int, *, inclus: bool) -> tuple[int, int | None]:
        """Leaving after a point is taken up leaves that point untouched (QUO-04)."""
        if self.levee is not None and minutes >= self.levee:
            return SANS_FIN, None
        if self.ouverture is not None and minutes < self.ouverture:
            return 0, None
        seuil = minutes if inclus else minutes - 1
        heures = list(self.heures())
        avant = [rang for rang, heure in heures if heure <= seuil]
        apres = [rang for rang, heure in heures if heure > seuil]
        return max(avant, default=0), min(apres, default=SANS_FIN + 1) - 1

    def rangs(self, borne: Borne) -> list[int]:
        """Where the named report or deliberation comes up: several times if it is printed twice."""
        if borne.rapport is not None:
            return [p.rang for p in self.points if p.numero == borne.rapport]
        if borne.deliberation is not None:
            return [p.rang for p in self.points if p.point.deliberation == borne.deliberation]
        return []

    def heures(self) -> Iterator[tuple[int, int]]:
        for point in self.points:
            if point.point.heure is not None:
                yield point.rang, self.minutes(point.point.heure)

    def minutes(self, heure: time) -> int:
        """Minutes since midnight of the day of the séance, which may end on the morrow."""
        minutes = heure.hour * 60 + heure.minute
        if self.minuit_passe and self.ouverture is not None and minutes < self.ouverture:
            return minutes + MINUTES_PAR_JOUR
        return minutes

    def hors_ordre(self, borne: Borne | None) -> str | None:
        """What the bound names and the ordre de passage does not hold (COH-04)."""
        if borne is None or self.rangs(borne):
            return None
        if borne.rapport is not None:
            return f"le rapport {borne.rapport}"
        return None if borne.deliberation is None else f"la délibération {borne.deliberation}"


def dresser(dossier: Dossier) -> Reperes:
    seance = dossier.seance
    ouverture = seance.ouverture if seance else None
    levee = seance.levee if seance else None
    minuit = bool(seance and seance.date and seance.date_levee and seance.date_levee > seance.date)
    sans_levee = Reperes(
        points=ordonner(dossier),
        minuit_passe=minuit,
        ouverture=None if ouverture is None else ouverture.hour * 60 + ouverture.minute,
    )
    return Reperes(
        points=sans_levee.points,
        minuit_passe=minuit,
        ouverture=sans_levee.ouverture,
        levee=None if levee is None else sans_levee.minutes(levee),
    )


def ordonner(dossier: Dossier) -> tuple[PointOrdonne, ...]:
    """The points in the order of passage: the printed one, or else that of the dossier."""
    points = dossier.points or ()
    if dossier.ordre_de_passage is None:
        return _dans_l_ordre_du_dossier(points)
    par_numero = {p.deliberation: p for p in points if p.deliberation is not None}
    par_numero |= {p.numero: p for p in points if p.numero is not None}
    return tuple(
        PointOrdonne(numero=numero, rang=rang, point=par_numero.get(numero, Point(numero=numero)))
        for rang, numero in enumerate(dossier.ordre_de_passage, start=1)
    )


def _dans_l_ordre_du_dossier(points: tuple[Point, ...]) -> tuple[PointOrdonne, ...]:
    """Printed ranks are kept when each point has its own; otherwise the position decides."""
    imprimes = [p.rang for p in points if p.rang is not None]
    if len(imprimes) == len(points) == len(set(imprimes)):
        classes = sorted(zip(imprimes, points, strict=True), key=lambda couple: couple[0])
    else:
        classes = list(enumerate(points, start=1))
    return tuple(
        PointOrdonne(numero=p.numero or p.deliberation or str(rang), rang=rang, point=p)
        for rang, p in classes
    )


def anomalies(dossier: Dossier, reperes: Reperes) -> Iterator[Manquement]:
    yield from _en_double(reperes)
    yield from _decrits_deux_fois(dossier, reperes)
    yield from _rangs(dossier, reperes)
    if dossier.ordre_de_passage is not None:
        places = {p.numero for p in reperes.points}
        for point in dossier.points or ():
            if places.isdisjoint({point.numero, point.deliberation}):
                nom = point.numero or point.deliberation or "sans numéro"
                yield Manquement(
                    regle="COH-19",
                    message=f"Le rapport {nom} ne figure pas dans l’ordre de passage.",
                    points=(nom,),
                )


def _en_double(reperes: Reperes) -> Iterator[Manquement]:
    vus: set[str] = set()
    deliberations: dict[str, str] = {}
    for ordonne in reperes.points:
        if ordonne.numero in vus:
            yield Manquement(
                regle="COH-15",
                message=f"Le rapport {ordonne.numero} figure deux fois dans l’ordre de passage.",
                points=(ordonne.numero,),
            )
        vus.add(ordonne.numero)
        numero = ordonne.point.deliberation
        if (
            numero is not None
            and deliberations.setdefault(numero, ordonne.numero) != ordonne.numero
        ):
            yield Manquement(
                regle="COH-15",
                message=f"La délibération {numero} est le numéro de deux rapports.",
                points=(deliberations[numero], ordonne.numero),
            )


def _decrits_deux_fois(dossier: Dossier, reperes: Reperes) -> Iterator[Manquement]:
    """Two descriptions under one number: only one can be read when the order is printed."""
    if dossier.ordre_de_passage is None:
        return
    vus: set[str] = set()
    for point in dossier.points or ():
        if point.numero is not None and point.numero in vus:
            yield Manquement(
                regle="COH-15",
                message=f"Le rapport {point.numero} est décrit deux fois.",
                points=(point.numero,),
            )
        vus.add(point.numero or "")


def _rangs(dossier: Dossier, reperes: Reperes) -> Iterator[Manquement]:
    """A printed rank against another one, or against the printed order."""
    vus: dict[int, str] = {}
    for point in dossier.points or ():
        nom = point.numero or point.deliberation or "sans numéro"
        if point.rang is None:
            continue
        if point.rang in vus:
            yield Manquement(
                regle="COH-16",
                message=f"Les rapports {vus[point.rang]} et {nom} portent le rang {point.rang}.",
                points=(vus[point.rang], nom),
            )
        vus.setdefault(point.rang, nom)
    if dossier.ordre_de_passage is None:
        return
    for ordonne in reperes.points:
        if ordonne.point.rang not in (None, ordonne.rang):
            yield Manquement(
                regle="COH-16",
                gravite=Gravite.ALERTE,
                message=(
                    f"Le rapport {ordonne.numero} porte le rang {ordonne.point.rang} et passe "
                    f"à la {ordonne.rang}e place."
                ),
                points=(ordonne.numero,),
            )
