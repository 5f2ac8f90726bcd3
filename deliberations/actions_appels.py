"""A vote while it is open: voices come in, one seat each, until it is closed and proclaimed.

The roll call, phones and hands share these acts. A voice holds the open vote together with every
other voice and never alone: two hundred come in at once. Closing holds it alone.
"""

from datetime import datetime

from django.db import transaction

from deliberations import actions
from deliberations.models import Appel, Scrutin, Voix
from deliberations.queries import assemblee_au
from deliberations.queries.votes import (
    appel_ouvert,
    debat_de,
    demandes_de,
    question_de_l_appel,
)
from deliberations.regles import actes as regles_des_actes
from deliberations.regles import appels as regles
from deliberations.regles import questions, voter
from deliberations.regles.demandes import Demande, mode_demande
from deliberations.regles.majorite import ModeScrutin, Sens
from deliberations.regles.questions import TEXTE, Question
from deliberations.suites import amendement_vise
from governance import audit
from governance.db import lock, partager
from governance.models import User
from governance.regles import exiger
from instances.models import Point, Siegeant
from instances.queries.faits import faits_de
from instances.queries.telephone import electronique_admis
from instances.regles.etats import exiger_etat


@transaction.atomic
def ouvrir_appel(
    point: Point,
    *,
    mode: ModeScrutin = ModeScrutin.PUBLIC,
    question: Question = TEXTE,
    electronique: bool = False,
    by: User,
    at: datetime,
) -> Appel:
    """Open the vote on the point in discussion, or on what comes before its text."""
    seance = lock(point.seance)
    exiger_etat(seance.etat, "conduire")
    point.refresh_from_db()
    exiger(
        [
            *regles_des_actes.mise_aux_voix(etat=point.etat, nature=point.type),
            *questions.manquements(question, debat_de(point, question)),
            *regles.ouverture(mode=mode, deja_ouvert=appel_ouvert(point) is not None),
            *voter.ouverture(
                mode,
                electronique=electronique,
                admis=electronique_admis(seance),
                visioconference=seance.visioconference,
            ),
            *mode_demande(mode, _demandes(point, question), visio=seance.visioconference),
        ]
    )
    appel = Appel.objects.create(
        intercommunalite_id=point.intercommunalite_id, point=point, mode=mode,
        objet=question.motif or question.libelle,
        amendement=amendement_vise(point, question),
        partie=question.partie,
        procedure=question.nature if question.procedure else "",
        electronique=electronique,
        ouvert_at=at,
    )  # fmt: skip
    audit.record("appel_ouvrir", appel, by=by, at=at, mode=mode, electronique=electronique)
    return appel


def _demandes(point: Point, question: Question) -> tuple[Demande, ...]:
    """They impose their mode before the voices are asked for; they bear on the text, never on
    how the debate goes."""
    return () if question.procedure else demandes_de(point)


@transaction.atomic
def noter_voix(
    appel: Appel,
    siegeant: Siegeant,
    sens: Sens,
    *,
    voie: str,
    par_mandataire: bool = False,
    by: User,
    at: datetime,
) -> Voix:
    """The last voice of a seat counts. The row is its own trace: who, when and by which way.

    Who has a voice is looked at when the vote is closed, by the presences of that moment.
    """
    partager(appel)
    exiger(
        regles.voix(
            ouvert=appel.clos_at is None and appel.abandonne_at is None,
            siege_de_la_seance=siegeant.seance_id == appel.point.seance_id,
            delibere=siegeant.vote,
        )
    )
    voix = Voix(
        intercommunalite_id=appel.intercommunalite_id,
        appel=appel,
        siegeant=siegeant,
        sens=sens,
        par_mandataire=par_mandataire,
        voie=voie,
        at=at,
        by=by,
    )
    Voix.objects.bulk_create(
        [voix],
        update_conflicts=True,
        unique_fields=["intercommunalite", "appel", "siegeant"],
        update_fields=["sens", "par_mandataire", "voie", "at", "by"],
    )
    return voix


@transaction.atomic
def clore_appel(appel: Appel, *, sans_voix: Sens | None = None, by: User, at: datetime) -> Scrutin:
    """Count the voices received and proclaim. ``sans_voix``: how those who said nothing vote;
    without it the vote waits for them."""
    point = appel.point
    lock(point.seance)
    lock(appel)
    exiger(regles.encore_ouvert(ouvert=appel.clos_at is None and appel.abandonne_at is None))
    assemblee = assemblee_au(point, faits_de(point.seance))
    voix = voix_de(appel)
    exiger(regles.cloture(assemblee, voix, sans_voix=sans_voix))
    appel.clos_at = at
    appel.save(update_fields=["clos_at"])
    saisie = regles.saisie(assemblee, voix, mode=ModeScrutin(appel.mode), sans_voix=sans_voix)
    question = question_de_l_appel(appel)
    appel.scrutin = actions.proclamer(point, saisie, question=question, by=by, at=at)
    appel.save(update_fields=["scrutin"])
    silence = str(sans_voix or "")
    audit.record("appel_clore", appel, by=by, at=at, voix=len(voix), sans_voix=silence)
    return appel.scrutin


@transaction.atomic
def abandonner_appel(appel: Appel, *, by: User, at: datetime) -> Appel:
    """The vote is not taken after all: its voices stay written and count nowhere."""
    lock(appel.point.seance)
    lock(appel)
    exiger(regles.encore_ouvert(ouvert=appel.clos_at is None and appel.abandonne_at is None))
    appel.abandonne_at = at
    appel.save(update_fields=["abandonne_at"])
    audit.record("appel_abandonner", appel, by=by, at=at, voix=appel.voix.count())
    return appel


def voix_de(appel: Appel) -> dict[int | str, Sens]:
    return {v.siegeant_id: Sens(v.sens) for v in appel.voix.all()}
