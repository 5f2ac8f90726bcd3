"""Handing a stored document to a browser."""

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from governance import stockage
from governance.models import Fichier

LUS_EN_PLACE = frozenset({"application/pdf", "image/png", "image/jpeg"})


def remettre(fichier: Fichier, nom: str) -> HttpResponse:
    """The bytes as they were deposited: shown in place when a browser reads them, else saved."""
    reponse = HttpResponse(stockage.lire(fichier), content_type=fichier.type_mime)
    disposition = content_disposition_header(fichier.type_mime not in LUS_EN_PLACE, nom)
    reponse["Content-Disposition"] = disposition or "attachment"
    reponse["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(reponse, private=True, no_cache=True)
    return reponse
