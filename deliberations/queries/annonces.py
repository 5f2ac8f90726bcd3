"""What other applications tell a reader on his dashboard.

A module ``annonces`` of an application inscribes its own, as ``controles`` does before a dispatch:
the dashboard never learns who speaks.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from django.utils.module_loading import autodiscover_modules

from governance.models import Acces


@dataclass(frozen=True, kw_only=True, slots=True)
class Annonce:
    """One line: what it says, and where it leads."""

    phrase: str
    url: str
    libelle: str
    ton: str = "info"
    icone: str = "info"


Annonceur: TypeAlias = Callable[[Acces, datetime], Iterable[Annonce]]

_registre: dict[str, Annonceur] = {}


def inscrire(annonceur: Annonceur) -> Annonceur:
    """Called at the import of an application's own ``annonces`` module; a decorator."""
    _registre[f"{annonceur.__module__}.{annonceur.__qualname__}"] = annonceur
    return annonceur


def annonces(acces: Acces, at: datetime) -> list[Annonce]:
    autodiscover_modules("annonces")
    return [a for nom in sorted(_registre) for a in _registre[nom](acces, at)]
