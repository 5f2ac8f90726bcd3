"""The territory at a glance: its sectors, who speaks for them, what the communes may ask."""

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
    on, ici, acces = localdate(), request.intercommunalite, request.acces
    vus = secteurs.perimetres(ici, on)
    contexte = {
        "jour": on,
        "perimetres": vus,
        "carte": secteurs.carte(ici, vus),
        "clos": secteurs.clos(ici, on),
        "regime": alertes.regime(ici, on),
        "alertes": alertes_lisibles(acces, on).count(),
        "consultations": consultations_lisibles(acces, on).filter(close_at=None).count(),
        "attentes": attentes_du_territoire(acces, on),
        "lit_la_conference": can_lire_conference(acces),
        "peut": can_fixer_secteurs(acces),
    }
    return render(request, "sectors/territoire.html", contexte)
