"""The points of an ordre du jour and their documents: read, add, rework, move, withdraw."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from governance.remise import remettre
from instances.actions import seances as actions
from instances.forms.seances import AnnexeForm, PointForm
from instances.models import Annexe, Point, Seance
from instances.permissions import can_lire_point, can_preparer
from instances.queries.attente import est_en_attente
from instances.queries.commune_nommee import commune_nommee
from instances.queries.convocation import Preparation
from instances.queries.interets import concernes
from instances.queries.ouverture import point_propose
from instances.queries.seances import numero_propose
from instances.regles import etats
from instances.regles.deports import FINIS
from instances.regles.types_de_point import Usage
from instances.views import odj
from instances.views.etapes import etapes, fil
from instances.views.seances import a_verifier, raison, seance_de


def point_de(request: Any, numero: int, pk: int) -> Point:
    """The point of this séance. One that may not be read is not there (DIV-03)."""
    seance = seance_de(request, numero)
    point: Point = get_object_or_404(seance.points.select_related("rapporteur"), pk=pk)
    point.seance, point.intercommunalite = seance, request.intercommunalite
    if not can_lire_point(request.acces, point):
        raise Http404
    return point


def point_a_preparer(request: Any, numero: int, pk: int) -> Point:
    point = point_de(request, numero, pk)
    require(can_preparer(request.acces, point.seance))
    return point


def _url(nom: str, point: Point) -> str:
    args = [point.intercommunalite.slug, point.seance.numero, point.pk]
    return reverse(f"instances:{nom}", args=args)


@require_safe
def point_detail(request: Any, numero: int, pk: int) -> HttpResponse:
    point = point_de(request, numero, pk)
    if not can_preparer(request.acces, point.seance) and est_en_attente(point):
        raise Http404
    contexte = {
        **_lecture(request, point),
        "form": AnnexeForm(request.intercommunalite),
        "fil": fil(point.seance, ici=f"Rapport {point.numero}"),
    }
    return render(request, "instances/point_detail.html", contexte)


def _lecture(request: Any, point: Point) -> dict[str, Any]:
    seance, projets = point.seance, point.projets.all()
    return {
        "point": point,
        "seance": seance,
        "annexes": list(point.annexes.select_related("fichier")),
        "avis": list(point.avis.select_related("instance")),
        "projet": next(iter(projets), None),
        **_deports(request, point),
        "nommee": commune_nommee(point) if _a_modifier(request, point) else None,
        "peut_preparer": can_preparer(request.acces, seance),
        "fige": raison(seance, "modifier_point"),
        "en_attente": est_en_attente(point),
        "retrait_ferme": raison(seance, "retirer_point"),
        "etapes": etapes(seance, request.acces, ici=""),
    }


def _a_modifier(request: Any, point: Point) -> bool:
    return can_preparer(request.acces, point.seance) and not raison(point.seance, "modifier_point")


@require_POST
def point_commune(request: Any, numero: int, pk: int) -> HttpResponse:
    """Yes, it alone is concerned; or no, and the question is not put again (MAJ-01)."""
    point = point_a_preparer(request, numero, pk)
    commune = commune_nommee(point)
    if commune is not None:
        champ = "commune_concernee" if request.POST.get("seule") == "oui" else "commune_ecartee"
        actions.modifier_point(point, by=request.user, at=now(), **{champ: commune})
        messages.success(request, "C’est noté.")
    return redirect(_url("point-detail", point))


def _deports(request: Any, point: Point) -> dict[str, Any]:
    """The register is read by those who prepare; a member sees what he may say for himself."""
    seance = point.seance
    sien = seance.siegeants.filter(elu__acces=request.acces, vote=True).first()
    ouvert = sien is not None and "emarger" in etats.actes_possibles(seance.etat)
    return {
        "concernes": concernes(point) if can_preparer(request.acces, seance) else [],
        "mon_deport": point.deports.filter(siegeant=sien).first() if sien else None,
        "peut_se_deporter": ouvert and point.etat not in FINIS,
    }


def point_creer(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_preparer(request.acces, seance))
    form = PointForm(seance, envoye(request), initial=_propose(request, seance))
    point = _agir(request, form, actions.inscrire_point, seance)
    if point is not None:
        messages.success(request, f"Rapport {point.numero} inscrit.")
        return redirect(_url("point-detail", point))
    contexte = _titre("Ajouter un rapport", seance, refus=raison(seance, "inscrire_point"))
    return page_de_saisie(request, "instances/point_form.html", form, **contexte)


def _propose(request: Any, seance: Seance) -> dict[str, Any]:
    """« ?usage=delegations » fills in a point of every séance; the next number in any case."""
    numero, demande = numero_propose(seance), request.GET.get("usage", "")
    if demande not in list(Usage):
        return {"numero": numero}
    point = point_propose(seance, Usage(demande))
    return {
        "numero": numero,
        "usage": point.usage,
        "titre": point.titre,
        "type": point.type,
        "note_de_synthese": point.note,
    }


def point_modifier(request: Any, numero: int, pk: int) -> HttpResponse:
    point = point_a_preparer(request, numero, pk)
    form = PointForm(point.seance, envoye(request), point=point)
    titre = f"Modifier le rapport {point.numero}"
    modifie = _agir(request, form, actions.modifier_point, point)
    if modifie is not None:
        messages.success(request, f"Rapport {modifie.numero} modifié.")
        return redirect(_url("point-detail", modifie))
    contexte = _titre(titre, point.seance, refus=raison(point.seance, "modifier_point"))
    contexte["deplier"] = request.GET.get("champ", "") in PointForm.PARTICULIERS
    return page_de_saisie(request, "instances/point_form.html", form, **contexte)


def _agir(request: Any, form: PointForm, action: Any, objet: Any) -> Point | None:
    if not form.is_valid():
        return None
    fait: Point | None = essayer(
        form, action, objet, by=request.user, at=now(), **form.cleaned_data
    )
    return fait


def _titre(titre: str, seance: Seance, refus: str) -> dict[str, Any]:
    return {
        "titre": titre,
        "seance": seance,
        "refus": refus,
        "deplier": False,
        "fil": fil(seance, ici=titre),
    }


@require_POST
def point_deplacer(request: Any, numero: int, pk: int) -> HttpResponse:
    point = point_a_preparer(request, numero, pk)
    vers = _destination(request, point)
    point = actions.deplacer_point(point, vers=vers, by=request.user, at=now())
    phrase = phrase_du_deplacement(point)
    if not request.htmx:
        messages.success(request, phrase)
        return redirect(f"{point.seance.get_absolute_url()}#point-{pk}")
    manquements = a_verifier(Preparation(seance=point.seance, at=now()))
    contexte = odj.contexte(request, point.seance, gere=True, manquements=manquements)
    reponse = render(request, "instances/_odj_seance.html", contexte)
    return trigger_client_event(reponse, "hc:annonce", {"value": phrase})


def _destination(request: Any, point: Point) -> int:
    """« sens » moves by one place; « rang » goes straight there. The rule judges the place."""
    pas = {"monter": -1, "descendre": 1}.get(request.POST.get("sens", ""))
    if pas is not None:
        return point.rang + pas
    demande = request.POST.get("rang", "")
    if not demande.isdecimal() or len(demande) > 4:
        return 0
    return int(demande)


def phrase_du_deplacement(point: Point) -> str:
    place = "1re" if point.rang == 1 else f"{point.rang}e"
    total = point.seance.points.count()
    return f"Rapport {point.numero} déplacé\u00a0: il passe en {place} position sur {total}."


@require_http_methods(["GET", "HEAD", "POST"])
def point_retirer(request: Any, numero: int, pk: int) -> HttpResponse:
    point = point_a_preparer(request, numero, pk)
    if request.method == "POST":
        actions.retirer_point(point, by=request.user, at=now())
        messages.success(request, f"Rapport {point.numero} retiré.")
        return redirect(point.seance)
    contexte = {
        **_titre(f"Retirer le rapport {point.numero}", point.seance, refus=""),
        "point": point,
        "retrait_ferme": raison(point.seance, "retirer_point"),
    }
    return render(request, "instances/point_retirer.html", contexte)


# Annexes -----------------------------------------------------------------------------------


@require_POST
def annexe_joindre(request: Any, numero: int, pk: int) -> HttpResponse:
    point = point_a_preparer(request, numero, pk)
    form = AnnexeForm(request.intercommunalite, request.POST, request.FILES)
    jointe = form.is_valid() and essayer(
        form, actions.joindre_annexe, point, by=request.user, at=now(), **form.piece()
    )
    if jointe:
        dire_la_piece(request, jointe)
        return redirect(_url("point-detail", point))
    contexte = {**_lecture(request, point), "fil": fil(point.seance, ici=f"Rapport {point.numero}")}
    return page_de_saisie(request, "instances/point_detail.html", form, status=422, **contexte)


def dire_la_piece(request: Any, annexe: Annexe) -> None:
    """Said at once: the sending will wait for a document that opens."""
    if annexe.defaut:
        phrase = "elle ne s’ouvrira pas chez les élus. Remplacez-la avant l’envoi."
        defaut = f"{annexe.get_defaut_display()}\u00a0: {phrase}"
        messages.warning(request, f"Pièce jointe\u00a0: {annexe.titre}. {defaut}")
    else:
        messages.success(request, f"Pièce jointe\u00a0: {annexe.titre}.")


@require_safe
def annexe_lire(request: Any, numero: int, pk: int) -> HttpResponse:
    """The document as it was joined: in place when a browser reads it, saved otherwise."""
    annexe = _annexe(request, numero, pk)
    return remettre(annexe.fichier, annexe.nom)


@require_POST
def annexe_retirer(request: Any, numero: int, pk: int) -> HttpResponse:
    annexe = _annexe(request, numero, pk)
    require(can_preparer(request.acces, annexe.point.seance))
    actions.retirer_annexe(annexe, by=request.user, at=now())
    messages.success(request, f"Pièce retirée\u00a0: {annexe.titre}.")
    return redirect(_url("point-detail", annexe.point))


def _annexe(request: Any, numero: int, pk: int) -> Annexe:
    seance = seance_de(request, numero)
    annexes = request.intercommunalite.annexes.select_related("fichier", "point")
    annexe: Annexe = get_object_or_404(annexes, pk=pk, point__seance=seance)
    annexe.point.seance, annexe.point.intercommunalite = seance, request.intercommunalite
    annexe.fichier.intercommunalite = request.intercommunalite
    if not can_lire_point(request.acces, annexe.point):
        raise Http404
    return annexe
