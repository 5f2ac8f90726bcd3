"""A perimeter is a dated thing: an act opens it, an act closes it, and what is not known is said.

Two documents of the same tenant may count its territoires differently: both are kept, with their
sources, and the difference shows until the act is found.
"""

from governance.regles import Manquement

ARTICLE = "Pacte de gouvernance"


def creation(*, provenance: str, anomalie: str) -> tuple[Manquement, ...]:
    """Opened by an act, or with what remains to be found."""
    if provenance.strip() or anomalie.strip():
        return ()
    return (_refus("provenance", "Citez l’acte qui le crée, ou dites ce qui reste à retrouver."),)


def cloture(*, clos: bool, acte: str, anomalie: str, seances: int = 0) -> tuple[Manquement, ...]:
    """By an act, or with what remains to be found. ``seances``: of its comités, after that day."""
    if clos:
        return (_refus("", "Ce périmètre est déjà clos."),)
    if seances:
        return (
            _refus(
                "ends_on",
                "Son comité a encore une séance après ce jour\u00a0: annulez-la, ou closez plus "
                "tard.",
            ),
        )
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
