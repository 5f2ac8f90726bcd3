"""A refusal becomes what the caller can read: a page, a fragment for htmx, or a 422 of the API."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from rest_framework.response import Response
from rest_framework.views import exception_handler

from governance.contraintes import manquement_de_la_base
from governance.regles import Gravite, Manquement, RegleViolee


def refus_de(exception: Exception) -> RegleViolee | None:
    """The refusal that an exception amounts to: a rule, or a constraint of the database."""
    if isinstance(exception, RegleViolee):
        return exception
    if isinstance(exception, ProtectedError):
        phrase = "D’autres enregistrements en dépendent : il ne peut pas être supprimé."
        return RegleViolee([Manquement(regle="BASE", message=phrase)])
    if isinstance(exception, IntegrityError):
        manquement = manquement_de_la_base(exception)
        return RegleViolee([manquement]) if manquement else None
    if isinstance(exception, ValidationError):
        return RegleViolee(Manquement(regle="SAISIE", message=m) for m in exception.messages)
    return None


def essayer(form: Any, action: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Run an action for a form; on refusal the form keeps what was typed and says why.

    The answer is then ``None`` and ``form.manquements`` holds every breach.
    """
    try:
        return action(*args, **kwargs)
    except (RegleViolee, IntegrityError, ValidationError) as exception:
        refus = refus_de(exception)
        if refus is None:
            raise
        form.manquements = refus.manquements
        for manquement in refus.manquements:
            if not manquement.bloquant:
                continue
            form.add_error(
                manquement.champ if manquement.champ in form.fields else None, manquement.message
            )
        return None


def page_de_refus(
    request: HttpRequest, manquements: Iterable[Manquement], status: int = 422
) -> HttpResponse:
    gabarit = "_refus.html" if getattr(request, "htmx", False) else "422.html"
    response = render(request, gabarit, {"manquements": list(manquements)}, status=status)
    response.annuler = True  # type: ignore[attr-defined]  # read by the tenancy middleware
    return response


def envoye(request: HttpRequest) -> QueryDict | None:
    """What a form was sent, empty included; ``None`` while it is only being shown."""
    return request.POST if request.method == "POST" else None


def page_de_saisie(
    request: HttpRequest, gabarit: str, form: Any, *, status: int = 200, **contexte: Any
) -> HttpResponse:
    """A form to fill in, or the same one come back with its errors: 422, nothing typed is lost."""
    refuse = form.is_bound and not form.is_valid()
    contexte = {"form": form, **contexte}
    return render(request, gabarit, contexte, status=422 if refuse else status)


class RefusMiddleware:
    """Turn a refused act into a page that says why; nothing of the request is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        refus = refus_de(exception)
        return page_de_refus(request, refus.manquements) if refus else None


def en_json(manquement: Manquement) -> dict[str, Any]:
    return {
        "regle": manquement.regle,
        "gravite": str(manquement.gravite),
        "article": manquement.article,
        "message": manquement.message,
        "points": list(manquement.points),
        "champ": manquement.champ,
    }


def api_exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Refusals of the API are 422 with their manquements, in the words of the pages."""
    refus = refus_de(exc)
    if refus is not None:
        response = Response({"manquements": [en_json(m) for m in refus.manquements]}, status=422)
    elif isinstance(exc, PermissionDenied):
        response = Response({"detail": "Votre rôle ne permet pas cet acte."}, status=403)
    else:
        answer = exception_handler(exc, context)
        if answer is None:
            return None
        response = answer
        if response.status_code == 400:
            response.status_code = 422
            response.data = {"manquements": _de_saisie(response.data)}
    response.annuler = True  # type: ignore[attr-defined]
    return response


def _de_saisie(data: Any) -> list[dict[str, Any]]:
    champs = data.items() if isinstance(data, dict) else [("", data)]
    return [
        en_json(Manquement(regle="SAISIE", message=str(m), champ=str(champ)))
        for champ, messages in champs
        for m in (messages if isinstance(messages, list) else [messages])
    ]


__all__ = [
    "Gravite",
    "RefusMiddleware",
    "api_exception_handler",
    "envoye",
    "essayer",
    "page_de_refus",
    "page_de_saisie",
]
