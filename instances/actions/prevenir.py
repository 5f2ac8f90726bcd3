"""Telling all who were convened that the séance will not be held as announced."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from governance import mail, stockage
from governance.db import lock
from governance.models import Envoi, User
from governance.regles import exiger
from instances import documents_avis as avis
from instances.actions.adresser import dater
from instances.models import Remise, Seance
from instances.queries.prevenus import debut_de_cle, prevenus
from instances.regles import renvois


def prevenir(seance: Seance, message: avis.AvisDeReport, *, at: datetime) -> list[Envoi]:
    """One message to each, by the channel of the convocation; its calendar entry is withdrawn."""
    remises = list(_derniere_remise_de_chacun(seance))
    if not remises:
        return []
    agenda = avis.agenda(seance, version=remises[0].convocation.version + 1, at=at)
    piece = mail.Piece(
        nom=avis.nom_de_fichier(seance),
        fichier=stockage.deposer(seance.intercommunalite, agenda, avis.ICS),
    )
    return mail.inscrire(
        mail.preparer(
            seance.intercommunalite,
            idem=f"{debut_de_cle(seance)}{remise.elu_id or remise.personne}",
            destinataire=remise.envoi.destinataire,
            adresse=remise.envoi.adresse,
            objet=message.objet,
            corps=message.corps(papier=remise.envoi.canal == Envoi.Canal.PAPIER),
            pieces=[piece],
            canal=remise.envoi.canal,
        )
        for remise in remises
    )


@transaction.atomic
def deposer_avis(seance: Seance, *, on: date, by: User, at: datetime) -> int:
    """One posting date for every notice on paper that has none yet."""
    lock(seance)
    plis = list(prevenus(seance).filter(etat=Envoi.Etat.SUR_PAPIER))
    exiger(renvois.rien_a_dater(len(plis)))
    for pli in plis:
        dater(pli, on=on, depuis=localdate(pli.due_at), by=by, at=at)
    return len(plis)


def _derniere_remise_de_chacun(seance: Seance) -> Iterator[Remise]:
    lignes = Remise.objects.filter(
        intercommunalite_id=seance.intercommunalite_id, convocation__seance=seance
    ).select_related("envoi", "convocation")
    vues = set()
    for remise in lignes.order_by("-convocation__version", "id"):
        personne = remise.elu_id or remise.personne
        if personne not in vues:
            vues.add(personne)
            yield remise
