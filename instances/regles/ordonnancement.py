"""The ordre du jour by commission: who comes first, and the number that each report takes.

A habit of councils rather than a law (ODJ-05): the affairs without commission open under 0, then
each commission in turn under its own number, 1.1, 1.2, 2.1. What usage places (secrétaire,
procès-verbal…) and what the clerk placed by hand keep their place and their number.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from governance.regles import Manquement
from instances.regles.etats import EtatSeance
from instances.regles.faits import Cle
from instances.regles.ordre_du_jour import ARTICLE_ORDRE, cle_de_tri


@dataclass(frozen=True, kw_only=True, slots=True)
class PointAPlacer:
    """A point and its commission. ``fixe``: of usage, or placed by hand."""

    cle: Cle
    numero: str
    rang: int
    commission: str = ""
    fixe: bool = False


def renumerotation(etat: EtatSeance | str) -> tuple[Manquement, ...]:
    """A number that was announced is kept: the élus know the report by it."""
    if EtatSeance(etat) is EtatSeance.PREPARATION:
        return ()
    return (
        Manquement(
            regle="ODJ-04",
            article=ARTICLE_ORDRE,
            message=(
                "La convocation est partie\u00a0: les rapports gardent leur numéro, déplacez-les "
                "un à un."
            ),
        ),
    )


def ordonner(
    points: Iterable[PointAPlacer], commissions: Iterable[str] = ()
) -> tuple[PointAPlacer, ...]:
    """The same points in their new order, with their new ranks and numbers.

    ``commissions``: their order, by name; one that is not listed comes after, by name.
    """
    tous = sorted(points, key=lambda p: p.rang)
    groupes = _groupes(tous, commissions)
    mobiles = iter(
        sorted(
            (p for p in tous if not p.fixe),
            key=lambda p: (groupes[p.commission], cle_de_tri(p.numero), p.rang),
        )
    )
    places = [p if p.fixe else next(mobiles) for p in tous]
    gardes = {cle_de_tri(p.numero) for p in tous if p.fixe}
    prochains = dict.fromkeys(groupes.values(), 1)
    return tuple(
        replace(
            point,
            rang=rang,
            numero=point.numero
            if point.fixe
            else _prendre(groupes[point.commission], prochains, gardes),
        )
        for rang, point in enumerate(places, start=1)
    )


def _prendre(groupe: int, prochains: dict[int, int], gardes: Collection[object]) -> str:
    while cle_de_tri(f"{groupe}.{prochains[groupe]}") in gardes:
        prochains[groupe] += 1
    numero = f"{groupe}.{prochains[groupe]}"
    prochains[groupe] += 1
    return numero


def _groupes(points: list[PointAPlacer], commissions: Iterable[str]) -> dict[str, int]:
    """The rank of each commission that has a report; 0 without any."""
    connues = {nom: rang for rang, nom in enumerate(commissions)}
    presentes = {p.commission for p in points if p.commission and not p.fixe}
    triees = sorted(presentes, key=lambda nom: (connues.get(nom, len(connues)), _naturel(nom)))
    return {"": 0} | {nom: rang for rang, nom in enumerate(triees, start=1)}


def _naturel(nom: str) -> list[tuple[int, str]]:
    """« Commission 2 » before « Commission 10 »."""
    morceaux = re.findall(r"\d+|\D+", nom)
    return [(int(m), "") if m.isdecimal() else (0, m.casefold()) for m in morceaux]
