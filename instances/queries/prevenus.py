"""Who was told that a séance will not be held as announced, and how that message stands."""

from typing import Any

from django.db.models import QuerySet

from governance.models import Envoi
from instances.models import Seance
from instances.queries.suivi import ETATS

PREFIXE = "avis"


def debut_de_cle(seance: Seance) -> str:
    return f"{PREFIXE}/{seance.pk}/"


def prevenus(seance: Seance) -> QuerySet[Envoi]:
    avis = seance.intercommunalite.envois.filter(idem__startswith=debut_de_cle(seance))
    lignes: QuerySet[Envoi] = avis.order_by("id")
    return lignes


def lignes(seance: Seance) -> list[dict[str, Any]]:
    """As the page prints them, those that wait for a hand first."""
    vus = [(ETATS[envoi.etat], envoi) for envoi in prevenus(seance)]
    rangees = [
        {"envoi": envoi, "ton": ton, "mot": mot, "a_regler": filtre == "regler"}
        for (ton, mot, filtre), envoi in vus
    ]
    return sorted(rangees, key=lambda ligne: not ligne["a_regler"])
