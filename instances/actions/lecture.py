"""What a reader does with the dossier: evidence, not acts. Kept beside the message it answers.

Opening is told by a page that was really displayed, never by the request of an address: the
scanners of mail servers follow every link that they see.
"""

from datetime import datetime, timedelta

from governance.models import EnvoiEvenement, Fichier
from instances.models import Remise
from instances.queries.dossier_elu import Lecteur
from instances.queries.preuve import ACCUSE, DOCUMENT, OUVERT

# Turning pages back and forth is one reading; it also bounds what one reader may write.
UNE_LECTURE = timedelta(minutes=10)
VOIES = {"lien": "par le lien personnel", "compte": "depuis le compte"}


def ouvrir_dossier(lecteur: Lecteur, *, at: datetime) -> None:
    _noter(lecteur, OUVERT, VOIES[lecteur.voie], at=at, depuis=at - UNE_LECTURE)


def ouvrir_document(lecteur: Lecteur, fichier: Fichier, *, nom: str, at: datetime) -> None:
    """Which bytes: the name may be given again, the SHA-256 cannot."""
    detail = f"{nom}, SHA-256 {fichier.sha256}, {VOIES[lecteur.voie]}"
    _noter(lecteur, DOCUMENT, detail, at=at, depuis=at - UNE_LECTURE)


def accuser(lecteur: Lecteur, *, at: datetime) -> None:
    """Once: the first acknowledgement is the one that counts."""
    _noter(lecteur, ACCUSE, VOIES[lecteur.voie], at=at, depuis=None)


def _noter(
    lecteur: Lecteur, etat: str, detail: str, *, at: datetime, depuis: datetime | None
) -> None:
    remise: Remise = lecteur.remise
    deja = remise.envoi.evenements.filter(etat=etat)
    if etat != ACCUSE:
        deja = deja.filter(detail=detail, at__gt=depuis)
    if not deja.exists():
        EnvoiEvenement.objects.create(
            intercommunalite_id=remise.intercommunalite_id,
            envoi=remise.envoi,
            at=at,
            etat=etat,
            detail=detail,
        )
