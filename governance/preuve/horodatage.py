"""Time-stamps of RFC 3161, asked for and checked by ``openssl ts``.

We write no cryptography: openssl makes the request, checks that the reply answers it (same
hash, same nonce, signed under the authority's certificates) and reads the date.
"""

import base64
import re
import subprocess
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.utils import timezone

from governance.preuve import essai
from governance.preuve.commande import OpensslEnEchec, openssl

TYPE_DEMANDE = "application/timestamp-query"
TYPE_JETON = "application/timestamp-reply"
TYPE_CERTIFICATS = "application/x-pem-file"
DELAI = 10
REPONSE_MAX = 200_000
# Beyond, either clock is wrong, and a wrong date is worse than none.
ECART_MAX = timedelta(minutes=5)
MOIS = "JanFebMarAprMayJunJulAugSepOctNovDec"
HEURE = re.compile(r"Time stamp: (\w{3}) +(\d+) (\d\d):(\d\d):(\d\d)(?:\.\d+)? (\d{4}) GMT")


class HorodatageEnEchec(Exception):
    """No time-stamp this time: the sentence says why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Jeton:
    """The authority's reply, the moment it certifies, and what it is checked with."""

    octets: bytes
    at: datetime
    certificats: bytes
    autorite: str


def obtenir(octets: bytes) -> Jeton:
    """A checked time-stamp of these bytes. Raises ``HorodatageEnEchec``."""
    if not settings.HORODATAGE:
        raise HorodatageEnEchec("Aucune autorité d’horodatage n’est réglée (HEMICYCLE_HORODATAGE).")
    try:
        with TemporaryDirectory() as dossier:
            return _obtenir(octets, Path(dossier))
    except (OSError, HTTPException, OpensslEnEchec, subprocess.TimeoutExpired) as erreur:
        raise HorodatageEnEchec(f"Autorité d’horodatage\u00a0: {erreur}") from erreur


def _obtenir(octets: bytes, dossier: Path) -> Jeton:
    scelle, demande, reponse = (dossier / nom for nom in ("scelle", "demande.tsq", "jeton.tsr"))
    scelle.write_bytes(octets)
    openssl("ts", "-query", "-data", scelle, "-sha256", "-cert", "-out", demande)
    if settings.HORODATAGE == essai.NOM:
        reponse.write_bytes(essai.repondre(demande))
        certificats = essai.certificats()
    else:
        reponse.write_bytes(_interroger(settings.HORODATAGE, demande.read_bytes()))
        certificats = Path(settings.HORODATAGE_CERTIFICATS)
    openssl("ts", "-verify", "-queryfile", demande, "-in", reponse, "-CAfile", certificats)
    at = _heure(reponse)
    if abs(timezone.now() - at) > ECART_MAX:
        raise HorodatageEnEchec(
            f"L’heure du jeton ({at:%d/%m/%Y %H:%M:%S} UTC) et celle du serveur s’écartent de "
            "plus de cinq minutes."
        )
    return Jeton(
        octets=reponse.read_bytes(),
        at=at,
        certificats=certificats.read_bytes(),
        autorite=_nom(certificats),
    )


def _nom(certificats: Path) -> str:
    """The subject of the first certificate, as openssl prints it."""
    sujet = openssl(
        "x509", "-in", certificats, "-noout", "-subject", "-nameopt", "sep_comma_plus_space,utf8"
    )
    return sujet.strip().removeprefix("subject=")


def _heure(reponse: Path) -> datetime:
    texte = openssl("ts", "-reply", "-in", reponse, "-text")
    lue = HEURE.search(texte)
    if lue is None:
        raise HorodatageEnEchec("Le jeton de l’autorité ne porte pas de date lisible.")
    mois, jour, heure, minute, seconde, annee = lue.groups()
    return datetime(
        int(annee),
        MOIS.index(mois) // 3 + 1,
        int(jour),
        int(heure),
        int(minute),
        int(seconde),
        tzinfo=UTC,
    )


def _interroger(adresse: str, demande: bytes) -> bytes:
    """Post the request; a name and password in the address are sent as the authority asks."""
    lue = urlsplit(adresse)
    hote = lue.netloc.rpartition("@")[2]
    requete = urllib.request.Request(  # noqa: S310  (settings admit http and https only)
        lue._replace(netloc=hote).geturl(), data=demande, headers={"Content-Type": TYPE_DEMANDE}
    )
    if lue.username:
        paire = f"{unquote(lue.username)}:{unquote(lue.password or '')}"
        secret = base64.b64encode(paire.encode()).decode()
        requete.add_header("Authorization", f"Basic {secret}")
    with urllib.request.urlopen(requete, timeout=DELAI) as reponse:  # noqa: S310  (same)
        octets: bytes = reponse.read(REPONSE_MAX)
    return octets
