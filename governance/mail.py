"""Mail as a ledger: rows say what is due, a drain delivers them, each transition is kept.

The row is written in the transaction of the act that sends; nothing leaves before its
commit and nothing is forgotten after it, whatever becomes of Redis, the worker or the mail
server. Delivery commits after each message: a worker killed, or a connection cut, between
the server's acceptance and our commit leaves one message that goes out a second time, under
the same Message-ID. SMTP offers no better (RFC 1047); the ledger holds one row per person.
"""

import hashlib
import logging
import re
import smtplib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, formatdate, parseaddr

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend
from django.db.models import Q, QuerySet
from django.utils import timezone

from governance import stockage, tenancy
from governance.models import Envoi, EnvoiEvenement, Fichier, Intercommunalite
from governance.regles import RegleViolee

logger = logging.getLogger(__name__)

Etat = Envoi.Etat
EN_ATTENTE = (Etat.A_ENVOYER, Etat.DIFFERE)
# Longer than the SMTP time-out: who holds the lease is done or dead when it ends.
BAIL = timedelta(seconds=90)
ATTENTES = tuple(timedelta(minutes=m) for m in (1, 2, 5, 10, 20, 30))
TENTATIVES_MAX = 60
# Every server takes it, 8BITMIME or not.
SEPT_BITS = SMTP.clone(cte_type="7bit")


class ServeurInjoignable(Exception):
    """The mail server does not answer: no use in trying the next message now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A stored document joined to a message, under the name its reader sees."""

    nom: str
    fichier: Fichier

    def en_json(self) -> dict[str, str]:
        return {
            "nom": self.nom, "type": self.fichier.type_mime, "sha256": self.fichier.sha256
        }  # fmt: skip


# Writing the ledger -------------------------------------------------------------------


def preparer(
    intercommunalite: Intercommunalite,
    *,
    idem: str,
    destinataire: str,
    adresse: str,
    objet: str,
    corps: str,
    pieces: Iterable[Piece] = (),
    canal: str = Envoi.Canal.COURRIEL,
) -> Envoi:
    """One message, not yet saved. On paper it waits for the day it is posted or handed over."""
    papier = canal == Envoi.Canal.PAPIER
    return Envoi(
        intercommunalite=intercommunalite,
        idem=idem,
        canal=canal,
        destinataire=_ligne(destinataire)[:200],
        adresse=adresse.strip() if papier else _ligne(adresse),
        objet=_ligne(objet)[:250],
        corps=corps,
        pieces=[piece.en_json() for piece in pieces],
        message_id="" if papier else identifiant(intercommunalite, idem),
        etat=Etat.SUR_PAPIER if papier else Etat.A_ENVOYER,
    )


def inscrire(envois: Iterable[Envoi]) -> list[Envoi]:
    """Write the rows and their first event; a message already there breaks « envoi_unique »."""
    inscrits = Envoi.objects.bulk_create(envois)
    EnvoiEvenement.objects.bulk_create(_evenement(e, "inscrit") for e in inscrits)
    return inscrits


def identifiant(intercommunalite: Intercommunalite, idem: str) -> str:
    """The same for every delivery of one row, so that a duplicate is recognised as such."""
    condense = hashlib.sha256(f"{intercommunalite.siren}/{idem}".encode()).hexdigest()
    return f"<{condense[:40]}@{domaine()}>"


def domaine() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def changer(envoi: Envoi, etat: str, *, at: datetime, detail: str = "") -> None:
    """Move a message to another state, and keep what happened."""
    envoi.etat = etat
    envoi.reponse = detail
    envoi.bail_until = None
    if etat in {Etat.REMIS, Etat.DEPOSE}:
        envoi.sent_at = at
    envoi.save(update_fields=["etat", "reponse", "bail_until", "sent_at", "due_at"])
    _evenement(envoi, detail).save()


def _evenement(envoi: Envoi, detail: str) -> EnvoiEvenement:
    return EnvoiEvenement(
        intercommunalite_id=envoi.intercommunalite_id, envoi=envoi, etat=envoi.etat, detail=detail
    )


def _ligne(texte: str) -> str:
    """A header is one line: a pasted line break must not become another header."""
    return re.sub(r"[\r\n\t\v\f\x85\u2028\u2029 ]+", " ", texte).strip(" ")


# Draining it --------------------------------------------------------------------------


def en_attente(at: datetime) -> QuerySet[Envoi]:
    libre = Q(bail_until=None) | Q(bail_until__lte=at)
    return Envoi.objects.filter(libre, etat__in=EN_ATTENTE, due_at__lte=at)


def intercommunalites_en_attente() -> list[int]:
    """Who has mail due. Answers inside ``tenancy.ordonnanceur()`` only."""
    dues = en_attente(timezone.now()).values_list("intercommunalite_id", flat=True)
    return sorted(set(dues.distinct()))


def vider(intercommunalite_id: int) -> int:
    """Deliver what is due in one intercommunalité; how many messages were dealt with."""
    with tenancy.entrer(intercommunalite_id):
        intercommunalite = Intercommunalite.objects.get(pk=intercommunalite_id)
    traites = 0
    facteur = Facteur(intercommunalite=intercommunalite)
    with facteur.tournee():
        while (bail := _reserver(intercommunalite)) is not None:
            try:
                with tenancy.entrer(intercommunalite):
                    _livrer(bail, facteur)
            except ServeurInjoignable as panne:
                logger.warning("Serveur de messagerie injoignable : %s", panne)
                with tenancy.entrer(intercommunalite):
                    _differer(bail, detail=f"Serveur injoignable : {panne}")
                break
            traites += 1
    return traites


