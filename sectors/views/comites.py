"""Comités de secteur and conseils de territoire: who votes, whom mayors send, where avis go."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from instances.models import Elu, Instance, Point, Seance
from instances.permissions import can_preparer
from sectors.actions import comites as actions
from sectors.forms import secteurs as forms
from sectors.permissions import can_fixer_secteurs, can_lire_comite, est_maire_du_perimetre
from sectors.queries import comites as queries
from sectors.regles.secteurs import maires_muets


def comite_de(request: Any, pk: int) -> Instance:
    """Not public: whoever does not sit there finds no page (DIV-03)."""
    comites = queries.comites(request.intercommunalite, localdate())
    comite: Instance = get_object_or_404(comites, pk=pk)
    comite.intercommunalite = request.intercommunalite
    if not can_lire_comite(request.acces, comite):
        raise Http404
    return comite


def seance_de(request: Any, numero: int) -> Seance:
    seances = request.intercommunalite.seances.select_related("instance__type_instance")
    seance: Seance = get_object_or_404(seances, numero=numero)
    seance.instance = comite_de(request, seance.instance_id)
    seance.intercommunalite = request.intercommunalite
    return seance


def point_de(request: Any, numero: int, pk: int) -> Point:
    seance = seance_de(request, numero)
    point: Point = get_object_or_404(seance.points, pk=pk)
    point.seance, point.intercommunalite = seance, request.intercommunalite
    return point


def _maire(request: Any, seance: Seance) -> Elu:
    on = localdate(seance.starts_at)
    require(est_maire_du_perimetre(request.acces, seance.instance, on))
    elu: Elu = get_object_or_404(request.intercommunalite.elus, acces=request.acces)
    elu.intercommunalite = request.intercommunalite
    return elu


@require_safe
def comite_detail(request: Any, pk: int) -> HttpResponse:
    comite, on = comite_de(request, pk), localdate()
    contexte = {
        "comite": comite,
        "titulaires": queries.titulaires(comite, on),
        "seule": queries.est_d_une_seule_commune(comite, on),
        "seances": list(comite.seances.order_by("-starts_at")[:10]),
        "referents": queries.referents(comite, on),
        "peut": can_fixer_secteurs(request.acces),
    }
    return render(request, "sectors/comite_detail.html", contexte)


@require_safe
def comite_seance(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    on = localdate(seance.starts_at)
    contexte = {
        "seance": seance,
        "points": queries.points_vus(seance),
        "seule": queries.est_d_une_seule_commune(seance.instance, on),
        "manquements": list(maires_muets(queries.maires_sans_voix(seance))),
        "peut_noter": can_preparer(request.acces, seance),
        "peut_inviter": est_maire_du_perimetre(request.acces, seance.instance, on),
    }
    return render(request, "sectors/comite_seance.html", contexte)


@require_http_methods(["GET", "POST"])
def comite_inviter(request: Any, numero: int, pk: int) -> HttpResponse:
    point = point_de(request, numero, pk)
    maire = _maire(request, point.seance)
    form = forms.InvitationForm(maire, localdate(point.seance.starts_at), envoye(request))
    if form.is_valid() and essayer(
        form, actions.inviter_un_elu, point, maire=maire,
        by=request.user, at=now(), **form.cleaned_data,
    ):  # fmt: skip
        return _a_la_seance(request, point, "Invitation notée : il votera sur ce point.")
    return _page(request, form, point, "Envoyer un élu de votre commune", "L’inviter")


@require_http_methods(["GET", "POST"])
def comite_destiner(request: Any, numero: int, pk: int) -> HttpResponse:
    point = point_de(request, numero, pk)
    require(can_preparer(request.acces, point.seance))
    form = forms.DestinationForm(point, envoye(request))
    if form.is_valid() and essayer(
        form, actions.destiner, point, by=request.user, at=now(), **form.cleaned_data
    ):
        return _a_la_seance(request, point, "L’avis ira de lui-même à ce rapport.")
    return _page(request, form, point, "Choisir le rapport que cet avis éclaire", "Choisir")


@require_http_methods(["GET", "POST"])
def comite_avis(request: Any, numero: int, pk: int) -> HttpResponse:
    point = point_de(request, numero, pk)
    require(can_preparer(request.acces, point.seance))
    form = forms.AvisDeComiteForm(envoye(request))
    if form.is_valid() and essayer(
        form, actions.rendre_avis, point, by=request.user, at=now(), **form.cleaned_data
    ):
        return _a_la_seance(request, point, "Avis noté : il figure au rapport.")
    return _page(request, form, point, "Noter l’avis du comité", "Enregistrer l’avis")


@require_http_methods(["GET", "POST"])
def comite_referent(request: Any, pk: int) -> HttpResponse:
    comite = comite_de(request, pk)
    require(can_fixer_secteurs(request.acces))
    form = forms.ReferentForm(comite, envoye(request))
    if form.is_valid() and essayer(
        form, actions.designer_referent, comite, by=request.user, at=now(), **form.cleaned_data
    ):
        messages.success(request, "Référent désigné : il siège à la commission élargie.")
        return redirect("sectors:comite-detail", request.intercommunalite.slug, comite.pk)
    contexte: dict[str, Any] = {"titre": "Désigner un référent", "bouton": "Désigner", "rappel": ""}
    contexte |= {"retour": "sectors:comite-detail", "retour_pk": comite.pk}
    return page_de_saisie(request, "sectors/acte_form.html", form, **contexte)


def _page(request: Any, form: Any, point: Point, titre: str, bouton: str) -> HttpResponse:
    contexte: dict[str, Any] = {"titre": titre, "bouton": bouton, "rappel": f"{point}"}
    contexte |= {"retour": "sectors:comite-seance", "retour_pk": point.seance.numero}
    return page_de_saisie(request, "sectors/acte_form.html", form, **contexte)


def _a_la_seance(request: Any, point: Point, phrase: str) -> HttpResponse:
    messages.success(request, phrase)
    return redirect("sectors:comite-seance", request.intercommunalite.slug, point.seance.numero)
