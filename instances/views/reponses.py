"""The answers as the service follows them: the forecast, each member, what is to confirm."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from instances.actions import liens
from instances.actions.repondre import confirmer_pouvoir, repondre
from instances.forms.reponses import ReponseForm
from instances.models import Remise, Reponse, Seance, Siegeant
from instances.permissions import can_convoquer
from instances.queries.preuve import LECTURES
from instances.queries.reponses import Repondant, attendus, version_des_reponses
from instances.regles import etats
from instances.views.dossier import annoncer
from instances.views.etapes import CONVOCATION, fil
from instances.views.seances import seance_de

PAGE = "instances/reponse_form.html"


def seance_a_suivre(request: Any, numero: int) -> Seance:
    seance = seance_de(request, numero)
    require(can_convoquer(request.acces, seance))
    return seance


def contexte_des_reponses(seance: Seance) -> dict[str, Any]:
    """What ``instances/_reponses.html`` needs: the fragment asks again with the version it has."""
    version = version_des_reponses(seance)
    return {
        "seance": seance,
        "attendus": attendus(seance),
        "suivre": seance.etat == Seance.Etat.CONVOQUEE,
        "entetes": json.dumps({"If-None-Match": version}),
    }


@require_safe
def reponses_suivre(request: Any, numero: int) -> HttpResponse:
    """The part of the page that follows the answers; 304 while nothing was said."""
    seance = seance_a_suivre(request, numero)
    version = version_des_reponses(seance)
    inchangee: HttpResponse | None = get_conditional_response(request, etag=version)
    if inchangee is not None:
        return inchangee
    reponse = render(request, "instances/_reponses.html", contexte_des_reponses(seance))
    reponse["ETag"], reponse["Cache-Control"] = version, "private, no-cache"
    return reponse


@require_http_methods(["GET", "HEAD", "POST"])
def reponse_noter(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_a_suivre(request, numero)
    siege = siege_de(seance, pk)
    form = ReponseForm(Repondant(siege=siege, seance=seance), envoye(request))
    recue = _noter(request, form, siege) if form.is_valid() else None
    if recue is not None:
        annoncer(request, recue)
        return redirect(page_de_suivi(seance))
    return page_de_saisie(request, PAGE, form, **_contexte(seance, siege))


def _noter(request: Any, form: ReponseForm, siege: Siegeant) -> Any:
    return essayer(
        form, repondre, siege, voie=Reponse.Voie.SERVICE, by=request.user, at=now(),
        **form.cleaned_data,
    )  # fmt: skip


@require_POST
def pouvoir_confirmer(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_a_suivre(request, numero)
    reponse = get_object_or_404(
        seance.reponses.select_related("siegeant__elu", "mandataire__elu"), pk=pk
    )
    reponse.seance = seance
    pouvoir = confirmer_pouvoir(reponse, by=request.user, at=now())
    messages.success(request, f"Pouvoir de {pouvoir.mandant} à {pouvoir.mandataire} enregistré.")
    return redirect(page_de_suivi(seance))


@require_POST
def lien_revoquer(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_a_suivre(request, numero)
    siege = siege_de(seance, pk)
    for remise in _remises(seance, siege):
        liens.revoquer_liens(remise, by=request.user, at=now())
    messages.success(request, f"Le lien personnel de {siege} n’ouvre plus rien.")
    return redirect("instances:reponse-noter", request.intercommunalite.slug, numero, pk)


def siege_de(seance: Seance, pk: int) -> Siegeant:
    siege: Siegeant = get_object_or_404(seance.siegeants.select_related("elu", "suppleant"), pk=pk)
    siege.seance = seance
    return siege


def page_de_suivi(seance: Seance) -> str:
    args = [seance.intercommunalite.slug, seance.numero]
    return f"{reverse('instances:convocation-preparer', args=args)}#reponses"


def _contexte(seance: Seance, siege: Siegeant) -> dict[str, Any]:
    remises = _remises(seance, siege)
    trouves = etats.manquements(seance.etat, "repondre")
    return {
        "seance": seance,
        "siege": siege,
        "historique": siege.reponses.select_related("mandataire__elu", "by").order_by("-id"),
        "lectures": [evenement for remise in remises for evenement in _lectures(remise)],
        "liens": seance.intercommunalite.liens.filter(remise__in=remises, revoque_at=None),
        "clos": trouves[0].message if trouves else "",
        "retour": page_de_suivi(seance),
        "fil": fil(seance, (CONVOCATION, page_de_suivi(seance)), ici=f"Réponse de {siege}"),
    }


def _remises(seance: Seance, siege: Siegeant) -> list[Remise]:
    if siege.elu_id is None:
        return []
    remises = seance.intercommunalite.remises.filter(convocation__seance=seance, elu=siege.elu_id)
    return list(remises.select_related("envoi", "convocation").order_by("pk"))


def _lectures(remise: Remise) -> list[dict[str, Any]]:
    evenements = remise.envoi.evenements.filter(etat__in=LECTURES).order_by("id")
    return [{"libelle": LECTURES[e.etat], "at": e.at, "detail": e.detail} for e in evenements]
