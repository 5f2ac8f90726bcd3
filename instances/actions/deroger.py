"""Passing over one breach: an act of the direction, with its reason, kept for whoever contests."""

from datetime import datetime

from django.db import transaction

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.models import Derogation, Seance
from instances.queries.convocation import Preparation
from instances.regles import derogations
from instances.regles.etats import exiger_etat


@transaction.atomic
def deroger(
    seance: Seance, *, regle: str, phrase: str, motif: str, by: User, at: datetime
) -> Derogation:
    """Cover the breach of ``regle`` worded ``phrase``, and no other, until the facts move."""
    lock(seance)
    exiger_etat(seance.etat, "convoquer")
    constates = Preparation(seance=seance, at=at).constates
    exiger(derogations.demande(regle=regle, phrase=phrase, motif=motif, constates=constates))
    derogation = Derogation(
        intercommunalite=seance.intercommunalite,
        seance=seance,
        regle=regle,
        manquement=phrase,
        motif=motif.strip(),
        at=at,
        by=by,
    )
    derogation.full_clean()
    derogation.save()
    audit.record("seance_deroger", seance, by=by, at=at, regle=regle, motif=derogation.motif)
    return derogation
