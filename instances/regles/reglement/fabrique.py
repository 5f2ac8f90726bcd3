"""Short hands to write the catalogue: one call, one parameter."""

from collections.abc import Callable
from typing import Any

from instances.regles.reglement.types import Droit, Parametre, Section, Type

OUI = frozenset({True})
NON = frozenset({False})


def fabrique(section: Section, type: Type) -> Callable[..., Parametre]:  # noqa: A002 domain word
    def parametre(code: str, libelle: str, **attributs: Any) -> Parametre:
        return Parametre(code=code, section=section, libelle=libelle, type=type, **attributs)

    return parametre


def exactement(nombre: int) -> Droit:
    return Droit(plancher=nombre, plafond=nombre)


def jamais(*valeurs: Any) -> tuple[Droit, ...]:
    return (Droit(refuses=frozenset(valeurs)),)
