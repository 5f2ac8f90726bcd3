"""Where the local servers keep their files. Standard library only: settings.py reads it."""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import quote

# sockaddr_un holds 108 bytes, the final zero included; PostgreSQL appends « /.s.PGSQL.5432.lock ».
LONGUEUR_MAX_SOCKET = 107
SUFFIXE_LE_PLUS_LONG = "/.s.PGSQL.5432.lock"


def racine_traversable(dossier: Path) -> bool:
    """Can another user reach this folder? A checkout under root’s home cannot be."""
    existants = [p for p in (dossier, *dossier.parents) if p.exists()]
    return all(p.stat().st_mode & 0o001 for p in existants)


def dossier_court(dossier: Path, nom: str) -> Path:
    """A folder for sockets: inside the data folder when the path is short enough."""
    direct = dossier / nom
    if len(os.fsencode(direct)) + len(SUFFIXE_LE_PLUS_LONG) < LONGUEUR_MAX_SOCKET:
        return direct
    empreinte = hashlib.sha256(os.fsencode(dossier)).hexdigest()[:10]
    return Path(tempfile.gettempdir()) / f"hemicycle-{os.getuid()}-{empreinte}" / nom


def dossier_postgres(donnees: Path) -> Path:
    """Files of PostgreSQL: as root they belong to another user, who must be able to get there."""
    if os.getuid() != 0 or racine_traversable(donnees.parent):
        return donnees / "postgres"
    empreinte = hashlib.sha256(os.fsencode(donnees)).hexdigest()[:10]
    return Path("/var/lib/hemicycle") / empreinte / "postgres"


def sockets_postgres(donnees: Path) -> Path:
    return dossier_court(dossier_postgres(donnees), "s")


def socket_redis(donnees: Path) -> Path:
    return dossier_court(donnees / "redis", "s") / "redis.sock"


def url_postgres(donnees: Path, *, role: str, base: str = "hemicycle") -> str:
    return f"postgresql://{role}@/{base}?host={quote(str(sockets_postgres(donnees)))}"


def url_redis(donnees: Path) -> str:
    return f"unix://{socket_redis(donnees)}"


def cle_secrete(donnees: Path) -> str:
    """The demo’s SECRET_KEY, drawn once and kept in the ignored data folder."""
    fichier = donnees / "cle_secrete"
    donnees.mkdir(parents=True, exist_ok=True)
    try:
        descripteur = os.open(fichier, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return fichier.read_text(encoding="ascii").strip()
    with os.fdopen(descripteur, "w", encoding="ascii") as flux:
        flux.write(cle := secrets.token_urlsafe(50))
    return cle
