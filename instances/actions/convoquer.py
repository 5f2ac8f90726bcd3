"""Convening: one act freezes who sits, what is announced and to whom it goes."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from governance import audit, stockage
from governance.db import lock
from governance.models import Envoi, User
from governance.preuve import chaine
from governance.regles import Manquement, exiger
from governance.tasks import enqueue, tic
from instances import documents
from instances.actions.adresser import adresser
from instances.models import Convocation, Derogation, Seance, Siegeant
from instances.queries import composition, preuve
from instances.queries.convocation import Preparation, controles_de, derogations_utilisees
from instances.regles import composition as regles_composition
from instances.regles.dates_en_lettres import jour_en_lettres
from instances.regles.etats import etat_suivant
from instances.regles.jours_francs import dernier_jour_d_envoi


@transaction.atomic
def convoquer(seance: Seance, *, by: User, at: datetime) -> Convocation:
    """Send the convocation of a séance (CNV-01 to CNV-10). It leaves once: a second is refused.

    The rows are what is sent; the mail server is spoken to after the commit.
    """
    lock(seance)
    exiger(_deja_partie(seance))
    suivant = etat_suivant(seance.etat, "convoquer")
    preparation = Preparation(seance=seance, at=at)
    reserves = exiger(controles_de(preparation))
    figer_composition(preparation)
    courrier = documents.Courrier(
        seance=seance,
        signataire=preparation.signataire,
        points=documents.points_convoques(seance),
    )
    convocation = _rediger(preparation, courrier, version=1)
    envois = adresser(courrier, convocation, preparation.destinataires)
    seance.etat = suivant
    seance.save(update_fields=["etat", "effectif_legal", "en_exercice"])
    _sceller(convocation, preparation)
    _noter(convocation, envois, reserves, derogations_utilisees(preparation), by=by)
    enqueue(tic)
    return convocation


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


def _noter(
    convocation: Convocation,
    envois: list[Envoi],
    reserves: Iterable[Manquement],
    derogations: Iterable[Derogation],
    *,
    by: User,
) -> None:
    audit.record(
        "seance_convoquer",
        convocation.seance,
        by=by,
        at=convocation.sent_at,
        version=convocation.version,
        destinataires=len(envois),
        sur_papier=sum(e.canal == Envoi.Canal.PAPIER for e in envois),
        francs=convocation.francs,
        pdf=convocation.pdf.sha256 if convocation.pdf else None,
        reserves=[m.regle for m in reserves],
        derogations=[d.pk for d in derogations],
    )


def _deja_partie(seance: Seance) -> Iterable[Manquement]:
    partie = seance.convocations.order_by("version").last()
    if partie is not None:
        yield Manquement(
            regle="CNV-13",
            article="CGCT, art. L. 2121-10 et L. 2121-12",
            message=(
                "Cette convocation est déjà partie, le "
                f"{jour_en_lettres(localdate(partie.sent_at))}. Rien n’a été envoyé de nouveau."
            ),
        )


def figer_composition(preparation: Preparation) -> None:
    """Who sits is settled with the convocation: the séance no longer follows the mandats."""
    seance = preparation.seance
    seance.siegeants.all().delete()
    Siegeant.objects.bulk_create(
        Siegeant(
            intercommunalite_id=seance.intercommunalite_id,
            seance=seance,
            elu=s.elu,
            personne="" if s.elu else s.nom,
            suppleant=s.suppleant,
            commune=s.commune.nom if s.commune else "",
            qualite=s.qualite,
            compte_quorum=s.siege.compte_quorum,
            vote=s.siege.vote,
            parole=s.siege.parole,
            ordre=ordre,
        )
        for ordre, s in enumerate(preparation.sieges, start=1)
    )
    effectifs = regles_composition.effectifs(s.siege for s in preparation.sieges)
    seance.en_exercice = effectifs.en_exercice
    if seance.instance.type_instance.modele == "conseil":
        seance.effectif_legal = composition.effectif_legal(
            seance.intercommunalite, preparation.jour
        )


def _rediger(
    preparation: Preparation, courrier: documents.Courrier, *, version: int
) -> Convocation:
    """Render once and store before the commit that names the documents."""
    seance, at = preparation.seance, preparation.at
    signataire = preparation.signataire
    points = courrier.points
    octets = documents.rendre_convocation(seance, at=at, signataire=signataire, points=points)
    agenda = documents.calendrier(seance, version=version, at=at, points=points)
    delai = preparation.delai
    return Convocation.objects.create(
        intercommunalite=seance.intercommunalite,
        seance=seance,
        version=version,
        sent_at=at,
        auteur=str(signataire or ""),
        texte=courrier.pour_tous,
        delai_requis=delai.jours if delai else None,
        francs=preparation.francs,
        pdf=stockage.deposer(seance.intercommunalite, octets, documents.PDF),
        ics=stockage.deposer(seance.intercommunalite, agenda, documents.ICS),
    )
