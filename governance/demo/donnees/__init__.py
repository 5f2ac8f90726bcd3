"""What the documents of four real intercommunalités state, and what was invented beside it.

One JSON file each; README.md in this folder describes their keys.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

SLUGS = ("grand-besancon", "carcassonne-agglo", "lens-lievin", "pays-d-agout")
DOSSIER = Path(__file__).parent
SEANCE_DE_2018 = DOSSIER / "grand-besancon-2018-12-17.json"


def lire(slug: str) -> dict[str, Any]:
    donnees: dict[str, Any] = json.loads((DOSSIER / f"{slug}.json").read_text(encoding="utf-8"))
    return donnees


def jour(valeur: str | None) -> date | None:
    return date.fromisoformat(valeur) if valeur else None
