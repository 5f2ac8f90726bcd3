"""Carry one message after the other to the mail server: what is shared is encoded once."""

import base64
import hashlib
import logging
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import formataddr, formatdate, parseaddr

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.utils.crypto import salted_hmac

from governance import stockage, verp
from governance.models import Envoi, Intercommunalite
from governance.regles import RegleViolee

logger = logging.getLogger(__name__)

FIN = b"\r\n"
# Every server takes it, 8BITMIME or not.
SEPT_BITS = SMTP.clone(cte_type="7bit")
# Stands for the secret in the text of a row; the reader alone receives the secret.
MARQUE = "secret-propre-a-ce-message"


class ServeurInjoignable(Exception):
    """The mail server does not answer: no use in trying the next message now."""


class Refus(Exception):
    """The server will never take this message: the address or the message must change."""


class Report(Exception):
    """Not now: the same message may pass later."""


@dataclass
class Facteur:
    """One connection for a round of messages, reopened when the server drops it."""

    intercommunalite: Intercommunalite
    serveur: EmailBackend = field(default_factory=EmailBackend)
    parties: dict[tuple[str, ...], bytes] = field(default_factory=dict)

    @contextmanager
    def tournee(self) -> Iterator[None]:
        try:
            yield
        finally:
            self._raccrocher()

    def remettre(self, envoi: Envoi) -> str:
        """The server's own words, with its queue number: evidence of the delivery."""
        try:
            octets = self._composer(envoi)
        except (OSError, ValueError, RegleViolee) as erreur:
            logger.exception("Message %s impossible à composer", envoi.pk)
            raise Report(f"Pièce illisible ou adresse mal formée : {erreur}") from erreur
        try:
            return _dialoguer(self._connexion(), envoi, octets)
        except OSError as erreur:
            self._raccrocher()
            raise Report(f"Échange interrompu : {erreur}") from erreur

    def _connexion(self) -> smtplib.SMTP:
        try:
            self.serveur.open()
        except OSError as erreur:
            self.serveur.connection = None
            raise ServeurInjoignable(str(erreur)) from erreur
        if self.serveur.connection is None:
            raise ServeurInjoignable("aucune connexion")
        return self.serveur.connection

    def _raccrocher(self) -> None:
        connexion, self.serveur.connection = self.serveur.connection, None
        if connexion is not None:
            with suppress(OSError):  # what matters is already committed
                connexion.quit()

    def _composer(self, envoi: Envoi) -> bytes:
        """What the row says, as mail: headers and text of its own, documents shared.

        The boundary comes from the Message-ID: a message sent again is the same again.
        """
        texte = MIMEPart(policy=SEPT_BITS)
        texte.set_content(_corps(envoi))
        entete = _entete(envoi, self.intercommunalite.nom_court).as_bytes().removesuffix(FIN)
        if not envoi.pieces:
            return entete + texte.as_bytes()
        frontiere = f"=_{hashlib.sha256(envoi.message_id.encode()).hexdigest()[:32]}".encode()
        type_mime = b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n' % frontiere
        parties = [texte.as_bytes(), *(self._partie(piece) for piece in envoi.pieces)]
        corps = b"".join(b"--%s\r\n%s\r\n" % (frontiere, partie) for partie in parties)
        return entete + type_mime + corps + b"--%s--\r\n" % frontiere

    def _partie(self, piece: dict[str, str]) -> bytes:
        """The same document goes to thousands: read, checked and encoded once per round."""
        cle = (piece["sha256"], piece["type"], piece["nom"])
        if cle not in self.parties:
            principal, _, secondaire = piece["type"].partition(";")[0].partition("/")
            fichier = self.intercommunalite.fichiers.get(sha256=piece["sha256"])
            partie = MIMEPart(policy=SEPT_BITS)
            partie.set_content(
                stockage.lire(fichier),
                maintype=principal,
                subtype=secondaire,
                disposition="attachment",
                filename=piece["nom"],
            )
            self.parties[cle] = partie.as_bytes()
        return self.parties[cle]


def secret_de(envoi: Envoi) -> str:
    """What takes the place of the mark in this message, and in it alone: 256 bits.

    Drawn from the server's key rather than at random: a message sent again after a crash
    carries the same one, and whoever reads the database cannot write it.
    """
    cle = f"{envoi.intercommunalite_id}/{envoi.pk}/{envoi.idem}"
    condense = salted_hmac("governance.mail.secret", cle, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(condense).rstrip(b"=").decode()


def _corps(envoi: Envoi) -> str:
    return envoi.corps.replace(MARQUE, secret_de(envoi)) if MARQUE in envoi.corps else envoi.corps


def _entete(envoi: Envoi, expediteur: str) -> EmailMessage:
    message = EmailMessage(policy=SEPT_BITS)
    message["From"] = formataddr((expediteur, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    message["To"] = formataddr((envoi.destinataire, adresse_ascii(envoi.adresse)))
    message["Subject"] = envoi.objet
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = envoi.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["MIME-Version"] = "1.0"
    return message


def _dialoguer(connexion: smtplib.SMTP, envoi: Envoi, octets: bytes) -> str:
    """Step by step rather than ``sendmail``, which forgets the answer to DATA."""
    connexion.ehlo_or_helo_if_needed()
    if connexion.has_extn("size") and 0 < int(connexion.esmtp_features["size"] or 0) < len(octets):
        raise Refus(f"Message trop lourd pour le serveur ({len(octets)} octets).")
    _attendre(connexion, connexion.mail(verp.expediteur(envoi.pk)), definitif=False)
    _attendre(connexion, connexion.rcpt(adresse_ascii(envoi.adresse)), definitif=True)
    return _attendre(connexion, connexion.data(octets), definitif=True)


def _attendre(connexion: smtplib.SMTP, reponse: tuple[int, bytes], *, definitif: bool) -> str:
    """250 or nothing. A refusal of the sender is our own setting: the message is not at fault."""
    code, texte = reponse
    phrase = f"{code} {texte.decode(errors='replace')}"
    if 200 <= code < 300:
        return phrase
    if code == 421:
        connexion.close()
        raise smtplib.SMTPServerDisconnected(phrase)
    connexion.rset()
    raise (Refus if code >= 500 and definitif else Report)(phrase)


def adresse_ascii(adresse: str) -> str:
    nom, arobase, domaine_lu = adresse.rpartition("@")
    if not arobase or not nom.isascii():
        raise Refus(f"« {adresse} » n’est pas une adresse électronique que le serveur accepte.")
    try:
        return f"{nom}@{domaine_lu.encode('idna').decode()}"
    except UnicodeError as erreur:
        raise Refus(f"« {adresse} » : domaine mal formé.") from erreur
