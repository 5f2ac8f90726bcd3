"""The chain of an intercommunalité: each link carries the hash of the one before.

A link is sealed in the transaction of the act that it proves. Its bytes are what the
authority time-stamps: they date the manifest, and with it every earlier link.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from governance import compteurs, stockage
from governance.models import Intercommunalite, Maillon, Scelle
from governance.preuve.manifeste import FORMAT, canonique, empreinte

SERIE = "preuve"
ORIGINE = "0" * 64
JSON = "application/json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Objet:
    """What is proved: « convocation » of such a key, which names it for ever."""

    nature: str
    cle: str


def sceller(
    intercommunalite: Intercommunalite, objet: Objet, faits: dict[str, Any], *, at: datetime
) -> Scelle:
    """Store the manifest, add its link, and leave the time-stamp due after the commit."""
    scelle = Scelle(
        intercommunalite=intercommunalite,
        nature=objet.nature,
        cle=objet.cle,
        prevu_at=at,
        maillon=ajouter(intercommunalite, objet, faits, at=at),
    )
    scelle.save(force_insert=True)
    return scelle


def ajouter(
    intercommunalite: Intercommunalite, objet: Objet, faits: dict[str, Any], *, at: datetime
) -> Maillon:
    entete = {"format": FORMAT, "nature": objet.nature, "cle": objet.cle}
    manifeste = stockage.deposer(intercommunalite, canonique(faits | entete), JSON)
    # The counter's row is held until the commit: links are added one at a time, without gap.
    rang = compteurs.prochain(intercommunalite.pk, SERIE)
    dernier = intercommunalite.maillons.filter(rang=rang - 1).first()
    maillon = Maillon(
        intercommunalite=intercommunalite,
        rang=rang,
        nature=objet.nature,
        cle=objet.cle,
        at=at,
        manifeste=manifeste,
        precedent=dernier.empreinte if dernier else ORIGINE,
    )
    maillon.empreinte = empreinte(octets_du_maillon(maillon))
    maillon.save(force_insert=True)
    return maillon


def prevoir(intercommunalite: Intercommunalite, objet: Objet, moments: Iterable[datetime]) -> None:
    """Seals whose manifest is taken later, when the clock says so (``file.inscrire``)."""
    Scelle.objects.bulk_create(
        Scelle(
            intercommunalite=intercommunalite,
            nature=objet.nature,
            cle=objet.cle,
            prevu_at=moment,
            due_at=moment,
        )
        for moment in sorted(set(moments))
    )


def octets_du_maillon(maillon: Maillon) -> bytes:
    return canonique(
        {
            "format": FORMAT,
            "rang": maillon.rang,
            "nature": maillon.nature,
            "cle": maillon.cle,
            "at": instant(maillon.at),
            "manifeste": maillon.manifeste.sha256,
            "precedent": maillon.precedent,
        }
    )


def instant(moment: datetime) -> str:
    """One spelling for one moment, whatever the zone it was read in."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
