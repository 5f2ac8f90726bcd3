"""Those who were told of a report or a cancellation: letters to print, and to date."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from governance.remise import servir
from instances import documents_postaux
from instances.actions.prevenir import deposer_avis
from instances.forms.convocation import DepotForm
from instances.models import Seance
from instances.permissions import can_preparer
from instances.queries import prevenus as queries
from instances.views.etapes import fil
from instances.views.seances import seance_de


def _seance(request: Any, numero: int) -> Seance:
    seance = seance_de(request, numero)
    require(can_preparer(request.acces, seance))
    return seance


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def prevenus_suivre(request: Any, numero: int) -> HttpResponse:
    seance = _seance(request, numero)
    form = DepotForm(envoye(request))
    champs = {"by": request.user, "at": now()}
    if form.is_valid() and essayer(form, deposer_avis, seance, **champs, **form.cleaned_data):
        messages.success(request, "Les plis qui attendaient sont datés.")
        return redirect("instances:prevenus-suivre", request.intercommunalite.slug, numero)
    contexte: dict[str, Any] = {
        "seance": seance,
        **_etat(seance),
        "fil": fil(seance, ici="Personnes prévenues"),
    }
    return page_de_saisie(request, "instances/prevenus.html", form, **contexte)


def _etat(seance: Seance) -> dict[str, Any]:
    lignes = queries.lignes(seance)
    envois = [ligne["envoi"] for ligne in lignes]
    return {
        "lignes": lignes,
        "plis": sum(map(documents_postaux.a_imprimer, envois)),
        "attendent": sum(e.etat == e.Etat.SUR_PAPIER for e in envois),
    }


@require_safe
@never_cache
def prevenus_imprimer(request: Any, numero: int) -> HttpResponse:
    seance = _seance(request, numero)
    plis = list(filter(documents_postaux.a_imprimer, queries.prevenus(seance)))
    if not plis:
        raise Http404
    octets = documents_postaux.rendre_les_avis(seance, plis)
    return servir(octets, f"avis-{seance.numero}.pdf")
