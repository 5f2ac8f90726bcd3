"""Which séance a screen's link shows, and what must not be seen of it."""

import hashlib

from django.db.models import Q, QuerySet

from governance.models import Intercommunalite
from instances.models import Point, Seance


def condenser(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def a_l_ecran(intercommunalite: Intercommunalite, empreinte: str) -> QuerySet[Seance]:
    """The séance that an open link shows; none once it is revoked."""
    seances = intercommunalite.seances.filter(ecrans__empreinte=empreinte, ecrans__revoque_at=None)
    return seances.select_related("instance__type_instance")


def huis_clos_en_cours(seance: Seance, point: Point | None) -> bool:
    """Decided and not over, for the whole séance or for the point now up (HUC-02)."""
    en_cours = seance.huis_clos.filter(decide=True, fin_at=None)
    return en_cours.filter(Q(point=None) | Q(point=point)).exists()
