"""Put the ordre du jour in the order of commissions, and number the reports accordingly."""

from datetime import datetime

from django.db import transaction

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.models import Seance
from instances.queries.ordonnancement import commissions_en_ordre, points_a_placer
from instances.regles.ordonnancement import ordonner, renumerotation


@transaction.atomic
def ordonner_par_commission(
    seance: Seance, *, liberer: bool = False, by: User, at: datetime
) -> int:
    """Only while preparing: a number announced is kept. Returns how many points changed."""
    lock(seance)
    exiger(renumerotation(seance.etat))
    avant = {p.cle: p for p in points_a_placer(seance, liberer=liberer)}
    apres = ordonner(avant.values(), commissions_en_ordre(seance))
    changes = [p for p in apres if p != avant[p.cle]]
    # Two numbers may be exchanged: each passes by one that no report bears.
    for point in changes:
        seance.points.filter(pk=point.cle).update(numero=f"~{point.cle}")
    for point in changes:
        seance.points.filter(pk=point.cle).update(numero=point.numero, rang=point.rang)
    if liberer:
        seance.points.update(place_a_la_main=False)
    audit.record("seance_ordonner", seance, by=by, at=at, deplaces=len(changes), liberer=liberer)
    return len(changes)
