"""The proof that a late convocation was received in time (CNV-08)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from instances.actions.reception import constater_reception
from instances.forms.demandes import ReceptionForm
from instances.permissions import can_convoquer
from instances.views.seances import seance_de

PAGE = "instances/reception_constater.html"


def reception_constater(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_convoquer(request.acces, seance))
    remises = seance.intercommunalite.remises.filter(convocation__seance=seance)
    remise = get_object_or_404(remises.select_related("elu", "envoi"), envoi_id=pk)
    form = ReceptionForm(envoye(request))
    champs = form.cleaned_data if form.is_valid() else None
    if champs and essayer(
        form, constater_reception, remise.envoi, by=request.user, at=now(), **champs
    ):
        messages.success(request, f"Réception notée pour {remise.elu or remise.personne}.")
        return redirect("instances:convocation-preparer", request.intercommunalite.slug, numero)
    return page_de_saisie(request, PAGE, form, seance=seance, remise=remise)
