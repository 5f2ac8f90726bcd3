"""What follows from a vote, inside the act that proclaims it: for the report, for the amendment."""

from datetime import datetime

from django.utils.timezone import localtime

from deliberations.models import Amendement, Deliberation, Scrutin
from deliberations.queries import projet_de
from deliberations.regles.majorite import Issue
from deliberations.regles.questions import Nature, Question
from deliberations.suites_elections import suivre_le_nombre
from instances.models import Point

Etat = Amendement.Etat


def donner_suite(point: Point, question: Question, issue: Issue, *, at: datetime) -> None:
    """The text ends the report. Of the rest, only what is adopted changes something, but the
    amendment voted, whose fate is settled either way."""
    adopte = issue is Issue.ADOPTEE
    if question.nature is Nature.TEXTE:
        conclure(point, Point.Etat.TRAITE, at=at)
        if point.type == Point.Type.DELIBERATION:
            deliberer(point, issue)
        if adopte and point.usage == Point.Usage.NOMBRE:
            suivre_le_nombre(point, at=at)
    elif question.nature is Nature.AMENDEMENT:
        _fixer(point, question, Etat.ADOPTE if adopte else Etat.REJETE)
    elif not adopte:
        return
    elif question.nature is Nature.ECARTER:
        _fixer(point, question, Etat.ECARTE)
    elif question.nature is Nature.COMMISSION:
        _fixer(point, question, Etat.RENVOYE)
        motif = f"amendement n° {question.amendement} renvoyé en commission"
        conclure(point, Point.Etat.AJOURNE, at=at, motif=motif)
    elif question.nature is Nature.RENVOI:
        conclure(point, Point.Etat.RENVOYE, at=at, motif=question.motif)


def conclure(point: Point, etat: str, *, at: datetime, motif: str = "") -> None:
    point.etat, point.traite_at, point.issue_motif = etat, at, motif
    point.save(update_fields=["etat", "traite_at", "issue_motif"])


def _fixer(point: Point, question: Question, etat: str) -> None:
    assert question.amendement is not None  # the rule refused otherwise
    point.amendements.filter(numero=question.amendement).update(etat=etat)


def deliberer(point: Point, issue: Issue) -> Deliberation:
    projet = projet_de(point)
    acte, _ = Deliberation.objects.update_or_create(
        intercommunalite_id=point.intercommunalite_id,
        point=point,
        defaults={
            "seance": point.seance,
            "titre": (projet.titre if projet else "") or point.titre,
            "etat": issue,
            "adoptee_on": localtime(point.seance.starts_at).date(),
        },
    )
    return acte


def amendement_vise(point: Point, question: Question) -> Amendement | None:
    if question.amendement is None:
        return None
    return point.amendements.filter(numero=question.amendement).first()


def objet_du_scrutin(question: Question) -> str:
    """What the procès-verbal calls the vote; nothing for the text, which bears its title."""
    if question.nature is Nature.RENVOI:
        return f"{question.libelle}\u00a0: {question.motif}"[:300]
    return question.libelle[:300]


def champs_du_scrutin(point: Point, question: Question) -> dict[str, object]:
    """The columns that say on what the vote was taken."""
    return {
        "objet": objet_du_scrutin(question),
        "amendement": amendement_vise(point, question),
        "partie": question.partie,
        "procedure": Scrutin.Procedure(question.nature.value) if question.procedure else "",
    }
