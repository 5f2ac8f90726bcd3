"""Reminders: how they are set, and what will leave in the days to come."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import can_regler_intercommunalite, require
from instances.actions.rappels import regler_rappels
from instances.forms.rappels import RappelsForm
from instances.queries.rappels import apercu


def rappels(request: Any) -> HttpResponse:
    require(can_regler_intercommunalite(request.acces))
    ici, at = request.intercommunalite, now()
    form = RappelsForm(ici, envoye(request))
    if form.is_valid() and essayer(
        form, regler_rappels, ici, **form.cleaned_data, by=request.user, at=at
    ):
        messages.success(request, "Les rappels sont réglés.")
        return redirect("rappels", ici.slug)
    return page_de_saisie(request, "instances/rappels.html", form, departs=apercu(ici, at))
