"""Who may do what with instances, séances and their members. docs/roles.md is the table.

The service des assemblées acts in every instance, or in those it has in charge when its
access is limited; élus and maires read, and act through the mandat in force of their Élu.
"""

from guardian.shortcuts import get_objects_for_user

from governance.models import Acces
from instances.models import Instance, Seance

Role = Acces.Role
SERVICES = frozenset({Role.ADMINISTRATEUR, Role.ASSEMBLEES, Role.DIRECTION})


def instances_en_charge(acces: Acces) -> frozenset[int] | None:
    """Ids of the instances whose séances the access may run; ``None`` means all of them.

    Guardian's rows bear no tenant: the query starts from the instances of this one.
    """
    if acces.role not in SERVICES:
        return frozenset()
    if not acces.instances_choisies:
        return None
    if not hasattr(acces, "_en_charge"):
        permises = get_objects_for_user(
            acces.user,
            "instances.gerer_seances",
            klass=acces.intercommunalite.instances.all(),
            accept_global_perms=False,
        )
        acces._en_charge = frozenset(permises.values_list("pk", flat=True))  # type: ignore[attr-defined]  # once per request
    return acces._en_charge  # type: ignore[attr-defined,no-any-return]


def can_gerer_seances(acces: Acces, instance: Instance) -> bool:
    en_charge = instances_en_charge(acces)
    return instance.intercommunalite_id == acces.intercommunalite_id and (
        en_charge is None or instance.pk in en_charge
    )


def can_preparer(acces: Acces, seance: Seance) -> bool:
    return can_gerer_seances(acces, seance.instance)


def can_convoquer(acces: Acces, seance: Seance) -> bool:
    return can_gerer_seances(acces, seance.instance)


def can_conduire(acces: Acces, seance: Seance) -> bool:
    return can_gerer_seances(acces, seance.instance)


def can_deroger(acces: Acces) -> bool:
    """« Rôle juridique » of the rules: the direction."""
    return acces.role == Role.DIRECTION


def can_composer(acces: Acces) -> bool:
    """Communes, élus, mandats, instances and nominations."""
    return acces.role in SERVICES and not acces.instances_choisies


def can_regler(acces: Acces) -> bool:
    """Types d'instance and règlement intérieur."""
    return acces.role in {Role.ADMINISTRATEUR, Role.DIRECTION}
