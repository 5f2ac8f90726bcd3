"""The room's screen: a link that shows one séance to whoever holds it, until it is revoked."""

import secrets
from datetime import datetime

from django.db import transaction

from governance import audit
from governance.db import lock
from governance.models import User
from instances.models import Ecran, Seance
from instances.queries.ecrans import condenser


@transaction.atomic
def ouvrir_ecran(seance: Seance, *, by: User, at: datetime) -> str:
    """Make a link. Its secret is given back once: only its SHA-256 is kept."""
    lock(seance)
    secret = secrets.token_urlsafe(24)
    ecran = Ecran.objects.create(
        intercommunalite_id=seance.intercommunalite_id,
        seance=seance,
        empreinte=condenser(secret),
        cree_at=at,
    )
    audit.record("ecran_ouvrir", ecran, by=by, at=at)
    return secret


@transaction.atomic
def revoquer_ecran(ecran: Ecran, *, by: User, at: datetime) -> Ecran:
    """Close the link at once. Revoking it twice changes nothing."""
    lock(ecran.seance)
    ecran.refresh_from_db()
    if ecran.revoque_at is None:
        ecran.revoque_at = at
        ecran.save(update_fields=["revoque_at"])
        audit.record("ecran_revoquer", ecran, by=by, at=at)
    return ecran
