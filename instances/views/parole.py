"""A member asks to speak from his own telephone: one button, and what stands before him."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.errors import page_de_refus
from governance.regles import Manquement
from instances.actions import parole as actions
from instances.models import Seance, Siegeant
from instances.queries.parole import Paroles, attend
from instances.queries.salle import siege_de
from instances.queries.seances import point_en_discussion
from instances.queries.telephone import gestes_du_telephone


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ma_parole(request: Any, numero: int) -> HttpResponse:
    """Found by whoever sits there, titulaire or suppléant; nobody else has anything to ask."""
    seance, siegeant = _siege(request, numero)
    paroles = Paroles(seance, point_en_discussion(seance))
    if request.method == "POST":
        return _demander(request, siegeant, paroles)
    demande = attend(paroles.file, siegeant)
    contexte = {"seance": seance, "paroles": paroles, "demande": demande}
    contexte["rang"] = paroles.rang(demande)
    contexte["telephone"] = gestes_du_telephone(request.acces, [seance]).get(seance.pk)
    return render(request, "instances/ma_parole.html", contexte)


def _siege(request: Any, numero: int) -> tuple[Seance, Siegeant]:
    seance: Seance = get_object_or_404(request.intercommunalite.seances, numero=numero)
    seance.intercommunalite = request.intercommunalite
    siegeant = siege_de(seance, request.acces)
    if siegeant is None:
        raise Http404
    return seance, siegeant


def _demander(request: Any, siegeant: Siegeant, paroles: Paroles) -> HttpResponse:
    demande = attend(paroles.file, siegeant)
    if paroles.point is None:
        message = "Aucun rapport n’est en discussion\u00a0: demandez la parole quand il viendra."
        return page_de_refus(request, [Manquement(regle="SEA-05", message=message)])
    if demande is not None and request.POST.get("geste") == "retirer":
        actions.retirer_demande(demande, by=request.user, at=now())
    else:
        actions.demander_parole(paroles.point, siegeant=siegeant, by=request.user, at=now())
    return redirect("instances:ma-parole", request.intercommunalite.slug, paroles.seance.numero)
