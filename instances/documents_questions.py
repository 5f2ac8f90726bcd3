"""What a question prints: its title on the ordre du jour, the receipt its author is sent."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from governance.templatetags.hemicycle import heure
from instances.documents import jour_nu
from instances.models import Question, Seance

TITRES = {
    Question.Nature.ORALE: "Question orale de {auteur}\u00a0: {objet}",
    Question.Nature.VOEU: "Vœu présenté par {auteur}\u00a0: {objet}",
    Question.Nature.POLITIQUE_GENERALE: "Débat de politique générale\u00a0: {objet}",
}


def titre(question: Question) -> str:
    modele = TITRES[Question.Nature(question.nature)]
    return modele.format(auteur=question.auteur, objet=question.objet)[:400]


def accuse(question: Question, seance: Seance | None) -> tuple[str, str]:
    """Subject and text: the hour of the deposit, and where or when it will be answered."""
    ici = question.intercommunalite
    chemin = reverse("instances:question-detail", args=[ici.slug, question.pk])
    contexte = {
        "civilite": question.auteur.get_civilite_display() or "Madame, Monsieur",
        "question": question,
        "nature": question.get_nature_display().lower(),
        "jour": jour_nu(question.recue_at),
        "heure": heure(question.recue_at),
        "seance": seance,
        "jour_de_seance": jour_nu(seance.starts_at) if seance else "",
        "intercommunalite": ici,
        "lien": f"{settings.ADRESSE_PUBLIQUE.rstrip('/')}{chemin}",
    }
    objet = f"Accusé de réception\u00a0: {question.objet}"
    return objet, render_to_string("emails/question.txt", contexte)
