"""What other applications add to the checks before a dispatch.

A module ``controles`` of an application inscribes its own, as ``echeances`` does for the clock:
instances never learns who asks what.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from django.utils.module_loading import autodiscover_modules

from governance.regles import Manquement

if TYPE_CHECKING:
    from instances.queries.convocation import Preparation

Controle: TypeAlias = "Callable[[Preparation], Iterable[Manquement]]"

_registre: dict[str, Controle] = {}


def inscrire(controle: Controle) -> Controle:
    """Called at the import of an application's own ``controles`` module; a decorator."""
    _registre[f"{controle.__module__}.{controle.__qualname__}"] = controle
    return controle


def des_applications(preparation: "Preparation") -> Iterator[Manquement]:
    autodiscover_modules("controles")
    for nom in sorted(_registre):
        yield from _registre[nom](preparation)
