"""Mail that comes back: the refusals that arrive after the server's « 250 », read and written down.

An optional act due to the clock: where no mailbox is set, nothing is read. A report is read
as RFC 3464 lays it out; a person's reply and an absence message are left alone. Reading the
same mailbox twice, or by two workers at once, writes nothing twice.
"""

import email
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from email.utils import getaddresses

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.utils import timezone

from governance import mail, tenancy, verp
from governance.boites import Boite, BoiteInjoignable, ouvrir
from governance.db import lock
from governance.models import Envoi

logger = logging.getLogger(__name__)

Etat = Envoi.Etat
# Seconds between two readings, whatever the number of workers.
INTERVALLE = 60
# The return address is in one of these, according to the server that delivered the report.
DESTINATAIRES = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-RcptTo")
TAILLE_MAX = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Retour:
    """What a report says of one message. ``definitif``: its server gave up."""

    envoi_id: int | None
    message_id: str
    definitif: bool
    detail: str


# Reading a report -----------------------------------------------------------------------


def lire(octets: bytes) -> Retour | None:
    """The delivery report in these bytes; ``None`` for any other mail."""
    message = email.message_from_bytes(octets)
    if message.get_content_type() != "multipart/report" or not message.is_multipart():
        return None
    rapport = _partie(message, "message/delivery-status")
    if rapport is None:
        return None
    for champs in _par_destinataire(rapport):
        action = str(champs["Action"]).strip().lower()
        if action in {"failed", "delayed"}:
            return Retour(
                envoi_id=_envoi_designe(message),
                message_id=_message_id(message),
                definitif=action == "failed",
                detail=_detail(champs, definitif=action == "failed"),
            )
    return None


def _partie(message: Message, *types: str) -> Message | None:
    return next((p for p in message.walk() if p.get_content_type() in types), None)


def _par_destinataire(rapport: Message) -> Iterator[Message]:
    blocs = rapport.get_payload()
    if isinstance(blocs, list):
        yield from (bloc for bloc in blocs if isinstance(bloc, Message) and bloc["Action"])


def _detail(champs: Message, *, definitif: bool) -> str:
    """« Revenu : 5.1.1, 550 No such user », in the words of the server that refused."""
    debut = "Revenu" if definitif else "Retardé, nouvel essai par son serveur"
    diagnostic = str(champs["Diagnostic-Code"] or "").partition(";")[2]
    mots = " ".join(f"{champs['Status'] or ''} {diagnostic}".split())
    return f"{debut}\u00a0: {mots or 'sans motif'}"[:TAILLE_MAX]


def _envoi_designe(message: Message) -> int | None:
    entetes = [str(valeur) for nom in DESTINATAIRES for valeur in message.get_all(nom, [])]
    designes = (verp.envoi_designe(adresse) for _, adresse in getaddresses(entetes))
    return next((envoi for envoi in designes if envoi is not None), None)


def _message_id(message: Message) -> str:
    """Of the message returned, whole or by its headers alone."""
    original = _partie(message, "message/rfc822", "text/rfc822-headers")
    if original is None:
        return ""
    contenu = original.get_payload()
    if isinstance(contenu, list) and contenu and isinstance(contenu[0], Message):
        return str(contenu[0]["Message-ID"] or "").strip()
    return str(email.message_from_string(str(contenu))["Message-ID"] or "").strip()


# Writing it down ------------------------------------------------------------------------


def noter(retour: Retour) -> bool:
    """Whether this report told something new of a message of ours."""
    trouve = _trouver(retour)
    if trouve is None:
        return False
    intercommunalite_id, pk = trouve
    with tenancy.entrer(intercommunalite_id):
        envoi = lock(Envoi.objects.get(pk=pk))
        if envoi.evenements.filter(detail=retour.detail).exists():
            return False
        if retour.definitif and envoi.etat == Etat.REMIS:
            mail.changer(envoi, Etat.RETOURNE, at=timezone.now(), detail=retour.detail)
        else:
            mail.noter(envoi, retour.detail)
    return True


def _trouver(retour: Retour) -> tuple[int, int] | None:
    """The intercommunalité and the message. The mark of the address is the surer of the two."""
    if retour.envoi_id is not None:
        designe = Q(pk=retour.envoi_id)
    elif retour.message_id:
        designe = Q(message_id=retour.message_id)
    else:
        return None
    with tenancy.ordonnanceur():
        return Envoi.objects.filter(designe).values_list("intercommunalite_id", "pk").first()


def relever(boite: Boite) -> int:
    """Read what is new, and mark it read once it is written down; how many reports were new."""
    notes = 0
    for cle, octets in boite.nouveaux():
        retour = lire(octets)
        if retour is not None:
            notes += noter(retour)
        boite.marquer(cle)
    return notes


# The clock ------------------------------------------------------------------------------


def a_relever() -> Iterable[int]:
    """Work of no intercommunalité in particular: one turn for all, once a minute."""
    if settings.RETOURS and cache.add("governance.retours", True, timeout=INTERVALLE):
        return [0]
    return []


def relever_la_boite(_: int) -> int:
    try:
        with ouvrir(settings.RETOURS) as boite:
            return relever(boite)
    except BoiteInjoignable as panne:
        logger.warning("Boîte des retours injoignable : %s", panne)
        return 0
