"""Missions d'information et d'évaluation: read by all, asked by members, kept by the services."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from governance.remise import remettre
from sectors.actions import missions as actions
from sectors.forms.missions import (
    CreationForm,
    DelibererForm,
    MissionForm,
    OuvrirForm,
    RapportForm,
    RefusForm,
)
from sectors.models import Mission
from sectors.permissions import can_signer_mission, can_tenir_dossiers
from sectors.queries import missions as queries


@require_safe
def mission_liste(request: Any) -> HttpResponse:
    missions = request.intercommunalite.missions.all()
    contexte = {
        "missions": missions,
        "peut_tenir": can_tenir_dossiers(request.acces),
        "peut_ouvrir": can_signer_mission(request.acces),
    }
    return render(request, "sectors/mission_liste.html", contexte)


@require_http_methods(["GET", "POST"])
def mission_demander(request: Any) -> HttpResponse:
    require(can_tenir_dossiers(request.acces))
    ici = request.intercommunalite
    form = MissionForm(ici, envoye(request), membres=queries.membres(ici, localdate()))
    demandee = form.is_valid() and essayer(
        form, actions.demander_mission, ici, by=request.user, at=now(), **form.cleaned_data
    )
    if demandee:
        return redirect("sectors:mission-detail", ici.slug, demandee.numero)
    return page_de_saisie(
        request, "sectors/mission_form.html", form, titre="Enregistrer une demande de mission"
    )


@require_http_methods(["GET", "POST"])
def mission_ouvrir(request: Any) -> HttpResponse:
    """A member opens the demand himself, and signs it."""
    require(can_signer_mission(request.acces))
    ici = request.intercommunalite
    elu = get_object_or_404(queries.membres(ici, localdate()), acces=request.acces)
    elu.intercommunalite = ici
    form = OuvrirForm(envoye(request))
    mission = form.is_valid() and essayer(
        form, actions.ouvrir_mission, ici, elu, by=request.user, at=now(), **form.cleaned_data
    )
    if mission:
        messages.success(request, "Demande ouverte et signée. Les autres membres sont prévenus.")
        return redirect("sectors:mission-detail", ici.slug, mission.numero)
    return page_de_saisie(request, "sectors/mission_form.html", form, titre="Demander une mission")


def mission_de(request: Any, numero: int) -> Mission:
    missions = request.intercommunalite.missions.select_related("point__seance", "instance")
    mission: Mission = get_object_or_404(missions, numero=numero)
    mission.intercommunalite = request.intercommunalite
    return mission


@require_safe
def mission_detail(request: Any, numero: int) -> HttpResponse:
    mission = mission_de(request, numero)
    membre = queries.membre_de(request.acces, localdate())
    signataires = list(mission.signataires.select_related("elu"))
    contexte = {
        "vue": queries.vue(mission),
        "signataires": signataires,
        "alertes": queries.alertes(mission, localdate()),
        "peut_signer": _peut_signer(mission, membre, signataires),
        "peut_tenir": can_tenir_dossiers(request.acces),
    }
    return render(request, "sectors/mission_detail.html", contexte)


def _peut_signer(mission: Mission, membre: Any, signataires: list[Any]) -> bool:
    close = mission.creee_on or mission.refusee_on
    return bool(membre and not close and membre.pk not in {s.elu_id for s in signataires})


@require_POST
def mission_signer(request: Any, numero: int) -> HttpResponse:
    require(can_signer_mission(request.acces))
    mission = mission_de(request, numero)
    elu = get_object_or_404(
        queries.membres(request.intercommunalite, localdate()), acces=request.acces
    )
    actions.signer_mission(mission, elu=elu, by=request.user, at=now())
    messages.success(request, "Vous avez signé cette demande.")
    return redirect("sectors:mission-detail", request.intercommunalite.slug, numero)


@require_http_methods(["GET", "POST"])
def mission_deliberer(request: Any, numero: int) -> HttpResponse:
    mission = mission_a_tenir(request, numero)
    ici = request.intercommunalite
    points = queries.points_du_conseil(ici, localdate())
    form = DelibererForm(ici, envoye(request), points=points)
    return _acte(request, mission, form, actions.mettre_en_deliberation, "Mettre en délibération")


@require_http_methods(["GET", "POST"])
def mission_creer(request: Any, numero: int) -> HttpResponse:
    mission = mission_a_tenir(request, numero)
    form = CreationForm(envoye(request))
    return _acte(request, mission, form, actions.creer_mission, "Noter la création")


@require_http_methods(["GET", "POST"])
def mission_refuser(request: Any, numero: int) -> HttpResponse:
    mission = mission_a_tenir(request, numero)
    form = RefusForm(envoye(request))
    return _acte(request, mission, form, actions.refuser_mission, "Noter le refus")


@require_http_methods(["GET", "POST"])
def mission_rapporter(request: Any, numero: int) -> HttpResponse:
    mission = mission_a_tenir(request, numero)
    form = RapportForm(envoye(request), request.FILES or None)
    return _acte(request, mission, form, _rapporter, "Remettre le rapport")


def _rapporter(mission: Mission, *, rapport: Any, **champs: Any) -> Mission:
    return actions.remettre_rapport(mission, nom=rapport.name, octets=rapport.read(), **champs)


def mission_a_tenir(request: Any, numero: int) -> Mission:
    require(can_tenir_dossiers(request.acces))
    return mission_de(request, numero)


def _acte(
    request: Any, mission: Mission, form: Any, action: Callable[..., Any], titre: str
) -> HttpResponse:
    """One short form, one act, back to the mission."""
    if form.is_valid() and essayer(
        form, action, mission, by=request.user, at=now(), **form.cleaned_data
    ):
        messages.success(request, "C’est noté.")
        return redirect("sectors:mission-detail", request.intercommunalite.slug, mission.numero)
    contexte: dict[str, Any] = {
        "mission": mission,
        "titre": titre,
        "fichier": "rapport" in form.fields,
    }
    return page_de_saisie(request, "sectors/mission_acte.html", form, **contexte)


@require_safe
def mission_rapport(request: Any, numero: int) -> HttpResponse:
    mission = get_object_or_404(
        request.intercommunalite.missions, numero=numero, rapport__isnull=False
    )
    return remettre(mission.rapport, f"rapport-mission-{mission.numero}")
