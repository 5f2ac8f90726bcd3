"""A mayor sends a councillor of his commune to a commission, for one meeting (COM-04)."""

from datetime import datetime

from django.db import transaction

from governance import audit, mail
from governance.db import lock
from governance.models import Envoi, User
from governance.regles import exiger
from governance.tasks import enqueue, tic
from instances.models import Elu, Siegeant
from instances.regles import commissions as regles
from sectors import documents
from sectors.models import RemplacementEnCommission
from sectors.queries.commissions import vue


@transaction.atomic
def designer_remplacant(
    siegeant: Siegeant, *, remplacant: Elu, by: User, at: datetime
) -> RemplacementEnCommission:
    """He takes the member's seat and votes there; he is told, the member too."""
    seance = lock(siegeant.seance)
    siegeant.seance = seance
    exiger(regles.remplacement(vue(siegeant, remplacant)))
    designation, _ = RemplacementEnCommission.objects.update_or_create(
        intercommunalite=seance.intercommunalite,
        seance=seance,
        membre=siegeant.elu,
        defaults={"remplacant": remplacant, "at": at},
    )
    siegeant.suppleant = remplacant
    siegeant.save(update_fields=["suppleant"])
    mail.inscrire([_message(designation)])
    audit.record(
        "commission_remplacer", seance, by=by, at=at,
        membre=str(siegeant.elu), remplacant=str(remplacant),
    )  # fmt: skip
    enqueue(tic)
    return designation


def _message(designation: RemplacementEnCommission) -> Envoi:
    seance, elu = designation.seance, designation.remplacant
    return mail.preparer(
        designation.intercommunalite,
        idem=f"remplacement/{designation.pk}/{elu.pk}",
        destinataire=str(elu),
        adresse=elu.courriel,
        objet=f"Vous siégez à {seance.instance}",
        corps=documents.corps_du_remplacement(designation),
    )
