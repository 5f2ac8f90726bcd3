"""The register of interests of one élu: read by the services and by himself (MEM-11)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from governance.errors import envoye, page_de_saisie
from governance.permissions import require
from instances.actions import interets as actions
from instances.forms.interets import CloreInteretForm, InteretForm
from instances.models import Elu
from instances.permissions import can_lire_interets, can_tenir_interets
from instances.queries.interets import organismes_connus, registre_de
from instances.views.composition import ELUS, agir, fait, fil, valeurs


def _elu(request: Any, pk: int) -> Elu:
    elu: Elu = get_object_or_404(request.intercommunalite.elus, pk=pk)
    return elu


@require_safe
def interet_liste(request: Any, pk: int) -> HttpResponse:
    elu = _elu(request, pk)
    require(can_lire_interets(request.acces, elu))
    contexte: dict[str, Any] = {
        "elu": elu, "interets": registre_de(elu), "jour": localdate(),
        "peut_tenir": can_tenir_interets(request.acces, elu),
        "fil": fil(request, ELUS, ici=f"Intérêts de {elu}"),
    }  # fmt: skip
    return render(request, "instances/interet_liste.html", contexte)


@require_safe
def mes_interets(request: Any) -> HttpResponse:
    elu = request.acces.elus.first()
    require(elu is not None)
    return redirect("instances:interet-liste", request.intercommunalite.slug, elu.pk)


def interet_declarer(request: Any, pk: int) -> HttpResponse:
    elu = _elu(request, pk)
    require(can_tenir_interets(request.acces, elu))
    form = InteretForm(request.intercommunalite, envoye(request))
    inscrit = agir(request, form, actions.declarer_interet, elu, **valeurs(form))
    if inscrit is not None:
        phrase = f"{inscrit[0].organisme}\u00a0: la ligne est inscrite."
        return fait(request, phrase, "interet-liste", pk, restes=inscrit[1])
    return page_de_saisie(request, "instances/interet_form.html", form, **_saisie(request, elu))


def _saisie(request: Any, elu: Elu) -> dict[str, Any]:
    connus = organismes_connus(request.intercommunalite)
    return {"elu": elu, "organismes": connus, "fil": fil(request, ELUS, ici="Déclarer")}


def interet_clore(request: Any, pk: int) -> HttpResponse:
    interet = get_object_or_404(request.intercommunalite.interets.select_related("elu"), pk=pk)
    require(can_tenir_interets(request.acces, interet.elu))
    form = CloreInteretForm(envoye(request))
    if agir(request, form, actions.clore_interet, interet, **valeurs(form)):
        return fait(request, "La ligne est close.", "interet-liste", interet.elu_id)
    contexte = {"interet": interet, "fil": fil(request, ELUS, ici="Clore une ligne")}
    return page_de_saisie(request, "instances/interet_clore.html", form, **contexte)
