"""Telling all who were convened that the séance will not be held as announced."""

from collections.abc import Iterator
from datetime import datetime

from governance import mail, stockage
from governance.models import Envoi
from instances import documents_avis as avis
from instances.models import Remise, Seance


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
            idem=f"{avis.PREFIXE}/{seance.pk}/{remise.elu_id or remise.personne}",
            destinataire=remise.envoi.destinataire,
            adresse=remise.envoi.adresse,
            objet=message.objet,
            corps=message.corps,
            pieces=[piece],
            canal=remise.envoi.canal,
        )
        for remise in remises
    )


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
