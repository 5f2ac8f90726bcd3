"""Whether a document opens: found once, when it is joined (QST-05)."""

import io
import zipfile

import pikepdf

from instances.models import Annexe

BUREAUTIQUE = "application/vnd."


def defaut(octets: bytes, type_mime: str) -> str:
    """A value of ``Annexe.Defaut``; empty when whoever receives it will read it."""
    if type_mime == "application/pdf":
        return _defaut_du_pdf(octets)
    if type_mime.startswith(BUREAUTIQUE) and not zipfile.is_zipfile(io.BytesIO(octets)):
        return Annexe.Defaut.ILLISIBLE
    return ""


def _defaut_du_pdf(octets: bytes) -> str:
    try:
        with pikepdf.open(io.BytesIO(octets)) as document:
            return "" if len(document.pages) else Annexe.Defaut.ILLISIBLE
    except pikepdf.PasswordError:
        return Annexe.Defaut.PROTEGE
    except pikepdf.PdfError:
        return Annexe.Defaut.ILLISIBLE
