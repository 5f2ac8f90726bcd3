"""What a joined document must be: not empty, not too large, and what its name says it is.

CGCT, art. L. 2121-13 : « Tout membre du conseil municipal a le droit, dans le cadre de sa
fonction, d'être informé des affaires de la commune qui font l'objet d'une délibération. » A
document that cannot be opened does not inform.
"""

from governance.regles import Manquement, exiger

OCTETS_PAR_MO = 1024 * 1024

# Extension → (first bytes, media type). Office documents are zip archives.
FORMATS: dict[str, tuple[bytes, str]] = {
    "pdf": (b"%PDF-", "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    "jpg": (b"\xff\xd8\xff", "image/jpeg"),
    "jpeg": (b"\xff\xd8\xff", "image/jpeg"),
    "odt": (b"PK\x03\x04", "application/vnd.oasis.opendocument.text"),
    "ods": (b"PK\x03\x04", "application/vnd.oasis.opendocument.spreadsheet"),
    "docx": (
        b"PK\x03\x04",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "xlsx": (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def controler_annexe(*, nom: str, octets: bytes, plafond: int) -> str:
    """The media type of an accepted document; ``plafond`` is in bytes.

    Raises ``RegleViolee`` with every reason at once.
    """
    exiger(manquements(nom=nom, octets=octets, plafond=plafond))
    return FORMATS[_extension(nom)][1]


def manquements(*, nom: str, octets: bytes, plafond: int) -> list[Manquement]:
    trouves = []
    if not octets:
        trouves.append(f"« {nom} » est vide\u00a0: joignez un document lisible.")
    if len(octets) > plafond:
        poids = f"{len(octets) / OCTETS_PAR_MO:.1f}".replace(".", ",")
        trouves.append(
            f"« {nom} » pèse {poids} Mo\u00a0: la limite est de {plafond // OCTETS_PAR_MO} Mo. "
            "Réduisez-le ou joignez-le en plusieurs parties."
        )
    extension = _extension(nom)
    if extension not in FORMATS:
        acceptes = ", ".join(sorted(FORMATS))
        trouves.append(f"« {nom} » n’est pas d’un format accepté\u00a0: {acceptes}.")
    elif octets and not octets.startswith(FORMATS[extension][0]):
        trouves.append(
            f"« {nom} » n’est pas un fichier {extension.upper()}\u00a0: son contenu est d’une "
            "autre nature. Enregistrez-le à nouveau dans ce format."
        )
    return [
        Manquement(
            regle="QST-05", article="CGCT, art. L. 2121-13", message=message, champ="fichier"
        )
        for message in trouves
    ]


def _extension(nom: str) -> str:
    return nom.rsplit(".", 1)[-1].lower() if "." in nom else ""
