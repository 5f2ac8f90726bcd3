"""A matter left by one séance comes back to another: it is announced anew, like any other.

CGCT, art. L. 2121-10 : a convocation « indique les questions portées à l'ordre du jour » ; what
was announced for a séance is not announced for the next one (ODJ-01).
"""

from governance.regles import Manquement
from instances.regles.etats import LIBELLES_POINT, EtatPoint
from instances.regles.ordre_du_jour import ARTICLE_ODJ

A_REPRENDRE = frozenset(
    {EtatPoint.NON_EXAMINE, EtatPoint.AJOURNE, EtatPoint.RENVOYE, EtatPoint.RETIRE}
)


def manquements(
    *, numero: str, etat: str, meme_instance: bool, deja: bool
) -> tuple[Manquement, ...]:
    if EtatPoint(etat) not in A_REPRENDRE:
        suite = f"est {LIBELLES_POINT[EtatPoint(etat)]}\u00a0: il n’est pas à reprendre."
    elif not meme_instance:
        suite = "appartient à une autre instance\u00a0: inscrivez l’affaire à son tour."
    elif deja:
        suite = "est déjà repris à une autre séance."
    else:
        return ()
    message = f"Le rapport {numero} {suite}"
    return (Manquement(regle="ODJ-01", article=ARTICLE_ODJ, message=message, points=(numero,)),)
