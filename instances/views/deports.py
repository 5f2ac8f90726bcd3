"""A member says beforehand that a report concerns him: from his account, for himself only."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from governance.permissions import require
from instances.actions import deports as actions
from instances.forms.interets import DeportAnnonceForm
from instances.views.points import point_de


@require_POST
def deport_annoncer(request: Any, numero: int, pk: int) -> HttpResponse:
    point = point_de(request, numero, pk)
    siege = point.seance.siegeants.filter(elu__acces=request.acces, vote=True).first()
    require(siege is not None)
    assert siege is not None  # required on the line above
    form = DeportAnnonceForm(request.POST)
    raison = form.cleaned_data["raison"] if form.is_valid() else ""
    actions.annoncer_deport(point, siegeant=siege, raison=raison, by=request.user, at=now())
    messages.success(request, "Votre déport est annoncé : il sera confirmé en séance.")
    return redirect("instances:point-detail", request.intercommunalite.slug, numero, pk)
