"""Which majority a report asks for: the ordinary one, unless a fact of its own says otherwise.

A module ``majorites`` of an application inscribes what it knows: this one never learns who asks.
"""

from collections.abc import Callable
from typing import TypeAlias

from django.utils.module_loading import autodiscover_modules

from deliberations.regles.exigences import COMPTES, INTERET_COMMUNAUTAIRE, ORDINAIRE, Exigence
from instances.models import Point

Source: TypeAlias = Callable[[Point], Exigence | None]

_registre: dict[str, Source] = {}


def inscrire(source: Source) -> Source:
    """Called at the import of an application's own ``majorites`` module; a decorator."""
    _registre[f"{source.__module__}.{source.__qualname__}"] = source
    return source


def exigence_de(point: Point) -> Exigence:
    """The strictest that is known; the text as a whole alone is held to it."""
    autodiscover_modules("majorites")
    trouvees = [e for nom in sorted(_registre) if (e := _registre[nom](point)) is not None]
    if point.compte_administratif:
        trouvees.append(COMPTES)
    if point.matiere == Point.Matiere.INTERET_COMMUNAUTAIRE:
        trouvees.append(INTERET_COMMUNAUTAIRE)
    return max(trouvees, key=lambda e: e.qualifiee, default=ORDINAIRE)
