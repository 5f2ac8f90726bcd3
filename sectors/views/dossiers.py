"""Dossiers: where each one is and what it waits for; the path that the tenant draws."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from instances.permissions import can_regler, seances_lisibles
from sectors.actions import dossiers as actions
from sectors.forms.dossiers import DossierForm, EtapeForm, PassageForm
from sectors.models import Dossier
from sectors.permissions import can_tenir_dossiers, dossiers_lisibles
from sectors.queries import dossiers as queries


@require_safe
def dossier_liste(request: Any) -> HttpResponse:
    etapes = queries.schema(request.intercommunalite)
    lisibles = list(dossiers_lisibles(request.acces, localdate()))
    contexte = {
        "dossiers": queries.attentes(lisibles, etapes),
        "etapes": etapes,
        "peut_tenir": can_tenir_dossiers(request.acces),
    }
    return render(request, "sectors/dossier_liste.html", contexte)


@require_http_methods(["GET", "POST"])
def dossier_ouvrir(request: Any) -> HttpResponse:
    require(can_tenir_dossiers(request.acces))
    form = DossierForm(envoye(request))
    ouvert = form.is_valid() and essayer(
        form, actions.ouvrir_dossier, request.intercommunalite,
        by=request.user, at=now(), **form.cleaned_data,
    )  # fmt: skip
    if ouvert:
        return redirect("sectors:dossier-detail", request.intercommunalite.slug, ouvert.numero)
    return page_de_saisie(request, "sectors/dossier_form.html", form)


def dossier_de(request: Any, numero: int) -> Dossier:
    """Absent and unreadable look alike."""
    lisibles = dossiers_lisibles(request.acces, localdate())
    dossier: Dossier = get_object_or_404(lisibles, numero=numero)
    dossier.intercommunalite = request.intercommunalite
    return dossier


@require_http_methods(["GET", "POST"])
def dossier_detail(request: Any, numero: int) -> HttpResponse:
    """To read for whoever may; to note a step, for the services."""
    dossier = dossier_de(request, numero)
    peut = can_tenir_dossiers(request.acces)
    require(peut or request.method == "GET")
    form = _form(request, dossier)
    if form.is_valid() and _noter(request, form, dossier):
        messages.success(request, "Étape notée.")
        return redirect("sectors:dossier-detail", request.intercommunalite.slug, numero)
    return page_de_saisie(
        request, "sectors/dossier_detail.html", form, **_chemin(request, dossier, peut)
    )


def _chemin(request: Any, dossier: Dossier, peut: bool) -> dict[str, Any]:
    lignes = queries.lignes(dossier, seances_lisibles(request.acces))
    return {"dossier": dossier, "lignes": lignes, "peut_tenir": peut and not dossier.clos_at}


def _form(request: Any, dossier: Dossier) -> PassageForm:
    points = queries.points_possibles(dossier, seances_lisibles(request.acces))
    return PassageForm(request.intercommunalite, envoye(request), dossier=dossier, points=points)


def _noter(request: Any, form: PassageForm, dossier: Dossier) -> Any:
    valeurs = form.cleaned_data
    return essayer(form, actions.noter_passage, dossier, by=request.user, at=now(), **valeurs)


@require_POST
def passage_retirer(request: Any, numero: int, pk: int) -> HttpResponse:
    require(can_tenir_dossiers(request.acces))
    passage = get_object_or_404(dossier_de(request, numero).passages, pk=pk)
    actions.retirer_passage(passage, by=request.user, at=now())
    messages.success(request, "Étape effacée.")
    return redirect("sectors:dossier-detail", request.intercommunalite.slug, numero)


@require_POST
def dossier_clore(request: Any, numero: int) -> HttpResponse:
    require(can_tenir_dossiers(request.acces))
    actions.clore_dossier(dossier_de(request, numero), by=request.user, at=now())
    messages.success(request, "Dossier clos.")
    return redirect("sectors:dossier-detail", request.intercommunalite.slug, numero)


@require_http_methods(["GET", "POST"])
def schema(request: Any) -> HttpResponse:
    """To read for all, to draw for who sets the règlement."""
    peut = can_regler(request.acces)
    require(peut or request.method == "GET")
    form = EtapeForm(request.intercommunalite, envoye(request))
    if form.is_valid() and essayer(
        form, actions.ajouter_etape, request.intercommunalite,
        by=request.user, at=now(), **form.cleaned_data,
    ):  # fmt: skip
        return redirect("sectors:schema", request.intercommunalite.slug)
    etapes = queries.schema(request.intercommunalite)
    return page_de_saisie(request, "sectors/schema.html", form, etapes=etapes, peut_regler=peut)


@require_POST
def etape_deplacer(request: Any, pk: int) -> HttpResponse:
    require(can_regler(request.acces))
    etapes = request.intercommunalite.etapes_du_schema.filter(retiree=False)
    plus_tot = request.POST.get("sens") == "avant"
    actions.deplacer_etape(
        get_object_or_404(etapes, pk=pk), plus_tot=plus_tot, by=request.user, at=now()
    )
    return redirect("sectors:schema", request.intercommunalite.slug)


@require_POST
def etape_retirer(request: Any, pk: int) -> HttpResponse:
    require(can_regler(request.acces))
    etapes = request.intercommunalite.etapes_du_schema.filter(retiree=False)
    actions.retirer_etape(get_object_or_404(etapes, pk=pk), by=request.user, at=now())
    return redirect("sectors:schema", request.intercommunalite.slug)
