"""The JSON Schema of a dossier, derived from the tree so that they never disagree."""

from dataclasses import is_dataclass
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args, get_origin

from deliberations.dossier.arbre import Dossier
from deliberations.dossier.lecture import ENTIER_MAX, HEURE, Champ, champs

FICHIER = Path(__file__).with_name("schema.json")


def schema() -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    _objet(Dossier, definitions)
    racine = definitions.pop("Dossier")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:hemicycle:dossier-de-seance:1",
        "title": "Dossier de séance",
        "description": "Voir docs/dossier-de-seance.md. null\u00a0: la source ne le dit pas.",
        **racine,
        "$defs": dict(sorted(definitions.items())),
    }


def _objet(classe: type, definitions: dict[str, Any]) -> dict[str, Any]:
    nom = classe.__name__
    if nom not in definitions:
        definitions[nom] = {}
        lus = champs(classe)
        definitions[nom] = {
            "type": "object",
            "additionalProperties": False,
            "required": [c.nom for c in lus if c.requis],
            "properties": {c.nom: _champ(c, definitions) for c in lus},
        }
    return {"$ref": f"#/$defs/{nom}"}


def _champ(champ: Champ, definitions: dict[str, Any]) -> dict[str, Any]:
    if "constante" in champ.metadata:
        return {"const": champ.metadata["constante"]}
    valeur = _valeur(champ.type, definitions)
    if champ.type is int:
        valeur = {**valeur, "minimum": champ.metadata.get("minimum", 0)}
    return {"anyOf": [valeur, {"type": "null"}]} if champ.nullable else valeur


def _valeur(attendu: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if get_origin(attendu) is tuple:
        return {"type": "array", "items": _valeur(get_args(attendu)[0], definitions)}
    if is_dataclass(attendu) and isinstance(attendu, type):
        return _objet(attendu, definitions)
    if issubclass(attendu, StrEnum):
        return {"type": "string", "enum": [str(valeur) for valeur in attendu]}
    simples: dict[type, dict[str, Any]] = {
        str: {"type": "string", "pattern": r"\S"},
        int: {"type": "integer", "maximum": ENTIER_MAX},
        bool: {"type": "boolean"},
        date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        time: {"type": "string", "pattern": f"^{HEURE.pattern}$"},
    }
    return simples[attendu]
