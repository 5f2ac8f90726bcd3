"""On what a vote is taken, and under which conditions: before it and as it is proclaimed."""

from dataclasses import replace

from django.utils.timezone import localdate

from deliberations.models import Appel, Scrutin
from deliberations.queries.majorites import exigence_de
from deliberations.regles import amendements
from deliberations.regles.demandes import Demande
from deliberations.regles.exigences import ORDINAIRE
from deliberations.regles.majorite import Majorite, ModeScrutin
from deliberations.regles.proclamation import Saisie
from deliberations.regles.questions import PROCEDURES, TEXTE, Debat, Nature, Question
from instances.models import Point
from instances.queries.composition import parametres

PROCEDURE_DE = {nature: Scrutin.Procedure(nature.value) for nature in PROCEDURES}


def debat_de(point: Point, question: Question = TEXTE) -> Debat:
    """Its amendments as they stand, the parts that the conseil agreed to vote apart.

    The règlement is read for the question that depends on it alone.
    """
    return Debat(
        amendements=tuple(
            amendements.Amendement(numero=a.numero, ordre=a.ordre, sort=amendements.Sort(a.etat))
            for a in point.amendements.all()
        ),
        parties_admises=_parties_admises(point),
        vote_separe=_vote_separe(point) if question.nature is Nature.VOTE_SEPARE else None,
    )


def _vote_separe(point: Point) -> bool | None:
    jour = localdate(point.seance.starts_at)
    return parametres(point.intercommunalite, jour).vote_separe


def _parties_admises(point: Point) -> tuple[str, ...]:
    """Those still to be voted: admitted by the conseil, and not voted since."""
    lus = point.scrutins.en_vigueur().exclude(partie="").order_by("ordre")
    admises: dict[str, None] = {}
    for scrutin in lus:
        if scrutin.procedure == Scrutin.Procedure.VOTE_SEPARE:
            if scrutin.issue == Scrutin.Issue.ADOPTEE:
                admises[scrutin.partie] = None
        else:
            admises.pop(scrutin.partie, None)
    return tuple(admises)


def cadrer(point: Point, saisie: Saisie, question: Question) -> Saisie:
    """The conditions of the law, whoever notes the vote: its majority, the demands admitted.

    The majority that a report asks for bears on its text; whatever else is voted follows the
    ordinary one. A decision of procedure may always be taken by hand.
    """
    exigence = exigence_de(point) if question.nature is Nature.TEXTE else ORDINAIRE
    return replace(
        saisie,
        exigence=exigence,
        comptes=exigence.majorite is Majorite.COMPTES,
        demandes=() if question.procedure else demandes_de(point),
    )


def demandes_de(point: Point) -> tuple[Demande, ...]:
    return tuple(
        Demande(mode=ModeScrutin(d.mode), demandeurs=d.demandeurs, presents=d.presents)
        for d in point.demandes_scrutin.all()
    )


def question_de_l_appel(appel: Appel) -> Question:
    """What the voices of an open vote answer."""
    nature = Nature(appel.procedure or _nature(appel))
    return Question(
        nature=nature,
        amendement=appel.amendement.numero if appel.amendement else None,
        partie=appel.partie,
        motif=appel.objet if nature is Nature.RENVOI else "",
    )


def _nature(appel: Appel) -> Nature:
    if appel.amendement_id is not None:
        return Nature.AMENDEMENT
    return Nature.PARTIE if appel.partie else Nature.TEXTE


def appel_ouvert(point: Point) -> Appel | None:
    ouverts = point.appels.filter(clos_at=None, abandonne_at=None)
    return ouverts.select_related("amendement").first()
