"""The draft of a délibération, written on its point."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now

from deliberations import actions
from deliberations.forms import ProjetForm
from deliberations.queries import projet_de
from deliberations.regles import actes as regles
from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from instances.models import Point
from instances.permissions import can_preparer
from instances.views.etapes import fil
from instances.views.points import point_de


def projet_rediger(request: Any, numero: int, pk: int) -> HttpResponse:
    point = point_de(request, numero, pk)
    require(can_preparer(request.acces, point.seance))
    form = ProjetForm(projet_de(point), envoye(request))
    if form.is_valid() and essayer(
        form, actions.rediger_projet, point, by=request.user, at=now(), **form.cleaned_data
    ):
        messages.success(request, "Projet de délibération enregistré.")
        return redirect(_page_du_point(point))
    return page_de_saisie(request, "deliberations/projet_form.html", form, **_contexte(point))


def _page_du_point(point: Point) -> str:
    args = [point.intercommunalite.slug, point.seance.numero, point.pk]
    return reverse("instances:point-detail", args=args)


def _contexte(point: Point) -> dict[str, Any]:
    """The reason is shown before anything is typed that could not be kept."""
    numerotee = point.deliberations.exclude(numero="").exists()
    trouves = regles.redaction(etat_de_la_seance=point.seance.etat, numerotee=numerotee)
    rapport = (f"Rapport {point.numero}", _page_du_point(point))
    return {
        "point": point,
        "seance": point.seance,
        "retour": _page_du_point(point),
        "refus": trouves[0].message if trouves else "",
        "fil": fil(point.seance, rapport, ici="Projet de délibération"),
    }
