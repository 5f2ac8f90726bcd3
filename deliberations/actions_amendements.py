"""Amendments on their way to the vote, and demands for a particular ballot."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from deliberations.models import Amendement, DemandeScrutin
from deliberations.queries import assemblee_au
from deliberations.queries.votes import debat_de
from deliberations.regles import amendements as regles
from deliberations.regles import demandes as regles_des_demandes
from deliberations.regles.demandes import Demande
from deliberations.regles.majorite import ModeScrutin
from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.models import Point, Seance, Siegeant
from instances.queries.faits import faits_de
from instances.regles.etats import exiger_etat


@transaction.atomic
def deposer_amendement(
    point: Point,
    *,
    auteur: Siegeant,
    texte: str,
    motifs: str = "",
    cosignataires: str = "",
    verbal: bool = False,
    by: User,
    at: datetime,
) -> Amendement:
    """In séance or before it; the last deposited is voted last until the clerk says otherwise."""
    seance = lock(point.seance)
    point.refresh_from_db()
    exiger(
        [
            *regles.depot(etat_du_point=point.etat, texte=texte),
            *regles.auteur(nom=str(auteur), membre_present=_delibere(point, seance, auteur)),
        ]
    )
    derniers = point.amendements.aggregate(numero=Max("numero"), ordre=Max("ordre"))
    amendement = Amendement.objects.create(
        intercommunalite_id=point.intercommunalite_id,
        point=point,
        numero=(derniers["numero"] or 0) + 1,
        ordre=(derniers["ordre"] or 0) + 1,
        auteur=auteur,
        cosignataires=cosignataires,
        verbal=verbal,
        texte=texte.strip(),
        motifs=motifs.strip(),
        depose_at=at,
    )
    audit.record("amendement_deposer", amendement, by=by, at=at, auteur=str(auteur), verbal=verbal)
    return amendement


def _delibere(point: Point, seance: Seance, siege: Siegeant) -> bool:
    """A seat with a voice; in the room, once the report is discussed."""
    if siege.seance_id != seance.pk or not siege.vote:
        return False
    if point.etat != Point.Etat.EN_DISCUSSION:
        return True
    return siege.pk in assemblee_au(point, faits_de(seance)).presents


@transaction.atomic
def deplacer_amendement(amendement: Amendement, *, rang: int, by: User, at: datetime) -> Amendement:
    """The furthest from the text is voted first: who presides judges which one it is (AMD-04)."""
    point = amendement.point
    lock(point.seance)
    lock(amendement)
    exiger(regles.encore_depose(regles.Sort(amendement.etat)))
    ordres = regles.deplacer(debat_de(point).amendements, numero=amendement.numero, rang=rang)
    for numero, ordre in ordres.items():
        point.amendements.filter(numero=numero).update(ordre=ordre)
    amendement.refresh_from_db()
    audit.record("amendement_deplacer", amendement, by=by, at=at, ordre=amendement.ordre)
    return amendement


@transaction.atomic
def fixer_le_sort(
    amendement: Amendement, *, sort: str, raison: str = "", by: User, at: datetime
) -> Amendement:
    """Without a vote: withdrawn by its author, irrecevable, or made pointless by another."""
    lock(amendement.point.seance)
    lock(amendement)
    exiger(
        regles.sort_sans_vote(
            actuel=regles.Sort(amendement.etat), voulu=regles.Sort(sort), raison=raison
        )
    )
    amendement.etat, amendement.raison = sort, raison.strip()
    amendement.save(update_fields=["etat", "raison"])
    audit.record("amendement_regler", amendement, by=by, at=at, sort=sort, raison=amendement.raison)
    return amendement


@transaction.atomic
def demander_scrutin(
    point: Point, *, mode: ModeScrutin, demandeurs: int, noms: str = "", by: User, at: datetime
) -> DemandeScrutin:
    """Record who asks for a public or a secret ballot; not admitted, it is written all the same.

    The members present alone ask, pouvoirs do not; the procès-verbal states it (PVB-02).
    """
    seance = lock(point.seance)
    exiger_etat(seance.etat, "conduire")
    point.refresh_from_db()
    presents = len(assemblee_au(point, faits_de(seance)).presents)
    demande = Demande(mode=mode, demandeurs=demandeurs, presents=presents)
    exiger(regles_des_demandes.demander(demande, etat_du_point=point.etat))
    ligne = DemandeScrutin.objects.create(
        intercommunalite_id=point.intercommunalite_id,
        point=point,
        mode=mode,
        demandeurs=demandeurs,
        presents=presents,
        noms=noms.strip(),
        admise=demande.admise,
        at=at,
    )
    audit.record(
        "scrutin_demander", ligne, by=by, at=at, mode=mode, demandeurs=demandeurs,
        admise=demande.admise,
    )  # fmt: skip
    return ligne
