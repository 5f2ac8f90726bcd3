"""Consultations of the communes: opened and followed by the services, answered by mayors."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import est_de_commune, require
from governance.remise import remettre
from instances.models import Point
from sectors import documents_avis
from sectors.actions import consultations as actions
from sectors.forms.consultations import CompromisForm, ConsultationForm, ProjetForm, ReponseForm
from sectors.models import AvisCommune, Consultation
from sectors.permissions import (
    avis_lisibles,
    can_consulter,
    can_repondre_avis,
    consultations_lisibles,
)
from sectors.queries import consultations as queries


def consultation_de(request: Any, pk: int) -> Consultation:
    lisibles = consultations_lisibles(request.acces, localdate())
    avec = lisibles.select_related("point__seance", "projet", "remplace")
    consultation: Consultation = get_object_or_404(avec.prefetch_related("avis__commune"), pk=pk)
    consultation.intercommunalite = request.intercommunalite
    return consultation


def consultation_a_suivre(request: Any, pk: int) -> Consultation:
    consultation = consultation_de(request, pk)
    require(can_consulter(request.acces))
    return consultation


def avis_de(request: Any, pk: int) -> AvisCommune:
    """Of a consultation that this access may read: absent and forbidden look alike."""
    lus = avis_lisibles(request.acces, localdate())
    avec = lus.select_related("consultation__projet", "commune", "deliberation")
    avis: AvisCommune = get_object_or_404(avec, pk=pk)
    avis.intercommunalite = avis.consultation.intercommunalite = request.intercommunalite
    return avis


def au_suivi(request: Any, consultation: Consultation, phrase: str) -> HttpResponse:
    messages.success(request, phrase)
    args = [request.intercommunalite.slug, consultation.pk]
    return redirect("sectors:consultation-detail", *args)


@require_safe
def consultation_liste(request: Any) -> HttpResponse:
    on = localdate()
    acces = request.acces
    siennes = {c.pk: c for c in queries.communes_de(acces, on)} if est_de_commune(acces) else None
    contexte = {
        "vues": queries.vues(consultations_lisibles(acces, on), on, siennes),
        "secretariat": siennes is not None,
        "communes": list(siennes.values()) if siennes else [],
        "peut_consulter": can_consulter(acces),
    }
    return render(request, "sectors/consultation_liste.html", contexte)


@require_http_methods(["GET", "POST"])
def consultation_creer(request: Any) -> HttpResponse:
    """« ?point= » fills in what the report already says."""
    require(can_consulter(request.acces))
    ici = request.intercommunalite
    form = ConsultationForm(ici, envoye(request), request.FILES or None, point=_propose(request))
    fait = form.is_valid() and essayer(
        form, actions.consulter, ici, by=request.user, at=now(), **form.champs()
    )
    if fait:
        return au_suivi(request, fait, "Projet transmis. Les maires sont prévenus aussitôt.")
    return page_de_saisie(request, "sectors/consultation_form.html", form)


def _propose(request: Any) -> Point | None:
    demande = request.GET.get("point", "")
    if not demande.isdecimal() or len(demande) > 18:
        return None
    point: Point | None = request.intercommunalite.points.filter(pk=int(demande)).first()
    return point


@require_safe
def consultation_detail(request: Any, pk: int) -> HttpResponse:
    consultation = consultation_de(request, pk)
    on = localdate()
    siennes = set(queries.communes_de(request.acces, on).values_list("pk", flat=True))
    seules = siennes if est_de_commune(request.acces) else None
    contexte = {
        "vue": queries.vue(consultation, on, seules),
        "mes_communes": siennes,
        "peut_consulter": can_consulter(request.acces),
    }
    return render(request, "sectors/consultation_detail.html", contexte)


@require_http_methods(["GET", "POST"])
def consultation_repondre(request: Any, pk: int) -> HttpResponse:
    avis = avis_de(request, pk)
    require(can_repondre_avis(request.acces, avis.commune))
    form = ReponseForm(avis, envoye(request), request.FILES or None, initial=_deja(avis))
    if form.is_valid() and essayer(
        form, actions.repondre_consultation, avis, by=request.user, at=now(), **form.champs()
    ):
        return au_suivi(request, avis.consultation, "Avis enregistré.")
    ligne = queries.LigneAvis(avis=avis, on=localdate())
    return page_de_saisie(request, "sectors/consultation_repondre.html", form, ligne=ligne)


def _deja(avis: AvisCommune) -> dict[str, Any]:
    return {nom: getattr(avis, nom) for nom in ("sens", "delibere_on", "observations")}


@require_http_methods(["GET", "POST"])
def consultation_retransmettre(request: Any, pk: int) -> HttpResponse:
    consultation = consultation_a_suivre(request, pk)
    form = ProjetForm(envoye(request), request.FILES or None, initial={"objet": consultation.objet})
    nouvelle = form.is_valid() and essayer(
        form, actions.retransmettre, consultation, by=request.user, at=now(), **form.champs()
    )
    if nouvelle:
        return au_suivi(request, nouvelle, "Nouveau projet transmis : les délais repartent.")
    return _page(request, consultation, form, "Transmettre un projet modifié")


@require_http_methods(["GET", "POST"])
def consultation_compromis(request: Any, pk: int) -> HttpResponse:
    consultation = consultation_a_suivre(request, pk)
    initial = {n: getattr(consultation, n) for n in ("compromis", "politique_adoptee")}
    form = CompromisForm(envoye(request), initial=initial)
    if form.is_valid() and essayer(
        form, actions.noter_compromis, consultation, by=request.user, at=now(), **form.cleaned_data
    ):
        return au_suivi(request, consultation, "Compromis noté.")
    return _page(request, consultation, form, "Noter le compromis recherché")


@require_POST
def consultation_clore(request: Any, pk: int) -> HttpResponse:
    consultation = consultation_a_suivre(request, pk)
    actions.clore_consultation(consultation, by=request.user, at=now())
    return au_suivi(request, consultation, "Consultation close.")


def _page(request: Any, consultation: Consultation, form: Any, titre: str) -> HttpResponse:
    contexte: dict[str, Any] = {"titre": titre, "consultation": consultation}
    return page_de_saisie(request, "sectors/consultation_acte.html", form, **contexte)


@require_safe
def consultation_projet(request: Any, pk: int) -> HttpResponse:
    consultation = consultation_de(request, pk)
    projet = get_object_or_404(request.intercommunalite.fichiers, pk=consultation.projet_id)
    return remettre(projet, documents_avis.nom_du_projet(consultation))


@require_safe
def avis_deliberation(request: Any, pk: int) -> HttpResponse:
    avis = avis_de(request, pk)
    jointe = get_object_or_404(request.intercommunalite.fichiers, pk=avis.deliberation_id)
    return remettre(jointe, documents_avis.nom_de_la_deliberation(avis))
