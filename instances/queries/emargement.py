"""The code that a member scans, and the arrivals that wait for the clerk (QUO-09).

The code is signed, not secret: it names a séance, sometimes a seat, and opens nothing without an
account that holds this seat.
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from governance.models import Acces
from instances.models import Elu, Emargement, Pointage, Seance, Siegeant
from instances.queries.dossier_elu import Lecteur
from instances.queries.pointages import occupant
from instances.queries.telephone import EN_SEANCE
from instances.regles import emargement as regles
from instances.regles import etats

SEL = "emargement"


def jeton(seance: Seance, siegeant: Siegeant | None = None) -> str:
    return _signataire().sign(f"{seance.pk}-{siegeant.pk if siegeant else 0}")


def lire(jeton: str, seance: Seance) -> int | None:
    """The seat that the code names, 0 for any; ``None`` when it is not of this séance."""
    try:
        numero, _, siege = _signataire().unsign(jeton).partition("-")
    except BadSignature:
        return None
    return int(siege) if numero == str(seance.pk) else None


def _signataire() -> Signer:
    return Signer(salt=SEL, sep=".")


def sieges_de(acces: Acces, seance: Seance) -> list[Siegeant]:
    """The seats that this account may take: his own, then those he may take as suppléant."""
    sieges = seance.siegeants.select_related("elu", "suppleant")
    propres = list(sieges.filter(elu__acces=acces))
    return propres or list(sieges.filter(suppleant__acces=acces))


@dataclass(frozen=True, kw_only=True, slots=True)
class MonArrivee:
    """Of whoever reads his dossier on the day: on which seat, and what is already noted."""

    siege: Siegeant
    suppleant: Elu | None
    presente: bool
    annonce: Emargement | None


def mon_arrivee(lecteur: Lecteur, at: datetime) -> MonArrivee | None:
    """None on another day, without a seat, or while somebody else sits there."""
    siege = lecteur.siege or lecteur.siege_supplee
    if siege is None or not _se_tient(lecteur.seance, at):
        return None
    siege.seance = lecteur.seance
    suppleant = None if lecteur.siege else lecteur.remise.elu
    presence = occupant(siege)
    if presence is not None and presence.suppleant_id != (suppleant.pk if suppleant else None):
        return None
    return MonArrivee(
        siege=siege,
        suppleant=suppleant,
        presente=presence is not None,
        annonce=en_attente(lecteur.seance).filter(siegeant=siege).first(),
    )


def _se_tient(seance: Seance, at: datetime) -> bool:
    jours = {"seance": localdate(seance.starts_at), "aujourd_hui": localdate(at)}
    ouvrable = "emarger" in etats.actes_possibles(seance.etat)
    return ouvrable and not regles.annonce(**jours, ouverte=seance.etat in EN_SEANCE)


def en_attente(seance: Seance) -> QuerySet[Emargement]:
    """Announced, not yet handled, and not overtaken by a gesture of the clerk on the seat."""
    plus_recent = Pointage.objects.filter(siegeant=OuterRef("siegeant"), at__gte=OuterRef("at"))
    attendus = seance.emargements.filter(~Exists(plus_recent), traite_at=None)
    return attendus.select_related("siegeant__elu", "suppleant")
