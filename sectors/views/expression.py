"""The right of expression: the spaces and their turns, an issue and the texts it collects."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from sectors.actions import expression as actions
from sectors.forms.expression import EspaceForm, NumeroForm, RubriqueForm, TexteForm
from sectors.models import NumeroDuBulletin, TexteDExpression
from sectors.permissions import can_tenir_dossiers, textes_a_ecrire
from sectors.queries import expression as queries


@require_safe
def expression(request: Any) -> HttpResponse:
    require(can_tenir_dossiers(request.acces))
    return render(request, "sectors/expression.html", _page(request))


def _page(request: Any, **formulaires: Any) -> dict[str, Any]:
    """Three short forms on one page; the one that was refused carries its errors."""
    ici = request.intercommunalite
    espaces = queries.espaces(ici)
    return {
        "espaces": espaces,
        "manquements": queries.manquent(ici, len(espaces), localdate()),
        "numeros": ici.numeros_du_bulletin.all(),
        "espace_form": EspaceForm(),
        "rubrique_form": RubriqueForm(ici),
        "numero_form": NumeroForm(),
        **formulaires,
    }


@require_POST
def espace_ajouter(request: Any) -> HttpResponse:
    require(can_tenir_dossiers(request.acces))
    form = EspaceForm(request.POST)
    return _ajouter(request, form, "espace_form", actions.ajouter_espace, request.intercommunalite)


@require_POST
def rubrique_ajouter(request: Any) -> HttpResponse:
    require(can_tenir_dossiers(request.acces))
    form = RubriqueForm(request.intercommunalite, request.POST)
    espace = form.cleaned_data.pop("espace", None) if form.is_valid() else None
    return _ajouter(request, form, "rubrique_form", actions.ajouter_rubrique, espace)


@require_POST
def numero_ouvrir(request: Any) -> HttpResponse:
    require(can_tenir_dossiers(request.acces))
    form = NumeroForm(request.POST)
    return _ajouter(request, form, "numero_form", actions.ouvrir_numero, request.intercommunalite)


def _ajouter(request: Any, form: Any, nom: str, action: Any, sur: Any) -> HttpResponse:
    if form.is_valid() and essayer(
        form, action, sur, by=request.user, at=now(), **form.cleaned_data
    ):
        return redirect("sectors:expression", request.intercommunalite.slug)
    return render(request, "sectors/expression.html", _page(request, **{nom: form}), status=422)


@require_POST
def rubrique_retirer(request: Any, pk: int) -> HttpResponse:
    require(can_tenir_dossiers(request.acces))
    rubrique = get_object_or_404(request.intercommunalite.rubriques, pk=pk, retiree=False)
    actions.retirer_rubrique(rubrique, by=request.user, at=now())
    return redirect("sectors:expression", request.intercommunalite.slug)


def numero_de(request: Any, rang: int) -> NumeroDuBulletin:
    require(can_tenir_dossiers(request.acces))
    numero: NumeroDuBulletin = get_object_or_404(
        request.intercommunalite.numeros_du_bulletin, rang=rang
    )
    return numero


@require_safe
def numero_detail(request: Any, rang: int) -> HttpResponse:
    numero = numero_de(request, rang)
    contexte = {
        "numero": numero,
        "sommaire": queries.sommaire(numero),
        "alertes": queries.alertes(numero),
    }
    return render(request, "sectors/numero_detail.html", contexte)


@require_http_methods(["GET", "POST"])
def texte_remettre(request: Any, rang: int, pk: int) -> HttpResponse:
    """What came to the services, by mail or on paper."""
    numero = numero_de(request, rang)
    textes = numero.textes.select_related("rubrique__espace", "numero")
    texte: TexteDExpression = get_object_or_404(textes, pk=pk)
    retour = reverse("sectors:numero-detail", args=[request.intercommunalite.slug, rang])
    return _ecrire(request, texte, retour)


@require_http_methods(["GET", "POST"])
def texte_ecrire(request: Any, rang: int, pk: int) -> HttpResponse:
    """A sector, a group or a councillor hands in its own text."""
    siens = textes_a_ecrire(request.acces, localdate())
    require(siens.filter(pk=pk, numero__rang=rang).exists())
    texte: TexteDExpression = get_object_or_404(
        request.intercommunalite.textes_d_expression.select_related("rubrique__espace", "numero"),
        pk=pk,
    )
    retour = reverse("tableau-de-bord", args=[request.intercommunalite.slug])
    return _ecrire(request, texte, retour)


def _ecrire(request: Any, texte: TexteDExpression, retour: str) -> HttpResponse:
    initial = {"auteur": texte.auteur, "texte": texte.texte}
    form = TexteForm(envoye(request), plafond=texte.rubrique.plafond, initial=initial)
    if form.is_valid() and _remettre(request, form, texte):
        messages.success(request, "Texte reçu.")
        return redirect(retour)
    contexte: dict[str, Any] = {"texte": texte, "retour": retour}
    return page_de_saisie(request, "sectors/texte_form.html", form, **contexte)


def _remettre(request: Any, form: TexteForm, texte: TexteDExpression) -> Any:
    valeurs = form.cleaned_data
    return essayer(form, actions.remettre_texte, texte, by=request.user, at=now(), **valeurs)


@require_POST
def numero_clore(request: Any, rang: int) -> HttpResponse:
    actions.clore_numero(numero_de(request, rang), by=request.user, at=now())
    messages.success(request, "Numéro clos.")
    return redirect("sectors:numero-detail", request.intercommunalite.slug, rang)
