"""The circuit of a draft: sent round, visé, sent back, taken back; what waits for each."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from deliberations import actions_circuits, actions_projets
from deliberations import actions_visas as actes
from deliberations.forms_circuits import AbsenceForm
from deliberations.forms_projets import LancerForm, MotifForm, ViserForm
from deliberations.models import Projet
from deliberations.permissions import can_rediger, can_regler_circuits, can_viser
from deliberations.queries import projets as queries
from deliberations.views.fiche import contexte_de_la_fiche, projet_lu
from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require

FICHE = "deliberations/projet_detail.html"


def _a_rediger(request: Any, pk: int) -> Projet:
    projet = projet_lu(request, pk)
    require(can_rediger(request.acces, projet))
    return projet


def _retour(request: Any, pk: int, phrase: str) -> HttpResponse:
    messages.success(request, phrase)
    return redirect("deliberations:projet-detail", request.intercommunalite.slug, pk)


def _refus(request: Any, pk: int, nom: str, form: Any) -> HttpResponse:
    """The page of the draft again, with the form as it was sent."""
    contexte = contexte_de_la_fiche(request, projet_lu(request, pk)) | {nom: form}
    return page_de_saisie(request, FICHE, form, **contexte)


@require_POST
def projet_lancer(request: Any, pk: int) -> HttpResponse:
    projet = _a_rediger(request, pk)
    form = LancerForm(projet, request.POST)
    if form.is_valid() and essayer(
        form, actes.lancer_circuit, projet, by=request.user, at=now(), **form.cleaned_data
    ):
        return _retour(request, pk, "Projet envoyé au visa.")
    return _refus(request, pk, "form_lancer", form)


@require_POST
def visa_donner(request: Any, pk: int, visa: int) -> HttpResponse:
    """« geste » says which of the two: visé, or sent back with a comment."""
    projet = projet_lu(request, pk)
    lu = get_object_or_404(projet.visas_demandes.select_related("projet"), pk=visa)
    require(can_viser(request.acces, lu, localdate()))
    form = ViserForm(request.POST)
    retour = request.POST.get("geste") == "retourner"
    action, phrase = (
        (actes.retourner, "Projet retourné.") if retour else (actes.viser, "Visa donné.")
    )
    moi = {"acces": request.acces, "by": request.user, "at": now()}
    if form.is_valid() and essayer(form, action, lu, **moi, **form.cleaned_data):
        return _retour(request, pk, phrase)
    return _refus(request, pk, "form_viser", form)


@require_POST
def visa_passer(request: Any, pk: int, visa: int) -> HttpResponse:
    projet = projet_lu(request, pk)
    require(can_regler_circuits(request.acces))
    lu = get_object_or_404(projet.visas_demandes.select_related("projet"), pk=visa)
    return _motiver(request, pk, actes.passer_niveau, lu, "Niveau passé.")


@require_POST
def projet_reprendre(request: Any, pk: int) -> HttpResponse:
    projet = _a_rediger(request, pk)
    return _motiver(request, pk, actes.reprendre_projet, projet, "Projet repris.")


@require_POST
def projet_abandonner(request: Any, pk: int) -> HttpResponse:
    projet = _a_rediger(request, pk)
    return _motiver(request, pk, actions_projets.abandonner_projet, projet, "Projet abandonné.")


def _motiver(request: Any, pk: int, action: Any, objet: Any, phrase: str) -> HttpResponse:
    form = MotifForm(request.POST)
    if form.is_valid() and essayer(
        form, action, objet, by=request.user, at=now(), **form.cleaned_data
    ):
        return _retour(request, pk, phrase)
    return _refus(request, pk, "form_motif", form)


# What waits for me -----------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def visa_liste(request: Any) -> HttpResponse:
    """« À viser », and who signs while one is away."""
    form = AbsenceForm(request.acces, envoye(request))
    if form.is_valid() and _noter_absence(request, form):
        messages.success(request, "Absence notée\u00a0: vos visas iront à cette personne.")
        return redirect("deliberations:visa-liste", request.intercommunalite.slug)
    contexte: dict[str, Any] = {
        "visas": queries.a_viser(request.acces, localdate()),
        "absences": queries.absences(request.acces, localdate()),
    }
    return page_de_saisie(request, "deliberations/visa_liste.html", form, **contexte)


def _noter_absence(request: Any, form: AbsenceForm) -> Any:
    lus = dict(form.cleaned_data)
    titulaire = lus.pop("titulaire")
    titulaire.intercommunalite = request.intercommunalite
    return essayer(
        form, actions_circuits.deleguer_visas, titulaire, by=request.user, at=now(), **lus
    )


@require_POST
def absence_cesser(request: Any, pk: int) -> HttpResponse:
    siennes = queries.absences(request.acces, localdate())
    delegation = get_object_or_404(request.intercommunalite.delegations_visa, pk=pk)
    require(delegation in siennes)
    actions_circuits.cesser_delegation(delegation, by=request.user, at=now())
    messages.success(request, "Délégation levée.")
    return redirect("deliberations:visa-liste", request.intercommunalite.slug)
