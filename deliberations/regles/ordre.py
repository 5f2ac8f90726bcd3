"""The ordre du jour changed in séance: who presides proposes it, the conseil agrees to it."""

from governance.regles import Manquement


def modification(
    *, etats: tuple[str, str], rangs: tuple[int, int], motif: str, en_discussion: str | None
) -> tuple[Manquement, ...]:
    """``etats`` and ``rangs``: of the report that moves, then of the one it goes before."""
    trouves = []
    if en_discussion is not None:
        message = f"Le rapport {en_discussion} est en discussion\u00a0: achevez-le d’abord."
        trouves.append(Manquement(regle="ODJ-04", message=message))
    if any(etat != "inscrit" for etat in etats):
        message = "Seuls des rapports encore à examiner changent de place."
        trouves.append(Manquement(regle="ODJ-04", message=message))
    elif rangs[0] == rangs[1]:
        message = "Choisissez deux rapports différents."
        trouves.append(Manquement(regle="ODJ-04", message=message, champ="avant"))
    if not motif.strip():
        message = "Dites pourquoi l’ordre change\u00a0: le procès-verbal le porte."
        trouves.append(Manquement(regle="ODJ-04", message=message, champ="motif"))
    return tuple(trouves)
