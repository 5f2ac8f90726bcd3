"""Guests of a séance: add one, take one away."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from instances.actions import inviter as actions
from instances.forms.invites import InviteForm
from instances.models import Seance
from instances.permissions import can_preparer
from instances.views.etapes import fil
from instances.views.seances import seance_de


def _seance(request: Any, numero: int) -> Seance:
    seance = seance_de(request, numero)
    require(can_preparer(request.acces, seance))
    return seance


@require_http_methods(["GET", "HEAD", "POST"])
def invite_creer(request: Any, numero: int) -> HttpResponse:
    seance = _seance(request, numero)
    form = InviteForm(seance, envoye(request))
    if form.is_valid():
        champs = form.cleaned_data | {"by": request.user, "at": now()}
        invite = essayer(form, actions.inviter, seance, **champs)
        if invite:
            messages.success(request, f"{invite} est sur la liste des invités.")
            return redirect(f"{seance.get_absolute_url()}#invites")
    contexte: dict[str, Any] = {"seance": seance, "fil": fil(seance, ici="Inviter")}
    return page_de_saisie(request, "instances/invite_form.html", form, **contexte)


@require_POST
def invite_retirer(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = _seance(request, numero)
    invite = get_object_or_404(seance.invites, pk=pk)
    actions.retirer_invite(invite, by=request.user, at=now())
    messages.success(request, f"{invite} n’est plus sur la liste des invités.")
    return redirect(f"{seance.get_absolute_url()}#invites")
