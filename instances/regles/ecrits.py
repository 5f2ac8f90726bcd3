"""The writing of a pouvoir: dated, named, and not worn out (POU-01, POU-04).

CGCT, art. L. 2121-20 : « Un conseiller municipal empêché d'assister à une séance peut donner à
un collègue de son choix pouvoir écrit de voter en son nom. [...] Sauf cas de maladie dûment
constatée, il ne peut être valable pour plus de trois séances consécutives. »

What wears out is one writing: a new one, dated anew, starts again. Whoever gives one séance
after séance is only pointed out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Jour  # noqa: N812 – the field is called « date »

from governance.regles import Gravite, Manquement

ARTICLE = "CGCT, art. L. 2121-20"
ARTICLE_SUPPLEANT = "CGCT, art. L. 5211-6"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ecrit:
    """``dates``: those of the pouvoirs that the same member left to the séances just before."""

    mandant: str
    date: Jour | None
    jour: Jour
    maladie: bool = False
    dates: tuple[Jour | None, ...] = ()


def manquements(ecrit: Ecrit, *, limite: int) -> Iterable[Manquement]:
    if ecrit.date is None:
        yield _alerte(
            "POU-01",
            f"Le pouvoir de {ecrit.mandant} n’a pas de date\u00a0: un pouvoir est écrit, daté et "
            "nomme la séance.",
        )
    elif ecrit.date > ecrit.jour:
        yield _refus(
            "POU-01",
            "Le pouvoir est daté d’un jour à venir\u00a0: relisez l’écrit.",
            "date_du_pouvoir",
        )
    elif not ecrit.maladie and _seances_du_meme_ecrit(ecrit) >= limite:
        yield _refus(
            "POU-04",
            f"Cet écrit de {ecrit.mandant} a déjà servi à {limite} séances de suite\u00a0: "
            "demandez-en un nouveau, ou notez la date de la pièce qui constate la maladie.",
            "maladie_on",
        )
    elif not ecrit.maladie and len(ecrit.dates) >= limite:
        yield _alerte(
            "POU-04",
            f"{ecrit.mandant} a donné pouvoir aux {len(ecrit.dates)} séances précédentes\u00a0: "
            "celui-ci vaut parce que c’est un nouvel écrit.",
        )


def suppleant_disponible(
    mandant: str, suppleant: str, *, empeche: bool, exige: bool
) -> list[Manquement]:
    """The law does not forbid it; the règlement may want the suppléant first (MEM-01)."""
    if not suppleant or empeche:
        return []
    return [
        Manquement(
            regle="MEM-01",
            article=ARTICLE_SUPPLEANT,
            gravite=Gravite.BLOQUANT if exige else Gravite.ALERTE,
            message=(
                f"{suppleant} est suppléant de {mandant}\u00a0: appelez-le d’abord, ou notez qu’il "
                "est lui aussi empêché."
            ),
            champ="suppleant_empeche",
        )
    ]


def _seances_du_meme_ecrit(ecrit: Ecrit) -> int:
    """How many of the séances just before were covered by this very writing."""
    for n, autre in enumerate(ecrit.dates):
        if autre != ecrit.date:
            return n
    return len(ecrit.dates)


def _refus(regle: str, message: str, champ: str) -> Manquement:
    return Manquement(regle=regle, article=ARTICLE, message=message, champ=champ)


def _alerte(regle: str, message: str) -> Manquement:
    return Manquement(regle=regle, article=ARTICLE, message=message, gravite=Gravite.ALERTE)
