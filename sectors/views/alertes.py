"""The droit d'alerte seen by its author: draft, reading again, filing, following."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from governance.remise import remettre, servir
from sectors import documents
from sectors.actions import alertes as actions
from sectors.forms.alertes import AlerteForm, PieceForm
from sectors.models import Alerte
from sectors.permissions import (
    alertes_lisibles,
    can_alerter,
    can_instruire_alerte,
    can_modifier_alerte,
)
from sectors.queries import alertes as queries
from sectors.queries.suivi_alertes import comites_de, etapes, points_des_comites


def alerte_de(request: Any, numero: int) -> Alerte:
    """The alert, if this account may read it; absent and forbidden look alike."""
    lisibles = alertes_lisibles(request.acces, localdate()).select_related(
        "auteur", "commune", "perimetre", "comite", "courrier", "point__seance__instance",
        "point_du_comite__seance",
    )  # fmt: skip
    alerte: Alerte = get_object_or_404(lisibles, numero=numero)
    alerte.intercommunalite = request.intercommunalite
    return alerte


def brouillon_de(request: Any, numero: int) -> Alerte:
    alerte = alerte_de(request, numero)
    require(can_modifier_alerte(request.acces, alerte))
    return alerte


@require_safe
def alerte_liste(request: Any) -> HttpResponse:
    on = localdate()
    lisibles = alertes_lisibles(request.acces, on).select_related("auteur", "commune", "comite")
    alertes = list(lisibles.prefetch_related("suites").order_by("-id"))
    contexte = {
        "alertes": alertes,
        "regime": queries.regime(request.intercommunalite, on),
        "peut_alerter": can_alerter(request.acces, on),
        "bilan": queries.bilan(alertes) if can_instruire_alerte(request.acces) else None,
    }
    return render(request, "sectors/alerte_liste.html", contexte)


@require_POST
def alerte_commencer(request: Any) -> HttpResponse:
    require(can_alerter(request.acces, localdate()))
    auteur = get_object_or_404(request.intercommunalite.elus, acces=request.acces)
    alerte = actions.enregistrer_alerte(auteur, by=request.user, at=now())
    return redirect("sectors:alerte-rediger", request.intercommunalite.slug, alerte.numero)


@never_cache
@require_http_methods(["GET", "POST"])
def alerte_rediger(request: Any, numero: int) -> HttpResponse:
    alerte = brouillon_de(request, numero)
    form = _form(request, alerte)
    if form.is_valid() and _garder(request, form, alerte):
        return _apres_la_saisie(request, alerte)
    contexte = {"alerte": alerte, "piece_form": PieceForm(), **_apercu(request, alerte)}
    return page_de_saisie(request, "sectors/alerte_rediger.html", form, **contexte)


def _form(request: Any, alerte: Alerte) -> AlerteForm:
    comites = comites_de(alerte.auteur, localdate())
    return AlerteForm(
        request.intercommunalite,
        envoye(request),
        alerte=alerte,
        comites=comites,
        points=points_des_comites(comites),
    )


def _garder(request: Any, form: AlerteForm, alerte: Alerte) -> Alerte | None:
    gardee: Alerte | None = essayer(
        form, actions.modifier_alerte, alerte, by=request.user, at=now(), **form.valeurs()
    )
    return gardee


def _apres_la_saisie(request: Any, alerte: Alerte) -> HttpResponse:
    """Typed and kept: a word if the page saves by itself, else what the button asked for."""
    if request.htmx:
        return render(request, "sectors/_alerte_gardee.html", {"at": alerte.enregistree_at})
    if "relire" in request.POST:
        return redirect("sectors:alerte-relire", request.intercommunalite.slug, alerte.numero)
    messages.success(request, "Brouillon gardé. Vous seul le voyez.")
    return redirect("sectors:alerte-rediger", request.intercommunalite.slug, alerte.numero)


def _apercu(request: Any, alerte: Alerte) -> dict[str, Any]:
    at = now()
    return {
        "pieces": list(alerte.pieces.select_related("fichier")),
        "destinataires": actions.destinataires_de(alerte, at),
        "seance": queries.seance_d_inscription(request.intercommunalite, at),
        "regime": queries.regime(request.intercommunalite, localdate(at)),
    }


@never_cache
@require_http_methods(["GET", "POST"])
def alerte_relire(request: Any, numero: int) -> HttpResponse:
    """Read it as it will leave, then file it: nothing changes after that click."""
    alerte = brouillon_de(request, numero)
    if request.method == "POST":
        actions.deposer_alerte(alerte, by=request.user, at=now())
        messages.success(request, "Votre alerte est déposée. L’accusé de réception part aussitôt.")
        return redirect("sectors:alerte-detail", request.intercommunalite.slug, alerte.numero)
    manquements = queries.manquements(alerte, now())
    contexte = {"alerte": alerte, "manquements": manquements, **_apercu(request, alerte)}
    contexte["bloque"] = any(m.bloquant for m in manquements)
    return render(request, "sectors/alerte_relire.html", contexte)


@require_safe
def alerte_detail(request: Any, numero: int) -> HttpResponse:
    alerte = alerte_de(request, numero)
    if alerte.etat == Alerte.Etat.BROUILLON:
        sien = can_modifier_alerte(request.acces, alerte)
        route = "sectors:alerte-rediger" if sien else "sectors:alerte-cosigner"
        return redirect(route, request.intercommunalite.slug, numero)
    return render(request, "sectors/alerte_detail.html", contexte_du_suivi(request, alerte))


def contexte_du_suivi(request: Any, alerte: Alerte) -> dict[str, Any]:
    on, instruit = localdate(), can_instruire_alerte(request.acces)
    return {
        "alerte": alerte,
        "etapes": etapes(alerte),
        "pieces": list(alerte.pieces.select_related("fichier")),
        "destinataires": list(alerte.destinataires.select_related("elu", "envoi")),
        "suites": list(alerte.suites.all()),
        "retard": queries.retard(alerte, on),
        "instruit": instruit,
        "acte": queries.acte_attendu(alerte) if instruit else "",
        "peut_retirer": can_modifier_alerte(request.acces, alerte) and queries.retirable(alerte),
        "jour": on,
    }


@require_POST
def alerte_retirer(request: Any, numero: int) -> HttpResponse:
    alerte = brouillon_de(request, numero)
    actions.retirer_alerte(alerte, by=request.user, at=now())
    messages.success(request, "Alerte retirée.")
    return redirect("sectors:alerte-liste", request.intercommunalite.slug)


@require_POST
def piece_joindre(request: Any, numero: int) -> HttpResponse:
    alerte = brouillon_de(request, numero)
    form = PieceForm(request.POST, request.FILES)
    if form.is_valid() and _joindre(request, form, alerte):
        return redirect("sectors:alerte-rediger", request.intercommunalite.slug, numero)
    contexte = {"alerte": alerte, "piece_form": form, **_apercu(request, alerte)}
    contexte["form"] = _form_vierge(request, alerte)
    return render(request, "sectors/alerte_rediger.html", contexte, status=422)


def _joindre(request: Any, form: PieceForm, alerte: Alerte) -> Any:
    lu = form.cleaned_data["piece"]
    return essayer(
        form,
        actions.joindre_piece,
        alerte,
        nom=lu.name,
        octets=lu.read(),
        by=request.user,
        at=now(),
    )


def _form_vierge(request: Any, alerte: Alerte) -> AlerteForm:
    comites = comites_de(alerte.auteur, localdate())
    points = points_des_comites(comites)
    return AlerteForm(request.intercommunalite, alerte=alerte, comites=comites, points=points)


@require_POST
def piece_retirer(request: Any, numero: int, pk: int) -> HttpResponse:
    alerte = brouillon_de(request, numero)
    actions.retirer_piece(get_object_or_404(alerte.pieces, pk=pk), by=request.user, at=now())
    return redirect("sectors:alerte-rediger", request.intercommunalite.slug, numero)


@require_safe
def piece_lire(request: Any, numero: int, pk: int) -> HttpResponse:
    alerte = alerte_de(request, numero)
    piece = get_object_or_404(alerte.pieces.select_related("fichier"), pk=pk)
    return remettre(piece.fichier, piece.nom)


@require_safe
def alerte_courrier(request: Any, numero: int) -> HttpResponse:
    """The letter: as filed and frozen, or as it would leave while it is a draft."""
    alerte = alerte_de(request, numero)
    nom = f"alerte-{alerte.numero}.pdf"
    if alerte.courrier is not None:
        return remettre(alerte.courrier, nom)
    au = actions.destinataires_de(alerte, now())
    return servir(documents.rendre_alerte(alerte, at=now(), destinataires=au, apercu=True), nom)
