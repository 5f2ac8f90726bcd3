"""Which séance a screen's link shows, and what must not be seen of it."""

import hashlib

from django.db.models import Q, QuerySet

from governance.models import Intercommunalite
from instances.models import Ecran, Point, Seance


def condenser(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def ecrans_ouverts(intercommunalite: Intercommunalite) -> QuerySet[Ecran]:
    """One query tells the séance and its version: a screen asks every few seconds."""
    return intercommunalite.ecrans.filter(revoque_at=None).select_related(
        "seance__instance__type_instance"
    )


def huis_clos_en_cours(seance: Seance, point: Point | None) -> bool:
    """Decided and not over, for the whole séance or for the point now up (HUC-02)."""
    en_cours = seance.huis_clos.filter(decide=True, fin_at=None)
    return en_cours.filter(Q(point=None) | Q(point=point)).exists()
