"""Correcting a convocation that has left: what waits, what will be said, then the sending."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.models import Acces
from governance.permissions import require
from governance.remise import servir
from instances import documents
from instances.actions.rectifier import deplacer, rectifier, version_de
from instances.forms.suites import RectificationForm
from instances.models import Convocation, Seance
from instances.permissions import can_convoquer
from instances.queries.annonce import Revision, revision
from instances.queries.convocation import Preparation
from instances.views.convocation import vers_la_page
from instances.views.etapes import fil
from instances.views.pret import pret
from instances.views.seances import raison, seance_de

A_ECRIRE = "Motif à écrire."


@require_http_methods(["GET", "HEAD", "POST"])
def convocation_rectifier(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_convoquer(request.acces, seance))
    form = RectificationForm(seance, envoye(request))
    convocation = _rectifier(request, form, seance) if form.is_valid() else None
    if convocation is not None:
        messages.success(request, f"Version {convocation.version} envoyée à tous.")
        return redirect(vers_la_page(seance)[1])
    contexte = _contexte(seance_de(request, numero), form, request.acces)
    return page_de_saisie(request, "instances/convocation_rectifier.html", form, **contexte)


def _rectifier(request: Any, form: RectificationForm, seance: Seance) -> Convocation | None:
    fait: Convocation | None = essayer(
        form, rectifier, seance, by=request.user, at=now(), **form.cleaned_data
    )
    return fait


def _contexte(seance: Seance, form: RectificationForm, acces: Acces) -> dict[str, Any]:
    """What the sending would say, hour and place as typed; what is typed here is judged there."""
    contexte: dict[str, Any] = {
        "seance": seance,
        "refus": raison(seance, "rectifier"),
        "fil": fil(seance, vers_la_page(seance), ici="Convocation rectificative"),
    }
    prete = _telle_que_saisie(seance, form)
    if prete is not None and not contexte["refus"]:
        restent = [m for m in prete.manquements if m.champ not in form.fields]
        contexte |= {"revision": prete, "pret": pret(prete.preparation, acces, restent)}
    return contexte


def _telle_que_saisie(seance: Seance, form: RectificationForm) -> Revision | None:
    lus = getattr(form, "cleaned_data", {})
    if lus.get("heure") and lus.get("lieu"):
        deplacer(seance, heure=lus["heure"], lieu=lus["lieu"])
    return revision(seance, now(), motif=lus.get("motif") or A_ECRIRE)


@require_safe
@never_cache
def rectification_apercu(request: Any, numero: int) -> HttpResponse:
    """A specimen of what waits, hour and place as they stand; never kept."""
    seance = seance_de(request, numero)
    require(can_convoquer(request.acces, seance))
    form = RectificationForm(seance)
    prete = _telle_que_saisie(seance, form)
    if prete is None:
        raise Http404
    nom = f"apercu-rectificative-{documents.nom_de_fichier(seance, 'pdf')}"
    return servir(_specimen(prete), nom)


def _specimen(prete: Revision) -> bytes:
    preparation: Preparation = prete.preparation
    return documents.rendre_convocation(
        prete.seance,
        at=preparation.at,
        signataire=preparation.signataire,
        apercu=True,
        version=version_de(prete),
    )
