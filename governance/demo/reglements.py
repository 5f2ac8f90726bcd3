"""Load the versions of each règlement intérieur, as they were written.

A clause that the law contradicts keeps its wording: the rules of the règlement name its
verdict and apply the law in its place (GEN-02, RGI-03).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from governance.demo.donnees import jour
from governance.models import Intercommunalite
from instances.models import ReglementInterieur


def charger_reglements(intercommunalite: Intercommunalite, donnees: Mapping[str, Any]) -> None:
    ReglementInterieur.objects.bulk_create(
        ReglementInterieur(
            intercommunalite=intercommunalite,
            version=fiche["version"],
            starts_on=date.fromisoformat(fiche["debut"]),
            ends_on=jour(fiche["fin"]),
            adopte_on=jour(fiche["adopte_le"]),
            acte=fiche["acte"] or fiche["source"],
            valeurs=valeurs(fiche),
            provenances=provenances(fiche),
        )
        for fiche in donnees["reglements"]
    )


def valeurs(fiche: Mapping[str, Any]) -> dict[str, Any]:
    return {p["code"]: p["valeur"] for p in fiche["parametres"] if p["valeur"] is not None}


def provenances(fiche: Mapping[str, Any]) -> dict[str, str]:
    """One sentence a parameter: where it was read, and the conflict it settles."""
    return {p["code"]: _provenance(p, fiche) for p in fiche["parametres"]}


def _provenance(parametre: Mapping[str, Any], fiche: Mapping[str, Any]) -> str:
    morceaux = [f"{parametre['article']} – {fiche['source']}"]
    morceaux += [parametre[cle] for cle in ("conflit", "note") if cle in parametre]
    return "\u00a0; ".join(morceaux)
