"""What becomes of a séance convened in urgency, once the conseil has spoken.

CGCT, art. L. 2121-12, al. 3 : « Le maire en rend compte dès l'ouverture de la séance au conseil
municipal, qui se prononce définitivement sur l'urgence et peut décider le renvoi de la discussion,
pour tout ou partie, à l'ordre du jour d'une séance ultérieure. »
"""

from dataclasses import dataclass
from enum import StrEnum

from governance.regles import Manquement
from instances.regles.jours_francs import ARTICLE_URGENCE


class Vote(StrEnum):
    """What the conseil said of the urgency."""

    ATTENDU = "attendu"
    ADMISE = "admise"
    REFUSEE = "refusee"


@dataclass(frozen=True, kw_only=True, slots=True)
class PointEnUrgence:
    """A point about to be discussed. ``francs``: clear days left by what announced it."""

    numero: str
    delibere: bool
    sur_l_urgence: bool = False
    francs: int | None = None


def deliberable(
    point: PointEnUrgence, *, vote: Vote | None, plancher: int
) -> tuple[Manquement, ...]:
    """``vote``: ``None`` for a séance without urgency. ``plancher``: the delay without it."""
    abrege = point.francs is None or point.francs < plancher
    if vote in (None, Vote.ADMISE) or point.sur_l_urgence or not point.delibere or not abrege:
        return ()
    message = (
        f"Le conseil n’a pas admis l’urgence\u00a0: le rapport {point.numero}, convoqué dans un "
        "délai abrégé, ne peut être délibéré. Il revient à une séance ultérieure."
        if vote is Vote.REFUSEE
        else f"La séance est convoquée en urgence\u00a0: le conseil se prononce d’abord sur "
        f"l’urgence, avant le rapport {point.numero}."
    )
    return (
        Manquement(
            regle="CNV-10", article=ARTICLE_URGENCE, message=message, points=(point.numero,)
        ),
    )
