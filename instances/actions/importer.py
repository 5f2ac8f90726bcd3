"""Importing the municipal councillors of the member communes, again and again without doubles."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit
from governance.db import lock
from governance.models import Intercommunalite, User
from instances.models import Commune, Elu, Mandat
from instances.queries.copies import MUNICIPAUX
from instances.regles.imports import LigneLue, normaliser

Cle = tuple[int, str, str]


@dataclass(kw_only=True)
class Bilan:
    """What the file changed. ``inchanges``: already known as such."""

    crees: int = 0
    completes: int = 0
    inchanges: int = 0
    elus: list[Elu] = field(default_factory=list)
    mandats: list[Mandat] = field(default_factory=list)

    @property
    def phrase(self) -> str:
        return f"{self.crees} ajoutés, {self.completes} complétés, {self.inchanges} déjà à jour."


@transaction.atomic
def importer_conseillers(
    intercommunalite: Intercommunalite, lignes: Sequence[LigneLue], *, by: User, at: datetime
) -> Bilan:
    """One person is known by commune and name; the address is completed, nobody is removed."""
    lock(intercommunalite)
    communes = {normaliser(c.nom): c for c in intercommunalite.communes.all()}
    connus = _connus(intercommunalite)
    bilan = Bilan()
    for ligne in lignes:
        _prendre(bilan, ligne, communes[normaliser(ligne.commune)], connus)
    Elu.objects.bulk_create(bilan.elus)
    for mandat in bilan.mandats:
        mandat.starts_on = localdate(at)
    Mandat.objects.bulk_create(bilan.mandats)
    audit.record(
        "conseillers_importer", intercommunalite, by=by, at=at,
        crees=bilan.crees, completes=bilan.completes, inchanges=bilan.inchanges,
    )  # fmt: skip
    return bilan


def _connus(intercommunalite: Intercommunalite) -> dict[Cle, Elu]:
    """By commune, of whatever mandat: a conseiller communautaire is a municipal one too."""
    mandats = intercommunalite.mandats.filter(commune__isnull=False).select_related("elu")
    return {_cle(m.commune_id, m.elu.nom, m.elu.prenom): m.elu for m in mandats.order_by("id")}


def _cle(commune: int, nom: str, prenom: str) -> Cle:
    return commune, normaliser(nom), normaliser(prenom)


def _prendre(bilan: Bilan, ligne: LigneLue, commune: Commune, connus: dict[Cle, Elu]) -> None:
    cle = _cle(commune.pk, ligne.nom, ligne.prenom)
    elu = connus.get(cle)
    if elu is None:
        connus[cle] = elu = Elu(
            intercommunalite_id=commune.intercommunalite_id,
            civilite=ligne.civilite,
            nom=ligne.nom,
            prenom=ligne.prenom,
            courriel=ligne.courriel,
            provenance="Import des conseillers municipaux",
        )
        bilan.elus.append(elu)
        bilan.mandats.append(_mandat(elu, commune, ligne))
        bilan.crees += 1
    elif _completer(elu, commune, ligne, bilan):
        bilan.completes += 1
    else:
        bilan.inchanges += 1


def _completer(elu: Elu, commune: Commune, ligne: LigneLue, bilan: Bilan) -> bool:
    """A missing address or mandat; what is there already is not overwritten."""
    if elu._state.adding:  # twice in the same file
        return False
    complete = False
    if ligne.courriel and not elu.courriel:
        elu.courriel = ligne.courriel
        elu.save(update_fields=["courriel"])
        complete = True
    if not elu.mandats.filter(nature__in=MUNICIPAUX, commune=commune).exists():
        bilan.mandats.append(_mandat(elu, commune, ligne))
        complete = True
    return complete


def _mandat(elu: Elu, commune: Commune, ligne: LigneLue) -> Mandat:
    return Mandat(
        intercommunalite_id=commune.intercommunalite_id,
        elu=elu,
        nature=ligne.nature,
        commune=commune,
        provenance="Import des conseillers municipaux",
    )
