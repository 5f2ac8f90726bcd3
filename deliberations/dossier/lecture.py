"""From JSON values to the typed tree, every error at once, each with its JSON path.

The declarations of ``arbre`` drive the reading: one converter per type of value, and the
same walk for every object.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, time
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

HEURE = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
JOUR = re.compile(r"\d{4}-\d{2}-\d{2}")
CLE_SIMPLE = re.compile(r"[A-Za-z_]\w*")
ENTIER_MAX = 1_000_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Erreur:
    """``chemin`` leads to the faulty value: ``$.pouvoirs[3].mandant``."""

    chemin: str
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Champ:
    nom: str
    type: Any
    nullable: bool
    requis: bool
    metadata: Mapping[str, Any]


@cache
def champs(classe: Any) -> tuple[Champ, ...]:
    types = get_type_hints(classe)
    return tuple(_champ(champ, types[champ.name]) for champ in fields(classe))


def _champ(champ: Field[Any], annotation: Any) -> Champ:
    options = get_args(annotation) if get_origin(annotation) is UnionType else (annotation,)
    (utile,) = [option for option in options if option is not NoneType]
    return Champ(
        nom=champ.name,
        type=utile,
        nullable=NoneType in options,
        requis=champ.default is MISSING,
        metadata=champ.metadata,
    )


class Lecteur:
    """Reads one document. After ``objet()``, ``erreurs`` tells whether to trust the result."""

    def __init__(self) -> None:
        self.erreurs: list[Erreur] = []

    def refuser(self, chemin: str, message: str) -> None:
        self.erreurs.append(Erreur(chemin=chemin, message=message))

    def objet(self, classe: Any, valeur: Any, chemin: str) -> Any:
        if not isinstance(valeur, dict):
            self.refuser(chemin, f"Un objet est attendu, pas {nature(valeur)}.")
            return None
        connus = champs(classe)
        self._cles_inconnues(valeur, {c.nom for c in connus}, chemin)
        avant = len(self.erreurs)
        lus = {c.nom: self._champ(c, valeur, chemin) for c in connus}
        return classe(**lus) if len(self.erreurs) == avant else None

    def _cles_inconnues(self, valeur: dict[str, Any], connus: set[str], chemin: str) -> None:
        for cle in valeur:
            if cle not in connus:
                self.refuser(
                    joindre(chemin, cle),
                    "Cette clé n’existe pas\u00a0: corrigez son nom ou retirez-la.",
                )

    def _champ(self, champ: Champ, valeur: dict[str, Any], chemin: str) -> Any:
        ici = joindre(chemin, champ.nom)
        lu = valeur.get(champ.nom)
        if lu is None:
            if not champ.nullable:
                self.refuser(ici, "Cette valeur est obligatoire.")
            return None
        constante = champ.metadata.get("constante")
        if constante is not None and (lu != constante or isinstance(lu, bool)):
            self.refuser(ici, f"La valeur attendue est {constante}.")
            return None
        converti = self.valeur(champ.type, lu, ici)
        minimum = champ.metadata.get("minimum", 0)
        if isinstance(converti, int) and champ.type is int and converti < minimum:
            self.refuser(ici, f"Un nombre au moins égal à {minimum} est attendu.")
        return converti

    def valeur(self, attendu: Any, valeur: Any, chemin: str) -> Any:
        if get_origin(attendu) is tuple:
            return self._liste(get_args(attendu)[0], valeur, chemin)
        if is_dataclass(attendu) and isinstance(attendu, type):
            return self.objet(attendu, valeur, chemin)
        if issubclass(attendu, StrEnum):
            return self._enumeration(attendu, valeur, chemin)
        return self._simple(attendu, valeur, chemin)

    def _liste(self, attendu: Any, valeur: Any, chemin: str) -> tuple[Any, ...]:
        if not isinstance(valeur, list):
            self.refuser(chemin, f"Une liste est attendue, pas {nature(valeur)}.")
            return ()
        return tuple(
            self.valeur(attendu, element, f"{chemin}[{i}]") for i, element in enumerate(valeur)
        )

    def _enumeration(self, attendu: type[StrEnum], valeur: Any, chemin: str) -> StrEnum | None:
        if isinstance(valeur, str) and valeur in set(attendu):
            return attendu(valeur)
        choix = ", ".join(attendu)
        self.refuser(chemin, f"{nature(valeur).capitalize()} n’est pas un choix\u00a0: {choix}.")
        return None

    def _simple(self, attendu: type, valeur: Any, chemin: str) -> Any:
        convertir, consigne = CONVERSIONS[attendu]
        try:
            return convertir(valeur)
        except (TypeError, ValueError) as erreur:
            detail = str(erreur) or f"Il faut {consigne}, pas {nature(valeur)}."
            self.refuser(chemin, detail)
            return None


def _texte(valeur: Any) -> str:
    if not isinstance(valeur, str):
        raise TypeError
    if not valeur.strip():
        raise ValueError("Un texte vide ne dit rien\u00a0: écrivez null si la source se tait.")
    if "\x00" in valeur or any("\ud800" <= lettre <= "\udfff" for lettre in valeur):
        raise ValueError("Ce texte contient un caractère interdit\u00a0: retirez-le.")
    return valeur


def _entier(valeur: Any) -> int:
    if not isinstance(valeur, int) or isinstance(valeur, bool):
        raise TypeError
    if valeur > ENTIER_MAX:
        raise ValueError(f"Ce nombre dépasse {ENTIER_MAX}\u00a0: vérifiez-le.")
    return valeur


def _booleen(valeur: Any) -> bool:
    if not isinstance(valeur, bool):
        raise TypeError
    return valeur


def _jour(valeur: Any) -> date:
    if not isinstance(valeur, str) or not JOUR.fullmatch(valeur):
        raise ValueError
    try:
        return date.fromisoformat(valeur)
    except ValueError:
        raise ValueError(f"Le jour {valeur} n’existe pas\u00a0: corrigez la date.") from None


def _heure(valeur: Any) -> time:
    if not isinstance(valeur, str) or not (lue := HEURE.fullmatch(valeur)):
        raise ValueError
    return time(int(lue[1]), int(lue[2]))


CONVERSIONS: dict[type, tuple[Callable[[Any], Any], str]] = {
    str: (_texte, "un texte"),
    int: (_entier, "un nombre entier"),
    bool: (_booleen, "le mot true ou false"),
    date: (_jour, "une date de la forme «\u00a02018-12-17\u00a0»"),
    time: (_heure, "une heure de la forme «\u00a018:10\u00a0»"),
}


def nature(valeur: Any) -> str:
    """What was found, in words a clerk can read; long texts are cut."""
    if valeur is None:
        return "null"
    if isinstance(valeur, bool):
        return "true" if valeur else "false"
    if isinstance(valeur, int | float):
        return f"le nombre {valeur}"
    if isinstance(valeur, str):
        return f"«\u00a0{valeur[:40]}{'…' if len(valeur) > 40 else ''}\u00a0»"
    return "une liste" if isinstance(valeur, list) else "un objet"


def joindre(chemin: str, cle: str) -> str:
    if CLE_SIMPLE.fullmatch(cle):
        return f"{chemin}.{cle}"
    echappee = cle[:60].replace("\\", "\\\\").replace("'", "\\'")
    return f"{chemin}['{echappee}']"
