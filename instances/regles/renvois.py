"""Sending again, to one person, what the mail server refused or gave back.

CGCT, art. L. 2121-10 : « Elle est transmise de manière dématérialisée ou, si les conseillers
municipaux en font la demande, adressée par écrit à leur domicile ou à une autre adresse. »

Each sending counts from its own day: the first, which reached nobody, settles nothing.
"""

from collections.abc import Iterator

from governance.regles import Manquement

ARTICLE = "CGCT, art. L. 2121-10"


def manquements(*, perdu: bool, adresse: str) -> Iterator[Manquement]:
    if not perdu:
        yield Manquement(
            regle="CNV-07",
            article=ARTICLE,
            message="Ce message est parti, ou part encore\u00a0: il n’est pas à renvoyer.",
        )
    if not adresse.strip():
        yield Manquement(
            regle="CNV-03",
            article=ARTICLE,
            message="Indiquez l’adresse électronique où renvoyer la convocation.",
            champ="adresse",
        )


def rien_a_dater(plis: int) -> Iterator[Manquement]:
    if not plis:
        yield Manquement(
            regle="CNV-06",
            article=ARTICLE,
            message="Aucun pli n’attend de date\u00a0: tous sont postés ou remis.",
        )
