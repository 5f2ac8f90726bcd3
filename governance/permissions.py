"""Who may do what to accounts and settings; and ``require``, the second gesture of every view.

Permissions take the access (an account in one intercommunalité) rather than the account:
the middleware has already found it, and it carries the role.
"""

from django.core.exceptions import PermissionDenied

from governance.models import Acces, Jeton

Role = Acces.Role
# All that a commune's clerk may open: a page added later is closed to him until it is named here.
DES_COMMUNES = frozenset(
    {
        "couleur", "logo", "tableau-de-bord",
        "sectors:consultation-liste", "sectors:consultation-detail",
        "sectors:consultation-projet", "sectors:consultation-deliberation",
        "sectors:consultation-repondre",
        "instances:commune-calendrier", "instances:calendrier-importer",
        "instances:reunion-annuler",
    }
)  # fmt: skip
GESTIONNAIRES = frozenset({Role.ADMINISTRATEUR, Role.ASSEMBLEES, Role.DIRECTION})


def require(autorise: bool) -> None:
    """Raises ``PermissionDenied`` (a 403 page that says whom to ask)."""
    if not autorise:
        raise PermissionDenied


def est_de_commune(acces: Acces) -> bool:
    """The clerk of a commune: what concerns that commune, and nothing of the intercommunalité."""
    return acces.role == Role.COMMUNE


def can_ouvrir(acces: Acces, adresse: str) -> bool:
    """Asked before any view, by the name of the address."""
    return not est_de_commune(acces) or adresse in DES_COMMUNES


def can_gerer_acces(acces: Acces) -> bool:
    return acces.role == Role.ADMINISTRATEUR


def can_lire_journal(acces: Acces) -> bool:
    return acces.role in {Role.ADMINISTRATEUR, Role.DIRECTION, Role.ASSEMBLEES}


def can_regler_intercommunalite(acces: Acces) -> bool:
    return acces.role in {Role.ADMINISTRATEUR, Role.DIRECTION}


def can_creer_jeton(acces: Acces) -> bool:
    """Everyone who may use the API: a token may do what its account may do, and no more."""
    return acces.ferme_at is None and not est_de_commune(acces)


def can_revoquer_jeton(acces: Acces, jeton: Jeton) -> bool:
    le_sien = jeton.acces_id == acces.pk and can_creer_jeton(acces)
    return le_sien or can_gerer_acces(acces)
