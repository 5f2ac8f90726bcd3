"""The convocation step of a séance: check, preview, send, follow, hand over."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.errors import essayer, page_de_saisie
from governance.models import Acces, Fichier
from governance.permissions import require
from governance.remise import remettre, servir
from instances import documents
from instances.actions import convoquer as actions
from instances.actions.adresser import deposer_pli
from instances.forms.convocation import ConvoquerForm, DepotForm
from instances.models import Convocation, Point, Remise, Seance
from instances.permissions import can_convoquer
from instances.queries import convocation as queries
from instances.queries import delai
from instances.queries.annonce import revision
from instances.queries.interets import Concerne, concernes_par_point
from instances.queries.suivi import est_destinataire, suivi
from instances.regles.dates_en_lettres import compte
from instances.regles.reglement import consignes
from instances.views.etapes import CONVOCATION, etapes, fil
from instances.views.pret import pret
from instances.views.reponses import contexte_des_reponses
from instances.views.seances import seance_de

PAGE = "instances/convocation.html"
# Where a breach is settled: the ordre du jour is on the page of the séance.


@require_safe
def convocation_preparer(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_convoquer(request.acces, seance))
    return render(request, PAGE, _contexte(seance, request.acces, version_demandee(request)))


@require_POST
def seance_convoquer(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_convoquer(request.acces, seance))
    form = ConvoquerForm(request.POST)
    form.full_clean()
    convocation = essayer(form, actions.convoquer, seance, by=request.user, at=now())
    if convocation is None:
        contexte = _contexte(seance, request.acces)
        return page_de_saisie(request, PAGE, form, status=422, **contexte)
    messages.success(request, phrase_d_envoi(convocation))
    return redirect("instances:convocation-preparer", request.intercommunalite.slug, numero)


@require_safe
@never_cache
def convocation_apercu(request: Any, numero: int) -> HttpResponse:
    """A specimen, marked as such and never kept."""
    seance = seance_de(request, numero)
    require(can_convoquer(request.acces, seance))
    preparation = queries.Preparation(seance=seance, at=now())
    octets = documents.rendre_convocation(
        seance, at=preparation.at, signataire=preparation.signataire, apercu=True
    )
    return servir(octets, f"apercu-{documents.nom_de_fichier(seance, 'pdf')}")


@require_safe
@never_cache
def convocation_suivi(request: Any, numero: int) -> HttpResponse:
    """The part of the page that follows the messages while they leave."""
    seance = seance_de(request, numero)
    require(can_convoquer(request.acces, seance))
    etat = suivi(seance, version_demandee(request))
    if etat is None:
        raise Http404
    contexte = {"seance": seance, "suivi": etat, "annoncer": not etat.en_cours}
    return render(request, "instances/_suivi.html", contexte)


@require_safe
@never_cache
def convocation_document(request: Any, numero: int, version: int, extension: str) -> HttpResponse:
    """The stored document, as it was sent: to those who convene and those convened."""
    seance = seance_de(request, numero)
    envoyee = get_object_or_404(seance.convocations, version=version)
    require(can_convoquer(request.acces, seance) or est_destinataire(request.acces, envoyee))
    document: Fichier | None = getattr(envoyee, extension)
    if document is None:
        raise Http404
    nom = documents.nom_de_fichier(seance, extension)
    return remettre(document, nom)


@require_safe
@never_cache
def convocation_preuve(request: Any, numero: int, version: int) -> HttpResponse:
    """The dossier de preuve: built from what is sealed, and verified without us."""
    seance = seance_de(request, numero)
    require(can_convoquer(request.acces, seance))
    convocation = get_object_or_404(seance.convocations, version=version)
    octets = documents.dossier_de_preuve(convocation)
    if octets is None:
        raise Http404
    nom = f"preuve-{documents.nom_de_fichier(seance, 'zip')}"
    return servir(octets, nom, documents.ZIP)


@require_http_methods(["GET", "HEAD", "POST"])
def pli_deposer(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_convoquer(request.acces, seance))
    remise = get_object_or_404(_remises(seance), envoi_id=pk)
    form = DepotForm(request.POST or None)
    if form.is_valid() and _deposer(request, form, remise):
        messages.success(request, f"Pli de {remise.elu} : date notée.")
        return redirect("instances:convocation-preparer", request.intercommunalite.slug, numero)
    chemin = fil(seance, vers_la_page(seance), ici="Pli à remettre")
    contexte = {"seance": seance, "remise": remise, "fil": chemin}
    return page_de_saisie(request, "instances/convocation_pli.html", form, **contexte)


def _deposer(request: Any, form: DepotForm, remise: Remise) -> Any:
    jour = form.cleaned_data["on"]
    return essayer(form, deposer_pli, remise.envoi, on=jour, by=request.user, at=now())


def vers_la_page(seance: Seance) -> tuple[str, str]:
    args = [seance.intercommunalite.slug, seance.numero]
    return CONVOCATION, reverse("instances:convocation-preparer", args=args)


def _remises(seance: Seance) -> Any:
    remises = seance.intercommunalite.remises.filter(convocation__seance=seance)
    return remises.select_related("elu", "envoi")


def version_demandee(request: Any) -> int | None:
    """« ?version=1 »: a former version; anything else is the latest."""
    lue = request.GET.get("version", "")
    return int(lue) if lue.isdecimal() and len(lue) < 4 else None


def _contexte(seance: Seance, acces: Acces, version: int | None = None) -> dict[str, Any]:
    at = now()
    contexte = {
        "seance": seance,
        "fil": fil(seance, ici=CONVOCATION),
        "etapes": etapes(seance, acces, CONVOCATION),
        "suivi": (version and suivi(seance, version)) or suivi(seance),
    }
    if contexte["suivi"] is None:
        contexte |= _avant_envoi(queries.Preparation(seance=seance, at=at), acces)
    else:
        contexte["horloge"] = delai.horloge(seance, at)
        contexte |= contexte_des_reponses(seance) | _apres_envoi(seance, at)
    return contexte


def _apres_envoi(seance: Seance, at: datetime) -> dict[str, Any]:
    """What is out, what waits, and until when it may still leave."""
    avis = seance.intercommunalite.envois.filter(idem__startswith=f"avis/{seance.pk}/")
    return {
        "versions": seance.convocations.order_by("-version"),
        "revision": revision(seance, at) if seance.etat == Seance.Etat.CONVOQUEE else None,
        "avis": list(avis.order_by("id")),
    }


def _concernes(preparation: queries.Preparation) -> list[tuple[Point, list[Concerne]]]:
    """By point, whom the register names (INT-06): said to the service before it convenes."""
    elus = [s.elu for s in preparation.sieges if s.elu is not None]
    par_point = concernes_par_point(preparation.seance, preparation.points, elus)
    return [(p, par_point[p.pk]) for p in preparation.points if p.pk in par_point]


def _avant_envoi(preparation: queries.Preparation, acces: Acces) -> dict[str, Any]:
    manquements = queries.controles_de(preparation)
    return {
        "horloge": delai.horloge(preparation.seance, preparation.at, preparation.contexte),
        "preparation": preparation,
        "concernes": _concernes(preparation),
        "pret": pret(preparation, acces, manquements),
        "consignes": _consignes(preparation),
    }


def _consignes(preparation: queries.Preparation) -> list[str]:
    """The clauses of the règlement speak of the bodies that deliberate (CNV-14)."""
    if not delai.regime_du_conseil(preparation.seance):
        return []
    return consignes.avant_l_envoi(preparation.reglement)


def phrase_d_envoi(convocation: Convocation) -> str:
    """The fact accompli, with what is left to do by hand."""
    envois = [remise.envoi for remise in convocation.remises.select_related("envoi")]
    plis = sum(e.canal == e.Canal.PAPIER for e in envois)
    phrase = (
        f"Convocation envoyée : {compte(len(envois) - plis, 'message part', 'messages partent')}"
    )
    return f"{phrase}, {compte(plis, 'pli est', 'plis sont')} à remettre." if plis else f"{phrase}."
