"""The envelope sender names the message, so that what comes back says which one (VERP)."""

import re
from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

# Lower case and digits alone: some servers fold the case of what precedes the « @ ».
_MARQUE = re.compile(r"(\d+)-([0-9a-f]{16})")


def expediteur(envoi_id: int) -> str:
    """Where a refusal of this message must return; the plain sender where nothing reads it."""
    modele: str = settings.RETOURS_EXPEDITEUR
    if not modele:
        return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return modele.replace("*", f"{envoi_id}-{_sceau(envoi_id)}")


def envoi_designe(adresse: str) -> int | None:
    """The message that a return address names; ``None`` for any other, and for a forged one."""
    avant, etoile, apres = settings.RETOURS_EXPEDITEUR.lower().partition("*")
    adresse = adresse.strip().strip("<>").lower()
    if not etoile or not adresse.startswith(avant) or not adresse.endswith(apres):
        return None
    lue = _MARQUE.fullmatch(adresse[len(avant) : len(adresse) - len(apres)])
    if lue is None or not constant_time_compare(lue[2], _sceau(int(lue[1]))):
        return None
    return int(lue[1])


def _sceau(envoi_id: int) -> str:
    return salted_hmac("governance.verp", str(envoi_id), algorithm="sha256").hexdigest()[:16]
