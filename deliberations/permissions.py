"""Who may do what with drafts and their visas. docs/roles.md is the table."""

from datetime import date

from deliberations.models import Projet, Visa
from deliberations.queries.projets import pour_qui_signer, projets_lisibles
from governance.models import Acces
from instances.models import Siegeant
from instances.permissions import can_creer_seance, can_gerer_seances, can_regler


def can_rediger(acces: Acces, projet: Projet) -> bool:
    """Services, for the bodies in their charge; a draft without a body is anyone's of them."""
    if projet.instance is None:
        return can_creer_seance(acces)
    return can_gerer_seances(acces, projet.instance)


def can_lire_projet(acces: Acces, projet: Projet) -> bool:
    """Whoever writes it, and whoever has, or had, to sign it."""
    return can_rediger(acces, projet) or projets_lisibles(acces).filter(pk=projet.pk).exists()


def can_viser(acces: Acces, visa: Visa, on: date) -> bool:
    return visa.viseur_id in pour_qui_signer(acces, on)


def can_voter(acces: Acces, siege: Siegeant | None) -> bool:
    """One's own seat, or the one that one may take as suppléant; a link without account, never."""
    if siege is None:
        return False
    ids = [elu.acces_id for elu in (siege.elu, siege.suppleant) if elu is not None]
    return acces.pk in ids


def can_regler_circuits(acces: Acces) -> bool:
    """The administrator and the direction, as for the règlement."""
    return can_regler(acces)
