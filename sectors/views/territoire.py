"""The territory at a glance: its sectors, who speaks for them, what the communes may ask."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sectors.permissions import (
    alertes_lisibles,
    can_fixer_secteurs,
    can_lire_conference,
    consultations_lisibles,
)
from sectors.queries import alertes, secteurs
from sectors.queries.attentes import attentes_du_territoire


@require_safe
def territoire(request: Any) -> HttpResponse:
    on = localdate()
    vus = secteurs.perimetres(request.intercommunalite, on)
    contexte = {
        "jour": on,
        "perimetres": vus,
        "carte": secteurs.carte(request.intercommunalite, vus),
        "clos": secteurs.clos(request.intercommunalite, on),
    }
    return render(request, "sectors/territoire.html", contexte | _voix(request, on))


def _voix(request: Any, on: date) -> dict[str, Any]:
    """What this reader may read of the communes' voice, and what is expected of him."""
    acces = request.acces
    return {
        "regime": alertes.regime(request.intercommunalite, on),
        "alertes": alertes_lisibles(acces, on).count(),
        "consultations": consultations_lisibles(acces, on).filter(close_at=None).count(),
        "attentes": attentes_du_territoire(acces, on),
        "lit_la_conference": can_lire_conference(acces),
        "peut": can_fixer_secteurs(acces),
    }
