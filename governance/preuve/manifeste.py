"""Canonical JSON: the same facts always give the same bytes, hence the same SHA-256."""

import hashlib
import json
from typing import Any

FORMAT = "hemicycle.preuve/1"


def canonique(valeur: Any) -> bytes:
    """Sorted keys, UTF-8, no space. Raises ``TypeError`` for what is not written one way only."""
    _exacte(valeur)
    texte = json.dumps(valeur, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return texte.encode()


def empreinte(octets: bytes) -> str:
    return hashlib.sha256(octets).hexdigest()


def _exacte(valeur: Any) -> None:
    """A float has several spellings, a date none: both are refused rather than guessed."""
    if isinstance(valeur, dict):
        for cle, contenu in valeur.items():
            if not isinstance(cle, str):
                raise TypeError(f"Clé de manifeste qui n’est pas un texte : {cle!r}")
            _exacte(contenu)
    elif isinstance(valeur, list | tuple):
        for contenu in valeur:
            _exacte(contenu)
    elif not (valeur is None or isinstance(valeur, str | int)):
        raise TypeError(f"Valeur sans écriture unique dans un manifeste : {valeur!r}")
