"""What an alert sends and writes along its way: messages, the invitation, its timeline."""

from datetime import datetime

from governance import mail, stockage
from governance.models import Envoi, User
from instances import agendas
from instances.models import Elu, Point
from instances.queries.rappels import contexte_de
from sectors import documents
from sectors.models import Alerte
from sectors.queries.suivi_alertes import service

ICS = "text/calendar"


def message(
    alerte: Alerte, elu: Elu, quoi: str, corps: str, *, pieces: list[mail.Piece] | None = None
) -> Envoi:
    """With the letter, unless something else goes along."""
    return mail.preparer(
        alerte.intercommunalite,
        idem=f"alerte/{alerte.pk}/{quoi}/{elu.pk}",
        destinataire=str(elu),
        adresse=elu.courriel,
        objet=f"Droit d’alerte\u00a0: {alerte.objet}",
        corps=corps,
        pieces=_lettre(alerte) if pieces is None else pieces,
    )


def au_service(alerte: Alerte, quoi: str, corps: str, *, at: datetime) -> list[Envoi]:
    """One message to each of those who prepare the body that hears alerts."""
    return [
        mail.preparer(
            alerte.intercommunalite,
            idem=f"alerte/{alerte.pk}/{quoi}/acces-{acces.pk}",
            destinataire=str(acces.user),
            adresse=acces.user.email,
            objet=f"Droit d’alerte\u00a0: {alerte.objet}",
            corps=corps,
            pieces=_lettre(alerte),
        )
        for acces in service(contexte_de(alerte.intercommunalite, at))
    ]


def _lettre(alerte: Alerte) -> list[mail.Piece]:
    """Rendered when it was filed; an alert laid by hand may have none."""
    if alerte.courrier is None:
        return []
    return [mail.Piece(nom=f"alerte-{alerte.numero}.pdf", fichier=alerte.courrier)]


def convier(alerte: Alerte, point: Point, *, at: datetime) -> None:
    """The author is heard: day, hour and place, ready for his own calendar (ALR-06)."""
    ici, seance = alerte.intercommunalite, point.seance
    ics = stockage.deposer(ici, agendas.ecrire(ici, [seance], at=at), ICS)
    corps = documents.corps_de_l_audition(alerte, seance)
    piece = mail.Piece(nom="audition.ics", fichier=ics)
    mail.inscrire([message(alerte, alerte.auteur, f"audition-{point.pk}", corps, pieces=[piece])])


def noter(alerte: Alerte, phrase: str, *, by: User | None, at: datetime) -> None:
    alerte.evenements.create(
        intercommunalite_id=alerte.intercommunalite_id,
        at=at,
        etat=alerte.etat,
        phrase=phrase,
        by=by,
    )
