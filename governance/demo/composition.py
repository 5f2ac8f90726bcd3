"""Load who sits: communes, seats, perimeters, and the invented élus with their mandates."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from governance.demo import fictifs
from governance.demo.donnees import jour
from governance.demo.fictifs import EluFictif
from governance.models import Acces, Intercommunalite
from instances.models import (
    Commune,
    Elu,
    Mandat,
    Perimetre,
    PerimetreCommune,
    PreferenceCanal,
    RepartitionSieges,
)

PROVENANCE = "Personne fictive, inventée pour la démonstration du mandat 2026-2032."


def charger_communes(
    intercommunalite: Intercommunalite, donnees: Mapping[str, Any]
) -> dict[str, Commune]:
    """A commune that has left holds no seat today; the séance of 2018 still names it."""
    installation = date.fromisoformat(donnees["mandature"]["installation"])
    veille = installation - timedelta(days=1)
    communes = Commune.objects.bulk_create(
        Commune(
            intercommunalite=intercommunalite,
            nom=fiche["nom"],
            code_insee=fiche["insee"] or "",
            population=fiche["population"],
            ends_on=veille if fiche.get("ancienne") else None,
        )
        for fiche in donnees["communes"]
    )
    par_nom = {c.nom: c for c in communes}
    RepartitionSieges.objects.bulk_create(
        RepartitionSieges(
            intercommunalite=intercommunalite,
            commune=par_nom[fiche["nom"]],
            sieges=fiche["sieges"],
            starts_on=installation,
            acte=donnees["source_sieges"],
        )
        for fiche in donnees["communes"]
        if fiche["sieges"]
    )
    return par_nom


def charger_perimetres(
    intercommunalite: Intercommunalite,
    donnees: Mapping[str, Any],
    communes: Mapping[str, Commune],
) -> dict[str, Perimetre]:
    fiches = donnees["perimetres"]
    perimetres = Perimetre.objects.bulk_create(
        Perimetre(
            intercommunalite=intercommunalite,
            nature=fiche["nature"],
            nom=fiche["nom"],
            starts_on=jour(fiche["debut"]),
            ends_on=jour(fiche["fin"]),
            provenance=fiche["source"],
            anomalie=fiche.get("anomalie", {}).get("texte", ""),
        )
        for fiche in fiches
    )
    PerimetreCommune.objects.bulk_create(
        PerimetreCommune(
            intercommunalite=intercommunalite,
            perimetre=perimetre,
            commune=communes[nom],
            starts_on=jour(fiche.get("communes_depuis", fiche["debut"])),
        )
        for fiche, perimetre in zip(fiches, perimetres, strict=True)
        for nom in fiche["communes"]
    )
    return {f["code"]: p for f, p in zip(fiches, perimetres, strict=True)}


def _elu(intercommunalite: Intercommunalite, fiche: Any, acces: Mapping[str, Acces]) -> Elu:
    return Elu(
        intercommunalite=intercommunalite,
        civilite=fiche.identite.civilite,
        prenom=fiche.identite.prenom,
        nom=fiche.identite.nom,
        naissance=fiche.identite.naissance,
        courriel=fiche.identite.courriel,
        adresse=f"Mairie, {fiche.commune}",
        groupe=fiche.groupe,
        acces=acces.get(fiche.cle),
        fictif=True,
        provenance=PROVENANCE,
    )


def charger_elus(
    intercommunalite: Intercommunalite,
    donnees: Mapping[str, Any],
    communes: Mapping[str, Commune],
    acces: Mapping[str, Acces],
) -> dict[str, Elu]:
    """``acces``: the demonstration accounts, by the key of the élu they act for."""
    fiches = fictifs.elus(donnees)
    elus = Elu.objects.bulk_create(_elu(intercommunalite, fiche, acces) for fiche in fiches)
    par_cle = {f.cle: e for f, e in zip(fiches, elus, strict=True)}
    Mandat.objects.bulk_create(
        mandat for fiche in fiches for mandat in _mandats(fiche, par_cle[fiche.cle], communes)
    )
    PreferenceCanal.objects.bulk_create(
        PreferenceCanal(
            intercommunalite=intercommunalite,
            elu=par_cle[fiche.cle],
            canal=PreferenceCanal.Canal.PAPIER,
            adresse=f"Mairie, {fiche.commune}",
            demande_on=fiche.papier_depuis,
            motif="demande écrite de l’élu",
        )
        for fiche in fiches
        if fiche.papier_depuis
    )
    return par_cle


def _mandats(fiche: EluFictif, elu: Elu, communes: Mapping[str, Commune]) -> Iterator[Mandat]:
    for mandat in fiche.mandats:
        yield Mandat(
            intercommunalite_id=elu.intercommunalite_id,
            elu=elu,
            nature=mandat.nature,
            commune=communes[mandat.commune] if mandat.commune else None,
            rang=mandat.rang,
            delegation=mandat.delegation,
            starts_on=mandat.debut,
            ends_on=mandat.fin,
            fin_motif=mandat.motif,
            provenance=PROVENANCE,
        )
