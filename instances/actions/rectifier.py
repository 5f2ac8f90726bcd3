"""Correcting a convocation that has left: a new numbered version, with what changed (CNV-13)."""

from datetime import datetime, time

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from governance.tasks import enqueue, tic
from instances.actions.versions import emettre
from instances.documents import Version
from instances.models import Convocation, Seance
from instances.queries.annonce import Revision, revision
from instances.regles.etats import exiger_etat


@transaction.atomic
def rectifier(
    seance: Seance, *, motif: str, heure: time, lieu: str, by: User, at: datetime
) -> Convocation:
    """Send what waits: added, withdrawn and modified points; hour and place as given here.

    Who sits stays as frozen by the first version; everyone receives the new one.
    """
    lock(seance)
    exiger_etat(seance.etat, "rectifier")
    deplacer(seance, heure=heure, lieu=lieu)
    prete = revision(seance, at, motif=motif)
    assert prete is not None  # a séance is convoquée by its first convocation
    reserves = exiger(prete.manquements)
    seance.full_clean()
    seance.save(update_fields=["starts_at", "lieu"])
    convocation, envois = emettre(prete.preparation, version_de(prete))
    audit.record(
        "convocation_rectifier",
        seance,
        by=by,
        at=at,
        version=convocation.version,
        motif=motif,
        changements=convocation.changements,
        destinataires=len(envois),
        reserves=[m.regle for m in reserves],
    )
    enqueue(tic)
    return convocation


def deplacer(seance: Seance, *, heure: time, lieu: str) -> None:
    """In memory: the page shows with it what the sending would say."""
    seance.starts_at = make_aware(datetime.combine(localdate(seance.starts_at), heure))
    seance.lieu = lieu


def version_de(prete: Revision) -> Version:
    return Version(
        numero=prete.derniere.version + 1,
        nature=Convocation.Nature.RECTIFICATIVE,
        motif=prete.motif,
        changements=prete.changements,
        precedente_at=prete.derniere.sent_at,
        avec_delai=any(p.delibere for p in prete.ecart.ajoutes),
    )
