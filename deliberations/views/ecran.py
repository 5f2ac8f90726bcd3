"""The room's screen: the clerk makes and revokes its link, the link shows the séance."""

from typing import Any

from django.contrib import messages
from django.db.models import OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deliberations.queries.appels import voix_recues
from deliberations.queries.ecran import Salle, version_a_l_ecran
from deliberations.views.conduite import seance_conduite, version_de
from governance.direct import adresse_du_flux
from governance.memoire import Memoire
from governance.redites import Redite
from instances.actions import ecrans
from instances.models import Seance
from instances.queries.ecrans import a_l_ecran, condenser

# A hundred screens ask at once for what has just changed.
_DESSINES: Memoire[bytes] = Memoire(32)


@require_http_methods(["GET", "POST"])
@never_cache
def ecran_ouvrir(request: Any, numero: int) -> HttpResponse:
    """The links of the screens of this séance; a new one is shown once, when it is made."""
    seance = seance_conduite(request, numero)
    adresse = ""
    if request.method == "POST":
        secret = ecrans.ouvrir_ecran(seance, by=request.user, at=now())
        chemin = reverse("deliberations:ecran", args=[request.intercommunalite.slug, secret])
        adresse = request.build_absolute_uri(chemin)
    ouverts = seance.ecrans.filter(revoque_at=None)
    contexte = {"seance": seance, "adresse": adresse, "ecrans": ouverts}
    return render(request, "deliberations/conduite_ecran.html", contexte)


@require_POST
def ecran_revoquer(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    ecrans.revoquer_ecran(get_object_or_404(seance.ecrans, pk=pk), by=request.user, at=now())
    messages.success(request, "Le lien est révoqué\u00a0: l’écran ne montre plus la séance.")
    return redirect("deliberations:ecran-ouvrir", request.intercommunalite.slug, numero)


@require_GET
@never_cache
def ecran(request: Any, secret: str) -> HttpResponse:
    return _montrer(request, seance_a_l_ecran(request, secret), secret, "public/ecran.html")


@require_GET
@never_cache
def ecran_etat(request: Any, secret: str) -> HttpResponse:
    """Asked every few seconds by each: drawn once a version, asked of the database twice a
    second at most, and nothing new most of the time (304)."""
    version = version_a_l_ecran(condenser(secret), now())
    contenu = _DESSINES.lire((secret, version), lambda: _dessiner(request, secret))
    return Redite(contenu, headers={"ETag": version})


def _dessiner(request: Any, secret: str) -> bytes:
    seance = seance_a_l_ecran(request, secret)
    return _montrer(request, seance, secret, "public/_ecran.html").content


def seance_a_l_ecran(request: Any, secret: str) -> Seance:
    """The séance that this secret opens; it alone authorises."""
    ouvertes = a_l_ecran(request.intercommunalite, condenser(secret))
    lues = ouvertes.annotate(voix_recues=voix_recues(OuterRef("pk"), now()))
    seance: Seance = get_object_or_404(lues)
    seance.intercommunalite = request.intercommunalite
    return seance


def _montrer(request: Any, seance: Seance, secret: str, gabarit: str) -> HttpResponse:
    slug = request.intercommunalite.slug
    adresse = reverse("deliberations:ecran-etat", args=[slug, secret])
    version = version_de(seance)
    contexte = {
        "seance": seance,
        "salle": Salle(seance),
        "adresse": adresse,
        "flux": adresse_du_flux(reverse("deliberations:ecran-flux", args=[slug, secret])),
        "version": version,
        "intercommunalite": request.intercommunalite,
    }
    reponse = render(request, gabarit, contexte)
    reponse["ETag"] = version
    return reponse
