"""The territory at a glance: its sectors, who speaks for them, what the communes may ask."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sectors.permissions import alertes_lisibles
from sectors.queries import alertes, secteurs


@require_safe
def territoire(request: Any) -> HttpResponse:
    on = localdate()
    contexte = {
        "jour": on,
        "perimetres": secteurs.perimetres(request.intercommunalite, on),
        "regime": alertes.regime(request.intercommunalite, on),
        "alertes": alertes_lisibles(request.acces, on).count(),
    }
    return render(request, "sectors/territoire.html", contexte)
