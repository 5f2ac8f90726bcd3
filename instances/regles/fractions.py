"""Fractions of an assembly, in integers only (GEN-05).

« Un tiers au moins » se compte à l'entier supérieur ; « la majorité », « plus de la
moitié » est le premier entier strictement supérieur à la moitié. No float ever takes
part: 0.1 + 0.2 has no place in a vote.
"""

from enum import IntEnum


class Fraction(IntEnum):
    """The denominators the law uses, each on its own base (GEN-06)."""

    TIERS = 3
    QUART = 4
    SIXIEME = 6
    DIXIEME = 10


EN_LETTRES = {2: "la moitié", 3: "un tiers", 4: "un quart", 5: "un cinquième", 6: "un sixième",
              8: "un huitième", 10: "un dixième"}  # fmt: skip


def part(fraction: int) -> str:
    """« un tiers »; a share that French names rarely is written « 1/7 »."""
    return EN_LETTRES.get(fraction, f"1/{fraction}")


def au_moins(fraction: int, base: int) -> int:
    """« Un tiers au moins » of ``base``: rounded up."""
    if fraction < 1:
        raise ValueError("Le dénominateur d’une fraction est au moins 1.")
    return (positif(base) + fraction - 1) // fraction


def plus_de_la_moitie(base: int) -> int:
    """« La majorité »: never « la moitié plus un », which would round odd bases."""
    return positif(base) // 2 + 1


def deux_tiers_atteints(pour: int, base: int) -> bool:
    return base > 0 and 3 * positif(pour) >= 2 * base


def positif(nombre: int) -> int:
    if nombre < 0:
        raise ValueError("Un nombre de membres ou de voix n’est jamais négatif.")
    return nombre
