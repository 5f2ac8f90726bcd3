"""The menus: what this account may open in this intercommunalité."""

from typing import Any

from django.urls import reverse

from governance.permissions import (
    can_creer_jeton,
    can_gerer_acces,
    can_lire_journal,
    can_regler_intercommunalite,
)

ENTREES = [
    ("Tableau de bord", "tableau-de-bord", None),
    ("Séances", "instances:seance-liste", None),
    ("Projets", "deliberations:projet-liste", can_lire_journal),
    ("Calendrier", "instances:calendrier", None),
    ("Délibérations", "deliberations:deliberation-liste", None),
    ("Territoire", "sectors:territoire", None),
    ("Élus et instances", "instances:composition", None),
    ("Règlement", "instances:reglement-liste", None),
    ("Journal", "journal", can_lire_journal),
    ("Accès", "acces-liste", can_gerer_acces),
]
# Behind the account's name: what is used once in a while.
DU_COMPTE = [
    ("Mes jetons", "jetons", "key", can_creer_jeton),
    ("À viser", "deliberations:visa-liste", "doc", None),
    ("Circuits et modèles", "deliberations:circuit-liste", "doc", can_regler_intercommunalite),
    ("Paramètres", "parametres", "doc", can_regler_intercommunalite),
    ("Rappels", "rappels", "bell", can_regler_intercommunalite),
]


def entrees(request: Any) -> list[dict[str, Any]]:
    """Each entry with its address; the longest prefix of the path is the current one."""
    acces = getattr(request, "acces", None)
    if acces is None:
        return []
    slug = acces.intercommunalite.slug
    liste: list[dict[str, Any]] = [
        {"libelle": libelle, "url": reverse(nom, args=[slug])}
        for libelle, nom, permise in ENTREES
        if permise is None or permise(acces)
    ]
    courante = max(
        (e for e in liste if request.path.startswith(e["url"])),
        key=lambda e: len(e["url"]),
        default=None,
    )
    for entree in liste:
        entree["courant"] = entree is courante
    return liste


def menu_du_compte(request: Any) -> list[dict[str, str]]:
    acces = getattr(request, "acces", None)
    return [
        {
            "libelle": libelle,
            "url": reverse(nom, args=[acces.intercommunalite.slug]),
            "icone": icone,
        }
        for libelle, nom, icone, permise in DU_COMPTE
        if acces is not None and (permise is None or permise(acces))
    ]
