"""Arrivals that members announce from their phones, and guests who come: one tap each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from deliberations.views.conduite import console_de, seance_conduite
from governance.gestes import une_fois
from instances.actions import emargement as actions
from instances.actions.inviter import pointer_invite


@require_POST
@une_fois(console_de)
def emargement_traiter(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    lignes = seance.emargements.select_related("siegeant__elu", "suppleant")
    emargement = get_object_or_404(lignes, pk=pk)
    emargement.seance = seance
    ecarter = request.POST.get("suite") == "ecarter"
    acte = actions.ecarter_arrivee if ecarter else actions.retenir_arrivee
    acte(emargement, by=request.user, at=now())
    return console_de(request, numero)


@require_POST
@une_fois(console_de)
def invite_pointer(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    invite = get_object_or_404(seance.invites.select_related("elu"), pk=pk)
    invite.seance = seance
    # As for a member: anything else is an arrival.
    geste = {"depart": "depart", "annuler": "annuler"}.get(request.POST.get("mouvement", ""))
    pointer_invite(invite, geste or "arrivee", by=request.user, at=now())
    return console_de(request, numero)
