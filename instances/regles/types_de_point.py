"""Which matters a body may handle: only one that deliberates deliberates (BUR-05).

CGCT, art. L. 5211-10 : the bureau decides by delegation of the organe délibérant ; commissions,
conférence des maires and comités give an avis, or debate.
"""

from enum import StrEnum

from instances.regles.faits import TypePoint

_CONSULTATIFS = frozenset({TypePoint.AVIS, TypePoint.DEBAT, TypePoint.INFORMATION})

TYPES_ADMIS: dict[str, frozenset[TypePoint]] = {
    "deliberante": frozenset(TypePoint),
    "consultative": _CONSULTATIFS,
    "debat": _CONSULTATIFS - {TypePoint.AVIS},
}


def types_admis(nature: str) -> frozenset[TypePoint]:
    return TYPES_ADMIS[nature]


class Usage(StrEnum):
    """What a point does in every séance, known without reading its title."""

    URGENCE = "urgence"
    SECRETAIRE = "secretaire"
    PROCES_VERBAL = "proces_verbal"
    DELEGATIONS = "delegations"
    QUESTIONS = "questions"
