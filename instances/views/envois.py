"""Around the sending: letters in one file, what came back, copies to municipal councillors."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from governance.remise import remettre, servir
from instances import documents_postaux
from instances.actions import diffuser as copies_actions
from instances.actions import envois as actions
from instances.forms.convocation import DepotForm
from instances.forms.envois import RenvoyerForm
from instances.models import Convocation, Diffusion, Seance
from instances.permissions import can_convoquer
from instances.queries import copies as queries
from instances.views.etapes import CONVOCATION, fil
from instances.views.seances import seance_de

A_PREPARER = "instances:convocation-preparer"


def _seance(request: Any, numero: int) -> Seance:
    seance = seance_de(request, numero)
    require(can_convoquer(request.acces, seance))
    return seance


def _retour(seance: Seance) -> tuple[str, str]:
    args = [seance.intercommunalite.slug, seance.numero]
    return CONVOCATION, reverse(A_PREPARER, args=args)


def _derniere(seance: Seance) -> Convocation:
    derniere = seance.convocations.select_related("pdf").order_by("version").last()
    if derniere is None:
        raise Http404
    return derniere


# Letters and what came back -------------------------------------------------------------


@require_safe
@never_cache
def plis_imprimer(request: Any, numero: int, version: int) -> HttpResponse:
    seance = _seance(request, numero)
    convocation = get_object_or_404(seance.convocations.select_related("pdf"), version=version)
    plis = documents_postaux.plis_de(convocation)
    if not plis or convocation.pdf is None:
        raise Http404
    octets = documents_postaux.rendre_le_lot(convocation, plis)
    return servir(octets, documents_postaux.nom_du_lot(convocation))


@require_http_methods(["GET", "HEAD", "POST"])
def plis_deposer(request: Any, numero: int) -> HttpResponse:
    seance = _seance(request, numero)
    convocation, form = _derniere(seance), DepotForm(envoye(request))
    champs = {"by": request.user, "at": now()}
    if form.is_valid() and essayer(
        form, actions.deposer_plis, convocation, **champs, **form.cleaned_data
    ):
        messages.success(request, "Les plis qui attendaient sont datés.")
        return redirect(A_PREPARER, request.intercommunalite.slug, numero)
    contexte: dict[str, Any] = {"seance": seance, "fil": fil(seance, _retour(seance), ici="Plis")}
    return page_de_saisie(request, "instances/plis_deposer.html", form, **contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def envoi_renvoyer(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = _seance(request, numero)
    remises = seance.intercommunalite.remises.filter(convocation__seance=seance)
    remise = get_object_or_404(remises.select_related("elu", "envoi"), envoi_id=pk)
    form = RenvoyerForm(remise, envoye(request))
    if form.is_valid():
        champs = form.cleaned_data | {"by": request.user, "at": now()}
        if essayer(form, actions.renvoyer, remise, **champs):
            messages.success(request, f"La convocation repart vers {remise.envoi.adresse}.")
            return redirect(A_PREPARER, request.intercommunalite.slug, numero)
    contexte: dict[str, Any] = {"seance": seance, "remise": remise}
    contexte["fil"] = fil(seance, _retour(seance), ici="Renvoyer")
    return page_de_saisie(request, "instances/envoi_renvoyer.html", form, **contexte)


# Copies to municipal councillors --------------------------------------------------------


@require_safe
@never_cache
def copies_liste(request: Any, numero: int) -> HttpResponse:
    seance = _seance(request, numero)
    contexte = {
        "seance": seance,
        "copies": queries.copies(seance),
        "non_parvenues": queries.non_parvenues(seance)[:200],
        "transmissible": _transmissible(seance),
        "fil": fil(seance, _retour(seance), ici="Copies"),
    }
    return render(request, "instances/copies.html", contexte)


def _transmissible(seance: Seance) -> bool:
    derniere = seance.convocations.order_by("version").last()
    if derniere is None:
        return False
    return not seance.diffusions.filter(cle=queries.cle_de(derniere)).exists()


@require_POST
def copies_transmettre(request: Any, numero: int) -> HttpResponse:
    """For a body whose copies do not leave with its convocation, or that was convened before."""
    seance = _seance(request, numero)
    copies_actions.transmettre_la_convocation(_derniere(seance), by=request.user, at=now())
    messages.success(request, "La copie de la convocation part vers les conseillers municipaux.")
    return redirect("instances:copies-liste", request.intercommunalite.slug, numero)


@require_POST
def copies_fermer(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = _seance(request, numero)
    diffusion = get_object_or_404(seance.diffusions, pk=pk)
    copies_actions.fermer_les_copies(diffusion, by=request.user, at=now())
    messages.success(request, "La page des documents est fermée à ceux qui en ont le lien.")
    return redirect("instances:copies-liste", request.intercommunalite.slug, numero)


# Without account ------------------------------------------------------------------------


def _diffusion(request: Any, cle: str) -> Diffusion:
    diffusion = queries.diffusion_designee(request.intercommunalite, cle, localdate())
    if diffusion is None:
        raise Http404
    return diffusion


@require_safe
@never_cache
def documents_publics(request: Any, cle: str) -> HttpResponse:
    diffusion = _diffusion(request, cle)
    contexte = {"diffusion": diffusion, "seance": diffusion.seance, "cle": cle}
    return render(request, "instances/documents_publics.html", contexte)


@require_safe
@never_cache
def document_public(request: Any, cle: str, rang: int) -> HttpResponse:
    trouve = queries.fichier_de(_diffusion(request, cle), rang)
    if trouve is None:
        raise Http404
    nom, fichier = trouve
    return remettre(fichier, nom)
