"""Amendments: a right that nothing delays, put to the vote before the text.

The right to amend belongs to the right to deliberate: a règlement that asks for a deposit in
commission beforehand is illegal (CAA Paris, 12 février 1998, Tavernier). Each amendment that
is admitted is put to the vote before the text; leaving one out vitiates the délibération
(CAA Versailles, 6 juillet 2006, n° 05VE01393).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from governance.regles import Gravite, Manquement

ARTICLE_DROIT = "CAA Paris, 12 février 1998, Tavernier"
ARTICLE_ORDRE = "CAA Versailles, 6 juillet 2006, n° 05VE01393"


class Sort(StrEnum):
    DEPOSE = "depose"
    RETIRE = "retire"
    IRRECEVABLE = "irrecevable"
    ECARTE = "ecarte"
    RENVOYE = "renvoye"
    ADOPTE = "adopte"
    REJETE = "rejete"
    TOMBE = "tombe"


@dataclass(frozen=True, kw_only=True, slots=True)
class Amendement:
    """``ordre``: 1 is the furthest from the text put to the vote (AMD-04)."""

    numero: int
    ordre: int
    sort: Sort = Sort.DEPOSE


def depot(*, etat_du_point: str, texte: str) -> tuple[Manquement, ...]:
    """Verbal or written, until the vote (AMD-01)."""
    trouves = []
    if not texte.strip():
        trouves.append(
            Manquement(
                regle="AMD-01",
                article=ARTICLE_DROIT,
                message="Écrivez le texte proposé, même quand l’amendement est oral.",
                champ="texte",
            )
        )
    if etat_du_point not in ("inscrit", "en_discussion", "ajourne"):
        trouves.append(
            Manquement(
                regle="AMD-01",
                article=ARTICLE_DROIT,
                message="Le vote est acquis\u00a0: ce rapport ne s’amende plus.",
            )
        )
    return tuple(trouves)


def en_attente(amendements: Iterable[Amendement]) -> tuple[Amendement, ...]:
    """Those to be voted, in the order of the vote: the furthest from the text first (AMD-04)."""
    deposes = [a for a in amendements if a.sort is Sort.DEPOSE]
    return tuple(sorted(deposes, key=lambda a: (a.ordre, a.numero)))


def avant_le_texte(amendements: Iterable[Amendement]) -> tuple[Manquement, ...]:
    """The text is not put to the vote while an amendment waits (AMD-02)."""
    restants = en_attente(amendements)
    if not restants:
        return ()
    numeros = ", ".join(str(a.numero) for a in restants)
    return (
        Manquement(
            regle="AMD-02",
            article=ARTICLE_ORDRE,
            message=(
                f"Amendement {numeros} à mettre aux voix avant le texte."
                if len(restants) == 1
                else f"Amendements {numeros} à mettre aux voix avant le texte."
            ),
        ),
    )


def mise_aux_voix(
    amendement: Amendement, amendements: Iterable[Amendement]
) -> tuple[Manquement, ...]:
    if amendement.sort is not Sort.DEPOSE:
        return (
            Manquement(
                regle="AMD-02",
                article=ARTICLE_ORDRE,
                message=f"Le sort de l’amendement {amendement.numero} est déjà fixé.",
            ),
        )
    premier = en_attente(amendements)[0]
    if premier.numero == amendement.numero:
        return ()
    return (
        Manquement(
            regle="AMD-04",
            gravite=Gravite.ALERTE,
            message=(
                f"L’usage met d’abord aux voix l’amendement {premier.numero}, plus éloigné du "
                "texte."
            ),
        ),
    )


def renvoi_ajourne(sort: Sort) -> bool:
    """Sending an amendment to a commission adjourns the whole report (AMD-03)."""
    return sort is Sort.RENVOYE
