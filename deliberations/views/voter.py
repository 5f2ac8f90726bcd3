"""The vote on a member's phone: his voice, that of his mandant, until the vote is closed.

By the account alone: a link may be passed on, and a voice is not (MEM-01).
"""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from deliberations.actions_voter import voter as voter_
from deliberations.forms_appels import SENS, VoixForm
from deliberations.models import Voix
from deliberations.permissions import can_voter
from deliberations.queries.voter import MonVote, siege_de
from governance.direct import adresse_du_flux, flux_de
from governance.errors import essayer
from governance.permissions import require


def mon_vote(request: Any, numero: int) -> MonVote:
    """The séance of this intercommunalité, if the account is that of one of its members."""
    siege = siege_de(request.acces, numero)
    if siege is None:
        get_object_or_404(request.intercommunalite.seances, numero=numero)
    require(can_voter(request.acces, siege))
    assert siege is not None  # nobody else may vote
    return MonVote(siege, request.acces)


@require_GET
@never_cache
def voter(request: Any, numero: int) -> HttpResponse:
    return _montrer(request, mon_vote(request, numero), "deliberations/voter.html")


@require_GET
@never_cache
def voter_etat(request: Any, numero: int) -> HttpResponse:
    """Asked every few seconds: nothing new, most of the time (304)."""
    vote = mon_vote(request, numero)
    inchange = get_conditional_response(request, etag=vote.version)
    return inchange or _montrer(request, vote, "deliberations/_voter.html")


@require_GET
@never_cache
def voter_flux(request: Any, numero: int) -> HttpResponse:
    return flux_de(mon_vote(request, numero).seance.pk)


@require_POST
def voter_envoyer(request: Any, numero: int, siege: int) -> HttpResponse:
    vote = mon_vote(request, numero)
    siegeant = vote.siege_de(siege) or get_object_or_404(vote.seance.siegeants, pk=siege)
    form = VoixForm(request.POST)
    envoyee = _voter(request, vote, siegeant, form) if form.is_valid() else None
    if envoyee is not None:
        if request.htmx:
            return _montrer(request, vote.relire(envoyee), _FRAGMENT)
        return redirect("deliberations:voter", request.intercommunalite.slug, numero)
    gabarit = _FRAGMENT if request.htmx else "deliberations/voter.html"
    return _montrer(request, vote, gabarit, form=form)


_FRAGMENT = "deliberations/_voter.html"


def _voter(request: Any, vote: MonVote, siegeant: Any, form: VoixForm) -> Voix | None:
    """The voice is for the vote that was on the screen, not for the one that followed it."""
    if vote.appel is None or vote.appel.pk != form.cleaned_data["appel"]:
        form.add_error(None, "Ce vote est clos\u00a0: votre voix n’y est pas comptée.")
        return None
    qui = {"elu": vote.elu, "by": request.user, "at": now()}
    envoyee: Voix | None = essayer(
        form, voter_, vote.appel, siegeant, sens=form.cleaned_data["sens"], **qui
    )
    return envoyee


def _montrer(request: Any, vote: MonVote, gabarit: str, **contexte: Any) -> HttpResponse:
    refuse = contexte.get("form") is not None
    version = vote.version
    ici = [request.intercommunalite.slug, vote.seance.numero]
    contexte = {
        "vote": vote,
        "seance": vote.seance,
        "sens": SENS,
        "form": None,
        "version": version,
        "flux": adresse_du_flux(reverse("deliberations:voter-flux", args=ici)),
        **contexte,
    }
    reponse = render(request, gabarit, contexte, status=422 if refuse else 200)
    reponse["ETag"] = version
    return reponse
