"""The derogations of the health emergency, dated and extinct (GEN-07).

Loi n° 2020-290 du 23 mars 2020, art. 10, then lois n° 2020-760, n° 2020-1379 (art. 6),
n° 2021-689 and n° 2021-1465 (art. 10): a quorum of « le tiers de leurs membres en exercice »,
two pouvoirs for one holder, and for three months of 2020 the represented members counted.
A séance of those days is judged by the law of those days (GEN-03).
"""

from dataclasses import dataclass
from datetime import date

from instances.regles.faits import Regime, RegleQuorum


@dataclass(frozen=True, kw_only=True, slots=True)
class Periode:
    du: date
    au: date
    tiers: bool
    representes_comptes: bool = False


DROIT_COMMUN = Periode(du=date.min, au=date.max, tiers=False)

DEROGATIONS = (
    Periode(du=date(2020, 3, 24), au=date(2020, 4, 2), tiers=True),
    Periode(du=date(2020, 4, 3), au=date(2020, 7, 10), tiers=True, representes_comptes=True),
    Periode(du=date(2020, 7, 11), au=date(2020, 8, 30), tiers=True),
    Periode(du=date(2020, 11, 16), au=date(2021, 9, 30), tiers=True),
    Periode(du=date(2021, 11, 10), au=date(2022, 7, 31), tiers=True),
)

# Ordonnance n° 2020-391 may reach back to 12 March 2020; nobody has settled it.
RETROACTIVITE_DISCUTEE = (date(2020, 3, 12), date(2020, 3, 23))


def periode(regime: Regime) -> Periode | None:
    """The law in force, ``None`` when the day is unknown.

    Only assemblies that deliberate by the majority of their members were ever derogated.
    """
    if regime.quorum is not RegleQuorum.MAJORITE_EN_EXERCICE or not regime.deliberante:
        return DROIT_COMMUN
    if regime.date is None:
        return None
    for derogation in DEROGATIONS:
        if derogation.du <= regime.date <= derogation.au:
            return derogation
    return DROIT_COMMUN


def pouvoirs_par_mandataire(regime: Regime) -> int | None:
    """One pouvoir per holder, two in the derogatory periods; unknown without a date (POU-02)."""
    en_vigueur = periode(regime)
    if en_vigueur is None:
        return None
    return 2 if en_vigueur.tiers else 1


def retroactivite_discutee(jour: date | None) -> bool:
    debut, fin = RETROACTIVITE_DISCUTEE
    return jour is not None and debut <= jour <= fin
