"""The right of expression: whose turn it is, and how long the text may be.

CGCT, art. L. 2121-27-1: where the intercommunalité circulates general information on its doings,
a space is kept for the councillors elected on another list than the majority's, or who declared
that they do not belong to it. A règlement may add a page to the sectors: five of seven per issue,
in alphabetical order, turning without end (EXP-02).
"""

from collections.abc import Sequence

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import compte

ARTICLE = "CGCT, art. L. 2121-27-1"
# The law of the communes, from March 2020: every intercommunalité is above it.
SEUIL = 1_000


def tourniquet(rubriques: Sequence[str], *, numero: int, par_numero: int) -> tuple[str, ...]:
    """Whose turn in issue ``numero`` (from 1): the round goes on where the last issue stopped.

    Raises ``ValueError`` for an issue before the first.
    """
    if numero < 1:
        raise ValueError("Le premier numéro est le numéro 1.")
    ordre = sorted(rubriques)
    if not ordre:
        return ()
    debut = par_numero * (numero - 1)
    return tuple(ordre[(debut + rang) % len(ordre)] for rang in range(min(par_numero, len(ordre))))


def compter(texte: str) -> int:
    """A line break is one sign, however a browser sends it."""
    return len(texte.strip().replace("\r\n", "\n"))


def longueur(texte: str, *, plafond: int, auteur: str) -> tuple[Manquement, ...]:
    """Signs, spaces included; a longer text goes back to its author (EXP-02)."""
    signes = compter(texte)
    if signes <= plafond:
        return ()
    return (
        Manquement(
            regle="EXP-02",
            article="Règlement intérieur, expression",
            message=f"{auteur}\u00a0: {signes} signes, espaces compris, pour {plafond} admis.",
        ),
    )


def espaces_dus(
    *, population: int | None, seuil: int, espaces: int, pages: int | None
) -> tuple[Manquement, ...]:
    """A space exists from the threshold on, and one at least for each page (EXP-01, EXP-02)."""
    if not espaces and (population is None or population >= seuil):
        message = (
            "Aucun espace d’expression n’est ouvert aux conseillers hors de la majorité\u00a0: il "
            "est dû dès qu’un bulletin d’information paraît."
        )
        return (
            Manquement(regle="EXP-01", article=ARTICLE, message=message, gravite=Gravite.ALERTE),
        )
    if pages is not None and 0 < espaces < pages:
        message = (
            f"Le règlement prévoit {compte(pages, 'page')} d’expression\u00a0: "
            f"{compte(espaces, 'espace')} ici."
        )
        return (
            Manquement(
                regle="EXP-02",
                article="Règlement intérieur, expression",
                message=message,
                gravite=Gravite.ALERTE,
            ),
        )
    return ()


def espace_reserve(
    *, bulletin: bool, opposition: Sequence[str], servis: Sequence[str]
) -> tuple[Manquement, ...]:
    """Each of them has a right of his own, even outside any group (EXP-01)."""
    oublies = [nom for nom in opposition if nom not in servis]
    if not bulletin or not oublies:
        return ()
    return (
        Manquement(
            regle="EXP-01",
            article=ARTICLE,
            gravite=Gravite.ALERTE,
            message=f"Aucun espace n’est réservé à {', '.join(oublies)}.",
        ),
    )
