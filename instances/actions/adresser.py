"""To whom a convocation goes: one message and one row of the ledger per person."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from governance import audit, mail
from governance.db import lock
from governance.models import Envoi, User
from governance.regles import exiger
from instances import documents
from instances.actions import liens
from instances.models import Convocation, Remise
from instances.queries.destinataires import Destinataire
from instances.queries.suivi import A_REMETTRE
from instances.regles import depot
from instances.regles.dates_en_lettres import jour_en_lettres


def adresser(
    courrier: documents.Courrier, convocation: Convocation, personnes: Sequence[Destinataire]
) -> list[Envoi]:
    """One message and one ledger row per person, by his own channel (CNV-03, CNV-07, MEM-04)."""
    seance = courrier.seance
    corps = courrier.corps(personnes)
    pieces = _pieces(convocation)
    objet = documents.objet_du_courriel(seance, courrier.version)
    envois = mail.inscrire(
        _envoi(convocation, personne, objet=objet, corps=texte, pieces=pieces)
        for personne, texte in zip(personnes, corps, strict=True)
    )
    remises = Remise.objects.bulk_create(
        Remise(
            intercommunalite_id=seance.intercommunalite_id,
            convocation=convocation,
            elu=personne.elu,
            personne="" if personne.elu else personne.nom[:160],
            envoi=envoi,
            qualite=personne.qualite,
        )
        for personne, envoi in zip(personnes, envois, strict=True)
    )
    liens.remplacer(zip(remises, envois, strict=True), at=convocation.sent_at)
    return envois


def _envoi(
    convocation: Convocation,
    personne: Destinataire,
    *,
    objet: str,
    corps: str,
    pieces: list[mail.Piece],
) -> Envoi:
    cle = f"convocation/{convocation.seance_id}/{convocation.version}/{personne.cle}"
    return mail.preparer(
        convocation.intercommunalite,
        idem=cle,
        destinataire=personne.nom,
        adresse=personne.adresse,
        objet=objet,
        corps=corps,
        pieces=pieces,
        canal=Envoi.Canal.PAPIER if personne.papier else Envoi.Canal.COURRIEL,
    )


def _pieces(convocation: Convocation) -> list[mail.Piece]:
    seance = convocation.seance
    return [
        mail.Piece(nom=documents.nom_de_fichier(seance, extension), fichier=fichier)
        for extension, fichier in (("pdf", convocation.pdf), ("ics", convocation.ics))
        if fichier is not None
    ]


@transaction.atomic
def deposer_pli(envoi: Envoi, *, on: date, by: User, at: datetime) -> Envoi:
    """Note the postmark of a letter, or the day it was handed over (CNV-06).

    A refused e-mail may be settled by hand; a letter is posted or handed over.
    """
    remise = envoi.remises.select_related("convocation").get()
    return dater(envoi, on=on, depuis=localdate(remise.convocation.sent_at), by=by, at=at)


@transaction.atomic
def dater(envoi: Envoi, *, on: date, depuis: date, by: User, at: datetime) -> Envoi:
    """``depuis``: when the letter was written; it is not posted before."""
    lock(envoi)
    exiger(
        depot.manquements(
            on=on,
            aujourd_hui=localdate(at),
            convocation_du=depuis,
            a_remettre=envoi.etat in A_REMETTRE,
        )
    )
    # A day, not an hour, is what the postmark proves: noon belongs to no other civil day.
    moment = at if on == localdate(at) else make_aware(datetime.combine(on, time(12)))
    par_poste = envoi.canal == Envoi.Canal.PAPIER
    detail = "Pli déposé ou remis" if par_poste else "Remis en main propre"
    mail.changer(envoi, Envoi.Etat.DEPOSE, at=moment, detail=f"{detail} le {jour_en_lettres(on)}")
    audit.record("pli_deposer", envoi, by=by, at=at, on=on.isoformat(), canal=envoi.canal)
    return envoi
