"""The élus that a dossier names: those already known here, or new rows with its source.

A document gives neither date of birth nor address, and says nothing of a mandate's dates: none
is invented. Nor is a commune that it names made a member of the intercommunalité: the seat
keeps the name as printed.
"""

from collections import defaultdict
from typing import Any, TypeAlias

from deliberations.dossier.arbre import Membre, Personne
from governance.models import Intercommunalite
from instances.models import Elu, Mandat, Siegeant

Identite: TypeAlias = tuple[str, str, str]
CIVILITES = {
    "m": Elu.Civilite.MONSIEUR,
    "mr": Elu.Civilite.MONSIEUR,
    "monsieur": Elu.Civilite.MONSIEUR,
    "mme": Elu.Civilite.MADAME,
    "mlle": Elu.Civilite.MADAME,
    "madame": Elu.Civilite.MADAME,
    "mademoiselle": Elu.Civilite.MADAME,
}


class Personnes:
    """Finds or creates; within one séance nobody is given two seats."""

    def __init__(self, intercommunalite: Intercommunalite, *, provenance: str) -> None:
        self.intercommunalite = intercommunalite
        self.provenance = provenance
        self._connus: dict[Identite, list[Elu]] = defaultdict(list)
        for elu in intercommunalite.elus.order_by("pk"):
            self._connus[_identite(elu.civilite, elu.prenom, elu.nom)].append(elu)
        self._communes = _communes_par_elu(intercommunalite)
        self._pris: set[int] = set()

    def titulaire(self, personne: Membre | Personne, commune: str | None) -> Elu:
        """By civilité, prénom, nom and commune, all four exactly; case apart."""
        elu = self._trouver(personne, commune, sauf=self._pris)
        self._pris.add(elu.pk)
        return elu

    def suppleant(self, personne: Personne, commune: str | None) -> Elu:
        return self._trouver(personne, commune, sauf=set())

    def _trouver(self, personne: Membre | Personne, commune: str | None, *, sauf: set[int]) -> Elu:
        civilite = CIVILITES.get((personne.civilite or "").rstrip(".").lower(), "")
        connus = self._connus[_identite(civilite, personne.prenom or "", personne.nom)]
        trouves = (e for e in connus if e.pk not in sauf and self._convient(e, commune))
        return next(trouves, None) or self._creer(personne, civilite, commune)

    def _convient(self, elu: Elu, commune: str | None) -> bool:
        connues = self._communes[elu.pk]
        return (commune or "").casefold() in connues if connues else not commune

    def _creer(self, personne: Membre | Personne, civilite: str, commune: str | None) -> Elu:
        elu = Elu.objects.create(
            intercommunalite=self.intercommunalite,
            civilite=civilite,
            prenom=personne.prenom or "",
            nom=personne.nom,
            provenance=self.provenance,
        )
        self._connus[_identite(civilite, elu.prenom, elu.nom)].append(elu)
        self._communes[elu.pk].add((commune or "").casefold())
        return elu


def _identite(civilite: str, prenom: str, nom: str) -> Identite:
    return civilite, prenom.casefold(), nom.casefold()


def _communes_par_elu(intercommunalite: Intercommunalite) -> dict[int, set[str]]:
    """Where each élu sat or sits: by a mandate, or on the seat of an earlier dossier."""
    sieges: Any = Siegeant.objects.filter(intercommunalite=intercommunalite)
    mandats: Any = Mandat.objects.filter(intercommunalite=intercommunalite)
    communes: dict[int, set[str]] = defaultdict(set)
    for lignes in (
        mandats.filter(commune__isnull=False).values_list("elu_id", "commune__nom"),
        sieges.filter(elu__isnull=False).values_list("elu_id", "commune"),
        sieges.filter(suppleant__isnull=False).values_list("suppleant_id", "commune"),
    ):
        for elu, commune in lignes.distinct():
            communes[elu].add(commune.casefold())
    return communes
