"""After the sending: settle what came back, and the letters of a whole version at once."""

from datetime import date, datetime

from django.db import transaction

from governance import audit, mail
from governance.db import lock
from governance.models import Envoi, User
from governance.regles import exiger
from governance.tasks import enqueue, tic
from instances.actions import liens
from instances.actions.adresser import deposer_pli
from instances.models import Convocation, Remise
from instances.queries.suivi import PERDUS
from instances.regles import renvois


@transaction.atomic
def renvoyer(remise: Remise, *, adresse: str, by: User, at: datetime) -> Envoi:
    """The same text and documents, to one person, at another address or once more.

    A new row of the ledger: what happened to the first stays beside it.
    """
    lock(remise)
    premier = lock(remise.envoi)
    exiger(renvois.manquements(perdu=premier.etat in PERDUS, adresse=adresse))
    racine = premier.idem.partition("/renvoi/")[0]
    deja = Envoi.objects.filter(
        intercommunalite_id=remise.intercommunalite_id, idem__startswith=f"{racine}/renvoi/"
    )
    renvoi = mail.preparer(
        remise.intercommunalite,
        idem=f"{racine}/renvoi/{deja.count() + 1}",
        destinataire=premier.destinataire,
        adresse=adresse,
        objet=premier.objet,
        corps=premier.corps,
    )
    renvoi.pieces = premier.pieces
    [remise.envoi] = mail.inscrire([renvoi])
    remise.save(update_fields=["envoi"])
    if mail.MARQUE in renvoi.corps:
        liens.ouvrir([(remise, remise.envoi)])
    audit.record("convocation_renvoyer", remise.envoi, by=by, at=at, premier=premier.pk)
    enqueue(tic)
    return remise.envoi


@transaction.atomic
def deposer_plis(convocation: Convocation, *, on: date, by: User, at: datetime) -> int:
    """One posting date for every letter of the version that has none yet (CNV-06)."""
    lock(convocation)
    attendent = Envoi.objects.filter(
        intercommunalite_id=convocation.intercommunalite_id,
        remises__convocation=convocation,
        etat=Envoi.Etat.SUR_PAPIER,
    )
    plis = list(attendent.order_by("id"))
    exiger(renvois.rien_a_dater(len(plis)))
    for pli in plis:
        deposer_pli(pli, on=on, by=by, at=at)
    return len(plis)
