"""Being elected opens the mandat: what begins, and whose mandat ends with it.

CGCT, art. L. 2122-10, by art. L. 5211-2: a new président, whatever the cause, is followed by a
new election of the vice-présidents, whose mandats end with his predecessor's. Art. L. 2121-33 :
whoever the conseil named elsewhere may be replaced at any time « par une nouvelle désignation
opérée dans les mêmes formes » (ELE-05).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from governance.regles import Manquement

ARTICLE_EXECUTIF = "CGCT, art. L. 2122-10 et L. 5211-2"


@dataclass(frozen=True, kw_only=True, slots=True)
class EnPlace:
    """Somebody in office before this election. ``cle`` names the row to close."""

    cle: int
    fonction: str
    elu: int | None
    depuis: date | None
    rang: int | None = None


def a_clore(
    fonction: str,
    en_place: Iterable[EnPlace],
    *,
    elus: frozenset[int],
    rangs: frozenset[int],
    postes: int,
    jour: date,
) -> list[EnPlace]:
    """Whose mandat ends as this election opens others; what began that very day stays.

    A président ends his predecessor's and those of the vice-présidents; a vice-président that of
    the same rank. In a body named by lists, an election for every seat replaces all of them, one
    for a seat left vacant replaces nobody.
    """
    anciens = [p for p in en_place if p.depuis is None or p.depuis < jour]
    if fonction == "president":
        return [p for p in anciens if p.fonction in ("president", "vice_president")]
    if fonction == "vice_president":
        return [p for p in anciens if p.fonction == fonction and (p.rang in rangs or p.elu in elus)]
    memes = [p for p in anciens if p.fonction == fonction]
    return memes if postes >= len(memes) else [p for p in memes if p.elu in elus]


def fin_du_precedent(jour: date) -> date:
    """The last day of whoever is replaced is the eve: two do not hold the same post."""
    return jour - timedelta(days=1)


def manquements(*, proclamee: bool, restantes: int, sans_objet: bool) -> list[Manquement]:
    """``sans_objet``: the report does not say what is to be filled."""
    if sans_objet:
        message = "Indiquez d’abord ce que cette élection pourvoit."
        return [_refus("ELE-01", message, champ="fonction")]
    if not proclamee:
        return [_refus("ELE-01", "Personne n’est encore proclamé élu\u00a0: achevez l’élection.")]
    if not restantes:
        return [_refus("ELE-05", "Ces mandats sont déjà ouverts.")]
    return []


def qualification(*, election: bool) -> list[Manquement]:
    if election:
        return []
    return [_refus("ELE-01", "Ce rapport ne porte pas sur une élection.")]


def organisme(*, fonction: str, organisme: str, nature: str) -> list[Manquement]:
    """A representative is entered in the register of interests: of which body, and its kind."""
    if fonction != "representant" or (organisme.strip() and nature):
        return []
    return [
        _refus(
            "MEM-11",
            "Indiquez l’organisme et sa nature\u00a0: la désignation s’inscrit au registre des "
            "intérêts.",
            champ="nature",
        )
    ]


def _refus(regle: str, message: str, champ: str = "") -> Manquement:
    return Manquement(regle=regle, article=ARTICLE_EXECUTIF, message=message, champ=champ)
