"""Where a page of a séance stands among the others: its stages, its breadcrumb."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from governance.models import Acces
from instances.models import Seance
from instances.permissions import can_conduire, can_convoquer

Etat = Seance.Etat
EN_SEANCE = frozenset({Etat.OUVERTE, Etat.SUSPENDUE})
ORDRE_DU_JOUR, CONVOCATION, SEANCE, DELIBERATIONS = (
    "Ordre du jour", "Convocation", "Séance", "Délibérations",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Etape:
    libelle: str
    route: str
    faite: bool
    ouverte: bool


def etapes(seance: Seance, acces: Acces, ici: str = ORDRE_DU_JOUR) -> list[dict[str, str]]:
    """The four stages; a link only where this access may follow it."""
    args = [seance.intercommunalite.slug, seance.numero]
    return [
        {
            "libelle": e.libelle,
            "url": reverse(e.route, args=args) if e.ouverte else "",
            "etat": "courante" if e.libelle == ici else "faite" if e.faite else "a_venir",
        }
        for e in _etapes(seance, acces)
    ]


def _etapes(seance: Seance, acces: Acces) -> tuple[Etape, ...]:
    preparee, levee = seance.etat == Etat.PREPARATION, seance.etat == Etat.LEVEE
    convoquee = seance.etat == Etat.CONVOQUEE or seance.etat in EN_SEANCE
    return (
        Etape(
            libelle=ORDRE_DU_JOUR, route="instances:seance-detail", faite=not preparee, ouverte=True
        ),
        Etape(
            libelle=CONVOCATION,
            route="instances:convocation-preparer",
            faite=not preparee,
            ouverte=can_convoquer(acces, seance),
        ),
        Etape(
            libelle=SEANCE,
            route="deliberations:conduite",
            faite=levee,
            ouverte=convoquee and can_conduire(acces, seance),
        ),
        Etape(
            libelle=DELIBERATIONS,
            route="deliberations:seance-actes",
            faite=False,
            ouverte=levee or seance.etat in EN_SEANCE,
        ),
    )


def fil(seance: Seance, *suite: tuple[str, str], ici: str = "") -> list[dict[str, Any]]:
    """Séances, the séance, then pages under it: (label, address), the last without address."""
    slug = seance.intercommunalite.slug
    liste = {"libelle": "Séances", "url": reverse("instances:seance-liste", args=[slug])}
    ici_meme = {"libelle": str(seance), "url": seance.get_absolute_url() if ici else ""}
    milieu = [{"libelle": libelle, "url": url} for libelle, url in suite]
    return [liste, ici_meme, *milieu, *([{"libelle": ici, "url": ""}] if ici else [])]
