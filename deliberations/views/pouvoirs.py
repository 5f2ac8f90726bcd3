"""What a pouvoir weighed: the results proclaimed, looked at again without its voice."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from deliberations.queries.neutralisation import verifier
from deliberations.views.conduite import seance_conduite


@require_safe
def pouvoir_verifier(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    lignes = seance.pouvoirs.select_related("mandant__elu", "mandataire__elu")
    pouvoir = get_object_or_404(lignes, pk=pk)
    pouvoir.seance = seance
    contexte = {"seance": seance, "pouvoir": pouvoir, "verification": verifier(pouvoir)}
    return render(request, "deliberations/pouvoir_verifier.html", contexte)
