"""The opinion of a commission on a matter that another body will decide.

CGCT, art. L. 2121-22: commissions study « les questions soumises au conseil » ; they give an
opinion, never a decision (COM-03). The rapporteur states it before the debate (COM-09).
"""

from datetime import date

from governance.regles import Manquement

ARTICLE = "CGCT, art. L. 2121-22"
FAVORABLES = frozenset({"favorable", "reserves"})


def manquements(
    *, sens: str, pour: int | None, contre: int | None, rendu_on: date, seance_on: date
) -> tuple[Manquement, ...]:
    """The counts and the day must allow what the opinion says."""
    trouves = []
    if rendu_on > seance_on:
        trouves.append(
            Manquement(
                regle="COM-09",
                article=ARTICLE,
                message="Un avis précède la séance qui décide\u00a0: corrigez sa date.",
                champ="rendu_on",
            )
        )
    if pour is not None and contre is not None and _contredit(sens, pour, contre):
        trouves.append(
            Manquement(
                regle="COM-03",
                article=ARTICLE,
                message=(
                    f"{pour} pour et {contre} contre ne font pas cet avis\u00a0: la majorité en "
                    "dit le sens."
                ),
                champ="sens",
            )
        )
    return tuple(trouves)


def _contredit(sens: str, pour: int, contre: int) -> bool:
    if sens in FAVORABLES:
        return pour <= contre
    return sens == "defavorable" and contre < pour
