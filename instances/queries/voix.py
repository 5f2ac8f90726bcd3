"""Whose seat has a voice, and which pouvoirs a body knows, where its own rules say more.

A module ``voix`` of an application inscribes what it knows of its bodies: the composition frozen
with the convocation then holds it, and the console and every page read the same seats.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from django.utils.module_loading import autodiscover_modules

from governance.regles import Manquement
from instances.models import Seance, Siegeant
from instances.queries.composition import SiegeDetaille

DesSieges: TypeAlias = Callable[[Seance, Sequence[SiegeDetaille]], list[bool] | None]
DesPouvoirs: TypeAlias = Callable[[Siegeant, Siegeant], Iterable[Manquement]]

_sieges: dict[str, DesSieges] = {}
_pouvoirs: dict[str, DesPouvoirs] = {}


def inscrire(source: DesSieges) -> DesSieges:
    """A decorator: which seats vote in this séance; ``None`` where the body is another's."""
    _sieges[f"{source.__module__}.{source.__qualname__}"] = source
    return source


def inscrire_des_pouvoirs(source: DesPouvoirs) -> DesPouvoirs:
    """A decorator: what stands against a pouvoir between two seats."""
    _pouvoirs[f"{source.__module__}.{source.__qualname__}"] = source
    return source


def voix_des_sieges(seance: Seance, sieges: Sequence[SiegeDetaille]) -> list[bool]:
    """Seat by seat; what the type of body says, unless somebody knows better."""
    autodiscover_modules("voix")
    lues = (_sieges[nom](seance, sieges) for nom in sorted(_sieges))
    return next((lu for lu in lues if lu is not None), [s.siege.vote for s in sieges])


def manquements_du_pouvoir(mandant: Siegeant, mandataire: Siegeant) -> list[Manquement]:
    autodiscover_modules("voix")
    return [m for nom in sorted(_pouvoirs) for m in _pouvoirs[nom](mandant, mandataire)]
