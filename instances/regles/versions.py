"""Versions of the règlement: one after the other, none rewritten once it applies.

CGCT, art. L. 2121-8 : « Le règlement intérieur précédemment adopté continue à s'appliquer jusqu'à
l'établissement du nouveau règlement. »
"""

from collections.abc import Iterator
from datetime import date

from governance.regles import Manquement
from instances.regles.dates_en_lettres import jour_en_lettres

ARTICLE = "CGCT, art. L. 2121-8 et L. 5211-1"


def manquements_de_version(
    *, starts_on: date, adopte_on: date | None, precedente_on: date | None
) -> tuple[Manquement, ...]:
    return tuple(_de_version(starts_on, adopte_on, precedente_on))


def _de_version(
    starts_on: date, adopte_on: date | None, precedente_on: date | None
) -> Iterator[Manquement]:
    if adopte_on is not None and starts_on < adopte_on:
        yield _refus(
            f"Le règlement, adopté le {jour_en_lettres(adopte_on)}, ne peut pas s’appliquer "
            "avant\u00a0: corrigez l’une des deux dates.",
            "starts_on",
        )
    if precedente_on is not None and starts_on <= precedente_on:
        yield _refus(
            f"Une version s’applique depuis le {jour_en_lettres(precedente_on)}, ou s’appliquera "
            "ce jour-là\u00a0: la nouvelle commence après elle.",
            "starts_on",
        )


def modifiable(*, starts_on: date, aujourdhui: date) -> tuple[Manquement, ...]:
    """Acts have been judged by it, or are about to be: it is superseded, never edited (GEN-03)."""
    if aujourdhui < starts_on:
        return ()
    return (
        _refus(
            f"Cette version s’applique depuis le {jour_en_lettres(starts_on)}\u00a0: elle ne se "
            "modifie plus. Adoptez une nouvelle version.",
            "starts_on",
        ),
    )


def _refus(message: str, champ: str) -> Manquement:
    return Manquement(regle="RGI-01", article=ARTICLE, message=message, champ=champ)
