"""Lists at the proportional representation, by the highest remainder: one round, no panachage.

CGCT, art. L. 1411-5 : the commission is made of members « élus en son sein à la représentation
proportionnelle au plus fort reste » ; « Il est procédé, selon les mêmes modalités, à l'élection
de suppléants en nombre égal à celui de membres titulaires ».

Art. D. 1411-3 to D. 1411-5 : lists may hold fewer names than seats ; « En cas d'égalité de
restes, le siège revient à la liste qui a obtenu le plus grand nombre de suffrages. Si les
listes en cause ont également recueilli le même nombre de suffrages, le siège est attribué au
plus âgé des candidats susceptibles d'être proclamés élus ».
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from deliberations.regles.depouillement import Releve
from deliberations.regles.elections import AgeInconnu, plus_fort_reste
from governance.regles import Manquement

ARTICLE_LISTES = "CGCT, art. L. 1411-5 et D. 1411-3 à D. 1411-5"


@dataclass(frozen=True, kw_only=True, slots=True)
class Liste:
    """A list and its names, in the order of presentation."""

    nom: str
    membres: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Repartition:
    """Seats per list; ``a_departager`` lists tie for the last seat and age alone settles it."""

    exprimes: int
    sieges: Mapping[int, int] = field(default_factory=dict)
    a_departager: tuple[int, ...] = ()


def repartir(releve: Releve, sieges: int, plus_age: int | None = None) -> Repartition:
    """``plus_age``: the list whose candidate is the eldest among those tied."""
    voix = {str(cle): n for cle, n in releve.voix.items()}
    try:
        trouve = plus_fort_reste(voix, sieges)
    except AgeInconnu:
        egales = tuple(cle for cle, n in releve.voix.items() if _a_son_egale(releve, cle, n))
        if plus_age not in egales:
            return Repartition(exprimes=releve.exprimes, a_departager=egales)
        autres = sorted(cle for cle in voix if cle != str(plus_age))
        essais = [
            plus_fort_reste(voix, sieges, _ages([str(plus_age), *ordre]))
            for ordre in (autres, autres[::-1])
        ]
        # One name settles the tie only when the ages of the others change nothing.
        if essais[0] != essais[1]:
            return Repartition(exprimes=releve.exprimes, a_departager=egales)
        trouve = essais[0]
    return Repartition(exprimes=releve.exprimes, sieges={int(c): n for c, n in trouve.items()})


def _a_son_egale(releve: Releve, cle: int, voix: int) -> bool:
    return voix > 0 and any(n == voix for autre, n in releve.voix.items() if autre != cle)


def _ages(du_plus_age_au_plus_jeune: list[str]) -> dict[str, date]:
    return {
        cle: date.fromordinal(rang) for rang, cle in enumerate(du_plus_age_au_plus_jeune, start=1)
    }


def manquements(repartition: Repartition, listes: Mapping[int, Liste]) -> list[Manquement]:
    if not repartition.exprimes:
        message = (
            "Aucun suffrage exprimé\u00a0: aucun siège ne peut être attribué. Votez à nouveau."
        )
        return [Manquement(regle="ELE-07", article=ARTICLE_LISTES, message=message)]
    if not repartition.a_departager:
        return []
    noms = ", ".join(listes[cle].nom for cle in repartition.a_departager)
    return [
        Manquement(
            regle="ELE-07",
            article=ARTICLE_LISTES,
            message=(
                f"Égalité de restes et de voix ({noms})\u00a0: le siège revient au plus âgé des "
                "candidats qui peuvent l’obtenir. Indiquez sa liste."
            ),
            champ="plus_age",
        )
    ]


def phrase(repartition: Repartition, releve: Releve, listes: Mapping[int, Liste]) -> str:
    """What the president says: each list, its voices, its seats and who is elected."""
    ordre = sorted(listes, key=lambda cle: -releve.voix.get(cle, 0))
    lignes = [
        f"{listes[cle].nom}, {releve.voix.get(cle, 0)} voix, {_sieges(repartition, cle)}"
        f"{_noms(repartition, cle, listes[cle])}"
        for cle in ordre
    ]
    return f"{' ; '.join(lignes)}."


def _sieges(repartition: Repartition, cle: int) -> str:
    n = repartition.sieges.get(cle, 0)
    return f"{n} siège" if n < 2 else f"{n} sièges"


def _noms(repartition: Repartition, cle: int, liste: Liste) -> str:
    elus = liste.membres[: repartition.sieges.get(cle, 0)]
    return f" ({', '.join(elus)})" if elus else ""
