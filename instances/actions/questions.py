"""Questions, vœux and demands for a debate: deposited, signed, inscribed, answered."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit, mail
from governance.db import lock
from governance.models import Intercommunalite, User
from governance.regles import exiger
from governance.tasks import enqueue, tic
from instances import documents_questions as documents
from instances.actions.seances import inscrire_point
from instances.models import Elu, Point, Question, Seance, SignataireQuestion
from instances.queries.questions import Depot
from instances.queries.seances import numero_propose
from instances.regles import questions as regles

Etat = Question.Etat


@transaction.atomic
def deposer_question(
    intercommunalite: Intercommunalite,
    auteur: Elu,
    *,
    nature: str,
    objet: str,
    texte: str,
    by: User,
    at: datetime,
) -> Question:
    """Receipt is given at once, with the hour: the delay of the règlement runs from it."""
    depot = Depot(intercommunalite, at)
    membre = auteur.pk in depot.membres
    exiger(regles.depot(nature=regles.Nature(nature), membre=membre, texte=texte))
    question = Question(
        intercommunalite=intercommunalite, nature=nature, auteur=auteur, objet=objet, texte=texte,
        recue_at=at, accuse_at=at,
    )  # fmt: skip
    if nature == Question.Nature.ECRITE:
        question.reponse_avant_on = regles.reponse_due(localdate(at), depot.reglement)
    question.full_clean()
    question.save()
    audit.record("question_deposer", question, by=by, at=at, nature=nature)
    _accuser(question, depot)
    return question


def _accuser(question: Question, depot: Depot) -> None:
    """Who has no address reads the hour on the page of the question."""
    elu = question.auteur
    if not elu.courriel:
        return
    objet, corps = documents.accuse(question, depot.seance_de(question))
    envoi = mail.preparer(
        question.intercommunalite,
        idem=f"question/{question.pk}/accuse",
        destinataire=str(elu),
        adresse=elu.courriel,
        objet=objet,
        corps=corps,
    )
    mail.inscrire([envoi])
    enqueue(tic)


@transaction.atomic
def signer_question(question: Question, elu: Elu, *, by: User, at: datetime) -> SignataireQuestion:
    """A member adds his name to a demand for a debate (QST-04)."""
    lock(question)
    depot = Depot(question.intercommunalite, at)
    exiger(
        regles.signature(
            nature=question.nature,
            ouverte=question.etat == Etat.RECUE,
            membre=elu.pk in depot.membres,
            deja=elu.pk in depot.signataires(question),
        )
    )
    signature: SignataireQuestion = question.signataires.create(
        intercommunalite_id=question.intercommunalite_id, elu=elu, at=at
    )
    audit.record("question_signer", question, by=by, at=at, elu=elu.pk)
    return signature


@transaction.atomic
def inscrire_question(question: Question, seance: Seance, *, by: User, at: datetime) -> Point:
    """A point at the end of the séance: heard without a vote, except a vœu (QST-01, VOE-01)."""
    lock(seance)
    lock(question)
    depot = Depot(question.intercommunalite, at)
    nature = regles.Nature(question.nature)
    alertes = exiger(
        (
            *regles.inscription(
                nature,
                etat=question.etat,
                recevable=depot.recevable(question, seance),
                conseil=depot.conseil is not None and seance.instance_id == depot.conseil.pk,
            ),
            *depot.debat(question),
        )
    )
    point = inscrire_point(
        seance,
        numero=numero_propose(seance),
        titre=documents.titre(question),
        type=regles.TYPES[nature],
        usage=Point.Usage.QUESTIONS,
        note_de_synthese=question.texte,
        by=by,
        at=at,
    )
    question.etat, question.seance, question.point = Etat.INSCRITE, seance, point
    question.save(update_fields=["etat", "seance", "point"])
    dites = [m.message for m in alertes]
    audit.record("question_inscrire", question, by=by, at=at, seance=seance.numero, alertes=dites)
    return point


@transaction.atomic
def repondre_question(question: Question, *, reponse: str, by: User, at: datetime) -> Question:
    """Written, or the substance of what was answered in séance."""
    lock(question)
    exiger(regles.reponse(nature=question.nature, etat=question.etat, texte=reponse))
    question.reponse, question.repondue_at = reponse, at
    if question.nature == Question.Nature.ECRITE:
        question.etat = Etat.REPONDUE
    question.save(update_fields=["reponse", "repondue_at", "etat"])
    audit.record("question_repondre", question, by=by, at=at)
    return question


@transaction.atomic
def retirer_question(question: Question, *, by: User, at: datetime) -> Question:
    """By its author, while nothing has come of it; its point then stays, to be withdrawn."""
    lock(question)
    exiger(regles.retrait(etat=question.etat))
    question.etat = Etat.RETIREE
    question.save(update_fields=["etat"])
    audit.record("question_retirer", question, by=by, at=at)
    return question


def solder_questions(seance: Seance) -> None:
    """As the séance ends: heard, or back among those received for the next one."""
    inscrites = seance.questions.filter(etat=Etat.INSCRITE)
    inscrites.filter(point__etat=Point.Etat.TRAITE).update(etat=Etat.TRAITEE)
    inscrites.update(etat=Etat.RECUE, seance=None, point=None)
