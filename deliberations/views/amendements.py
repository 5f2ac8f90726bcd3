"""The console before the text is voted: amendments, demands for a ballot, the ordre du jour."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from deliberations import actions_amendements as actions
from deliberations.actions_ordre import modifier_l_ordre
from deliberations.forms_amendements import (
    AmendementForm,
    DemandeForm,
    OrdreForm,
    RangForm,
    SortForm,
)
from deliberations.models import Amendement
from deliberations.queries.conduite import Console
from deliberations.views.conduite import console_de, page, point_de, seance_conduite
from governance.errors import essayer
from governance.gestes import une_fois
from instances.models import Seance


def amendement_de(seance: Seance, pk: int) -> Amendement:
    amendements = seance.intercommunalite.amendements.filter(point__seance=seance)
    amendement: Amendement = get_object_or_404(amendements.select_related("point"), pk=pk)
    amendement.point.seance = seance
    return amendement


@require_POST
@une_fois(console_de)
def amendement_deposer(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    point, form = point_de(seance, pk), AmendementForm(request.POST, console=Console(seance))
    if form.is_valid() and essayer(
        form, actions.deposer_amendement, point, **form.cleaned_data, by=request.user, at=now()
    ):
        messages.success(request, f"Amendement déposé sur le rapport {point.numero}.")
        return console_de(request, numero)
    return page(request, seance, amendement=form)


@require_POST
@une_fois(console_de)
def amendement_deplacer(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    amendement, form = amendement_de(seance, pk), RangForm(request.POST)
    if form.is_valid() and essayer(
        form, actions.deplacer_amendement, amendement, **form.cleaned_data,
        by=request.user, at=now(),
    ):  # fmt: skip
        return console_de(request, numero)
    return page(request, seance, place=form)


@require_POST
@une_fois(console_de)
def amendement_regler(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    amendement, form = amendement_de(seance, pk), SortForm(request.POST)
    if form.is_valid() and essayer(
        form, actions.fixer_le_sort, amendement, **form.cleaned_data, by=request.user, at=now()
    ):
        sort = amendement.get_etat_display().lower()
        messages.success(request, f"{amendement}\u00a0: {sort}.")
        return console_de(request, numero)
    form.objet = amendement
    return page(request, seance, sort=form)


@require_POST
@une_fois(console_de)
def scrutin_demander(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    point, form = point_de(seance, pk), DemandeForm(request.POST)
    demande = form.is_valid() and essayer(
        form, actions.demander_scrutin, point, **form.cleaned_data, by=request.user, at=now()
    )
    if not demande:
        return page(request, seance, demande=form)
    suite = "admise" if demande.admise else "non admise, elle figurera au procès-verbal"
    messages.success(request, f"Demande de scrutin {suite}.")
    return console_de(request, numero)


@require_POST
@une_fois(console_de)
def ordre_modifier(request: Any, numero: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    form = OrdreForm(request.POST, console=Console(seance))
    scrutin = form.is_valid() and essayer(
        form, modifier_l_ordre, form.cleaned_data.pop("point"), **form.cleaned_data,
        by=request.user, at=now(),
    )  # fmt: skip
    if not scrutin:
        return page(request, seance, ordre=form)
    mot = "accepte" if scrutin.issue == "adoptee" else "refuse"
    messages.success(request, f"Le conseil {mot} de modifier l’ordre du jour.")
    return console_de(request, numero)
