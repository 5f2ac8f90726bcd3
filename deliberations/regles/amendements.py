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


def auteur(*, nom: str, membre_present: bool) -> tuple[Manquement, ...]:
    if membre_present:
        return ()
    message = f"{nom} n’est pas présent avec voix délibérative\u00a0: il n’amende pas ce rapport."
    return (Manquement(regle="AMD-01", article=ARTICLE_DROIT, message=message, champ="auteur"),)


# Settled by the author, by the law or by another vote: the conseil decides of the rest.
SANS_VOTE = frozenset({Sort.RETIRE, Sort.IRRECEVABLE, Sort.TOMBE})


def encore_depose(actuel: Sort) -> tuple[Manquement, ...]:
    if actuel is Sort.DEPOSE:
        return ()
    message = "Le sort de cet amendement est déjà fixé."
    return (Manquement(regle="AMD-02", article=ARTICLE_ORDRE, message=message),)


def sort_sans_vote(*, actuel: Sort, voulu: Sort, raison: str) -> tuple[Manquement, ...]:
    if fixe := encore_depose(actuel):
        return fixe
    if voulu not in SANS_VOTE:
        message = "Ce sort est décidé par le conseil\u00a0: mettez l’amendement aux voix."
        return (Manquement(regle="AMD-03", message=message),)
    if voulu is not Sort.RETIRE and not raison.strip():
        message = "Dites pourquoi\u00a0: un amendement écarté à tort vicie la délibération."
        return (Manquement(regle="AMD-02", article=ARTICLE_ORDRE, message=message, champ="raison"),)
    return ()


def deplacer(ordres: Iterable[Amendement], *, numero: int, rang: int) -> dict[int, int]:
    """The new order of those that wait, by number: this one at ``rang``, the others around it."""
    restants = [a.numero for a in en_attente(ordres) if a.numero != numero]
    restants.insert(max(rang - 1, 0), numero)
    return {n: place for place, n in enumerate(restants, start=1)}


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
