"""Home, colours, journal, accesses: what belongs to an intercommunalité before its councils."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from governance import queries, tenancy
from governance.permissions import can_gerer_acces, can_lire_journal, require


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
    page = queries.page_du_journal(request.intercommunalite, avant=request.GET.get("avant"))
    return render(request, "pages/journal.html", {"page": page})


def acces_liste(request: Any) -> HttpResponse:
    require(can_gerer_acces(request.acces))
    liste = queries.acces_de(request.intercommunalite)
    return render(request, "pages/acces_liste.html", {"liste": liste})
