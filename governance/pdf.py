"""HTML becomes PDF: tagged, in French, and blind to everything but our own static files.

An act is rendered once, then stored (stockage.py). WeasyPrint must fetch nothing that a
text typed by somebody names: no network, no file of the server.
"""

import threading
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

# A host that no resolver knows: pages refer to /static/… as on the web.
BASE = "https://hemicycle.invalid/"
FEUILLE = "css/print.css"
TYPES = {
    ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg",
    ".woff2": "font/woff2", ".otf": "font/otf", ".ttf": "font/ttf",
}  # fmt: skip

Variante = Literal["pdf/ua-1", "pdf/a-3a"]


def rendre(html: str, *, variante: Variante = "pdf/ua-1", feuille: str = FEUILLE) -> bytes:
    """The PDF of a complete page; its title, author and language are those of the page.

    ``pdf/ua-1`` for what is read on a screen, ``pdf/a-3a`` for what is kept: both tagged,
    fonts embedded. Conformance is declared and its structure tested, not certified.
    """
    atelier = _atelier(feuille)
    document = HTML(string=html, base_url=BASE, url_fetcher=_Statiques())
    pdf: bytes = document.write_pdf(
        stylesheets=[atelier.css],
        font_config=atelier.polices,
        pdf_variant=variante,
        pdf_tags=True,
    )
    return pdf


class _Statiques(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
    """Images and fonts of static/, and data: images that we embed ourselves."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        if url.startswith("data:image/"):
            return super().fetch(url, headers)
        fichier = _fichier_statique(url)
        type_mime = TYPES[fichier.suffix]
        return URLFetcherResponse(url, fichier.read_bytes(), {"Content-Type": type_mime})


def _fichier_statique(url: str) -> Path:
    """Raises ``ValueError`` for everything else: the document goes on without it."""
    prefixe = urlsplit(BASE)._replace(path=settings.STATIC_URL).geturl()
    racine = (settings.BASE_DIR / "static").resolve()
    if url.startswith(prefixe):
        chemin = unquote(urlsplit(url.removeprefix(prefixe)).path)
        fichier = (racine / chemin).resolve()
        if fichier.is_relative_to(racine) and fichier.suffix in TYPES and fichier.is_file():
            return fichier
    raise ValueError(f"Ressource refusée dans un document : {url[:200]}")


class _Atelier:
    """A stylesheet parsed once, with the fonts it declares. Pango is not shared by threads."""

    def __init__(self, feuille: Path) -> None:
        self.polices = FontConfiguration()
        self.css = CSS(
            filename=str(feuille), font_config=self.polices, url_fetcher=_Statiques(), base_url=BASE
        )


_ateliers = threading.local()


def _atelier(feuille: str) -> _Atelier:
    fichier = settings.BASE_DIR / "static" / feuille
    cle = f"{fichier}:{fichier.stat().st_mtime_ns}"
    connus: dict[str, _Atelier] = _ateliers.__dict__
    if cle not in connus:
        connus[cle] = _Atelier(fichier)
    return connus[cle]
