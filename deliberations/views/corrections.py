"""What the console puts right: a vote, a report, an amendment, a huis clos, with the reason."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from deliberations import actions_corrections as actions
from deliberations.forms_vote import RepriseForm
from deliberations.views.amendements import amendement_de
from deliberations.views.conduite import console_de, page, point_de, seance_conduite
from governance.errors import essayer
from governance.gestes import une_fois
from instances.actions.huis_clos import annuler_huis_clos
from instances.models import Point, Seance


@require_POST
@une_fois(console_de)
def vote_reprendre(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    point = point_de(seance, pk)
    dit = f"Le vote sur le rapport {point.numero} est à reprendre."
    return _corriger(request, seance, actions.reprendre_le_vote, point, dit)


@require_POST
@une_fois(console_de)
def point_rouvrir(request: Any, numero: int, pk: int) -> HttpResponse:
    """Ended by mistake, it opens again; opened by mistake, it goes back to its place."""
    seance = seance_conduite(request, numero)
    point = point_de(seance, pk)
    if point.etat == Point.Etat.EN_DISCUSSION:
        dit = f"Le rapport {point.numero} est remis à sa place."
        return _corriger(request, seance, actions.remettre, point, dit)
    dit = f"Le rapport {point.numero} est rouvert."
    return _corriger(request, seance, actions.rouvrir, point, dit)


@require_POST
@une_fois(console_de)
def amendement_remettre(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    amendement = amendement_de(seance, pk)
    dit = f"{amendement}\u00a0: remis en discussion."
    return _corriger(request, seance, actions.remettre_amendement, amendement, dit)


@require_POST
@une_fois(console_de)
def huis_clos_annuler(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    vote = get_object_or_404(seance.huis_clos, pk=pk)
    return _corriger(request, seance, annuler_huis_clos, vote, "Le vote du huis clos est annulé.")


def _corriger(
    request: Any, seance: Seance, action: Callable[..., Any], objet: Any, dit: str
) -> HttpResponse:
    form = RepriseForm(request.POST)
    form.objet = objet
    if form.is_valid() and essayer(
        form, action, objet, **form.cleaned_data, by=request.user, at=now()
    ):
        messages.success(request, dit)
        return console_de(request, seance.numero)
    return page(request, seance, reprise=form)
