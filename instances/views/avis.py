"""The opinions given on a point, and the order by commission of a whole séance."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from instances.actions import avis as actions
from instances.actions.ordonner import ordonner_par_commission
from instances.forms.avis import AvisForm
from instances.models import Point
from instances.permissions import can_preparer
from instances.queries.avis import proposition, propositions
from instances.regles.dates_en_lettres import compte
from instances.views.etapes import fil
from instances.views.points import _url, point_a_preparer
from instances.views.seances import seance_de


def avis_noter(request: Any, numero: int, pk: int) -> HttpResponse:
    """By hand, or from a point that a commission dealt with (« source »)."""
    point = point_a_preparer(request, numero, pk)
    form = AvisForm(point, proposition(point, request.GET.get("source", "")), envoye(request))
    if form.is_valid() and essayer(
        form, actions.noter_avis, point, by=request.user, at=now(), **form.champs()
    ):
        messages.success(request, "Avis noté.")
        return redirect(_url("point-detail", point))
    return page_de_saisie(request, "instances/avis_form.html", form, **_contexte(point))


def _contexte(point: Point) -> dict[str, Any]:
    suite = (f"Rapport {point.numero}", _url("point-detail", point))
    return {
        "point": point,
        "seance": point.seance,
        "propositions": propositions(point),
        "fil": fil(point.seance, suite, ici="Avis"),
    }


@require_POST
def avis_retirer(request: Any, numero: int, pk: int, avis: int) -> HttpResponse:
    point = point_a_preparer(request, numero, pk)
    lu = get_object_or_404(point.avis.select_related("instance"), pk=avis)
    lu.point = point
    actions.retirer_avis(lu, by=request.user, at=now())
    messages.success(request, f"Avis retiré\u00a0: {lu.instance}.")
    return redirect(_url("point-detail", point))


@require_POST
def seance_ordonner(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_preparer(request.acces, seance))
    liberer = request.POST.get("liberer") == "oui"
    nombre = ordonner_par_commission(seance, liberer=liberer, by=request.user, at=now())
    deplaces = compte(nombre, "rapport a changé", "rapports ont changé")
    phrase = f"{deplaces} de place ou de numéro." if nombre else "L’ordre est déjà celui-là."
    messages.success(request, phrase)
    return redirect(seance)
