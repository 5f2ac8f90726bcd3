"""Subscribing a calendar: the addresses, shown once when made, and what each of them serves."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from governance.permissions import require
from instances import agendas
from instances.actions import abonnements as actions
from instances.models import Abonnement
from instances.permissions import can_composer
from instances.queries import abonnements as queries
from instances.views.calendrier import en_ics


@require_safe
@never_cache
def abonnements(request: Any) -> HttpResponse:
    return _page(request)


def _page(request: Any, *, secret: str = "", public: str = "") -> HttpResponse:
    ici = request.intercommunalite
    chemin = reverse("instances:abonnement-flux", args=[ici.slug, secret]) if secret else ""
    contexte = {
        "mien": queries.ouvert(ici, acces=request.acces),
        "publics": queries.publics(ici) if can_composer(request.acces) else [],
        "adresse": request.build_absolute_uri(chemin) if secret else "",
        "nouveau": public,
    }
    return render(request, "instances/abonnements.html", contexte)


@require_POST
@never_cache
def abonnement_ouvrir(request: Any) -> HttpResponse:
    """My own: in place of the former address, which closes."""
    secret = actions.ouvrir_abonnement(
        request.intercommunalite, acces=request.acces, by=request.user, at=now()
    )
    return _page(request, secret=secret)


@require_POST
def abonnement_revoquer(request: Any) -> HttpResponse:
    actions.revoquer_abonnement(
        request.intercommunalite, acces=request.acces, by=request.user, at=now()
    )
    return _fermee(request)


@require_POST
@never_cache
def abonnement_public_ouvrir(request: Any, public: str) -> HttpResponse:
    require(can_composer(request.acces))
    secret = actions.ouvrir_abonnement(
        request.intercommunalite, public=_connu(public), by=request.user, at=now()
    )
    return _page(request, secret=secret, public=public)


@require_POST
def abonnement_public_revoquer(request: Any, public: str) -> HttpResponse:
    require(can_composer(request.acces))
    actions.revoquer_abonnement(
        request.intercommunalite, public=_connu(public), by=request.user, at=now()
    )
    return _fermee(request)


def _connu(public: str) -> str:
    if public not in Abonnement.Public.values:
        raise Http404
    return public


def _fermee(request: Any) -> HttpResponse:
    messages.success(request, "L’adresse est fermée\u00a0: plus aucun agenda ne la lit.")
    return redirect("instances:abonnements", request.intercommunalite.slug)


@require_safe
@never_cache
def abonnement_flux(request: Any, secret: str) -> HttpResponse:
    """Read by an application, without account: the secret alone authorises."""
    ici, at = request.intercommunalite, now()
    abonnement = queries.presente(ici, secret)
    if abonnement is None:
        raise Http404
    abonnement.intercommunalite = ici
    seances, reunions = queries.seances_de(abonnement, at), queries.reunions_de(abonnement, at)
    return en_ics(agendas.ecrire(ici, seances, reunions=reunions, at=at))
