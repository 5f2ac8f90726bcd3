"""A document: tagged, in French, fonts inside, and blind to the rest of the machine."""

import io
import threading
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from weasyprint import HTML

from governance import pdf

PAGE = """<!doctype html><html lang="fr"><head><title>Convocation</title>
<meta name="author" content="Val-de-Brume"></head><body><main class="document">
<h1>Conseil du lundi 14 décembre 2026</h1><p>Mesdames, Messieurs…</p>
<ol><li>Arrêt du procès-verbal</li></ol>%s</main></body></html>"""


def ouvrir(octets: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(octets))


def polices(document: pikepdf.Pdf) -> list[Any]:
    def descripteurs(police: Any) -> list[Any]:
        if "/DescendantFonts" in police:
            return [d.get("/FontDescriptor") for d in police.DescendantFonts]
        return [police.get("/FontDescriptor")]

    return [
        d
        for page in document.pages
        for police in page.Resources.get("/Font", {}).values()
        for d in descripteurs(police)
    ]


# WeasyPrint leaves the colour profile of PDF/A for the garbage collector to close.
profil_non_ferme = pytest.mark.filterwarnings(
    "ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning"
)


@profil_non_ferme
@pytest.mark.parametrize("variante", ["pdf/ua-1", "pdf/a-3a"])
def test_a_document_is_tagged_in_french_and_carries_its_fonts(variante: Any) -> None:
    document = ouvrir(pdf.rendre(PAGE % "", variante=variante))
    assert str(document.Root.Lang) == "fr"
    assert document.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in document.Root
    assert document.docinfo["/Title"] == "Convocation"
    trouvees = polices(document)
    assert trouvees
    assert all("/FontFile" in str(list(d.keys())) for d in trouvees)


def test_what_is_read_on_screen_declares_pdf_ua() -> None:
    document = ouvrir(pdf.rendre(PAGE % ""))
    with document.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
    assert document.Root.ViewerPreferences.DisplayDocTitle


@profil_non_ferme
def test_what_is_kept_declares_pdf_a_with_its_colours() -> None:
    document = ouvrir(pdf.rendre(PAGE % "", variante="pdf/a-3a"))
    with document.open_metadata() as meta:
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
    assert "/OutputIntents" in document.Root


@pytest.mark.parametrize(
    "hostile",
    [
        "http://127.0.0.1:9/x.png",
        "https://exemple.fr/x.png",
        "file:///etc/passwd",
        "/static/../manage.py",
        "/static/%2e%2e/manage.py",
        "/static/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/etc/passwd",
        "https://hemicycle.invalid@exemple.fr/static/img/hemicycle.svg",
        "data:text/html,<p>x",
    ],
)
def test_a_document_reaches_nothing_but_our_own_images(hostile: str) -> None:
    relative = hostile.startswith("/")
    with pytest.raises(ValueError, match="Ressource refusée"):
        pdf._Statiques().fetch(pdf.BASE.rstrip("/") + hostile if relative else hostile)


@pytest.mark.parametrize(
    "piege",
    [
        '<img src="file:///etc/hostname">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<a rel="attachment" href="file:///etc/hostname">x</a>',
        '<object data="file:///etc/hostname"></object>',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        "<style>@import url(file:///etc/hostname); p{background:url(file:///etc/hostname)}</style>",
        '<svg><image href="file:///etc/hostname"/></svg>',
    ],
)
def test_a_hostile_text_embeds_nothing(piege: str) -> None:
    """The page still renders, without what it asked for."""
    document = ouvrir(pdf.rendre(PAGE % piege))
    contenu = Path("/etc/hostname").read_bytes().strip()
    assert not list(document.attachments)
    assert all(
        contenu not in flux.read_bytes()
        for flux in document.objects
        if isinstance(flux, pikepdf.Stream)
    )


def test_our_own_images_are_drawn() -> None:
    avec = pdf.rendre(PAGE % '<img src="/static/img/hemicycle.svg" alt="">')
    assert len(avec) > len(pdf.rendre(PAGE % ""))


def test_the_stylesheet_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf.rendre(PAGE % "")
    monkeypatch.setattr(pdf, "CSS", None)
    pdf.rendre(PAGE % "")


def test_two_threads_render_at_once() -> None:
    rendus: list[bytes] = []
    files = [
        threading.Thread(target=lambda: rendus.append(pdf.rendre(PAGE % ""))) for _ in range(3)
    ]
    for file in files:
        file.start()
    for file in files:
        file.join()
    assert [len(ouvrir(r).pages) for r in rendus] == [1, 1, 1]


def test_the_same_page_gives_the_same_text_as_weasyprint_alone() -> None:
    """We add a stylesheet and a fetcher, never a second pass over the document."""
    feuille = settings.BASE_DIR / "static" / pdf.FEUILLE
    brut = HTML(string=PAGE % "", base_url=pdf.BASE).write_pdf(
        stylesheets=[str(feuille)], pdf_variant="pdf/ua-1", pdf_tags=True
    )
    assert abs(len(brut) - len(pdf.rendre(PAGE % ""))) < 200
