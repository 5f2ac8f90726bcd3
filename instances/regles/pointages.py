"""What a gesture on a seat requires, and what it takes to undo one.

CGCT, art. L. 5211-6: a seat is held by the titulaire or by the suppléant, in turn (MEM-03).
Art. L. 5211-11-1: the président may decide that a meeting be held by visioconférence; nobody
attends from afar otherwise (CNV-19). A result proclaimed stands on who was in the room: a
correction made afterwards says why, and is seen (QUO-09).
"""

from collections.abc import Iterable

from governance.regles import Manquement

ARTICLE_SUPPLEANT = "CGCT, art. L. 5211-6"


def a_distance(nom: str, *, demandee: bool, admise: bool) -> list[Manquement]:
    if admise or not demandee:
        return []
    return [
        Manquement(
            regle="CNV-19",
            article="CGCT, art. L. 5211-11-1",
            message=(
                f"{nom} ne peut être noté présent à distance\u00a0: la convocation n’annonce pas "
                "de visioconférence. Notez un pouvoir, ou appelez son suppléant."
            ),
        )
    ]


def relais(nom: str, *, occupe: bool, change: bool, suppleant_admis: bool) -> list[Manquement]:
    if not suppleant_admis:
        phrase = f"Cette personne n’est pas le suppléant de {nom}."
    elif not occupe:
        phrase = f"Le siège de {nom} est vide\u00a0: notez une arrivée."
    elif not change:
        phrase = f"Le siège de {nom} est déjà tenu par cette personne."
    else:
        return []
    return [Manquement(regle="MEM-03", article=ARTICLE_SUPPLEANT, message=phrase)]


def correction(nom: str, *, dernier: bool, votes: Iterable[str], motif: str) -> list[Manquement]:
    """``votes``: the reports already voted at which the correction changes who was there."""
    touches = tuple(votes)
    if not dernier:
        phrase = f"Un geste plus récent porte sur le siège de {nom}\u00a0: corrigez-le d’abord."
        return [Manquement(regle="QUO-09", message=phrase)]
    if not touches or motif:
        return []
    rapports = f"Le rapport {touches[0]} a été voté"
    if len(touches) > 1:
        rapports = f"Les rapports {', '.join(touches)} ont été votés"
    return [
        Manquement(
            regle="QUO-09",
            message=(
                f"{rapports} depuis ce geste\u00a0: le résultat proclamé reste. Indiquez le motif "
                "de la correction, elle sera portée au journal."
            ),
            points=touches,
            champ="motif",
        )
    ]
