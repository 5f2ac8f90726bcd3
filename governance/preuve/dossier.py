"""The « dossier de preuve »: one zip, built when asked for, the same bytes each time.

Nothing is written: what is sealed is read from the store, and every name and date in the
archive comes from what it contains.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from django.utils.timezone import localtime

from governance import stockage
from governance.models import Fichier, Maillon, Scelle
from governance.preuve.chaine import octets_du_maillon
from governance.preuve.manifeste import FORMAT, canonique, empreinte

LISEZMOI = """Dossier de preuve

Pour le vérifier : ouvrir une console dans ce dossier, puis taper

    python3 verifier.py

Il faut Python (3.9 ou plus récent) et la commande openssl, et rien d’autre. La réponse est
« DOSSIER VALIDE », ou « DOSSIER ALTÉRÉ » suivi du nom de chaque pièce modifiée.

attestation.pdf     ce que le dossier établit, à lire d’abord
scelles/            ce qui a été scellé : manifeste, maillon de la chaîne, jeton d’horodatage
                    (RFC 3161) et certificats de l’autorité qui l’a délivré
chaine.jsonl        la chaîne des scellés, du premier au plus récent de ce dossier
evenements.json     ce qui est arrivé à chaque envoi
documents/          les documents, tels qu’ils ont été envoyés
messages/           le texte des messages
sommaire.json       l’empreinte SHA-256 et la taille de chaque fichier

À la main, pour un scellé :

    openssl ts -verify -data maillon.json -in jeton.tsr -CAfile autorite.pem
    sha256sum manifeste.json     (le résultat figure dans maillon.json)
"""


def assembler(scelles: Sequence[Scelle], pieces: Mapping[str, bytes], *, date: datetime) -> bytes:
    """The archive of these seals and of what they describe, each under its path."""
    fichiers = dict(pieces) | {
        "LISEZMOI.txt": LISEZMOI.encode(),
        "verifier.py": (Path(__file__).parent / "verifier.py").read_bytes(),
        "chaine.jsonl": _chaine(scelles),
    }
    for rang, scelle in enumerate(scelles, start=1):
        fichiers |= _scelle(f"scelles/{rang:02d}-{scelle.nature}", scelle)
    fichiers["sommaire.json"] = sommaire(fichiers)
    return _archiver(fichiers, date)


def sommaire(fichiers: Mapping[str, bytes]) -> bytes:
    lus = {chemin: [empreinte(octets), len(octets)] for chemin, octets in fichiers.items()}
    return canonique({"format": FORMAT, "fichiers": lus, "empreinte": empreinte(canonique(lus))})


def _scelle(dossier: str, scelle: Scelle) -> dict[str, bytes]:
    maillon = _maillon(scelle)
    lus = {"manifeste.json": stockage.lire(maillon.manifeste)}
    lus["maillon.json"] = octets_du_maillon(maillon)
    suite: dict[str, Fichier | None] = {
        "jeton.tsr": scelle.jeton, "autorite.pem": scelle.autorite
    }  # fmt: skip
    lus |= {nom: stockage.lire(fichier) for nom, fichier in suite.items() if fichier}
    return {f"{dossier}/{nom}": octets for nom, octets in lus.items()}


def _chaine(scelles: Sequence[Scelle]) -> bytes:
    """All the links up to the latest of these: what came later proves nothing of them."""
    dernier = max((_maillon(s).rang for s in scelles), default=0)
    maillons = (
        scelles[0]
        .intercommunalite.maillons.filter(rang__lte=dernier)
        .select_related("manifeste")
        .order_by("rang")
        if scelles
        else ()
    )
    return b"".join(octets_du_maillon(m) + b"\n" for m in maillons)


def _maillon(scelle: Scelle) -> Maillon:
    if scelle.maillon is None:
        raise ValueError(f"{scelle} n’est pas encore pris.")
    return scelle.maillon


def _archiver(fichiers: Mapping[str, bytes], date: datetime) -> bytes:
    """Stored, not compressed: two versions of zlib need not agree on the bytes."""
    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w", zipfile.ZIP_STORED) as archive:
        for chemin in sorted(fichiers):
            entree = zipfile.ZipInfo(chemin, date_time=localtime(date).timetuple()[:6])
            entree.create_system = 3
            entree.external_attr = 0o644 << 16
            archive.writestr(entree, fichiers[chemin])
    return sortie.getvalue()
