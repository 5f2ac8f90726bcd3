"""Reading and writing a dossier: ``lire`` never raises, ``vers_json`` gives back what was read."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time
from typing import Any

from deliberations.dossier.arbre import Dossier
from deliberations.dossier.lecture import Erreur, Lecteur

POIDS_MAXIMAL = 20 * 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Lecture:
    """Either a dossier and no error, or no dossier and every error."""

    dossier: Dossier | None
    erreurs: tuple[Erreur, ...] = ()


class _CleEnDouble(ValueError):
    pass


def lire(contenu: bytes | str) -> Lecture:
    """Parse the text of a file."""
    if len(contenu) > POIDS_MAXIMAL:
        return _refus("Ce fichier dépasse 20\u00a0Mo\u00a0: un dossier ne contient que du texte.")
    try:
        texte = contenu.decode("utf-8-sig") if isinstance(contenu, bytes) else contenu
        valeur = json.loads(texte, object_pairs_hook=_objet, parse_constant=_constante)
    except UnicodeDecodeError:
        return _refus("Ce fichier n’est pas un texte en UTF-8\u00a0: enregistrez-le en UTF-8.")
    except json.JSONDecodeError as erreur:
        return _refus(
            f"Ce n’est pas du JSON\u00a0: ligne {erreur.lineno}, colonne {erreur.colno}, "
            "une virgule, un guillemet ou une accolade manque sans doute."
        )
    except RecursionError:
        return _refus("Les objets sont imbriqués trop profondément.")
    except ValueError as erreur:
        return _refus(_phrase(erreur))
    return depuis_json(valeur)


def depuis_json(valeur: Any) -> Lecture:
    """Build the tree from values already decoded."""
    lecteur = Lecteur()
    dossier: Dossier | None = lecteur.objet(Dossier, valeur, "$")
    if dossier is not None:
        lecteur.erreurs += _identifiants_en_double(dossier)
    if lecteur.erreurs:
        return Lecture(dossier=None, erreurs=tuple(lecteur.erreurs))
    return Lecture(dossier=dossier)


def vers_json(arbre: Any) -> Any:
    """The JSON values of a tree, every key present, the unknown as ``null``."""
    if is_dataclass(arbre) and not isinstance(arbre, type):
        return {champ.name: vers_json(getattr(arbre, champ.name)) for champ in fields(arbre)}
    if isinstance(arbre, tuple):
        return [vers_json(element) for element in arbre]
    if isinstance(arbre, time):
        return arbre.strftime("%H:%M")
    if isinstance(arbre, date):
        return arbre.isoformat()
    return str(arbre) if isinstance(arbre, str) else arbre


def ecrire(dossier: Dossier) -> str:
    """The text of a file that ``lire`` reads back to the same tree."""
    return json.dumps(vers_json(dossier), ensure_ascii=False, indent=2) + "\n"


def _objet(paires: list[tuple[str, Any]]) -> dict[str, Any]:
    comptes = Counter(cle for cle, _valeur in paires)
    for cle, nombre in comptes.items():
        if nombre > 1:
            raise _CleEnDouble(
                f"La clé «\u00a0{cle[:60]}\u00a0» est écrite deux fois dans le même objet."
            )
    return dict(paires)


def _constante(nom: str) -> Any:
    raise _CleEnDouble(f"{nom} n’est pas un nombre\u00a0: écrivez null si la source se tait.")


def _phrase(erreur: ValueError) -> str:
    if isinstance(erreur, _CleEnDouble):
        return str(erreur)
    return "Un nombre de ce fichier est démesuré\u00a0: corrigez-le."


def _refus(message: str) -> Lecture:
    return Lecture(dossier=None, erreurs=(Erreur(chemin="$", message=message),))


def _identifiants_en_double(dossier: Dossier) -> Iterator[Erreur]:
    vus: dict[str, int] = {}
    for i, membre in enumerate(dossier.membres or ()):
        if membre.id in vus:
            yield Erreur(
                chemin=f"$.membres[{i}].id",
                message=(
                    f"«\u00a0{membre.id}\u00a0» identifie déjà $.membres[{vus[membre.id]}]\u00a0: "
                    "donnez à chacun le sien."
                ),
            )
        vus.setdefault(membre.id, i)
