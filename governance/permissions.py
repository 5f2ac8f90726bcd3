"""Who may do what to accounts and settings; and ``require``, the second gesture of every view.

Permissions take the access (an account in one intercommunalité) rather than the account:
the middleware has already found it, and it carries the role.
"""

from django.core.exceptions import PermissionDenied

from governance.models import Acces, Jeton

Role = Acces.Role
GESTIONNAIRES = frozenset({Role.ADMINISTRATEUR, Role.ASSEMBLEES, Role.DIRECTION})


def require(autorise: bool) -> None:
    """Raises ``PermissionDenied`` (a 403 page that says whom to ask)."""
    if not autorise:
        raise PermissionDenied


def can_gerer_acces(acces: Acces) -> bool:
    return acces.role == Role.ADMINISTRATEUR


def can_lire_journal(acces: Acces) -> bool:
    return acces.role in {Role.ADMINISTRATEUR, Role.DIRECTION, Role.ASSEMBLEES}


def can_regler_intercommunalite(acces: Acces) -> bool:
    return acces.role in {Role.ADMINISTRATEUR, Role.DIRECTION}


def can_creer_jeton(acces: Acces) -> bool:
    """Everyone, for themselves: a token may do what its account may do, and no more."""
    return acces.ferme_at is None


def can_revoquer_jeton(acces: Acces, jeton: Jeton) -> bool:
    return jeton.acces_id == acces.pk or can_gerer_acces(acces)
