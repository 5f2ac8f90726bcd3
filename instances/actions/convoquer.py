"""Convening: one act freezes who sits, what is announced and to whom it goes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit
from governance.db import lock
from governance.models import Envoi, User
from governance.regles import Manquement, exiger
from governance.tasks import enqueue, tic
from instances.actions.inviter import asseoir
from instances.actions.seconde_convocation import suivre_les_pouvoirs
from instances.actions.versions import emettre
from instances.documents import Version
from instances.models import Convocation, Derogation, Seance, Siegeant
from instances.queries import composition
from instances.queries.convocation import Preparation, controles_de, derogations_utilisees
from instances.queries.voix import voix_des_sieges
from instances.regles import composition as regles_composition
from instances.regles.dates_en_lettres import jour_en_lettres
from instances.regles.etats import etat_suivant


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
    convocation, envois = emettre(preparation, Version())
    seance.etat = suivant
    seance.save(update_fields=["etat", "effectif_legal", "en_exercice"])
    suivre_les_pouvoirs(seance, by=by, at=at)
    _noter(convocation, envois, reserves, derogations_utilisees(preparation), by=by)
    enqueue(tic)
    return convocation


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
    voix = voix_des_sieges(seance, preparation.sieges)
    Siegeant.objects.bulk_create(
        Siegeant(
            intercommunalite_id=seance.intercommunalite_id,
            seance=seance,
            elu=s.elu,
            personne="" if s.elu else s.nom,
            courriel=s.nomination.courriel if s.nomination and not s.elu else "",
            suppleant=s.suppleant,
            commune=s.commune.nom if s.commune else "",
            qualite=s.qualite,
            compte_quorum=s.siege.compte_quorum,
            vote=vote,
            parole=s.siege.parole,
            ordre=ordre,
        )
        for ordre, (s, vote) in enumerate(zip(preparation.sieges, voix, strict=True), start=1)
    )
    for invite in seance.invites.exclude(voix_de=None).select_related("elu", "voix_de"):
        asseoir(invite)
    effectifs = regles_composition.effectifs(s.siege for s in preparation.sieges)
    seance.en_exercice = effectifs.en_exercice
    if seance.instance.type_instance.modele == "conseil":
        seance.effectif_legal = composition.effectif_legal(
            seance.intercommunalite, preparation.jour
        )
