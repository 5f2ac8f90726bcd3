"""A small séance to start from: ten seats, three points, everyone present."""

from dataclasses import replace
from datetime import date

from instances.regles.faits import Faits, Membre, Point, Presence, Regime

JOUR = date(2026, 11, 19)


def faits(*, presents: int = 10, en_exercice: int | None = 10, **autres: object) -> Faits:
    membres = tuple(Membre(id=i, nom=f"Membre {i}") for i in range(1, 11))
    base = Faits(
        regime=Regime(date=JOUR),
        points=tuple(Point(numero=numero, rang=rang) for rang, numero in enumerate("ABC", 1)),
        membres=membres,
        presences=tuple(Presence(membre=i) for i in range(1, presents + 1)),
        absents=tuple(range(presents + 1, 11)),
        pouvoirs=(),
        en_exercice=en_exercice,
    )
    return replace(base, **autres)
