"""A time-stamping authority of our own, for the demonstration and the tests only.

Its certificates are drawn in the data folder at first use, and say that they are worth
nothing; the settings of a real server refuse it.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from django.conf import settings

from governance.preuve.commande import openssl

NOM = "essai"
SUJET = "Autorité d’essai, sans valeur"
CLE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-utf8")
DUREE = ("-days", "3650")
REGLAGES = """
[req]
prompt = no
distinguished_name = nom_{role}
[nom_ac]
O = Hémicycle
CN = {sujet}
[nom_horodateur]
O = Hémicycle
CN = Horodateur d’essai, sans valeur
[ac]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[horodateur]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = essai
[essai]
serial = {dossier}/serie
crypto_device = builtin
signer_cert = {dossier}/horodateur.pem
certs = {dossier}/ac.pem
signer_key = {dossier}/horodateur.cle
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def repondre(demande: Path) -> bytes:
    """The reply to one request. The serial number is taken under lock."""
    with _ouvrir() as dossier, TemporaryDirectory() as provisoire:
        reponse = Path(provisoire) / "jeton.tsr"
        reglages = dossier / "reglages.cnf"
        reglages.write_text(_reglages(dossier, "ac"), encoding="utf-8")
        openssl("ts", "-reply", "-config", reglages, "-queryfile", demande, "-out", reponse)
        return reponse.read_bytes()


def certificats() -> Path:
    """What its replies are checked with."""
    with _ouvrir() as dossier:
        return dossier / "ac.pem"


@contextmanager
def _ouvrir() -> Iterator[Path]:
    racine = Path(settings.DONNEES)
    racine.mkdir(parents=True, exist_ok=True)
    with (racine / "horodatage-essai.verrou").open("w") as verrou:
        fcntl.flock(verrou, fcntl.LOCK_EX)
        dossier = racine / "horodatage-essai"
        if not dossier.is_dir():
            provisoire = Path(mkdtemp(dir=racine))
            _creer(provisoire)
            provisoire.replace(dossier)
        yield dossier


def _creer(dossier: Path) -> None:
    """A root, and the certificate that signs, which may do nothing but time-stamp."""
    ac, horodateur = dossier / "ac.cnf", dossier / "horodateur.cnf"
    for reglages in (ac, horodateur):
        reglages.write_text(_reglages(dossier, reglages.stem), encoding="utf-8")
    openssl(
        "req", "-x509", *CLE, *DUREE, "-config", ac, "-extensions", "ac",
        "-keyout", dossier / "ac.cle", "-out", dossier / "ac.pem",
    )  # fmt: skip
    openssl(
        "req", "-new", *CLE, "-config", horodateur,
        "-keyout", dossier / "horodateur.cle", "-out", dossier / "demande.csr",
    )  # fmt: skip
    openssl(
        "x509", "-req", "-in", dossier / "demande.csr", "-CA", dossier / "ac.pem",
        "-CAkey", dossier / "ac.cle", "-CAcreateserial", *DUREE, "-extfile", horodateur,
        "-extensions", "horodateur", "-out", dossier / "horodateur.pem",
    )  # fmt: skip
    (dossier / "serie").write_text("01\n", encoding="ascii")


def _reglages(dossier: Path, role: str) -> str:
    return REGLAGES.format(dossier=dossier, role=role, sujet=SUJET)
