"""Déports in the console: proposed by the register, said by the member, noted in one tap."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from deliberations.forms_deports import DeportForm, RapporteurForm
from deliberations.views.conduite import console_de, page, point_de, seance_conduite
from governance.errors import essayer
from governance.gestes import une_fois
from instances.actions import deports
from instances.models import Deport, Point


@require_POST
@une_fois(console_de)
def deport_declarer(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    point = point_de(seance, pk)
    form = DeportForm(request.POST, point=point)
    if form.is_valid() and essayer(
        form, deports.declarer_deport, point, **form.cleaned_data, by=request.user, at=now()
    ):
        messages.success(request, f"{form.cleaned_data['siegeant']} se déporte\u00a0: c’est noté.")
        return console_de(request, numero)
    return page(request, seance, deport=form)


@require_POST
@une_fois(console_de)
def deport_retirer_president(request: Any, numero: int, pk: int) -> HttpResponse:
    """The président of the EPCI leaves the room before his accounts are voted."""
    point = point_de(seance_conduite(request, numero), pk)
    retire = deports.retirer_le_president(point, by=request.user, at=now()).siegeant
    messages.success(request, f"{retire} se retire\u00a0: l’heure est notée.")
    return console_de(request, numero)


@require_POST
@une_fois(console_de)
def deport_annuler(request: Any, numero: int, pk: int) -> HttpResponse:
    deport = _deport(request, numero, pk)
    deports.annuler_deport(deport, by=request.user, at=now())
    messages.success(request, f"{deport.siegeant}\u00a0: déport annulé.")
    return console_de(request, numero)


@require_POST
@une_fois(console_de)
def deport_sortir(request: Any, numero: int, pk: int) -> HttpResponse:
    sorti = request.POST.get("sorti") == "oui"
    deports.noter_la_sortie(_deport(request, numero, pk), sorti=sorti, by=request.user, at=now())
    return console_de(request, numero)


@require_POST
@une_fois(console_de)
def rapport_confier(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    point: Point = point_de(seance, pk)
    form = RapporteurForm(request.POST, point=point)
    if form.is_valid() and essayer(
        form, deports.confier_le_rapport, point, **form.cleaned_data, by=request.user, at=now()
    ):
        messages.success(request, f"{form.cleaned_data['rapporteur']} rapporte le {point.numero}.")
        return console_de(request, numero)
    return page(request, seance, rapporteur=form)


def _deport(request: Any, numero: int, pk: int) -> Deport:
    seance = seance_conduite(request, numero)
    lignes = request.intercommunalite.deports.filter(point__seance=seance)
    deport: Deport = get_object_or_404(lignes.select_related("siegeant__elu", "point"), pk=pk)
    deport.point.seance = seance
    return deport
