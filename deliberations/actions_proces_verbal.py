"""Acts of the procès-verbal: written point by point, proposed, arrêté, published."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from deliberations import documents_proces_verbal as documents
from deliberations.models import Passage, ProcesVerbal
from deliberations.queries import proces_verbal as queries
from deliberations.regles import proces_verbal as regles
from governance import audit, stockage
from governance.db import lock
from governance.models import User
from governance.regles import Manquement, RegleViolee, exiger
from instances.models import Point, Seance

Etat = ProcesVerbal.Etat
OUVERTS = (Etat.REDACTION, Etat.PROPOSE)


@transaction.atomic
def ouvrir_proces_verbal(seance: Seance, *, by: User, at: datetime) -> ProcesVerbal:
    """One per séance, from its opening: what happens flows into it by itself."""
    lock(seance)
    connu = queries.proces_verbal_de(seance)
    if connu is not None:
        return connu
    verbal: ProcesVerbal = seance.proces_verbaux.create(intercommunalite=seance.intercommunalite)
    audit.record("proces_verbal_ouvrir", verbal, by=by, at=at, seance=seance.numero)
    return verbal


@transaction.atomic
def rediger_passage(
    verbal: ProcesVerbal, point: Point | None, *, texte: str, by: User, at: datetime
) -> Passage:
    """The substance of the debate on one point, or of the séance as a whole (PVB-02)."""
    lock(verbal)
    exiger(_encore_ouvert(verbal))
    passage, _ = verbal.passages.update_or_create(
        intercommunalite=verbal.intercommunalite,
        point=point,
        defaults={"texte": texte, "modifie_at": at, "by": by},
    )
    return passage


def _encore_ouvert(verbal: ProcesVerbal) -> list[Manquement]:
    if verbal.etat in OUVERTS:
        return []
    message = "Ce procès-verbal est arrêté\u00a0: il ne se réécrit plus."
    return [Manquement(regle="PVB-01", article=regles.ARTICLE, message=message)]


@transaction.atomic
def proposer_proces_verbal(verbal: ProcesVerbal, *, by: User, at: datetime) -> ProcesVerbal:
    """Say that it is ready for the next séance; refused while a mandatory content lacks."""
    lock(verbal)
    exiger(_encore_ouvert(verbal))
    exiger(queries.verbal_de(verbal).manquements)
    verbal.etat = Etat.PROPOSE
    verbal.save(update_fields=["etat"])
    audit.record("proces_verbal_proposer", verbal, by=by, at=at)
    return verbal


@transaction.atomic
def arreter_proces_verbal(
    verbal: ProcesVerbal, seance: Seance, *, rectifications: str = "", by: User, at: datetime
) -> ProcesVerbal:
    """The body arrests it at the beginning of its next séance; then it is frozen (PVB-01)."""
    lock(verbal)
    tenue = verbal.seance
    suivante = queries.seance_suivante(verbal)
    exiger(
        (
            *regles.arret(
                etat=verbal.etat,
                seance_on=localdate(tenue.starts_at),
                arret_on=localdate(seance.starts_at),
                meme_instance=seance.instance_id == tenue.instance_id,
                suivante=suivante is None or suivante.pk == seance.pk,
            ),
            *queries.verbal_de(verbal).manquements,
        )
    )
    verbal.etat, verbal.arrete_seance = Etat.ARRETE, seance
    verbal.arrete_on, verbal.rectifications = localdate(seance.starts_at), rectifications
    octets = documents.rendre(verbal)
    verbal.fichier = stockage.deposer(verbal.intercommunalite, octets, documents.PDF)
    verbal.save()
    audit.record(
        "proces_verbal_arreter", verbal, by=by, at=at, seance=seance.numero,
        pdf=verbal.fichier.sha256,
    )  # fmt: skip
    return verbal


@transaction.atomic
def noter_rectifications(
    verbal: ProcesVerbal, *, rectifications: str, by: User, at: datetime
) -> ProcesVerbal:
    """What members ask to be corrected, as they ask for it, before it is arrested (PVB-01)."""
    lock(verbal)
    exiger(_encore_ouvert(verbal))
    verbal.rectifications = rectifications
    verbal.save(update_fields=["rectifications"])
    audit.record("proces_verbal_rectifier", verbal, by=by, at=at)
    return verbal


def arreter_apres_le_vote(
    point: Point, *, adopte: bool, by: User, at: datetime
) -> tuple[list[ProcesVerbal], list[Manquement]]:
    """The vote on the point of usage arrests what was proposed; the rest says why it waits."""
    if not adopte or point.usage != Point.Usage.PROCES_VERBAL:
        return [], []
    arretes, restes = [], []
    for verbal in queries.a_arreter(point.seance):
        try:
            arretes.append(
                arreter_proces_verbal(
                    verbal, point.seance, rectifications=verbal.rectifications, by=by, at=at
                )
            )
        except RegleViolee as refus:
            restes += [m for m in refus.manquements if m.bloquant]
    return arretes, restes


@transaction.atomic
def publier_proces_verbal(verbal: ProcesVerbal, *, by: User, at: datetime) -> ProcesVerbal:
    """Note the day it went on line, where it stays (PVB-03)."""
    lock(verbal)
    if verbal.etat != Etat.ARRETE:
        message = "Un procès-verbal se publie une fois arrêté."
        exiger([Manquement(regle="PVB-03", article=regles.ARTICLE, message=message)])
    verbal.etat, verbal.publie_on = Etat.PUBLIE, localdate(at)
    verbal.save(update_fields=["etat", "publie_on"])
    audit.record("proces_verbal_publier", verbal, by=by, at=at)
    return verbal
