"""Who may open a stream: the same conditions as the page it wakes (governance/direct.py)."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from deliberations.views.conduite import seance_conduite
from deliberations.views.ecran import seance_a_l_ecran
from governance.direct import flux_de


@require_GET
@never_cache
def ecran_flux(request: Any, secret: str) -> HttpResponse:
    return flux_de(seance_a_l_ecran(request, secret).pk)


@require_GET
@never_cache
def conduite_flux(request: Any, numero: int) -> HttpResponse:
    return flux_de(seance_conduite(request, numero).pk)
