"""The French sentence of a constraint that the database refused to break."""

from functools import cache

from django.apps import apps
from django.db import IntegrityError

from governance.regles import Manquement


def manquement_de_la_base(exception: IntegrityError) -> Manquement | None:
    """Find the named constraint; ``None`` when it is not one that a user can break."""
    diagnostic = getattr(exception.__cause__, "diag", None)
    nom = getattr(diagnostic, "constraint_name", None)
    message = _messages().get(nom or "")
    return Manquement(regle="BASE", message=message) if message else None


@cache
def _messages() -> dict[str, str]:
    defaut = "Constraint “%(name)s” is violated."
    return {
        contrainte.name: str(contrainte.violation_error_message)
        for model in apps.get_models()
        for contrainte in model._meta.constraints
        if getattr(contrainte, "violation_error_message", None)
        and contrainte.violation_error_message not in (None, defaut)
        and contrainte.violation_error_message != contrainte.default_violation_error_message
    }
