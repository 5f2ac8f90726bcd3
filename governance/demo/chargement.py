"""Load the demonstration: four real intercommunalités, one invented mandate each.

What a document states carries its source; what was invented says so. docs/demonstration.md
lists both. Loading again changes nothing, save for a séance added when none can still be sent.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from governance import tenancy
from governance.demo import (
    archives,
    composition,
    comptes,
    consultations,
    convoquee,
    instances,
    projets,
    questions,
    reglements,
    seances,
    voix,
)
from governance.demo.donnees import SLUGS, lire
from governance.models import Intercommunalite
from instances.models import Elu

CHAMPS = (
    "slug",
    "nom",
    "nom_court",
    "nature",
    "siren",
    "departement",
    "fuseau",
    "population",
    "couleur",
    "gabarit_numero",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Bilan:
    """What one load did."""

    nom: str
    creee: bool
    seances_ajoutees: int


def charger_tout(*, at: datetime) -> list[Bilan]:
    return [charger(slug, at=at) for slug in SLUGS]


@transaction.atomic
def charger(slug: str, *, at: datetime) -> Bilan:
    """One intercommunalité, all or nothing."""
    donnees = lire(slug)
    intercommunalite = tenancy.trouver(slug) or _creer(donnees["intercommunalite"])
    with tenancy.entrer(intercommunalite):
        creee = not Elu.objects.filter(intercommunalite=intercommunalite, fictif=True).exists()
        if creee:
            _remplir(intercommunalite, donnees)
            archives.importer_les_dossiers(intercommunalite, donnees, at=at)
        ajoutees = seances.preparer(intercommunalite, donnees, at=at)
        if creee:
            voix.preparer(intercommunalite, donnees, at=at)
        scenes = donnees.get("scenes")
        if creee and scenes:
            projets.preparer(intercommunalite, scenes, at=at)
            convoquee.preparer(intercommunalite, scenes, at=at)
            consultations.preparer(intercommunalite, scenes, at=at)
            questions.preparer(intercommunalite, at=at)
    return Bilan(nom=intercommunalite.nom_court, creee=creee, seances_ajoutees=ajoutees)


def _creer(fiche: dict[str, Any]) -> Intercommunalite:
    with tenancy.ordonnanceur():
        return Intercommunalite.objects.create(
            est_demonstration=True, **{champ: fiche[champ] for champ in CHAMPS}
        )


def _remplir(intercommunalite: Intercommunalite, donnees: dict[str, Any]) -> None:
    acces = comptes.ouvrir_les_acces(intercommunalite, donnees)
    communes = composition.charger_communes(intercommunalite, donnees)
    comptes.rattacher_les_secretariats(intercommunalite, donnees, communes)
    perimetres = composition.charger_perimetres(intercommunalite, donnees, communes)
    elus = composition.charger_elus(intercommunalite, donnees, communes, acces)
    types = instances.charger_types(intercommunalite, donnees)
    nommees = instances.charger_instances(intercommunalite, donnees, types, perimetres)
    instances.nommer_les_membres(donnees, nommees, elus)
    reglements.charger_reglements(intercommunalite, donnees)
