"""Numbers of an act: its order inside the séance, its public number, its number for ACTES.

CGCT, art. L. 2121-23 : « Les délibérations sont inscrites par ordre de date. » Article R. 2121-9
wants them numbered inside their séance, and recalled by number on its closing sheet.

The yearly series is the custom of each intercommunalité, written as a template:
``{annee}-{numero}`` gives 2020-124, ``{annee}/{numero:06d}`` gives 2018/004514.
"""

import re
import string
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from governance.regles import Manquement

ARTICLE = "CGCT, art. R. 2121-9"
ARTICLE_ACTES = "Cahier des charges de la télétransmission ACTES"

GABARIT_PAR_DEFAUT = "{annee}-{numero}"
LONGUEUR_PUBLIQUE = 40
LONGUEUR_ACTES = 15

_CHAMPS = frozenset({"annee", "numero"})
_LARGEUR = re.compile(r"(0?[1-9]d?|d)?")
_ACTES = re.compile(r"[A-Z0-9_]{1,15}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Numero:
    """``ordre`` counts from 1 inside the séance; ``public`` is what the extract bears."""

    rang: int
    ordre: int
    public: str


def numero_public(gabarit: str, *, annee: int, numero: int) -> str:
    """Raises ``ValueError`` for a template that ``manquements_du_gabarit`` refuses."""
    if manquements_du_gabarit(gabarit):
        raise ValueError(f"gabarit de numéro incorrect\u00a0: {gabarit!r}")
    return gabarit.format(annee=annee, numero=numero)


def numero_dans_la_serie(public: str, *, gabarit: str, annee: int) -> int | None:
    """The place in the year's series of a number given elsewhere; ``None`` outside of it."""
    if manquements_du_gabarit(gabarit):
        return None
    morceaux = []
    for litteral, nom, forme, _ in string.Formatter().parse(gabarit):
        morceaux.append(re.escape(litteral))
        if nom is not None:
            dans_l_annee = re.escape(format(annee, forme or ""))
            morceaux.append(dans_l_annee if nom == "annee" else r" *(\d{1,6})")
    lu = re.fullmatch("".join(morceaux), public, re.ASCII)
    return int(lu[1]) if lu else None


def numeroter(
    rangs: Iterable[int], *, gabarit: str, annee: int, premier: int
) -> tuple[Numero, ...]:
    """Number acts in the ordre de passage, without a gap, from ``premier`` in the series."""
    return tuple(
        Numero(
            rang=rang,
            ordre=ordre,
            public=numero_public(gabarit, annee=annee, numero=premier + ordre - 1),
        )
        for ordre, rang in enumerate(sorted(rangs), start=1)
    )


def manquements_du_gabarit(gabarit: str) -> tuple[Manquement, ...]:
    try:
        champs = [(nom, forme) for _, nom, forme, _ in string.Formatter().parse(gabarit) if nom]
        correct = _champs_corrects(champs) and _sans_conversion(gabarit)
    except ValueError:
        correct = False
    if correct and len(gabarit.format(annee=2026, numero=999_999)) <= LONGUEUR_PUBLIQUE:
        return ()
    return (
        Manquement(
            regle="REG-01",
            article=ARTICLE,
            message=(
                "Ce modèle de numéro ne convient pas\u00a0: il contient {numero} une fois, {annee} "
                "au plus une fois, et reste court, comme {annee}-{numero} ou {annee}/{numero:06d}."
            ),
            champ="gabarit_numero",
        ),
    )


def _champs_corrects(champs: list[tuple[str, str | None]]) -> bool:
    noms = [nom for nom, _ in champs]
    largeurs = all(_LARGEUR.fullmatch(forme or "") for _, forme in champs)
    return (
        set(noms) <= _CHAMPS and noms.count("numero") == 1 and noms.count("annee") <= 1 and largeurs
    )


def _sans_conversion(gabarit: str) -> bool:
    return not any(conversion for *_, conversion in string.Formatter().parse(gabarit))


def numero_actes(public: str) -> str:
    """The public number as ACTES takes it: « 2018/004514 » becomes ``2018_004514``.

    Raises ``ValueError`` when nothing acceptable is left; see ``manquements_du_numero_actes``.
    """
    converti = _convertir(public)
    if not _ACTES.fullmatch(converti):
        raise ValueError(f"numéro refusé par la télétransmission\u00a0: {public!r}")
    return converti


def _convertir(public: str) -> str:
    sans_accent = unicodedata.normalize("NFKD", public).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Z0-9]+", "_", sans_accent.upper()).strip("_")


def manquements_du_numero_actes(public: str) -> tuple[Manquement, ...]:
    if _ACTES.fullmatch(_convertir(public)):
        return ()
    return (
        Manquement(
            regle="TLT-02",
            article=ARTICLE_ACTES,
            message=(
                f"Le numéro «\u00a0{public}\u00a0» ne peut être télétransmis\u00a0: gardez de 1 à "
                f"{LONGUEUR_ACTES} lettres ou chiffres."
            ),
        ),
    )
