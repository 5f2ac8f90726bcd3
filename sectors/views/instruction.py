"""The droit d'alerte seen by the services: complete, note the debate and its suites, close."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from governance.errors import envoye, essayer
from governance.permissions import require
from sectors.actions import alertes as actions
from sectors.forms.alertes import ClotureForm, DebatForm, SuiteForm, TenirForm
from sectors.models import Alerte
from sectors.permissions import can_instruire_alerte
from sectors.queries.suivi_alertes import responsables, texte_du_debat
from sectors.views.alertes import alerte_de


def alerte_a_instruire(request: Any, numero: int) -> Alerte:
    require(can_instruire_alerte(request.acces))
    return alerte_de(request, numero)


@require_POST
def alerte_completer(request: Any, numero: int) -> HttpResponse:
    alerte = alerte_a_instruire(request, numero)
    actions.completer_alerte(alerte, by=request.user, at=now())
    return _au_suivi(request, alerte, "Destinataires complétés.")


@require_http_methods(["GET", "POST"])
def alerte_debattre(request: Any, numero: int) -> HttpResponse:
    alerte = alerte_a_instruire(request, numero)
    form = DebatForm(envoye(request), initial={"debat": texte_du_debat(alerte)})
    if _fait(request, form, actions.debattre_alerte, alerte):
        return _au_suivi(request, alerte, "Débat noté.")
    return _page(request, alerte, form, "Noter le débat")


@require_http_methods(["GET", "POST"])
def alerte_suite(request: Any, numero: int) -> HttpResponse:
    alerte = alerte_a_instruire(request, numero)
    form = SuiteForm(request.intercommunalite, envoye(request), responsables=responsables(alerte))
    if _fait(request, form, actions.donner_suite, alerte):
        return _au_suivi(request, alerte, "Suite enregistrée.")
    return _page(request, alerte, form, "Décider une suite")


@require_http_methods(["GET", "POST"])
def suite_tenir(request: Any, numero: int, pk: int) -> HttpResponse:
    alerte = alerte_a_instruire(request, numero)
    suite = get_object_or_404(alerte.suites, pk=pk)
    form = TenirForm(envoye(request))
    if _fait(request, form, actions.tenir_suite, suite):
        return _au_suivi(request, alerte, "Suite tenue.")
    return _page(request, alerte, form, "Noter ce qui a été fait", rappel=suite.quoi)


@require_http_methods(["GET", "POST"])
def alerte_clore(request: Any, numero: int) -> HttpResponse:
    alerte = alerte_a_instruire(request, numero)
    form = ClotureForm(envoye(request))
    if _fait(request, form, actions.clore_alerte, alerte):
        return _au_suivi(request, alerte, "Réponse rendue, alerte close.")
    return _page(request, alerte, form, "Rendre la réponse et clore")


def _fait(request: Any, form: Any, action: Callable[..., Any], objet: Any) -> bool:
    """The act is done with what was typed; refused, the form says why."""
    if not form.is_valid():
        return False
    valeurs = form.cleaned_data
    return essayer(form, action, objet, by=request.user, at=now(), **valeurs) is not None


def _page(request: Any, alerte: Alerte, form: Any, titre: str, *, rappel: str = "") -> HttpResponse:
    contexte = {"form": form, "alerte": alerte, "titre": titre, "rappel": rappel}
    refuse = form.is_bound and not form.is_valid()
    status = 422 if refuse else 200
    return render(request, "sectors/alerte_acte.html", contexte, status=status)


def _au_suivi(request: Any, alerte: Alerte, phrase: str) -> HttpResponse:
    messages.success(request, phrase)
    return redirect("sectors:alerte-detail", request.intercommunalite.slug, alerte.numero)
