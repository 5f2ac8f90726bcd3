"""Days of receipt that were proven, one by one (CNV-08)."""

from datetime import date

from django.utils.timezone import localdate

from instances.models import Convocation

RECEPTION_PROUVEE = "recu_prouve"


def receptions_prouvees(convocation: Convocation) -> dict[int, date]:
    """By message; the earliest day proven counts. One query."""
    evenements = convocation.intercommunalite.envoi_evenements.filter(
        etat=RECEPTION_PROUVEE, envoi__remises__convocation=convocation
    )
    lus: dict[int, date] = {}
    for envoi, at in evenements.values_list("envoi_id", "at").order_by("-at"):
        lus[envoi] = localdate(at)
    return lus
