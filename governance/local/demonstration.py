"""Who may enter the demonstration, read from its data files: no database is needed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Compte:
    email: str
    nom: str
    role: str


@dataclass(frozen=True, kw_only=True)
class Groupe:
    titre: str
    slug: str
    comptes: tuple[Compte, ...]


COMPLETE = "grand-besancon.json"


def _fiches() -> Iterator[dict[str, Any]]:
    dossier = resources.files("governance.demo") / "donnees"
    # The one that carries a whole séance of the past comes first: visitors open it.
    for fichier in sorted(dossier.iterdir(), key=lambda f: (f.name != COMPLETE, f.name)):
        if fichier.name.endswith(".json"):
            fiche = json.loads(fichier.read_text(encoding="utf-8"))
            if "comptes" in fiche:
                yield fiche


@cache
def groupes() -> tuple[Groupe, ...]:
    return tuple(
        Groupe(
            titre=fiche["intercommunalite"]["nom_court"],
            slug=fiche["intercommunalite"]["slug"],
            comptes=tuple(
                Compte(
                    email=compte["email"].lower(),
                    nom=f"{compte['prenom']} {compte['nom']}",
                    role=compte["fonction"],
                )
                for compte in fiche["comptes"]
            ),
        )
        for fiche in _fiches()
    )


def adresses() -> frozenset[str]:
    return frozenset(compte.email for groupe in groupes() for compte in groupe.comptes)
