"""Where the règlement wants several mayors: the author asks, each of them reads and signs."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from sectors.actions import signatures as actions
from sectors.forms.alertes import SollicitationForm
from sectors.models import SignataireAlerte
from sectors.permissions import can_cosigner_alerte
from sectors.queries import alertes as queries
from sectors.views.alertes import alerte_de, brouillon_de


@never_cache
@require_http_methods(["GET", "POST"])
def alerte_solliciter(request: Any, numero: int) -> HttpResponse:
    alerte = brouillon_de(request, numero)
    maires = queries.maires_a_solliciter(alerte, localdate())
    form = SollicitationForm(request.intercommunalite, envoye(request), maires=maires)
    if form.is_valid() and _demander(request, form, alerte):
        messages.success(request, "Signatures demandées. Ces maires lisent votre brouillon.")
        return redirect("sectors:alerte-solliciter", request.intercommunalite.slug, numero)
    contexte: dict[str, Any] = {
        "alerte": alerte,
        "signatures": list(alerte.signataires.select_related("elu")),
        "regime": queries.regime(request.intercommunalite, localdate()),
    }
    return page_de_saisie(request, "sectors/alerte_solliciter.html", form, **contexte)


def _demander(request: Any, form: SollicitationForm, alerte: Any) -> Any:
    maires = form.cleaned_data["maires"]
    return essayer(
        form, actions.solliciter_maires, alerte, maires=maires, by=request.user, at=now()
    )


@never_cache
@require_http_methods(["GET", "POST"])
def alerte_cosigner(request: Any, numero: int) -> HttpResponse:
    alerte = alerte_de(request, numero)
    require(can_cosigner_alerte(request.acces, alerte))
    signature: SignataireAlerte = get_object_or_404(alerte.signataires, elu__acces=request.acces)
    if request.method == "POST":
        actions.cosigner_alerte(signature, by=request.user, at=now())
        messages.success(request, "Vous avez signé cette alerte.")
        return redirect("sectors:alerte-cosigner", request.intercommunalite.slug, numero)
    contexte = {"alerte": alerte, "signature": signature, "pieces": list(alerte.pieces.all())}
    return render(request, "sectors/alerte_cosigner.html", contexte)
