"""A year of meetings: proposed, moved by hand, then put in preparation at once."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from governance.errors import essayer
from governance.permissions import require
from instances.actions import calendrier_annuel as actions
from instances.forms.calendrier_annuel import AnneeForm, lignes_de
from instances.permissions import can_creer_seance, instances_a_gerer
from instances.queries import calendrier_annuel as queries
from instances.regles.dates_en_lettres import compte


@require_http_methods(["GET", "POST"])
def calendrier_annuel(request: Any) -> HttpResponse:
    require(can_creer_seance(request.acces))
    aujourd_hui = localdate()
    annee = _annee(request, aujourd_hui)
    lignes, dus = _lignes(request, annee, aujourd_hui)
    if request.method == "POST" and lignes.is_valid() and _creer(request, annee, lignes):
        return redirect("instances:calendrier", request.intercommunalite.slug)
    contexte = {"annee": annee, "lignes": lignes, "dus": dus}
    refuse = request.method == "POST" or (annee.is_bound and not annee.is_valid())
    page = "instances/calendrier_annuel.html"
    return render(request, page, contexte, status=422 if refuse else 200)


def _annee(request: Any, aujourd_hui: date) -> AnneeForm:
    """The next one, until another is asked for."""
    demandee = request.GET if "annee" in request.GET else None
    return AnneeForm(demandee, initial={"annee": aujourd_hui.year + 1})


def _lignes(request: Any, annee: AnneeForm, aujourd_hui: date) -> tuple[Any, Any]:
    """What was typed, or what the year of the form calls for."""
    ici = request.intercommunalite
    instances = instances_a_gerer(request.acces, aujourd_hui)
    if request.method == "POST":
        return lignes_de(ici, request.POST, instances=instances, proposees=[]), []
    if annee.is_bound and not annee.is_valid():
        return lignes_de(ici, instances=instances, proposees=[]), []
    voulue = annee.cleaned_data["annee"] if annee.is_bound else aujourd_hui.year + 1
    conges = annee.cleaned_data["vacances"] if annee.is_bound else []
    dus = queries.dus(request.acces, voulue, aujourd_hui)
    proposees = queries.propose(dus, voulue, aujourd_hui, conges)
    return lignes_de(ici, instances=instances, proposees=proposees), dus


def _creer(request: Any, annee: AnneeForm, lignes: Any) -> bool:
    reunions = lignes.retenues()
    if not reunions:
        messages.warning(request, "Aucune réunion n’est cochée.")
        return False
    seances = essayer(
        annee, actions.creer_calendrier, request.intercommunalite,
        reunions=reunions, by=request.user, at=now(),
    )  # fmt: skip
    if seances is None:
        return False
    phrase = compte(len(seances), "séance créée", "séances créées")
    messages.success(request, f"{phrase}, en préparation.")
    return True
