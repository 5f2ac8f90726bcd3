"""Elections of persons, round by round, and proportional lists.

CGCT, art. L. 2122-7 (by art. L. 5211-2) : « Si, après deux tours de scrutin, aucun candidat
n'a obtenu la majorité absolue, il est procédé à un troisième tour de scrutin et l'élection a
lieu à la majorité relative. En cas d'égalité de suffrages, le plus âgé est déclaré élu. »

Art. L. 1411-5 : the CAO and the CDSP are elected « à la représentation proportionnelle au
plus fort reste ».
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from deliberations.regles.majorite import majorite_absolue

Candidat = TypeVar("Candidat", int, str)

DERNIER_TOUR = 3


class AgeInconnu(ValueError):
    """A tie can only be settled by the age of candidates whose birth date is unknown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tour(Generic[Candidat]):
    """One round: voices per candidate, blank and void papers already set aside (ELE-02)."""

    rang: int
    voix: Mapping[Candidat, int]
    exprimes: int | None = None

    @property
    def suffrages_exprimes(self) -> int:
        return sum(self.voix.values()) if self.exprimes is None else self.exprimes


def elu(tour: Tour[Candidat], naissances: Mapping[Candidat, date]) -> Candidat | None:
    """Who is elected at this round, ``None`` when another one is needed (ELE-01).

    Raises ``AgeInconnu`` when the third round is a tie and a birth date is missing.
    """
    if not tour.suffrages_exprimes:
        return None
    maximum = max(tour.voix.values(), default=0)
    en_tete = [candidat for candidat, n in tour.voix.items() if n == maximum]
    if tour.rang < DERNIER_TOUR:
        atteinte = maximum >= majorite_absolue(tour.suffrages_exprimes)
        return en_tete[0] if atteinte and len(en_tete) == 1 else None
    return plus_age(en_tete, naissances)


def plus_age(candidats: list[Candidat], naissances: Mapping[Candidat, date]) -> Candidat:
    if len(candidats) == 1:
        return candidats[0]
    if any(candidat not in naissances for candidat in candidats):
        raise AgeInconnu("Égalité de voix\u00a0: saisissez la date de naissance des candidats.")
    return min(candidats, key=lambda candidat: naissances[candidat])


def plus_fort_reste(
    voix: Mapping[str, int], sieges: int, ages: Mapping[str, date] | None = None
) -> dict[str, int]:
    """Seats per list; equal remainders go to the list with more voices, then to the oldest.

    The quotient is never computed as a fraction: remainders are compared multiplied by the
    number of seats (ELE-07). Raises ``AgeInconnu`` on a tie that only age can settle.
    """
    exprimes = sum(voix.values())
    if not exprimes or sieges < 1:
        return dict.fromkeys(voix, 0)
    attribues = {liste: n * sieges // exprimes for liste, n in voix.items()}
    restants = sieges - sum(attribues.values())
    ordre = sorted(voix, key=lambda liste: (voix[liste] * sieges % exprimes, voix[liste]))[::-1]
    for liste in _departager(ordre, voix, restants, sieges, ages or {}):
        attribues[liste] += 1
    return attribues


def _departager(
    ordre: list[str],
    voix: Mapping[str, int],
    restants: int,
    sieges: int,
    ages: Mapping[str, date],
) -> list[str]:
    """The lists served with a remainder, the tie at the last seat settled by age."""
    if restants in (0, len(ordre)):
        return ordre[:restants]

    def rang(liste: str) -> tuple[int, int]:
        return voix[liste] * sieges % sum(voix.values()), voix[liste]

    seuil = rang(ordre[restants - 1])
    surs = [liste for liste in ordre if rang(liste) > seuil]
    egaux = [liste for liste in ordre if rang(liste) == seuil]
    places = restants - len(surs)
    if places == len(egaux):
        return surs + egaux
    if any(liste not in ages for liste in egaux):
        raise AgeInconnu("Égalité de voix entre listes\u00a0: saisissez l’âge des candidats.")
    return surs + sorted(egaux, key=lambda liste: ages[liste])[:places]
