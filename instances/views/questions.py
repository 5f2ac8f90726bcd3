"""Questions and vœux: members deposit and sign, the service inscribes and answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from instances.actions import questions as actions
from instances.forms.questions import InscriptionForm, QuestionForm, ReponseEcriteForm
from instances.models import Question
from instances.permissions import can_deposer_question, can_traiter_question
from instances.queries import questions as queries
from instances.queries.demandes import elu_de

PAGE = ["GET", "HEAD", "POST"]


@require_safe
def question_liste(request: Any) -> HttpResponse:
    lues = queries.lisibles(request.acces)[:200]
    vues = queries.vues(lues, request.intercommunalite, now())
    contexte = {
        "vues": vues,
        "en_retard": [v for v in vues if v.retard],
        "depose": can_deposer_question(request.acces),
        "traite": can_traiter_question(request.acces),
    }
    return render(request, "instances/question_liste.html", contexte)


@require_http_methods(PAGE)
def question_deposer(request: Any) -> HttpResponse:
    require(can_deposer_question(request.acces))
    depot = queries.Depot(request.intercommunalite, now())
    form = QuestionForm(envoye(request), initial={"nature": Question.Nature.ORALE})
    question = _deposer(request, form) if form.is_valid() else None
    if question is not None:
        messages.success(request, "Déposée. L’accusé de réception porte l’heure.")
        return _vers(request, question)
    contexte: dict[str, Any] = {"reglement": depot.reglement}
    contexte["prochaine"] = next(iter(depot.seances), None)
    return page_de_saisie(request, "instances/question_form.html", form, **contexte)


def _deposer(request: Any, form: QuestionForm) -> Any:
    auteur = elu_de(request.acces)
    return essayer(
        form, actions.deposer_question, request.intercommunalite, auteur, **form.cleaned_data,
        by=request.user, at=now(),
    )  # fmt: skip


def question_de(request: Any, pk: int) -> Question:
    """Somebody else's question is not found: its text belongs to its author until it is heard."""
    question: Question = get_object_or_404(queries.lisibles(request.acces), pk=pk)
    question.intercommunalite = request.intercommunalite
    return question


@require_safe
def question_detail(request: Any, pk: int) -> HttpResponse:
    return _page(request, question_de(request, pk))


def _page(request: Any, question: Question, **formulaires: Any) -> HttpResponse:
    depot = queries.Depot(request.intercommunalite, now())
    vue, elu = depot.vue(question), elu_de(request.acces)
    traite = can_traiter_question(request.acces)
    moi = elu.pk if elu else None
    debat = question.nature == Question.Nature.POLITIQUE_GENERALE
    contexte = {
        "vue": vue,
        "traite": traite,
        "mienne": moi == question.auteur_id,
        "peut_signer": debat and moi in depot.membres - depot.signataires(question)
        and question.etat == Question.Etat.RECUE,
        "inscription": InscriptionForm(
            request.intercommunalite, depot.seances, initial={"seance": vue.seance}
        ),
        "reponse": ReponseEcriteForm(),
        **formulaires,
    }  # fmt: skip
    status = 422 if formulaires else 200
    return render(request, "instances/question_detail.html", contexte, status=status)


@require_POST
def question_signer(request: Any, pk: int) -> HttpResponse:
    require(can_deposer_question(request.acces))
    question = question_de(request, pk)
    elu = get_object_or_404(request.intercommunalite.elus, acces=request.acces)
    actions.signer_question(question, elu, by=request.user, at=now())
    messages.success(request, "Votre signature est notée.")
    return _vers(request, question)


@require_POST
def question_retirer(request: Any, pk: int) -> HttpResponse:
    question, elu = question_de(request, pk), elu_de(request.acces)
    mienne = elu is not None and elu.pk == question.auteur_id
    require(mienne or can_traiter_question(request.acces))
    actions.retirer_question(question, by=request.user, at=now())
    messages.success(request, "Question retirée.")
    return _vers(request, question)


@require_POST
def question_inscrire(request: Any, pk: int) -> HttpResponse:
    require(can_traiter_question(request.acces))
    question = question_de(request, pk)
    seances = queries.Depot(request.intercommunalite, now()).seances
    form = InscriptionForm(request.intercommunalite, seances, request.POST)
    point = _inscrire(request, form, question) if form.is_valid() else None
    if point is None:
        return _page(request, question, inscription=form)
    messages.success(request, f"Inscrite en fin d’ordre du jour, rapport {point.numero}.")
    return _vers(request, question)


def _inscrire(request: Any, form: InscriptionForm, question: Question) -> Any:
    seance = form.cleaned_data["seance"]
    seance.intercommunalite = request.intercommunalite
    return essayer(form, actions.inscrire_question, question, seance, by=request.user, at=now())


@require_POST
def question_repondre(request: Any, pk: int) -> HttpResponse:
    require(can_traiter_question(request.acces))
    question = question_de(request, pk)
    form = ReponseEcriteForm(request.POST)
    if form.is_valid() and essayer(
        form, actions.repondre_question, question, by=request.user, at=now(), **form.cleaned_data
    ):
        messages.success(request, "Réponse enregistrée.")
        return _vers(request, question)
    return _page(request, question, reponse=form)


def _vers(request: Any, question: Question) -> HttpResponse:
    return redirect("instances:question-detail", request.intercommunalite.slug, question.pk)
