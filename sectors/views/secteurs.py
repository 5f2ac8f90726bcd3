"""Sectors: closed by an act, drawn from a file, represented by élus who report to the bureau."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from instances.models import Perimetre
from sectors.actions import secteurs as actions
from sectors.forms import secteurs as forms
from sectors.models import EluDeSecteur
from sectors.permissions import can_fixer_secteurs, can_lire_comite, can_lire_rapports
from sectors.queries import secteurs as queries
from sectors.queries.comites import comites_du


def perimetre_de(request: Any, pk: int) -> Perimetre:
    perimetre: Perimetre = get_object_or_404(request.intercommunalite.perimetres, pk=pk)
    perimetre.intercommunalite = request.intercommunalite
    return perimetre


def perimetre_a_tenir(request: Any, pk: int) -> Perimetre:
    require(can_fixer_secteurs(request.acces))
    return perimetre_de(request, pk)


def represente_de(request: Any, pk: int) -> EluDeSecteur:
    require(can_fixer_secteurs(request.acces))
    elus = request.intercommunalite.elus_de_secteur.select_related("elu", "perimetre")
    represente: EluDeSecteur = get_object_or_404(elus, pk=pk)
    represente.perimetre.intercommunalite = request.intercommunalite
    return represente


@require_safe
def secteur_detail(request: Any, pk: int) -> HttpResponse:
    perimetre, on = perimetre_de(request, pk), localdate()
    contexte = {
        "perimetre": perimetre,
        "communes": [r.commune for r in perimetre.rattachements.au(on).select_related("commune")],
        "elus": list(perimetre.elus_de_secteur.select_related("elu").order_by("-pk")),
        "dus": queries.rapports_de(perimetre, on),
        "peut": can_fixer_secteurs(request.acces),
        "jour": on,
        **_reserves(request, perimetre, on),
    }
    return render(request, "sectors/secteur_detail.html", contexte)


def _reserves(request: Any, perimetre: Perimetre, on: date) -> dict[str, Any]:
    """What the Bureau and the comité keep to those who sit there (DIV-03)."""
    return {
        "rapports": list(perimetre.rapports.select_related("elu")),
        "lit_les_rapports": can_lire_rapports(request.acces, perimetre),
        "comites": [c for c in comites_du(perimetre, on) if can_lire_comite(request.acces, c)],
    }


@require_http_methods(["GET", "POST"])
def secteur_clore(request: Any, pk: int) -> HttpResponse:
    perimetre = perimetre_a_tenir(request, pk)
    form = forms.CloturePerimetreForm(envoye(request))
    if _fait(request, form, actions.clore_perimetre, perimetre):
        return _au_secteur(request, perimetre, "Périmètre clos.")
    return _page(request, form, perimetre, "Clore le périmètre")


@require_http_methods(["GET", "POST"])
def secteur_lever(request: Any, pk: int) -> HttpResponse:
    perimetre = perimetre_a_tenir(request, pk)
    form = forms.LeverAnomalieForm(envoye(request))
    if _fait(request, form, actions.lever_anomalie, perimetre):
        return _au_secteur(request, perimetre, "Anomalie levée.")
    return _page(request, form, perimetre, "Lever l’anomalie", rappel=perimetre.anomalie)


@require_http_methods(["GET", "POST"])
def secteur_predesigner(request: Any, pk: int) -> HttpResponse:
    perimetre = perimetre_a_tenir(request, pk)
    form = forms.PredesignerForm(perimetre, envoye(request))
    if _fait(request, form, actions.predesigner, perimetre):
        return _au_secteur(request, perimetre, "Pré-désignation notée.")
    return _page(request, form, perimetre, "Noter une pré-désignation")


@require_http_methods(["GET", "POST"])
def secteur_rapporter(request: Any, pk: int) -> HttpResponse:
    perimetre = perimetre_a_tenir(request, pk)
    form = forms.RapportForm(perimetre, envoye(request))
    if _fait(request, form, actions.presenter_rapport, perimetre):
        return _au_secteur(request, perimetre, "Rapport noté.")
    return _page(request, form, perimetre, "Noter un rapport présenté au Bureau")


@require_http_methods(["GET", "POST"])
def elu_elire(request: Any, pk: int) -> HttpResponse:
    represente = represente_de(request, pk)
    form = forms.EtapeForm(envoye(request))
    if _fait(request, form, actions.elire_de_secteur, represente):
        return _au_secteur(request, represente.perimetre, "Élection notée.")
    return _page(request, form, represente.perimetre, f"{represente.elu}, élu par l’assemblée")


@require_http_methods(["GET", "POST"])
def elu_designer(request: Any, pk: int) -> HttpResponse:
    represente = represente_de(request, pk)
    form = forms.DesignerForm(envoye(request))
    if _fait(request, form, actions.designer_de_secteur, represente):
        return _au_secteur(request, represente.perimetre, "Désignation notée.")
    return _page(request, form, represente.perimetre, f"{represente.elu}, désigné par le président")


@require_http_methods(["GET", "POST"])
def elu_cesser(request: Any, pk: int) -> HttpResponse:
    represente = represente_de(request, pk)
    form = forms.EtapeForm(envoye(request))
    if _fait(request, form, actions.cesser_de_secteur, represente):
        return _au_secteur(request, represente.perimetre, "Fin de désignation notée.")
    return _page(request, form, represente.perimetre, f"{represente.elu}, fin de la désignation")


CARTE: dict[str, Any] = {
    "titre": "Dessiner la carte",
    "bouton": "Déposer les contours",
    "rappel": "",
    "retour": "sectors:territoire",
    "retour_pk": None,
}


@require_http_methods(["GET", "POST"])
def carte_deposer(request: Any) -> HttpResponse:
    require(can_fixer_secteurs(request.acces))
    ici = request.intercommunalite
    form = forms.CarteForm(envoye(request), request.FILES or None)
    if form.is_valid() and essayer(
        form, actions.dessiner, ici, by=request.user, at=now(), **form.champs()
    ):
        messages.success(request, "La carte est dessinée.")
        return redirect("sectors:territoire", ici.slug)
    return page_de_saisie(request, "sectors/acte_form.html", form, **CARTE)


def _fait(request: Any, form: Any, action: Any, objet: Any) -> bool:
    if not form.is_valid():
        return False
    valeurs = form.cleaned_data
    return essayer(form, action, objet, by=request.user, at=now(), **valeurs) is not None


def _page(
    request: Any, form: Any, perimetre: Perimetre, titre: str, *, rappel: str = ""
) -> HttpResponse:
    contexte: dict[str, Any] = {"titre": titre, "bouton": "Enregistrer", "rappel": rappel}
    contexte |= {"retour": "sectors:secteur-detail", "retour_pk": perimetre.pk}
    return page_de_saisie(request, "sectors/acte_form.html", form, **contexte)


def _au_secteur(request: Any, perimetre: Perimetre, phrase: str) -> HttpResponse:
    messages.success(request, phrase)
    return redirect("sectors:secteur-detail", request.intercommunalite.slug, perimetre.pk)
