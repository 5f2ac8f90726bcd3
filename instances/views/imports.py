"""Import of municipal councillors: read, shown line by line, then written when confirmed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from instances.actions.importer import importer_conseillers
from instances.forms.imports import ImporterForm
from instances.permissions import can_composer
from instances.views.composition import ELUS, fil


@require_http_methods(["GET", "HEAD", "POST"])
def elus_importer(request: Any) -> HttpResponse:
    require(can_composer(request.acces))
    form = ImporterForm(request.intercommunalite, envoye(request), request.FILES or None)
    if form.is_valid() and request.POST.get("confirmer"):
        ici, auteur = request.intercommunalite, request.user
        bilan = essayer(form, importer_conseillers, ici, form.justes, by=auteur, at=now())
        if bilan:
            messages.success(request, f"Conseillers importés\u00a0: {bilan.phrase}")
            return redirect("instances:elu-liste", ici.slug)
    contexte: dict[str, Any] = {"fil": fil(request, ELUS, ici="Importer")}
    return page_de_saisie(request, "instances/elus_importer.html", form, **contexte)
