"""Handing a document to a browser: the one place where its headers are said."""

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from governance import stockage
from governance.models import Fichier

PDF = "application/pdf"
LUS_EN_PLACE = frozenset({PDF, "image/png", "image/jpeg"})


def servir(octets: bytes, nom: str, type_mime: str = PDF) -> HttpResponse:
    """Shown in place when a browser reads them, saved otherwise; never guessed, never shared."""
    reponse = HttpResponse(octets, content_type=type_mime)
    disposition = content_disposition_header(type_mime not in LUS_EN_PLACE, nom)
    reponse["Content-Disposition"] = disposition or "attachment"
    reponse["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(reponse, private=True, no_cache=True)
    return reponse


def remettre(fichier: Fichier, nom: str) -> HttpResponse:
    """A stored document, its bytes checked against their name."""
    return servir(stockage.lire(fichier), nom, fichier.type_mime)
