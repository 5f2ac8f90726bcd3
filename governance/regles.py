"""What a rule answers: the facts that stand in the way of an act, all at once.

Pure: no Django, no clock, no I/O. Rules of the domain live in each application's
``regles/`` package and return ``Manquement`` objects; pages show them before the
click, actions enforce them with ``exiger``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Gravite(StrEnum):
    """How much a breach weighs. The order of declaration is the order of display."""

    BLOQUANT = "bloquant"
    ALERTE = "alerte"
    INFO = "info"


@dataclass(frozen=True, kw_only=True, slots=True)
class Manquement:
    """One breach of one rule, in a sentence that says what to do.

    ``regle`` is the identifier in docs/regles.md (``CNV-04``), ``article`` the text it
    comes from (« CGCT, art. L. 2121-12 »), ``points`` the report numbers concerned and
    ``champ`` the form field to send the reader to, when there is one. ``objet`` is the row
    to mend, under the name that who asked gave to it (``elu/12``): a rule only carries it.
    """

    regle: str
    message: str
    article: str = ""
    gravite: Gravite = Gravite.BLOQUANT
    points: tuple[str, ...] = ()
    champ: str = ""
    objet: str = ""

    @property
    def bloquant(self) -> bool:
        return self.gravite is Gravite.BLOQUANT


class RegleViolee(Exception):
    """An act was refused. Carries every breach, blocking or not, in order of weight."""

    def __init__(self, manquements: Iterable[Manquement]) -> None:
        self.manquements = par_gravite(manquements)
        super().__init__(" ".join(m.message for m in self.manquements))


def par_gravite(manquements: Iterable[Manquement]) -> tuple[Manquement, ...]:
    ordre = list(Gravite)
    return tuple(sorted(manquements, key=lambda m: ordre.index(m.gravite)))


def exiger(manquements: Iterable[Manquement]) -> tuple[Manquement, ...]:
    """Refuse the act if one breach blocks; otherwise hand back the others for the record.

    Raises ``RegleViolee``.
    """
    tous = par_gravite(manquements)
    if any(m.bloquant for m in tous):
        raise RegleViolee(tous)
    return tous
