"""The console beside the votes: the floor, interruptions, closed doors, incidents, what is left."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from deliberations.forms_debats import (
    HuisClosForm,
    IncidentForm,
    LaisserForm,
    ParoleForm,
    SuspensionForm,
    TeneurForm,
)
from deliberations.queries.conduite import Console
from deliberations.views.conduite import console_de, page, point_de, seance_conduite
from governance.errors import essayer
from governance.gestes import une_fois
from instances.actions import huis_clos, incidents, parole, suspensions, tenue
from instances.models import Intervention, Point, Seance
from instances.queries.parole import interventions_de

GESTES: dict[str, Callable[..., Intervention]] = {
    "donner": parole.donner_parole,
    "finir": parole.finir_parole,
    "retirer": parole.retirer_demande,
    "avancer": parole.avancer_demande,
}
ISSUES = (Point.Etat.AJOURNE, Point.Etat.RETIRE)


def _agir(request: Any, form: Any, action: Any, objet: Any) -> Any:
    return form.is_valid() and essayer(
        form, action, objet, **form.cleaned_data, by=request.user, at=now()
    )


@require_POST
@une_fois(console_de)
def parole_demander(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    point = point_de(seance, pk)
    form = ParoleForm(request.POST, console=Console(seance))
    if _agir(request, form, parole.demander_parole, point):
        return console_de(request, numero)
    return page(request, seance, parole=form)


def _intervention(seance: Seance, pk: int) -> Intervention:
    intervention: Intervention = get_object_or_404(interventions_de(seance), pk=pk)
    intervention.point.seance = seance
    return intervention


@require_POST
@une_fois(console_de)
def parole_noter(request: Any, numero: int, pk: int) -> HttpResponse:
    """One button on one turn: given, ended, put first, taken off the list."""
    seance = seance_conduite(request, numero)
    intervention = _intervention(seance, pk)
    geste = GESTES.get(request.POST.get("geste", ""))
    if geste is not None:
        geste(intervention, by=request.user, at=now())
    return console_de(request, numero)


@require_POST
@une_fois(console_de)
def parole_ecrire(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    form = TeneurForm(request.POST)
    if form.is_valid():
        parole.ecrire_teneur(
            _intervention(seance, pk), **form.cleaned_data, by=request.user, at=now()
        )
    return console_de(request, numero)


@require_POST
@une_fois(console_de)
def suspension_voter(request: Any, numero: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    form = SuspensionForm(request.POST)
    adoptee = _agir(request, form, suspensions.voter_suspension, seance)
    if form.errors:
        return page(request, seance, suspension=form)
    messages.success(
        request, "La séance est suspendue." if adoptee else "La suspension est rejetée."
    )
    return console_de(request, numero)


@require_POST
@une_fois(console_de)
def huis_clos_voter(request: Any, numero: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    form = HuisClosForm(request.POST)
    ferme = _agir(request, form, huis_clos.voter_huis_clos, seance)
    if not ferme:
        return page(request, seance, huis_clos=form)
    decide, rejete = "Huis clos décidé\u00a0: public et presse sortent.", "Huis clos rejeté."
    messages.success(request, decide if ferme.decide else rejete)
    return console_de(request, numero)


@require_POST
@une_fois(console_de)
def huis_clos_finir(request: Any, numero: int) -> HttpResponse:
    huis_clos.finir_huis_clos(seance_conduite(request, numero), by=request.user, at=now())
    messages.success(request, "Le huis clos est fini\u00a0: le public peut rentrer.")
    return console_de(request, numero)


@require_POST
@une_fois(console_de)
def incident_noter(request: Any, numero: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    form = IncidentForm(request.POST, console=Console(seance))
    if _agir(request, form, incidents.noter_incident, seance):
        messages.success(request, "Incident noté au procès-verbal.")
        return console_de(request, numero)
    return page(request, seance, incident=form)


@require_POST
def points_laisser(request: Any, numero: int) -> HttpResponse:
    """From the page that lifts the séance: the reports ticked, with one reason."""
    seance = seance_conduite(request, numero)
    form = LaisserForm(request.POST, points=Console(seance).restants)
    if form.is_valid() and essayer(
        form, tenue.laisser_non_examines, seance, **form.cleaned_data, by=request.user, at=now()
    ):
        return redirect("deliberations:seance-lever", request.intercommunalite.slug, numero)
    return page_de_la_levee(request, seance, laisser=form)


@require_POST
def point_regler(request: Any, numero: int, pk: int) -> HttpResponse:
    """From the same page: one report adjourned or withdrawn."""
    point = point_de(seance_conduite(request, numero), pk)
    etat = request.POST.get("etat", "")
    if etat in ISSUES:
        tenue.clore_point(point, etat=etat, by=request.user, at=now())
    return redirect("deliberations:seance-lever", request.intercommunalite.slug, numero)


def page_de_la_levee(request: Any, seance: Seance, **formulaires: Any) -> HttpResponse:
    console = Console(seance)
    contexte = {
        "seance": seance,
        "console": console,
        "laisser": LaisserForm(points=console.restants),
    }
    contexte |= formulaires
    status = 422 if formulaires else 200
    return render(request, "deliberations/conduite_lever.html", contexte, status=status)
