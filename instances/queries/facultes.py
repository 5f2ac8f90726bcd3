"""What may be done before a day without being owed: shown beside what the bodies must hold.

A module ``facultes`` of an application inscribes its own, as ``controles`` does.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.utils.module_loading import autodiscover_modules

from governance.models import Intercommunalite


@dataclass(frozen=True, kw_only=True, slots=True)
class Faculte:
    qui: str
    quoi: str
    avant: date
    lien: str


Source: TypeAlias = Callable[[Intercommunalite, date], Iterable[Faculte]]

_registre: dict[str, Source] = {}


def inscrire(source: Source) -> Source:
    """Called at the import of an application's own ``facultes`` module; a decorator."""
    _registre[f"{source.__module__}.{source.__qualname__}"] = source
    return source


def facultes(intercommunalite: Intercommunalite, on: date) -> list[Faculte]:
    autodiscover_modules("facultes")
    lues = [f for nom in sorted(_registre) for f in _registre[nom](intercommunalite, on)]
    return sorted(lues, key=lambda f: (f.avant, f.qui))
