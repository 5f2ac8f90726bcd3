"""The règlement intérieur: its versions, one version, a new one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate

from governance.errors import page_de_saisie
from governance.permissions import require
from instances.actions import reglement as actions
from instances.forms.reglement import ReglementForm
from instances.models import ReglementInterieur
from instances.permissions import can_regler
from instances.queries import reglement as queries
from instances.queries.composition import reglement_en_vigueur
from instances.regles import reglement as regles
from instances.views.composition import agir, fait


def fil(request: Any, ici: str) -> list[dict[str, str]]:
    liste = reverse("instances:reglement-liste", args=[request.intercommunalite.slug])
    return [{"libelle": "Règlement intérieur", "url": liste}, {"libelle": ici, "url": ""}]


def reglement_liste(request: Any) -> HttpResponse:
    contexte: dict[str, Any] = {
        "versions": request.intercommunalite.reglements.order_by("-starts_on"),
        "en_vigueur": reglement_en_vigueur(request.intercommunalite, localdate()),
        "jour": localdate(), "peut_regler": can_regler(request.acces),
        "revision": queries.qui_revise(request.intercommunalite, localdate()),
    }  # fmt: skip
    return render(request, "instances/reglement_liste.html", contexte)


def reglement_detail(request: Any, version: int) -> HttpResponse:
    reglement = get_object_or_404(request.intercommunalite.reglements, version=version)
    droit = queries.jour_du_droit(reglement, localdate())
    sections = queries.sections(reglement, droit)
    contexte: dict[str, Any] = {
        "reglement": reglement, "sections": sections, "droit": droit, "jour": localdate(),
        "comptes": queries.compter(sections), "peut_regler": can_regler(request.acces),
        "autres": list(queries.autres_clauses(reglement)), "fil": fil(request, str(reglement)),
    }  # fmt: skip
    return render(request, "instances/reglement_detail.html", contexte)


def reglement_creer(request: Any) -> HttpResponse:
    require(can_regler(request.acces))
    ici = request.intercommunalite
    modele = ici.reglements.order_by("-starts_on").first()
    form = ReglementForm(modele, request.POST or None)
    if form.is_valid() and (r := agir(request, form, actions.adopter_reglement, ici, form.texte())):
        return _fait(request, r, "La version est enregistrée.")
    contexte: dict[str, Any] = {
        "titre": "Adopter une version",
        "fil": fil(request, "Adopter une version"),
    }
    return page_de_saisie(request, "instances/reglement_form.html", form, **contexte)


def reglement_modifier(request: Any, version: int) -> HttpResponse:
    require(can_regler(request.acces))
    r = get_object_or_404(request.intercommunalite.reglements, version=version)
    dates = {"starts_on": r.starts_on, "adopte_on": r.adopte_on, "acte": r.acte}
    form = ReglementForm(r, request.POST or None, initial=dates)
    if form.is_valid() and agir(request, form, actions.modifier_reglement, r, form.texte()):
        return _fait(request, r, "La version est à jour.")
    titre = f"Modifier la version {version}"
    contexte: dict[str, Any] = {"titre": titre, "fil": fil(request, titre)}
    return page_de_saisie(request, "instances/reglement_form.html", form, **contexte)


def _fait(request: Any, reglement: ReglementInterieur, phrase: str) -> HttpResponse:
    restes = regles.manquements(reglement.valeurs, reglement.starts_on)
    return fait(request, phrase, "reglement-detail", reglement.version, restes=restes)
