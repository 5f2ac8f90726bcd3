"""A member of a commission cannot come: his mayor sends another councillor, for that meeting."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from instances.models import Commune, Seance
from sectors.actions.commissions import designer_remplacant
from sectors.forms.commissions import RemplacementForm
from sectors.permissions import can_remplacer, commune_du_remplacement
from sectors.queries import commissions as queries


@require_http_methods(["GET", "POST"])
def remplacement_designer(request: Any, numero: int) -> HttpResponse:
    seance: Seance = get_object_or_404(request.intercommunalite.seances, numero=numero)
    require(can_remplacer(request.acces, seance))
    commune = _commune(request)
    form = _form(request, seance, commune)
    if form.is_valid() and _designer(request, form):
        messages.success(request, "Remplaçant désigné : il est prévenu.")
        return redirect("sectors:remplacement-designer", request.intercommunalite.slug, numero)
    membres = list(queries.membres_de(seance, commune))
    page = "sectors/remplacement.html"
    return page_de_saisie(request, page, form, seance=seance, membres=membres)


def _commune(request: Any) -> Commune:
    commune = commune_du_remplacement(request.acces)
    assert commune is not None  # can_remplacer has found it
    return commune


def _form(request: Any, seance: Seance, commune: Commune) -> RemplacementForm:
    membres = queries.membres_de(seance, commune)
    remplacants = queries.remplacants(seance, commune)
    ici = request.intercommunalite
    return RemplacementForm(ici, envoye(request), membres=membres, remplacants=remplacants)


def _designer(request: Any, form: RemplacementForm) -> Any:
    lu = form.cleaned_data
    return essayer(
        form, designer_remplacant, lu["membre"],
        remplacant=lu["remplacant"], by=request.user, at=now(),
    )  # fmt: skip
