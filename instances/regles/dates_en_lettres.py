"""Days written out in French, for the sentences that rules answer with.

The rules import neither Django nor ``locale``: a refusal must read the same on every machine.
"""

from datetime import date

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOIS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def quantieme(jour: date) -> str:
    """« 1er » or « 17 »."""
    return "1er" if jour.day == 1 else str(jour.day)


def jour_en_lettres(jour: date, *, repere: date | None = None) -> str:
    """« mardi 11 décembre »; the year is added unless it is that of ``repere``."""
    texte = f"{JOURS[jour.weekday()]} {quantieme(jour)} {MOIS[jour.month - 1]}"
    if repere is not None and repere.year == jour.year:
        return texte
    return f"{texte} {jour.year}"


def jour_abrege(jour: date) -> str:
    """« ven. »"""
    return f"{JOURS[jour.weekday()][:3]}."


def compte(nombre: int, singulier: str, pluriel: str | None = None) -> str:
    """« 1 jour franc », « 4 jours francs »: in French, zero and one take the singular."""
    mot = singulier if abs(nombre) < 2 else (pluriel or f"{singulier}s")
    return f"{nombre}\u00a0{mot}"
