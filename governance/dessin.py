"""Where the seats of an assembly stand: plain geometry, drawn by templates/components.

Pure: the same number of seats always gives the same drawing, row by row from the left
edge to the right one, so that a seat keeps its place while its occupant comes and goes.
"""

import math
from dataclasses import dataclass

LARGEUR, HAUTEUR = 200.0, 104.0
CENTRE_X, CENTRE_Y = LARGEUR / 2, 96.0
RAYON_MAX, RAYON_MIN = 86.0, 40.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One seat. ``angle`` runs from 0 (left) to π (right)."""

    x: float
    y: float
    angle: float


def places(nombre: int) -> tuple[Place, ...]:
    """The seats of an assembly, from left to right whatever their row."""
    if nombre <= 0:
        return ()
    rangs = _rayons(nombre)
    par_rang = _repartir(nombre, rangs)
    tous = [
        _place(rayon, rang, total)
        for rayon, total in zip(rangs, par_rang, strict=True)
        for rang in range(total)
    ]
    # Ties at both ends: the outer row first, so that the threshold cuts cleanly.
    return tuple(sorted(tous, key=lambda p: (p.angle, p.x)))


def taille(nombre: int) -> float:
    """The radius of a seat: as large as the rows allow, never more than 6."""
    if nombre <= 0:
        return 0.0
    rangs = _rayons(nombre)
    plein = sum(_repartir(nombre, rangs))
    pas_sur_l_arc = math.pi * sum(rangs) / max(plein, 1)
    pas_entre_rangs = (RAYON_MAX - RAYON_MIN) / max(len(rangs) - 1, 1)
    return round(min(6.0, pas_sur_l_arc * 0.36, pas_entre_rangs * 0.36), 2)


def seuil(nombre: int, requis: int) -> tuple[Place, Place] | None:
    """The stroke between the last seat needed and the next one, from inside to outside."""
    tous = places(nombre)
    if not 0 < requis <= len(tous):
        return None
    avant = tous[requis - 1].angle
    apres = tous[requis].angle if requis < len(tous) else math.pi
    angle = (avant + apres) / 2
    return _point(RAYON_MIN - 8, angle), _point(RAYON_MAX + 8, angle)


def _rayons(nombre: int) -> tuple[float, ...]:
    """Two rows for a bureau, seven for the largest councils."""
    rangs = max(1, min(7, round(math.sqrt(nombre / 4))))
    if rangs == 1:
        return (RAYON_MAX - 16,)
    pas = (RAYON_MAX - RAYON_MIN) / (rangs - 1)
    return tuple(RAYON_MIN + pas * i for i in range(rangs))


def _repartir(nombre: int, rayons: tuple[float, ...]) -> list[int]:
    """Seats per row in proportion of its length; the largest remainders take what is left."""
    somme = sum(rayons)
    parts = [nombre * rayon / somme for rayon in rayons]
    sieges = [math.floor(part) for part in parts]
    restes = sorted(range(len(parts)), key=lambda i: (sieges[i] - parts[i], -i))
    for i in restes[: nombre - sum(sieges)]:
        sieges[i] += 1
    return sieges


def _place(rayon: float, rang: int, total: int) -> Place:
    angle = math.pi / 2 if total == 1 else math.pi * rang / (total - 1)
    # Rounded, so that seats of two rows on one radius compare equal.
    return _point(rayon, round(angle, 6))


def _point(rayon: float, angle: float) -> Place:
    return Place(
        x=round(CENTRE_X - rayon * math.cos(angle), 1),
        y=round(CENTRE_Y - rayon * math.sin(angle), 1),
        angle=angle,
    )
