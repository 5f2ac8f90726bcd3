"""The conseil de développement: its page read by all, kept by the services (CDV-01)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from governance.remise import remettre
from instances.models import Instance
from sectors.actions import developpement as actions
from sectors.forms import developpement as forms
from sectors.permissions import can_tenir_dossiers
from sectors.queries import developpement as queries


@require_safe
def developpement(request: Any) -> HttpResponse:
    contexte = {
        "vue": queries.vue(request.intercommunalite, localdate()),
        "peut_tenir": can_tenir_dossiers(request.acces),
    }
    return render(request, "sectors/developpement.html", contexte)


def _a_tenir(request: Any) -> Instance:
    require(can_tenir_dossiers(request.acces))
    instance = queries.conseil_de_developpement(request.intercommunalite, localdate())
    if instance is None:
        raise Http404
    instance.intercommunalite = request.intercommunalite
    return instance


@require_http_methods(["GET", "POST"])
def developpement_saisir(request: Any) -> HttpResponse:
    instance = _a_tenir(request)
    form = forms.SaisineForm(envoye(request))
    if form.is_valid() and essayer(
        form, actions.saisir, instance, by=request.user, at=now(), **form.cleaned_data
    ):
        return _fait(request, "Saisine notée.")
    return _page(request, form, "Noter une saisine", "Noter la saisine")


@require_http_methods(["GET", "POST"])
def developpement_rendre(request: Any, pk: int) -> HttpResponse:
    saisine = get_object_or_404(_a_tenir(request).saisines_du_developpement, pk=pk)
    saisine.intercommunalite = request.intercommunalite
    form = forms.AvisForm(envoye(request), request.FILES or None)
    if form.is_valid() and essayer(
        form, actions.rendre_avis, saisine, by=request.user, at=now(), **form.champs()
    ):
        return _fait(request, "Avis noté.")
    return _page(request, form, saisine.objet, "Noter l’avis")


@require_http_methods(["GET", "POST"])
def developpement_rapporter(request: Any) -> HttpResponse:
    instance = _a_tenir(request)
    points = queries.points_du_debat(request.intercommunalite)
    form = forms.RapportForm(envoye(request), request.FILES or None, points=points)
    if form.is_valid() and essayer(
        form, actions.remettre_rapport_d_activite, instance,
        by=request.user, at=now(), **form.champs(),
    ):  # fmt: skip
        return _fait(request, "Rapport d’activité remis.")
    return _page(request, form, "Remettre le rapport d’activité", "Remettre le rapport")


@require_http_methods(["GET", "POST"])
def developpement_debattre(request: Any, pk: int) -> HttpResponse:
    rapport = get_object_or_404(_a_tenir(request).rapports_du_developpement, pk=pk)
    rapport.intercommunalite = request.intercommunalite
    points = queries.points_du_debat(request.intercommunalite)
    form = forms.DebatForm(envoye(request), points=points)
    if form.is_valid() and essayer(
        form, actions.inscrire_le_debat, rapport, by=request.user, at=now(), **form.cleaned_data
    ):
        return _fait(request, "Débat noté.")
    return _page(request, form, str(rapport), "Noter le débat")


@require_safe
def developpement_avis(request: Any, pk: int) -> HttpResponse:
    saisines = request.intercommunalite.saisines_du_developpement.select_related("fichier")
    saisine = get_object_or_404(saisines, pk=pk, fichier__isnull=False)
    return remettre(saisine.fichier, f"avis-developpement-{saisine.pk}")


@require_safe
def developpement_rapport(request: Any, pk: int) -> HttpResponse:
    rapports = request.intercommunalite.rapports_du_developpement.select_related("fichier")
    rapport = get_object_or_404(rapports, pk=pk)
    return remettre(rapport.fichier, f"rapport-developpement-{rapport.annee}")


def _fait(request: Any, phrase: str) -> HttpResponse:
    messages.success(request, phrase)
    return redirect("sectors:developpement", request.intercommunalite.slug)


def _page(request: Any, form: Any, titre: str, bouton: str) -> HttpResponse:
    contexte: dict[str, Any] = {"titre": titre, "bouton": bouton, "retour": "sectors:developpement"}
    contexte |= {"retour_pk": "", "rappel": ""}
    return page_de_saisie(request, "sectors/acte_form.html", form, **contexte)
