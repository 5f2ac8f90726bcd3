"""The code that a member scans, and the arrivals that wait for the clerk (QUO-09).

The code is signed, not secret: it names a séance, sometimes a seat, and opens nothing without an
account that holds this seat.
"""

from django.core.signing import BadSignature, Signer
from django.db.models import Exists, OuterRef, QuerySet

from governance.models import Acces
from instances.models import Emargement, Pointage, Seance, Siegeant

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


def en_attente(seance: Seance) -> QuerySet[Emargement]:
    """Announced, not yet handled, and not overtaken by a gesture of the clerk on the seat."""
    plus_recent = Pointage.objects.filter(siegeant=OuterRef("siegeant"), at__gte=OuterRef("at"))
    attendus = seance.emargements.filter(~Exists(plus_recent), traite_at=None)
    return attendus.select_related("siegeant__elu", "suppleant")
