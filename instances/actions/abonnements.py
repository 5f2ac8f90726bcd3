"""The secret addresses of calendars: made, renewed, revoked (CNV-23)."""

import secrets
from datetime import datetime

from django.db import transaction

from governance import audit
from governance.db import lock
from governance.models import Acces, Intercommunalite, User
from instances.models import Abonnement
from instances.queries.abonnements import condenser, ouvert


@transaction.atomic
def ouvrir_abonnement(
    ici: Intercommunalite, *, acces: Acces | None = None, public: str = "", by: User, at: datetime
) -> str:
    """Make an address, in place of the former one, which closes. Its secret is given once."""
    lock(ici)
    _fermer(ouvert(ici, acces=acces, public=public), at)
    secret = secrets.token_urlsafe(24)
    abonnement = Abonnement(
        intercommunalite=ici,
        acces=acces,
        public=public,
        empreinte=condenser(secret),
        cree_at=at,
    )
    abonnement.full_clean()
    abonnement.save()
    audit.record("abonnement_ouvrir", abonnement, by=by, at=at, public=public)
    return secret


@transaction.atomic
def revoquer_abonnement(
    ici: Intercommunalite, *, acces: Acces | None = None, public: str = "", by: User, at: datetime
) -> None:
    """Close the address at once; without any, there is nothing to close."""
    lock(ici)
    abonnement = ouvert(ici, acces=acces, public=public)
    if abonnement is not None:
        _fermer(abonnement, at)
        audit.record("abonnement_revoquer", abonnement, by=by, at=at, public=public)


def _fermer(abonnement: Abonnement | None, at: datetime) -> None:
    if abonnement is not None:
        abonnement.revoque_at = at
        abonnement.save(update_fields=["revoque_at"])
