"""A vote with its voices, on the console: open it, note voices, close it and proclaim."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from deliberations.actions_appels import abandonner_appel, clore_appel, ouvrir_appel
from deliberations.actions_voter import noter_dans_la_salle, retirer_voix
from deliberations.forms_appels import ClotureForm, OuvrirVoteForm, VoixNoteeForm
from deliberations.models import Appel
from deliberations.queries.conduite import Console
from deliberations.views.conduite import (
    apres_le_vote,
    console_de,
    page,
    point_de,
    seance_conduite,
)
from governance.errors import essayer
from governance.gestes import une_fois
from instances.models import Seance


def appel_de(seance: Seance, pk: int) -> Appel:
    appels = seance.intercommunalite.appels.filter(point__seance=seance)
    appel: Appel = get_object_or_404(appels.select_related("point", "amendement"), pk=pk)
    appel.point.seance = seance
    return appel


@require_POST
@une_fois(console_de)
def appel_ouvrir(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    point = point_de(seance, pk)
    form = OuvrirVoteForm(request.POST)
    if form.is_valid() and essayer(
        form, ouvrir_appel, point, **form.cleaned_data, by=request.user, at=now()
    ):
        messages.success(request, f"Le vote est ouvert sur le rapport {point.numero}.")
        return console_de(request, numero)
    return page(request, seance, ouvrir_vote=form)


@require_POST
@une_fois(console_de)
def voix_noter(request: Any, numero: int, pk: int, siege: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    appel, siegeant = appel_de(seance, pk), get_object_or_404(seance.siegeants, pk=siege)
    form = VoixNoteeForm(request.POST)
    if not form.is_valid():
        return page(request, seance, voix_notee=form)
    qui, sens = {"by": request.user, "at": now()}, form.cleaned_data["sens"]
    if sens is None:
        retirer_voix(appel, siegeant, **qui)
    else:
        noter_dans_la_salle(appel, siegeant, sens=sens, voie=form.cleaned_data["voie"], **qui)
    return console_de(request, numero)


@require_POST
@une_fois(console_de)
def appel_clore(request: Any, numero: int, pk: int) -> HttpResponse:
    """« Clore et proclamer »; or another way to count the silence, to see what it would give."""
    seance = seance_conduite(request, numero)
    appel, form = appel_de(seance, pk), ClotureForm(request.POST)
    if request.POST.get("geste") != "clore" or not form.is_valid():
        return page(request, seance, cloture=form)
    scrutin = essayer(form, clore_appel, appel, **form.cleaned_data, by=request.user, at=now())
    if scrutin is None:
        return page(request, seance, cloture=form)
    apres_le_vote(request, appel.point, scrutin, Console(seance))
    return console_de(request, numero)


@require_POST
@une_fois(console_de)
def appel_abandonner(request: Any, numero: int, pk: int) -> HttpResponse:
    appel = appel_de(seance_conduite(request, numero), pk)
    abandonner_appel(appel, by=request.user, at=now())
    messages.success(request, "Le vote est abandonné\u00a0: ses voix ne comptent nulle part.")
    return console_de(request, numero)
