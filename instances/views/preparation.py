"""Passing over a breach: the page where the direction writes why."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from governance.regles import Manquement
from instances.actions.deroger import deroger
from instances.forms.derogation import DerogationForm
from instances.models import Seance
from instances.permissions import can_deroger, can_preparer
from instances.queries.convocation import Preparation, controles_de
from instances.regles import derogations
from instances.views.etapes import fil
from instances.views.pret import empreinte
from instances.views.seances import raison, seance_de


@require_http_methods(["GET", "HEAD", "POST"])
def seance_deroger(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_deroger(request.acces) and can_preparer(request.acces, seance))
    ouverts = _derogeables(controles_de(Preparation(seance=seance, at=now())))
    form = DerogationForm(_choix(ouverts), request.GET.get("manquement"), envoye(request))
    if form.is_valid() and _deroger(request, form, seance, ouverts):
        messages.success(request, "Dérogation accordée\u00a0: elle figure au journal.")
        return redirect(_vers_la_page(seance))
    contexte = _contexte(seance)
    return page_de_saisie(request, "instances/seance_deroger.html", form, **contexte)


def _contexte(seance: Seance) -> dict[str, Any]:
    return {
        "seance": seance,
        "fil": fil(seance, ici="Accorder une dérogation"),
        "retour": _vers_la_page(seance),
        "refus": raison(seance, "convoquer"),
    }


def _derogeables(manquements: Iterable[Manquement]) -> dict[str, Manquement]:
    return {empreinte(m): m for m in manquements if derogations.possible(m)}


def _choix(ouverts: dict[str, Manquement]) -> list[tuple[str, str]]:
    return [(cle, f"{m.message} ({m.article}, règle {m.regle})") for cle, m in ouverts.items()]


def _deroger(
    request: Any, form: DerogationForm, seance: Seance, ouverts: dict[str, Manquement]
) -> Any:
    vise = ouverts[form.cleaned_data["manquement"]]
    return essayer(
        form,
        deroger,
        seance,
        regle=vise.regle,
        phrase=vise.message,
        motif=form.cleaned_data["motif"],
        by=request.user,
        at=now(),
    )


def _vers_la_page(seance: Seance) -> str:
    args = [seance.intercommunalite.slug, seance.numero]
    return reverse("instances:convocation-preparer", args=args)
