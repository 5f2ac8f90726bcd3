"""What someone is called in a list of presences or on a page: the mandate, in its gender."""

from instances.regles.mandats import Nature

TITRES = {
    Nature.PRESIDENT: ("Président", "Présidente"),
    Nature.VICE_PRESIDENT: ("vice-président", "vice-présidente"),
    Nature.CONSEILLER_DELEGUE: ("Conseiller délégué", "Conseillère déléguée"),
    Nature.CONSEILLER_COMMUNAUTAIRE: ("Conseiller communautaire", "Conseillère communautaire"),
    Nature.SUPPLEANT: ("Suppléant", "Suppléante"),
    Nature.MAIRE: ("Maire", "Maire"),
    Nature.ADJOINT: ("Adjoint au maire", "Adjointe au maire"),
    Nature.CONSEILLER_MUNICIPAL: ("Conseiller municipal", "Conseillère municipale"),
}


def qualite(nature: str, *, rang: int | None = None, feminin: bool = False) -> str:
    """« 3e vice-présidente », « Conseiller communautaire »."""
    titre = TITRES[Nature(nature)][feminin]
    if nature != Nature.VICE_PRESIDENT:
        return titre
    if rang is None:
        return titre.capitalize()
    ordinal = f"{rang}e" if rang > 1 else "1re" if feminin else "1er"
    return f"{ordinal} {titre}"
