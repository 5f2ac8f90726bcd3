"""The day that counts for a convocation on paper: that of its dispatch.

CGCT, art. L. 2121-10 : « Elle est transmise de manière dématérialisée ou, si les conseillers
municipaux en font la demande, adressée par écrit à leur domicile ou à une autre adresse. »

CE, 5 février 1954, Peslier, and CE, 19 mars 1969, Doullens: a letter is dated by the postmark of
its departure, neither by the day it was signed nor by that of its receipt (CNV-06).
"""

from collections.abc import Iterator
from datetime import date

from governance.regles import Manquement
from instances.regles.dates_en_lettres import jour_en_lettres

ARTICLE = "CGCT, art. L. 2121-10 ; CE, 5 février 1954, Peslier"
ARTICLE_RECEPTION = "CE, 9 mars 2007, n° 290687"


def manquements(
    *, on: date, aujourd_hui: date, convocation_du: date, a_remettre: bool
) -> tuple[Manquement, ...]:
    """What stands against noting that a letter left, or was handed over, on a day."""
    return (*_etat(a_remettre=a_remettre), *_jour(on, aujourd_hui, convocation_du))


def reception(*, on: date, aujourd_hui: date, convocation_du: date) -> tuple[Manquement, ...]:
    """What stands against a day of receipt; one that comes too late is written down all the same.

    CE, 9 mars 2007, n° 290687: the receipt in time, once proven, mends a late convocation.
    """
    if on > aujourd_hui:
        message = "Ce jour n’est pas encore venu\u00a0: notez la réception une fois prouvée."
    elif on < convocation_du:
        message = (
            "La convocation ne peut avoir été reçue avant d’être établie, le "
            f"{jour_en_lettres(convocation_du, repere=on)}."
        )
    else:
        return ()
    return (Manquement(regle="CNV-08", article=ARTICLE_RECEPTION, message=message, champ="on"),)


def _etat(*, a_remettre: bool) -> Iterator[Manquement]:
    if not a_remettre:
        yield Manquement(
            regle="CNV-06",
            article=ARTICLE,
            message=(
                "Ce pli n’est plus à remettre\u00a0: sa date est déjà notée, ou le message est "
                "parti."
            ),
        )


def _jour(on: date, aujourd_hui: date, convocation_du: date) -> Iterator[Manquement]:
    if on > aujourd_hui:
        yield Manquement(
            regle="CNV-06",
            article=ARTICLE,
            message=(
                f"Le {jour_en_lettres(on, repere=aujourd_hui)} n’est pas encore venu\u00a0: notez "
                "le jour du cachet de la poste ou de la remise, une fois le pli parti."
            ),
            champ="on",
        )
    elif on < convocation_du:
        yield Manquement(
            regle="CNV-06",
            article=ARTICLE,
            message=(
                "Le pli ne peut être parti avant la convocation, établie le "
                f"{jour_en_lettres(convocation_du, repere=on)}\u00a0: corrigez le jour du cachet."
            ),
            champ="on",
        )
