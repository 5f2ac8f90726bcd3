"""The fourth beat of an action: what was done, by whom, in the same transaction."""

from typing import Any

from governance.models import AuditEntry, User


def record(verbe: str, obj: Any, *, by: User | None, at: Any, **donnees: Any) -> AuditEntry:
    """Write the act down. ``at`` is the moment the act took place; the row keeps it in UTC."""
    return AuditEntry.objects.create(
        # The intercommunalité itself has no tenant key: it is its own.
        intercommunalite_id=getattr(obj, "intercommunalite_id", obj.pk),
        at=at,
        by=by,
        verbe=verbe,
        objet_type=obj._meta.label_lower,
        objet_id=obj.pk,
        libelle=str(obj)[:300],
        donnees=donnees,
    )
