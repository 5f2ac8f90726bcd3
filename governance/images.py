"""Is this file the image that its name says, and nothing else? PNG and SVG only."""

import struct
import zlib
from xml.parsers import expat

from django.core.exceptions import ValidationError

SIGNATURE_PNG = b"\x89PNG\r\n\x1a\n"
COTE_MAX = 4000
# Drawing only: what runs, links, embeds or styles from elsewhere is left out.
ELEMENTS_SVG = frozenset({
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "title", "desc", "metadata", "defs", "use", "symbol", "linearGradient",
    "radialGradient", "stop", "clipPath", "mask", "pattern",
})  # fmt: skip


def type_du_logo(octets: bytes) -> str:
    """The MIME type. Raises ``ValidationError`` with a sentence that says what to do."""
    if octets.startswith(SIGNATURE_PNG):
        _verifier_png(octets)
        return "image/png"
    if octets.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<svg", b"<!--")):
        _verifier_svg(octets)
        return "image/svg+xml"
    raise ValidationError("Ce fichier n’est ni une image PNG ni un dessin SVG.", code="logo_type")


def _verifier_png(octets: bytes) -> None:
    """Walk the chunks: each with its checksum, the last one ends the file."""
    position, nom = len(SIGNATURE_PNG), b""
    while nom != b"IEND":
        entete = octets[position : position + 8]
        if len(entete) < 8:
            raise _png_abime()
        longueur, nom = struct.unpack(">I4s", entete)
        corps = octets[position + 8 : position + 8 + longueur]
        controle = octets[position + 8 + longueur : position + 12 + longueur]
        if len(controle) < 4 or zlib.crc32(nom + corps) != struct.unpack(">I", controle)[0]:
            raise _png_abime()
        if nom == b"IHDR" and max(struct.unpack(">II", corps[:8])) > COTE_MAX:
            raise ValidationError(
                f"L’image dépasse {COTE_MAX} points de côté : réduisez-la.", code="logo_taille"
            )
        position += 12 + longueur
    if position != len(octets):
        raise _png_abime()


def _png_abime() -> ValidationError:
    return ValidationError(
        "Cette image PNG est abîmée ou contient autre chose qu’une image : exportez-la de nouveau.",
        code="logo_png",
    )


def _verifier_svg(octets: bytes) -> None:
    analyseur = expat.ParserCreate(namespace_separator=" ")
    analyseur.StartDoctypeDeclHandler = _refuser_la_declaration
    analyseur.ProcessingInstructionHandler = _refuser_l_instruction
    premiers: list[str] = []

    def element(nom: str, attributs: dict[str, str]) -> None:
        premiers.append(nom)
        _verifier_l_element(nom, attributs)

    analyseur.StartElementHandler = element
    try:
        analyseur.Parse(octets, True)
    except expat.ExpatError as erreur:
        raise ValidationError(
            "Ce dessin SVG est mal formé : exportez-le de nouveau.", code="logo_svg"
        ) from erreur
    if premiers[0].rpartition(" ")[2] != "svg":
        raise ValidationError("Ce fichier n’est pas un dessin SVG.", code="logo_svg")


def _verifier_l_element(nom: str, attributs: dict[str, str]) -> None:
    espace, _, local = nom.rpartition(" ")
    # Drawing programs leave their notes under other namespaces, which browsers ignore.
    if espace.endswith("/svg") or not espace:
        if local not in ELEMENTS_SVG:
            raise _svg_actif(f"<{local}>")
    elif local.lower() in {"script", "iframe", "object", "embed"} or "xhtml" in espace:
        raise _svg_actif(f"<{local}>")
    for attribut, valeur in attributs.items():
        cle = attribut.rpartition(" ")[2].lower()
        if cle.startswith("on") or (cle == "href" and not valeur.startswith("#")):
            raise _svg_actif(cle)
        if "url(" in valeur.replace("url(#", "") or "javascript:" in valeur.lower():
            raise _svg_actif(cle)


def _svg_actif(quoi: str) -> ValidationError:
    return ValidationError(
        "Ce dessin SVG contient « %(quoi)s », qui peut exécuter du code ou appeler un autre site : "
        "exportez-le en « SVG simple », sans script, style ni lien.",
        code="logo_actif",
        params={"quoi": quoi},
    )


def _refuser_la_declaration(*_: object) -> None:
    raise _svg_actif("<!DOCTYPE>")


def _refuser_l_instruction(cible: str, _: str) -> None:
    raise _svg_actif(f"<?{cible}?>")
