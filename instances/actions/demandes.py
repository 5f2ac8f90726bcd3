"""Acts on a demand for a meeting: written down, signed, filed away (CNV-16)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.models import DemandeReunion, Elu, Instance, SignataireDemande
from instances.queries import demandes as queries
from instances.regles import demandes as regles


@transaction.atomic
def enregistrer_demande(
    instance: Instance,
    *,
    origine: str,
    recue_on: date,
    motif: str,
    ordre_du_jour: str,
    signataires: Iterable[Elu] = (),
    avant_on: date | None = None,
    by: User,
    at: datetime,
) -> DemandeReunion:
    """Write a demand down, founded or not: its members may still sign it."""
    demande = DemandeReunion(
        intercommunalite=instance.intercommunalite,
        instance=instance,
        origine=origine,
        recue_on=recue_on,
        motif=motif,
        ordre_du_jour=ordre_du_jour,
        avant_on=avant_on,
    )
    vue = queries.vue_sans_signature(demande)
    exiger(regles.controler_saisie(vue, aujourd_hui=localdate(at)))
    demande.full_clean()
    demande.save()
    audit.record("demande_enregistrer", demande, by=by, at=at, origine=origine)
    if origine != DemandeReunion.Origine.PREFET:
        for elu in signataires:
            signer_demande(demande, elu, by=by, at=at)
    return demande


@transaction.atomic
def signer_demande(
    demande: DemandeReunion, elu: Elu, *, by: User, at: datetime
) -> SignataireDemande:
    """A member in exercise adds his name, once."""
    lock(demande)
    lue = queries.vue(demande, at)
    exiger(
        regles.controler_signature(
            membre=elu.pk in lue.membres,
            deja_signe=demande.signataires.filter(elu=elu).exists(),
            classee=demande.classee_at is not None,
            du_prefet=lue.vue.du_prefet,
        )
    )
    signature: SignataireDemande = demande.signataires.create(
        intercommunalite_id=demande.intercommunalite_id, elu=elu, at=at
    )
    audit.record("demande_signer", demande, by=by, at=at, elu=elu.pk)
    return signature


@transaction.atomic
def classer_demande(
    demande: DemandeReunion, *, motif: str, by: User, at: datetime
) -> DemandeReunion:
    """File away a demand that does not bind, or that a séance already answers."""
    lock(demande)
    lue = queries.vue(demande, at)
    exiger(
        regles.controler_classement(
            classee=demande.classee_at is not None,
            oblige=lue.oblige,
            seance_prevue=bool(lue.seances),
        )
    )
    demande.classee_at = at
    demande.classee_motif = motif
    demande.full_clean()
    demande.save(update_fields=["classee_at", "classee_motif"])
    audit.record("demande_classer", demande, by=by, at=at, motif=motif)
    return demande
