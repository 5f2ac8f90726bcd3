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
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from governance import tenancy
from governance.facteur import MARQUE, Facteur, Refus, Report, ServeurInjoignable, secret_de
from governance.models import Envoi, EnvoiEvenement, Fichier, Intercommunalite

__all__ = [
    "EN_ATTENTE",
    "MARQUE",
    "Piece",
    "changer",
    "copies_en_attente",
    "domaine",
    "inscrire",
    "intercommunalites_en_attente",
    "noter",
    "preparer",
    "secret_de",
    "vider",
    "vider_les_copies",
]

logger = logging.getLogger(__name__)

Etat, Priorite = Envoi.Etat, Envoi.Priorite
EN_ATTENTE = (Etat.A_ENVOYER, Etat.DIFFERE)
# Longer than the SMTP time-out: who holds the lease is done or dead when it ends.
BAIL = timedelta(seconds=90)
ATTENTES = tuple(timedelta(minutes=m) for m in (1, 2, 5, 10, 20, 30))
TENTATIVES_MAX = 60
# Leases taken at once. A worker killed leaves at most these waiting for their lease to end.
LOT = 20
# Then the other intercommunalités and the other acts due to the clock have their turn.
TOURNEE_MAX = 240.0


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
    priorite: int = Priorite.STATUTAIRE,
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
        priorite=priorite,
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
    noter(envoi, detail)


def noter(envoi: Envoi, detail: str) -> None:
    """Keep what happened without moving the message: a delay that its server told."""
    _evenement(envoi, detail).save(force_insert=True)


def _evenement(envoi: Envoi, detail: str) -> EnvoiEvenement:
    return EnvoiEvenement(
        intercommunalite_id=envoi.intercommunalite_id, envoi=envoi, etat=envoi.etat, detail=detail
    )


def _ligne(texte: str) -> str:
    """A header is one line: a pasted line break must not become another header."""
    return re.sub(r"[\r\n\t\v\f\x85\u2028\u2029 ]+", " ", texte).strip(" ")


# Draining it --------------------------------------------------------------------------


def en_attente(at: datetime, priorite: int = Priorite.STATUTAIRE) -> QuerySet[Envoi]:
    libre = Q(bail_until=None) | Q(bail_until__lte=at)
    return Envoi.objects.filter(libre, etat__in=EN_ATTENTE, due_at__lte=at, priorite=priorite)


def intercommunalites_en_attente() -> list[int]:
    """Who has statutory mail due. Answers inside ``tenancy.ordonnanceur()`` only."""
    return _attendent(Priorite.STATUTAIRE)


def copies_en_attente() -> list[int]:
    """Who has copies due. Answers inside ``tenancy.ordonnanceur()`` only."""
    return _attendent(Priorite.COPIE)


def _attendent(priorite: int) -> list[int]:
    dus = en_attente(timezone.now(), priorite).values_list("intercommunalite_id", flat=True)
    return sorted(set(dus.distinct()))


def vider(intercommunalite_id: int) -> int:
    """Deliver what is due in one intercommunalité; how many messages were dealt with."""
    return _vider(intercommunalite_id, Priorite.STATUTAIRE)


def vider_les_copies(intercommunalite_id: int) -> int:
    """Deliver copies while no statutory mail waits anywhere: then the next pass goes on."""
    return _vider(intercommunalite_id, Priorite.COPIE)


def _vider(intercommunalite_id: int, priorite: int) -> int:
    with tenancy.entrer(intercommunalite_id):
        intercommunalite = Intercommunalite.objects.get(pk=intercommunalite_id)
    traites, fin = 0, time.monotonic() + TOURNEE_MAX
    facteur = Facteur(intercommunalite=intercommunalite)
    with facteur.tournee():
        while time.monotonic() < fin and not _ceder_le_pas(priorite):
            lot = _reserver(intercommunalite, priorite)
            livres = _livrer_un_lot(intercommunalite, lot, facteur)
            traites += livres
            if not lot or livres < len(lot):
                break
    return traites


def _ceder_le_pas(priorite: int) -> bool:
    if priorite == Priorite.STATUTAIRE:
        return False
    with tenancy.ordonnanceur():
        return en_attente(timezone.now()).exists()


def _reserver(intercommunalite: Intercommunalite, priorite: int) -> list[Envoi]:
    """Take the lease of some messages, and count the attempt before it is made.

    Those least tried go first, and what was tried before goes alone: a message that kills
    its worker does not hold the others.
    """
    with tenancy.entrer(intercommunalite):
        maintenant = timezone.now()
        lot = list(
            en_attente(maintenant, priorite)
            .filter(intercommunalite=intercommunalite)
            .select_for_update(skip_locked=True)
            .only("intercommunalite_id", "tentatives")
            .order_by("tentatives", "id")[:LOT]
        )
        if lot and lot[0].tentatives:
            lot = lot[:1]
        lot = [envoi for envoi in lot if len(lot) == 1 or not envoi.tentatives]
        for envoi in lot:
            envoi.bail_until = maintenant + BAIL
        Envoi.objects.filter(pk__in=[envoi.pk for envoi in lot]).update(
            bail_until=maintenant + BAIL, tentatives=F("tentatives") + 1
        )
        return lot


def _livrer_un_lot(
    intercommunalite: Intercommunalite, lot: Sequence[Envoi], facteur: Facteur
) -> int:
    """One transaction per message. How many were dealt with before the server fell silent."""
    for rang, bail in enumerate(lot):
        try:
            with tenancy.entrer(intercommunalite):
                _livrer(bail, facteur)
        except ServeurInjoignable as panne:
            logger.warning("Serveur de messagerie injoignable : %s", panne)
            with tenancy.entrer(intercommunalite):
                _differer(bail, detail=f"Serveur injoignable : {panne}")
                _rendre(lot[rang + 1 :])
            return rang
    return len(lot)


def _livrer(bail: Envoi, facteur: Facteur) -> None:
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


def _rendre(baux: Sequence[Envoi]) -> None:
    """Leases that were not used: the attempt was not made."""
    rendus = Envoi.objects.filter(pk__in=[bail.pk for bail in baux])
    for bail in baux[:1]:
        rendus.filter(bail_until=bail.bail_until, etat__in=EN_ATTENTE).update(
            bail_until=None, tentatives=F("tentatives") - 1
        )


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
