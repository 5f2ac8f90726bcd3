"""Finer rights per object, held by groups. Groups and guardian's rows bear no tenant key:
they are reached only from here, by a name that begins with the tenant's id and from objects
of that tenant.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group
from guardian.shortcuts import assign_perm

from governance.models import Acces


def nom_du_groupe(obj: Any, charge: str) -> str:
    """« 12:instance:34:secretariat »: one group per object and charge, never a grant per row."""
    return f"{obj.intercommunalite_id}:{obj._meta.model_name}:{obj.pk}:{charge}"


def confier(acces: Acces, objets: Iterable[Any], *, charge: str, permission: str) -> None:
    """Give the access this charge on these objects of its intercommunalité, and on no other."""
    retirer(acces)
    for obj in objets:
        if obj.intercommunalite_id != acces.intercommunalite_id:
            raise ValueError(f"{obj} n’est pas de cette intercommunalité.")
        groupe, nouveau = Group.objects.get_or_create(name=nom_du_groupe(obj, charge))
        if nouveau:
            assign_perm(permission, groupe, obj)
        acces.user.groups.add(groupe)


def retirer(acces: Acces) -> None:
    """Take away every charge held in this intercommunalité; those held elsewhere stay."""
    acces.user.groups.remove(*charges(acces))


def charges(acces: Acces) -> list[Group]:
    prefixe = f"{acces.intercommunalite_id}:"
    return list(acces.user.groups.filter(name__startswith=prefixe).order_by("name"))
