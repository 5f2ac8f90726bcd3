"""Load the versions of each règlement intérieur: what applies, and what was once written.

A clause that the law contradicts is kept as written in the version's provenance, with its
verdict; the value that applies is the lawful one (GEN-02, RGI-03).
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
    return {
        parametre["code"]: parametre.get("retenue", parametre["valeur"])
        for parametre in fiche["parametres"]
    }


def provenances(fiche: Mapping[str, Any]) -> dict[str, str]:
    """One sentence a parameter: where it was read, and what the document says against the law."""
    return {p["code"]: _provenance(p, fiche) for p in fiche["parametres"]}


def _provenance(parametre: Mapping[str, Any], fiche: Mapping[str, Any]) -> str:
    morceaux = [f"{parametre['article']} – {fiche['source']}"]
    if parametre["verdict"] != "conforme":
        morceaux.append(
            f"écrit : {parametre.get('ecrit', parametre['valeur'])} ({parametre['verdict']})"
        )
    if "conflit" in parametre:
        morceaux.append(parametre["conflit"])
    if "note" in parametre:
        morceaux.append(parametre["note"])
    return " ; ".join(morceaux)
