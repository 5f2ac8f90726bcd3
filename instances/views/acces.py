"""Pages of an access that belong with instances: what it has in charge, whom it acts for."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now

from governance.errors import envoye, essayer, page_de_saisie
from governance.models import Acces
from governance.permissions import can_gerer_acces, require
from instances.actions.acces import confier_instances, rattacher_commune, rattacher_elu
from instances.forms.acces import CommuneRattacheeForm, EluRattacheForm, InstancesConfieesForm


def acces_instances(request: Any, pk: int) -> HttpResponse:
    acces = _acces(request, pk)
    form = InstancesConfieesForm(acces, envoye(request))
    faits = {"by": request.user, "at": now()}
    if form.is_valid() and essayer(
        form, confier_instances, acces, instances=form.choisies(), **faits
    ):
        messages.success(request, "Les instances confiées sont enregistrées.")
        return redirect("acces-modifier", request.intercommunalite.slug, pk)
    return page_de_saisie(request, "instances/acces_instances.html", form, cible=acces)


def acces_elu(request: Any, pk: int) -> HttpResponse:
    acces = _acces(request, pk)
    form = EluRattacheForm(acces, envoye(request))
    faits = {"by": request.user, "at": now()}
    if form.is_valid() and essayer(form, rattacher_elu, acces, **form.cleaned_data, **faits):
        messages.success(request, "L’élu rattaché est enregistré.")
        return redirect("acces-modifier", request.intercommunalite.slug, pk)
    return page_de_saisie(request, "instances/acces_elu.html", form, cible=acces)


def acces_commune(request: Any, pk: int) -> HttpResponse:
    acces = _acces(request, pk)
    form = CommuneRattacheeForm(acces, envoye(request))
    faits = {"by": request.user, "at": now()}
    if form.is_valid() and essayer(form, rattacher_commune, acces, **form.cleaned_data, **faits):
        messages.success(request, "La commune est enregistrée.")
        return redirect("acces-modifier", request.intercommunalite.slug, pk)
    return page_de_saisie(request, "instances/acces_commune.html", form, cible=acces)


def _acces(request: Any, pk: int) -> Acces:
    require(can_gerer_acces(request.acces))
    ouverts = request.intercommunalite.acces.en_vigueur().select_related("user")
    acces: Acces = get_object_or_404(ouverts, pk=pk)
    acces.intercommunalite = request.intercommunalite
    return acces
