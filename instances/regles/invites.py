"""Who may be invited to a séance, and as what.

An invited person is heard; he counts in no quorum and has no vote (SEA-08). CGCT, art.
L. 2121-18 lets the public attend; who speaks is settled by the président and the règlement.
"""

from collections.abc import Iterator

from governance.regles import Manquement


def manquements(*, nomme: bool, siege: bool, deja: bool, close: bool) -> Iterator[Manquement]:
    """``siege``: the élu sits already, or as suppléant. ``close``: nothing more leaves."""
    if close:
        yield Manquement(regle="SEA-08", message="Cette séance est close\u00a0: n’invitez plus.")
    if not nomme:
        yield Manquement(
            regle="SEA-08",
            message="Choisissez un élu, ou nommez une personne extérieure\u00a0: l’un des deux.",
            champ="personne",
        )
    if siege:
        yield Manquement(
            regle="SEA-08",
            message="Cet élu siège dans cette instance\u00a0: il est déjà convoqué.",
            champ="elu",
        )
    if deja:
        yield Manquement(regle="SEA-08", message="Cette personne est déjà invitée.", champ="elu")


def retrait(*, nom: str, venu: bool) -> Iterator[Manquement]:
    if venu:
        message = f"{nom} est noté présent\u00a0: corrigez d’abord son arrivée, à la conduite."
        yield Manquement(regle="SEA-08", message=message)


def pointage(geste: str, *, nom: str, la: bool) -> Iterator[Manquement]:
    """``la``: noted present now."""
    if geste == "arrivee" and la:
        yield Manquement(regle="SEA-08", message=f"{nom} est déjà noté présent.")
    if geste == "depart" and not la:
        yield Manquement(regle="SEA-08", message=f"{nom} n’est pas noté présent.")
