"""The seals that are due: take the manifest when its hour comes, then have its link stamped.

The row says what is missing, and why: a time-stamp is never supposed. Each attempt puts
the next one off before it is made, so that neither a dead authority nor a crash loops.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from governance import stockage, tenancy
from governance.models import Intercommunalite, Scelle
from governance.preuve import chaine, horodatage

logger = logging.getLogger(__name__)

ATTENTES = tuple(timedelta(minutes=m) for m in (1, 2, 5, 10, 20, 30, 60))
# What a seal planned for later will say, by nature: « remises » of such a convocation…
Faits = Callable[[Intercommunalite, str, datetime], dict[str, Any]]
_natures: dict[str, Faits] = {}


def inscrire(nature: str, faits: Faits) -> None:
    """Called at the import of an application's own ``echeances`` module."""
    _natures[nature] = faits


def en_attente(at: datetime) -> QuerySet[Scelle]:
    return Scelle.objects.filter(jeton__isnull=True, due_at__lte=at)


def intercommunalites_en_attente() -> list[int]:
    """Who has a seal due. Answers inside ``tenancy.ordonnanceur()`` only."""
    dus = en_attente(timezone.now()).values_list("intercommunalite_id", flat=True)
    return sorted(set(dus.distinct()))


def vider(intercommunalite_id: int) -> int:
    """Take and stamp what is due; how many were stamped. A failing authority ends the round."""
    faits = 0
    while (scelle := _reserver(intercommunalite_id)) is not None:
        try:
            with tenancy.entrer(intercommunalite_id):
                _prendre(scelle)
            with tenancy.entrer(intercommunalite_id):
                faits += _horodater(scelle)
        except horodatage.HorodatageEnEchec as panne:
            logger.warning("Scellé « %s » sans horodatage : %s", scelle, panne)
            with tenancy.entrer(intercommunalite_id):
                _noter(scelle, panne)
            break
    return faits


def _reserver(intercommunalite_id: int) -> Scelle | None:
    with tenancy.entrer(intercommunalite_id):
        maintenant = timezone.now()
        scelle = (
            en_attente(maintenant)
            .filter(intercommunalite_id=intercommunalite_id)
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("tentatives", "due_at", "id")
            .first()
        )
        if scelle is None:
            return None
        scelle.due_at = maintenant + ATTENTES[min(scelle.tentatives, len(ATTENTES) - 1)]
        scelle.tentatives = min(scelle.tentatives + 1, 30_000)
        scelle.save(update_fields=["due_at", "tentatives"])
        return scelle


def _prendre(scelle: Scelle) -> None:
    """The manifest of a seal that was planned, at the moment when it is really taken."""
    tenu = _tenir(scelle)
    if tenu is None or tenu.maillon_id is not None:
        return
    ici, at = tenu.intercommunalite, timezone.now()
    faits = _natures[tenu.nature](ici, tenu.cle, at)
    objet = chaine.Objet(nature=tenu.nature, cle=tenu.cle)
    tenu.maillon = chaine.ajouter(ici, objet, faits, at=at)
    tenu.save(update_fields=["maillon"])


def _horodater(scelle: Scelle) -> int:
    """Hold the row while the authority answers: nobody else asks meanwhile."""
    tenu = _tenir(scelle)
    if tenu is None or tenu.maillon is None:
        return 0
    ici = tenu.intercommunalite
    obtenu = horodatage.obtenir(chaine.octets_du_maillon(tenu.maillon))
    tenu.jeton = stockage.deposer(ici, obtenu.octets, horodatage.TYPE_JETON)
    tenu.autorite = stockage.deposer(ici, obtenu.certificats, horodatage.TYPE_CERTIFICATS)
    tenu.delivre_par, tenu.horodate_at, tenu.erreur = obtenu.autorite[:250], obtenu.at, ""
    tenu.save(update_fields=["jeton", "autorite", "delivre_par", "horodate_at", "erreur"])
    return 1


def _noter(scelle: Scelle, panne: Exception) -> None:
    tenu = _tenir(scelle)
    if tenu is not None:
        tenu.erreur = str(panne)
        tenu.save(update_fields=["erreur"])


def _tenir(scelle: Scelle) -> Scelle | None:
    """The row, if it is still without a time-stamp."""
    return (
        Scelle.objects.select_for_update(of=("self",))
        .filter(pk=scelle.pk, jeton__isnull=True)
        .select_related("intercommunalite", "maillon__manifeste")
        .first()
    )
