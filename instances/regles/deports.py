"""Who withdraws from which point.

CGCT, art. L. 2131-11 : « Sont illégales les délibérations auxquelles ont pris part un ou
plusieurs membres du conseil intéressés à l'affaire qui en fait l'objet, soit en leur nom
personnel, soit comme mandataires. » Art. L. 2121-14: whoever answers for the accounts « doit
se retirer au moment du vote » (QUO-07, POU-09).
"""

from collections import defaultdict

from instances.regles.faits import Cle, Deport, Faits, MotifDeport


def deports_par_rang(faits: Faits) -> dict[int, tuple[Deport, ...]]:
    """Declared déports, and the president’s own when the accounts are voted."""
    trouves: dict[int, dict[Cle, Deport]] = defaultdict(dict)
    for deport in faits.deports:
        trouves[deport.rang].setdefault(deport.membre, deport)
    for point in faits.points:
        if point.comptes and faits.president is not None:
            deport = Deport(membre=faits.president, rang=point.rang, motif=MotifDeport.COMPTES)
            trouves[point.rang].setdefault(faits.president, deport)
    return {rang: tuple(par_membre.values()) for rang, par_membre in trouves.items()}
