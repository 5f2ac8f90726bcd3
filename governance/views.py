"""Home, colours, journal, accesses: what belongs to an intercommunalité before its councils."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from governance import actions, queries, tenancy
from governance.errors import envoye, essayer, page_de_saisie
from governance.forms import AccesForm, JetonForm, ModifierAccesForm, ParametresForm
from governance.permissions import (
    can_creer_jeton,
    can_gerer_acces,
    can_lire_journal,
    can_regler_intercommunalite,
    can_revoquer_jeton,
    est_de_commune,
    require,
)


@login_required
def accueil(request: Any) -> HttpResponse:
    with tenancy.compte(request.user):
        acces = list(queries.acces_du_compte(request.user))
    if len(acces) == 1:
        return redirect("tableau-de-bord", acces[0].intercommunalite.slug)
    return render(request, "pages/accueil.html", {"acces_ouverts": acces})


def sante(request: HttpRequest) -> HttpResponse:
    """For the supervisor: the web process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@cache_control(private=True, max_age=300)
def couleur(request: Any) -> HttpResponse:
    regle = f":root {{ --tenant: {request.intercommunalite.couleur}; }}\n"
    return HttpResponse(regle, content_type="text/css")


@cache_control(private=True, max_age=300)
def logo(request: Any) -> FileResponse:
    fichier = request.intercommunalite.logo
    if fichier is None:
        raise Http404
    return FileResponse(fichier.chemin.open("rb"), content_type=fichier.type_mime)


def journal(request: Any) -> HttpResponse:
    require(can_lire_journal(request.acces))
    objet = queries.Objet.lire(request.GET.get("objet"))
    avant = request.GET.get("avant")
    page = queries.page_du_journal(request.intercommunalite, avant=avant, objet=objet)
    return render(request, "pages/journal.html", {"page": page, "objet": objet, "avant": avant})


def acces_liste(request: Any) -> HttpResponse:
    require(can_gerer_acces(request.acces))
    liste = queries.acces_de(request.intercommunalite)
    return render(request, "pages/acces_liste.html", {"liste": liste})


def acces_ouvrir(request: Any) -> HttpResponse:
    require(can_gerer_acces(request.acces))
    ici = request.intercommunalite
    form = AccesForm(ici, envoye(request))
    ouvert = form.is_valid() and essayer(
        form, actions.ouvrir_acces, ici, form.demande(), by=request.user, at=now()
    )
    if ouvert:
        messages.success(request, "L’accès est ouvert : l’invitation part par courriel.")
        if est_de_commune(ouvert):
            return redirect("instances:acces-commune", ici.slug, ouvert.pk)
        return redirect("acces-liste", ici.slug)
    return page_de_saisie(request, "pages/acces_ouvrir.html", form)


def acces_modifier(request: Any, pk: int) -> HttpResponse:
    require(can_gerer_acces(request.acces))
    acces = get_object_or_404(queries.acces_de(request.intercommunalite), pk=pk, ferme_at=None)
    form = ModifierAccesForm(acces, envoye(request))
    faits = {"by": request.user, "at": now()}
    if form.is_valid() and essayer(
        form, actions.modifier_acces, acces, **form.cleaned_data, **faits
    ):
        return redirect("acces-liste", request.intercommunalite.slug)
    siens = queries.jetons_de(acces)
    return page_de_saisie(request, "pages/acces_modifier.html", form, cible=acces, jetons=siens)


@require_POST
def acces_fermer(request: Any, pk: int) -> HttpResponse:
    require(can_gerer_acces(request.acces))
    acces = get_object_or_404(request.intercommunalite.acces, pk=pk)
    actions.fermer_acces(acces, by=request.user, at=now())
    messages.success(request, f"L’accès de {acces.user} est fermé.")
    return redirect("acces-liste", request.intercommunalite.slug)


def jetons(request: Any) -> HttpResponse:
    require(can_creer_jeton(request.acces))
    acces, secret = request.acces, None
    form = JetonForm(envoye(request))
    if form.is_valid():
        _, secret = actions.creer_jeton(acces, **form.cleaned_data, by=request.user, at=now())
    siens = queries.jetons_de(acces)
    return page_de_saisie(request, "pages/jetons.html", form, jetons=siens, secret=secret)


@require_POST
def jeton_revoquer(request: Any, pk: int) -> HttpResponse:
    jeton = get_object_or_404(request.intercommunalite.jetons, pk=pk)
    require(can_revoquer_jeton(request.acces, jeton))
    actions.revoquer_jeton(jeton, by=request.user, at=now())
    messages.success(request, f"Le jeton « {jeton} » ne sert plus.")
    if jeton.acces_id == request.acces.pk:
        return redirect("jetons", request.intercommunalite.slug)
    return redirect("acces-modifier", request.intercommunalite.slug, jeton.acces_id)


def parametres(request: Any) -> HttpResponse:
    require(can_regler_intercommunalite(request.acces))
    ici = request.intercommunalite
    form = ParametresForm(ici, envoye(request), request.FILES or None)
    faits = {"by": request.user, "at": now()}
    if form.is_valid() and essayer(
        form, actions.modifier_parametres, ici, **form.cleaned_data, **faits
    ):
        messages.success(request, "Les paramètres sont enregistrés.")
        return redirect("parametres", ici.slug)
    return page_de_saisie(request, "pages/parametres.html", form)
