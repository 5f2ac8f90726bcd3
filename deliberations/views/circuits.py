"""Settings of the preparation: the circuits of visas and the ready-made texts."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from deliberations import actions_circuits as actes
from deliberations.forms_circuits import CircuitForm, ModeleForm
from deliberations.models import Circuit, ModeleTexte
from deliberations.permissions import can_regler_circuits
from deliberations.queries import projets as queries
from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require


@require_safe
def circuit_liste(request: Any) -> HttpResponse:
    require(can_regler_circuits(request.acces))
    circuits = queries.circuits_ouverts(request.intercommunalite)
    contexte = {
        "circuits": circuits.select_related("instance").prefetch_related("etapes__viseur__user"),
        "modeles": request.intercommunalite.modeles_texte.all(),
    }
    return render(request, "deliberations/circuit_liste.html", contexte)


def circuit_creer(request: Any) -> HttpResponse:
    require(can_regler_circuits(request.acces))
    return _circuit(request, None)


def circuit_modifier(request: Any, pk: int) -> HttpResponse:
    require(can_regler_circuits(request.acces))
    return _circuit(
        request, get_object_or_404(queries.circuits_ouverts(request.intercommunalite), pk=pk)
    )


def _circuit(request: Any, circuit: Circuit | None) -> HttpResponse:
    ici = request.intercommunalite
    form = CircuitForm(ici, circuit, envoye(request))
    if form.is_valid() and essayer(
        form,
        actes.regler_circuit,
        ici,
        circuit=circuit,
        by=request.user,
        at=now(),
        **form.circuit(),
    ):
        messages.success(request, "Circuit enregistré.")
        return redirect("deliberations:circuit-liste", ici.slug)
    contexte: dict[str, Any] = {
        "circuit": circuit,
        "fil": _fil(request, str(circuit or "Nouveau circuit")),
    }
    return page_de_saisie(request, "deliberations/circuit_form.html", form, **contexte)


@require_POST
def circuit_retirer(request: Any, pk: int) -> HttpResponse:
    require(can_regler_circuits(request.acces))
    circuit = get_object_or_404(queries.circuits_ouverts(request.intercommunalite), pk=pk)
    actes.retirer_circuit(circuit, by=request.user, at=now())
    messages.success(request, f"Circuit retiré\u00a0: {circuit}.")
    return redirect("deliberations:circuit-liste", request.intercommunalite.slug)


def modele_creer(request: Any) -> HttpResponse:
    require(can_regler_circuits(request.acces))
    return _modele(request, None)


def modele_modifier(request: Any, pk: int) -> HttpResponse:
    require(can_regler_circuits(request.acces))
    return _modele(request, get_object_or_404(request.intercommunalite.modeles_texte, pk=pk))


def _modele(request: Any, modele: ModeleTexte | None) -> HttpResponse:
    ici = request.intercommunalite
    form = ModeleForm(modele, envoye(request))
    ecrire = {"modele": modele, "by": request.user, "at": now()}
    if form.is_valid() and essayer(form, actes.ecrire_modele, ici, **ecrire, **form.cleaned_data):
        messages.success(request, "Modèle enregistré.")
        return redirect("deliberations:circuit-liste", ici.slug)
    contexte: dict[str, Any] = {"modele": modele, "fil": _fil(request, "Modèle de texte")}
    return page_de_saisie(request, "deliberations/modele_form.html", form, **contexte)


@require_POST
def modele_supprimer(request: Any, pk: int) -> HttpResponse:
    require(can_regler_circuits(request.acces))
    modele = get_object_or_404(request.intercommunalite.modeles_texte, pk=pk)
    actes.supprimer_modele(modele, by=request.user, at=now())
    messages.success(request, f"Modèle supprimé\u00a0: {modele.nom}.")
    return redirect("deliberations:circuit-liste", request.intercommunalite.slug)


def _fil(request: Any, ici: str) -> list[dict[str, str]]:
    url = reverse("deliberations:circuit-liste", args=[request.intercommunalite.slug])
    return [{"libelle": "Circuits et modèles", "url": url}, {"libelle": ici, "url": ""}]
