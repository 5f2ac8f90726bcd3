"""A perimeter is a dated thing: an act opens it, an act closes it, and what is not known is said.

Two documents of the same tenant may count its territoires differently: both are kept, with their
sources, and the difference shows until the act is found.
"""

from governance.regles import Manquement

ARTICLE = "Pacte de gouvernance"


def cloture(*, clos: bool, acte: str, anomalie: str) -> tuple[Manquement, ...]:
    """By an act, or with what remains to be found."""
    if clos:
        return (_refus("", "Ce périmètre est déjà clos."),)
    if not acte.strip() and not anomalie.strip():
        return (_refus("acte", "Citez l’acte qui le clôt, ou dites ce qui reste à retrouver."),)
    return ()


def levee(*, anomalie: str, acte: str) -> tuple[Manquement, ...]:
    if not anomalie:
        return (_refus("", "Rien n’est à lever sur ce périmètre."),)
    if not acte.strip():
        return (_refus("acte", "Citez l’acte ou la source qui lève l’anomalie."),)
    return ()


def _refus(champ: str, message: str) -> Manquement:
    return Manquement(regle="TER-01", article=ARTICLE, message=message, champ=champ)
