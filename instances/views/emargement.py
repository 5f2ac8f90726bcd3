"""The feuille d'émargement and the codes: the clerk shows them, the member says « présent »."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from governance.permissions import require
from governance.remise import servir
from instances.actions import emargement as actions
from instances.actions import pointages
from instances.documents_emargement import qr_en_svg, render_feuille
from instances.models import Seance, Siegeant
from instances.permissions import can_conduire
from instances.queries.emargement import en_attente, jeton, lire, sieges_de
from instances.queries.pointages import occupant
from instances.views.etapes import fil
from instances.views.seances import seance_de


def adresse_du_code(request: Any, seance: Seance, siegeant: Siegeant | None = None) -> str:
    args = [seance.intercommunalite.slug, seance.numero, jeton(seance, siegeant)]
    absolue: str = request.build_absolute_uri(reverse("instances:emarger", args=args))
    return absolue


@require_safe
def emargement(request: Any, numero: int) -> HttpResponse:
    """The code of the room, large enough to be scanned from a screen, and the sheet to print."""
    seance = seance_de(request, numero)
    require(can_conduire(request.acces, seance))
    adresse = adresse_du_code(request, seance)
    contexte = {
        "seance": seance,
        "adresse": adresse,
        "qr": qr_en_svg(adresse, "Code de la salle, pour annoncer son arrivée"),
        "fil": fil(seance, ici="Émargement"),
    }
    return render(request, "instances/emargement.html", contexte)


@require_safe
@never_cache
def emargement_feuille(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_conduire(request.acces, seance))
    octets = render_feuille(seance, lambda siege: adresse_du_code(request, seance, siege))
    return servir(octets, f"emargement-{seance.numero}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def emarger(request: Any, numero: int, jeton: str) -> HttpResponse:
    """Where a code leads: the member announces himself, the clerk notes whom he sees."""
    seance = seance_de(request, numero)
    siege, sien = _siege(request, seance, jeton)
    if request.method == "POST":
        _arriver(request, siege, sien=sien)
        return redirect("instances:emarger", request.intercommunalite.slug, numero, jeton)
    return render(request, "instances/emarger.html", _contexte(request, siege, sien=sien))


def _contexte(request: Any, siege: Siegeant, *, sien: bool) -> dict[str, Any]:
    return {
        "seance": siege.seance,
        "siege": siege,
        "sien": sien,
        "supplee": _supplee(request, siege),
        "present": occupant(siege) is not None,
        "annonce": en_attente(siege.seance).filter(siegeant=siege).first(),
    }


def _supplee(request: Any, siege: Siegeant) -> bool:
    """Whether this account would take the seat as the suppléant."""
    return siege.elu is None or siege.elu.acces_id != request.acces.pk


def _siege(request: Any, seance: Seance, jeton: str) -> tuple[Siegeant, bool]:
    """The seat that the code and the account name together, and whether it is one's own."""
    nomme = lire(jeton, seance)
    if nomme is None:
        raise Http404
    siens = [s for s in sieges_de(request.acces, seance) if nomme in (0, s.pk)]
    autres = seance.siegeants.select_related("elu", "suppleant").filter(pk=nomme)
    siege = next(iter(siens), None) or (
        autres.first() if can_conduire(request.acces, seance) else None
    )
    require(siege is not None)
    assert siege is not None  # required on the line above
    siege.seance = seance
    return siege, bool(siens)


def _arriver(request: Any, siege: Siegeant, *, sien: bool) -> None:
    """From the member, an announcement; from the clerk, the gesture itself."""
    if not sien:
        if occupant(siege) is None:
            pointages.arriver(siege, by=request.user, at=now())
        messages.success(request, f"{siege}\u00a0: arrivée notée.")
        return
    suppleant = siege.suppleant if _supplee(request, siege) else None
    actions.annoncer_arrivee(siege, suppleant=suppleant, by=request.user, at=now())
