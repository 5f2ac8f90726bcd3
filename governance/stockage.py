"""Documents by their SHA-256, in a private folder per intercommunalité.

The bytes are on disk before the row that names them is committed: a crash leaves at worst
an orphan file, never a row without its document.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from governance.models import Fichier, Intercommunalite
from governance.regles import Manquement, RegleViolee

ALTERE = Manquement(
    regle="REG-06",
    article="CGCT, art. L. 2121-23",
    message=(
        "Ce document ne correspond plus à son empreinte\u00a0: il a été altéré sur le disque. Il "
        "n’est pas remis\u00a0; restaurez-le depuis une sauvegarde."
    ),
)


def deposer(intercommunalite: Intercommunalite, octets: bytes, type_mime: str) -> Fichier:
    """Keep these bytes (once) and return their row. Raises ``OSError`` if the disk refuses."""
    sha256 = hashlib.sha256(octets).hexdigest()
    connu = intercommunalite.fichiers.filter(sha256=sha256).first()
    fichier = connu or Fichier(
        intercommunalite=intercommunalite, sha256=sha256, taille=len(octets), type_mime=type_mime
    )
    _ecrire(fichier.chemin, octets)
    if connu is None:
        fichier.save()
    return fichier


def lire(fichier: Fichier) -> bytes:
    """The bytes, checked against their name. Raises ``RegleViolee`` if they were altered."""
    octets: bytes = fichier.chemin.read_bytes()
    if hashlib.sha256(octets).hexdigest() != fichier.sha256:
        raise RegleViolee([ALTERE])
    return octets


def _ecrire(chemin: Path, octets: bytes) -> None:
    if chemin.exists():
        return
    chemin.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # A name appears only once its bytes are safely down: write aside, sync, rename.
    with tempfile.NamedTemporaryFile(dir=chemin.parent, delete=False) as provisoire:
        provisoire.write(octets)
        provisoire.flush()
        os.fsync(provisoire.fileno())
    Path(provisoire.name).chmod(0o440)
    Path(provisoire.name).replace(chemin)
    # The name itself must survive a power cut: the row that bears it is about to be committed.
    dossier = os.open(chemin.parent, os.O_RDONLY)
    try:
        os.fsync(dossier)
    finally:
        os.close(dossier)
