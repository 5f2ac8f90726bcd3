"""Addresses of what members ask: questions, vœux, the demand for a general debate; the floor."""

from django.urls import path

from instances.views import parole, questions

QUESTION = "questions/<int:pk>/"
urlpatterns = [
    path("questions/", questions.question_liste, name="question-liste"),
    path("questions/deposer/", questions.question_deposer, name="question-deposer"),
    path(QUESTION, questions.question_detail, name="question-detail"),
    path(QUESTION + "signer/", questions.question_signer, name="question-signer"),
    path(QUESTION + "retirer/", questions.question_retirer, name="question-retirer"),
    path(QUESTION + "inscrire/", questions.question_inscrire, name="question-inscrire"),
    path(QUESTION + "repondre/", questions.question_repondre, name="question-repondre"),
    path("seances/<int:numero>/ma-parole/", parole.ma_parole, name="ma-parole"),
]
