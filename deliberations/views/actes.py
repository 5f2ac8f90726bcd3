"""The acts: what a séance decided, its numbers, the extrait du registre of each délibération."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from deliberations import actions, documents, queries
from deliberations.models import Deliberation
from governance.permissions import require
from governance.remise import remettre
from instances.models import Seance
from instances.permissions import can_conduire, can_lire_seance
from instances.queries.faits import faits_de
from instances.regles.seance import evaluer_point


@require_GET
def deliberation_liste(request: Any) -> HttpResponse:
    recherche = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    actes = queries.page_des_deliberations(
        request.acces, avant=request.GET.get("avant"), recherche=recherche
    )
    contexte = {"page": actes, "recherche": recherche}
    return render(request, "deliberations/deliberation_liste.html", contexte)


@require_GET
def deliberation_detail(request: Any, pk: int) -> HttpResponse:
    acte = _acte(request, pk)
    evalue = evaluer_point(faits_de(acte.seance), acte.point.rang)
    contexte = documents.contexte_extrait(acte, evalue)
    contexte["peut_etablir"] = can_conduire(request.acces, acte.seance)
    return render(request, "deliberations/deliberation_detail.html", contexte)


@require_GET
def seance_actes(request: Any, numero: int) -> HttpResponse:
    seance = seance_lue(request, numero)
    require(can_lire_seance(request.acces, seance))
    contexte = {
        "seance": seance,
        "actes": list(queries.actes_de(seance)),
        "passage": queries.passage_de(seance),
        "peut_conduire": can_conduire(request.acces, seance),
    }
    return render(request, "deliberations/seance_actes.html", contexte)


@require_POST
def seance_numeroter(request: Any, numero: int) -> HttpResponse:
    seance = seance_lue(request, numero)
    require(can_conduire(request.acces, seance))
    nombre = actions.numeroter(seance, by=request.user, at=now())
    quantite = "1 délibération numérotée" if nombre == 1 else f"{nombre} délibérations numérotées"
    messages.success(request, f"{quantite}, dans l’ordre de passage.")
    return redirect("deliberations:seance-actes", request.intercommunalite.slug, numero)


@require_POST
def extrait_etablir(request: Any, pk: int) -> HttpResponse:
    acte = _acte(request, pk)
    require(can_conduire(request.acces, acte.seance))
    actions.etablir_extrait(acte, by=request.user, at=now())
    messages.success(request, f"Extrait de la délibération {acte.numero} établi.")
    return redirect(acte)


@require_GET
@never_cache
def extrait_lire(request: Any, pk: int) -> HttpResponse:
    """The stored document, checked against its hash before it is handed out."""
    acte = _acte(request, pk)
    if acte.extrait is None:
        raise Http404
    return remettre(acte.extrait, f"extrait-{acte.numero.replace('/', '-')}.pdf")


def _acte(request: Any, pk: int) -> Deliberation:
    acte: Deliberation = get_object_or_404(
        queries.deliberations_de(request.intercommunalite), pk=pk
    )
    acte.seance.intercommunalite = acte.intercommunalite = request.intercommunalite
    require(can_lire_seance(request.acces, acte.seance))
    return acte


def seance_lue(request: Any, numero: int) -> Seance:
    seances = request.intercommunalite.seances.select_related("instance__type_instance")
    seance: Seance = get_object_or_404(seances, numero=numero)
    seance.intercommunalite = request.intercommunalite
    return seance
