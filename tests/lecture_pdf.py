"""The words of a PDF in the order they were drawn, through each font's ToUnicode table."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

PAIRE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")


def texte(pdf: bytes) -> str:
    with pikepdf.open(BytesIO(pdf)) as document:
        return "\n".join("".join(_page(page)) for page in document.pages)


def _page(page: Any) -> Iterator[str]:
    polices = {nom: _table(police) for nom, police in page.Resources.Font.items()}
    table: dict[bytes, str] = {}
    for operandes, operateur in pikepdf.parse_content_stream(page):
        if str(operateur) == "Tf":
            table = polices[str(operandes[0])]
        elif str(operateur) in ("Tj", "TJ"):
            morceaux = operandes[0] if str(operateur) == "TJ" else operandes
            for morceau in morceaux:
                if isinstance(morceau, pikepdf.String):
                    yield _lire(bytes(morceau), table)


def _table(police: Any) -> dict[bytes, str]:
    """WeasyPrint names each glyph by two bytes, one pair a line."""
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(lettres.decode()).decode("utf-16-be")
        for code, lettres in PAIRE.findall(police.ToUnicode.read_bytes())
    }


def _lire(octets: bytes, table: dict[bytes, str]) -> str:
    return "".join(table.get(octets[i : i + 2], "") for i in range(0, len(octets), 2))