def _reserver(intercommunalite: Intercommunalite) -> Envoi | None:
    """Take the lease of one message, and count the attempt before it is made.

    Those least tried go first: a message that kills its worker does not hold the others.
    """
    with tenancy.entrer(intercommunalite):
        maintenant = timezone.now()
        envoi = (
            en_attente(maintenant)
            .filter(intercommunalite=intercommunalite)
            .select_for_update(skip_locked=True)
            .order_by("tentatives", "id")
            .first()
        )
        if envoi is None:
            return None
        envoi.bail_until = maintenant + BAIL
        envoi.tentatives += 1
        envoi.save(update_fields=["bail_until", "tentatives"])
        return envoi


def _livrer(bail: Envoi, facteur: "Facteur") -> None:
    """Hold the row while the server answers: nobody else sends it meanwhile."""
    envoi = _tenir(bail)
    if envoi is None:
        return
    try:
        reponse = facteur.remettre(envoi)
    except Refus as refus:
        changer(envoi, Etat.REFUSE, at=timezone.now(), detail=str(refus))
    except Report as report:
        _reporter(envoi, detail=str(report))
    else:
        changer(envoi, Etat.REMIS, at=timezone.now(), detail=reponse)


def _differer(bail: Envoi, *, detail: str) -> None:
    envoi = _tenir(bail)
    if envoi is not None:
        _reporter(envoi, detail=detail)


def _tenir(bail: Envoi) -> Envoi | None:
    """The row, if the lease is still ours and the message still to be sent."""
    return (
        Envoi.objects.select_for_update()
        .filter(pk=bail.pk, bail_until=bail.bail_until, etat__in=EN_ATTENTE)
        .first()
    )


def _reporter(envoi: Envoi, *, detail: str) -> None:
    """Later, and later again; then somebody must look at it."""
    maintenant = timezone.now()
    if envoi.tentatives >= TENTATIVES_MAX:
        changer(envoi, Etat.REFUSE, at=maintenant, detail=f"Abandonné. {detail}")
        return
    rang = min(envoi.tentatives, len(ATTENTES)) - 1
    envoi.due_at = maintenant + ATTENTES[max(rang, 0)]
    changer(envoi, Etat.DIFFERE, at=maintenant, detail=detail)


# Talking to the server ----------------------------------------------------------------


class Refus(Exception):
    """The server will never take this message: the address or the message must change."""


class Report(Exception):
    """Not now: the same message may pass later."""


@dataclass
class Facteur:
    """One connection for a round of messages, reopened when the server drops it."""

    intercommunalite: Intercommunalite
    serveur: EmailBackend = field(default_factory=EmailBackend)
    pieces: dict[str, bytes] = field(default_factory=dict)

    @contextmanager
    def tournee(self) -> Iterator[None]:
        try:
            yield
        finally:
            self._raccrocher()

    def remettre(self, envoi: Envoi) -> str:
        """The server's own words, with its queue number: evidence of the delivery."""
        try:
            message = message_de(envoi, self.intercommunalite.nom_court, self._octets)
        except (OSError, ValueError, RegleViolee) as erreur:
            logger.exception("Message %s impossible à composer", envoi.pk)
            raise Report(f"Pièce illisible ou adresse mal formée : {erreur}") from erreur
        try:
            return _dialoguer(self._connexion(), message, _domaine_ascii(envoi.adresse))
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

    def _octets(self, sha256: str) -> bytes:
        """The same document goes to a hundred people: read and checked once per round."""
        if sha256 not in self.pieces:
            fichier = self.intercommunalite.fichiers.get(sha256=sha256)
            self.pieces[sha256] = stockage.lire(fichier)
        return self.pieces[sha256]


def _dialoguer(connexion: smtplib.SMTP, message: EmailMessage, adresse: str) -> str:
    """Step by step rather than ``sendmail``, which forgets the answer to DATA."""
    expediteur = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    octets = message.as_bytes()
    connexion.ehlo_or_helo_if_needed()
    if connexion.has_extn("size") and 0 < int(connexion.esmtp_features["size"] or 0) < len(octets):
        raise Refus(f"Message trop lourd pour le serveur ({len(octets)} octets).")
    _attendre(connexion, connexion.mail(expediteur), definitif=False)
    _attendre(connexion, connexion.rcpt(adresse), definitif=True)
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


def message_de(envoi: Envoi, expediteur: str, octets: Callable[[str], bytes]) -> EmailMessage:
    """What the row says, as mail. ``octets`` gives the bytes of a document by its SHA-256."""
    message = EmailMessage(policy=SEPT_BITS)
    message["From"] = formataddr((expediteur, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    message["To"] = formataddr((envoi.destinataire, _domaine_ascii(envoi.adresse)))
    message["Subject"] = envoi.objet
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = envoi.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(envoi.corps)
    for piece in envoi.pieces:
        principal, _, secondaire = piece["type"].partition(";")[0].partition("/")
        message.add_attachment(
            octets(piece["sha256"]),
            maintype=principal,
            subtype=secondaire,
            filename=piece["nom"],
        )
    return message


def _domaine_ascii(adresse: str) -> str:
    nom, arobase, domaine_lu = adresse.rpartition("@")
    if not arobase or not nom.isascii():
        raise Refus(f"« {adresse} » n’est pas une adresse électronique que le serveur accepte.")
    try:
        return f"{nom}@{domaine_lu.encode('idna').decode()}"
    except UnicodeError as erreur:
        raise Refus(f"« {adresse} » : domaine mal formé.") from erreur
