"""One version of a convocation: rendered once, addressed to each, sealed, and what it announced."""

from datetime import datetime, time, timedelta

from django.utils.timezone import make_aware

from governance import stockage
from governance.models import Envoi
from governance.preuve import chaine
from instances import documents
from instances.actions.adresser import adresser
from instances.actions.diffuser import diffuser_la_convocation
from instances.documents import Version
from instances.models import Convocation
from instances.queries import preuve
from instances.queries.annonce import annonce_de, en_donnees
from instances.queries.convocation import Preparation, derogations_utilisees
from instances.regles.jours_francs import dernier_jour_d_envoi


def emettre(preparation: Preparation, version: Version) -> tuple[Convocation, list[Envoi]]:
    """Nobody receives the same version twice: its number is in the key of each message."""
    seance = preparation.seance
    courrier = documents.Courrier(
        seance=seance,
        signataire=preparation.signataire,
        points=documents.points_convoques(seance),
        version=version,
    )
    convocation = _rediger(preparation, courrier)
    # Each point remembers what announced it first: its own delay runs from there (CNV-13).
    seance.points.filter(convocation=None).exclude(etat="retire").update(convocation=convocation)
    envois = adresser(courrier, convocation, preparation.destinataires)
    _sceller(convocation, preparation)
    diffuser_la_convocation(convocation, by=None, at=preparation.at)
    return convocation, envois


def _rediger(preparation: Preparation, courrier: documents.Courrier) -> Convocation:
    """Render once and store before the commit that names the documents."""
    seance, at, version = preparation.seance, preparation.at, courrier.version
    signataire, points = preparation.signataire, courrier.points
    octets = documents.rendre_convocation(
        seance, at=at, signataire=signataire, points=points, version=version
    )
    agenda = documents.calendrier(seance, version=version.numero, at=at, points=points)
    delai = preparation.delai if version.avec_delai else None
    return Convocation.objects.create(
        intercommunalite=seance.intercommunalite,
        seance=seance,
        version=version.numero,
        nature=version.nature,
        motif=version.motif,
        changements=list(version.changements),
        annonce=en_donnees(annonce_de(seance)),
        sent_at=at,
        auteur=str(signataire or ""),
        texte=courrier.pour_tous,
        delai_requis=delai.jours if delai else None,
        francs=preparation.francs,
        pdf=stockage.deposer(seance.intercommunalite, octets, documents.PDF),
        ics=stockage.deposer(seance.intercommunalite, agenda, documents.ICS),
    )


def _sceller(convocation: Convocation, preparation: Preparation) -> None:
    """Bind documents, recipients and hour for good (CNV-08); the state of deliveries follows.

    An hour after the sending, when the legal delay closes, and when the séance opens.
    """
    ici, at, seance = convocation.intercommunalite, convocation.sent_at, convocation.seance
    nom = documents.nom_de_fichier(seance, "").rstrip(".")
    faits = preuve.faits_de_la_convocation(convocation, nom)
    faits["derogations"] = preuve.derogations(derogations_utilisees(preparation))
    chaine.sceller(ici, preuve.objet_de(convocation), faits, at=at)
    moments = [at + timedelta(hours=1), seance.starts_at]
    if preparation.delai:
        limite = dernier_jour_d_envoi(preparation.jour, preparation.delai) + timedelta(days=1)
        moments.append(make_aware(datetime.combine(limite, time.min)))
    a_venir = [moment for moment in moments if moment > at]
    chaine.prevoir(ici, preuve.objet_de(convocation, preuve.REMISES), a_venir)
