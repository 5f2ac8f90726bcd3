"""The séance of installation, prepared in one click."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from instances.actions.installation import preparer_installation
from instances.forms.installation import InstallationForm
from instances.permissions import can_gerer_seances
from instances.queries.installation import AInstaller

FAIT = (
    "Séance d’installation préparée\u00a0: relisez son ordre du jour, puis convoquez à cinq jours "
    "francs."
)


@require_http_methods(["GET", "POST"])
def installation_preparer(request: Any) -> HttpResponse:
    etat = AInstaller(intercommunalite=request.intercommunalite, aujourd_hui=localdate())
    if etat.conseil is None:
        raise Http404
    require(can_gerer_seances(request.acces, etat.conseil))
    form = InstallationForm(etat, envoye(request))
    seance = _preparer(request, etat, form) if form.is_valid() else None
    if seance is None:
        return page_de_saisie(request, "instances/installation.html", form, etat=etat)
    messages.success(request, FAIT)
    return redirect(seance)


def _preparer(request: Any, etat: AInstaller, form: InstallationForm) -> Any:
    return essayer(
        form, preparer_installation, etat.conseil, **form.champs(), by=request.user, at=now()
    )
