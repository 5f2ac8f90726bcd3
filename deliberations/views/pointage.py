"""Presences and pouvoirs in the console: one tap is one gesture, corrected by another one."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from deliberations.forms_vote import CorrectionForm, PouvoirForm
from deliberations.views.conduite import console_de, page, seance_conduite
from governance.errors import essayer
from governance.gestes import une_fois
from instances.actions import pointages, tenue
from instances.models import Siegeant


@require_POST
@une_fois(console_de)
def membre_pointer(request: Any, numero: int, pk: int) -> HttpResponse:
    """One tap: the member arrives or leaves, the seat changes hands, somebody joins from afar."""
    seance = seance_conduite(request, numero)
    siegeant = get_object_or_404(seance.siegeants.select_related("elu", "suppleant"), pk=pk)
    siegeant.seance = seance
    annonce = _pointer(request, siegeant, request.POST.get("mouvement", ""))
    reponse = console_de(request, numero)
    if request.htmx:
        reponse["HX-Trigger"] = json.dumps({"hc:annonce": annonce})
    return reponse


def _pointer(request: Any, siegeant: Siegeant, mouvement: str) -> str:
    """Do it, and say it. Anything but a departure or a change of hands is an arrival."""
    qui = {"by": request.user, "at": now()}
    suppleant = siegeant.suppleant if request.POST.get("suppleant") else None
    if mouvement == "depart":
        pointages.partir(siegeant, **qui)
        return f"{siegeant}\u00a0: départ noté."
    if mouvement == "relais":
        pointages.relayer(siegeant, suppleant=suppleant, **qui)
        return f"{suppleant or siegeant} prend le siège."
    a_distance = mouvement == "distance"
    pointages.arriver(siegeant, suppleant=suppleant, a_distance=a_distance, **qui)
    return f"{suppleant or siegeant}\u00a0: arrivée notée."


@require_POST
@une_fois(console_de)
def pointage_corriger(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    pointage = get_object_or_404(seance.pointages.select_related("siegeant__elu"), pk=pk)
    pointage.seance = pointage.siegeant.seance = seance
    form = CorrectionForm(request.POST, pointage=pointage)
    if form.is_valid() and essayer(
        form, pointages.corriger, pointage, **form.cleaned_data, by=request.user, at=now()
    ):
        messages.success(request, f"{pointage.siegeant}\u00a0: geste corrigé.")
        return console_de(request, numero)
    return page(request, seance, correction=form)


@require_POST
@une_fois(console_de)
def pouvoir_donner(request: Any, numero: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    form = PouvoirForm(request.POST, seance=seance)
    if form.is_valid() and essayer(
        form, tenue.donner_pouvoir, seance, **form.cleaned_data, by=request.user, at=now()
    ):
        messages.success(request, "Le pouvoir est noté.")
        return console_de(request, numero)
    return page(request, seance, pouvoir=form)


@require_POST
@une_fois(console_de)
def pouvoir_revoquer(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    pouvoir = get_object_or_404(seance.pouvoirs, pk=pk)
    pouvoir.seance = seance
    tenue.revoquer_pouvoir(pouvoir, by=request.user, at=now())
    messages.success(request, "Le pouvoir est révoqué.")
    return console_de(request, numero)
