"""What is typed of a question, of its answer, and of the séance where it is heard."""

from collections.abc import Iterable
from typing import Any

from django import forms

from governance.listes import offrir
from governance.models import Intercommunalite
from instances.models import Question, Seance


class QuestionForm(forms.Form):
    nature = forms.ChoiceField(
        label="Ce que vous déposez", choices=Question.Nature.choices, widget=forms.RadioSelect
    )
    objet = forms.CharField(label="Objet", max_length=250)
    texte = forms.CharField(
        label="Texte",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Sur une affaire de l’intercommunalité. L’heure du dépôt fait foi.",
    )


class InscriptionForm(forms.Form):
    seance = forms.ModelChoiceField(
        label="Séance",
        queryset=Seance.objects.none(),
        empty_label=None,
        error_messages={"required": "Aucune séance du conseil n’est à venir."},
    )

    def __init__(
        self, intercommunalite: Intercommunalite, seances: Iterable[Seance], data: Any = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(data, **kwargs)
        cles = [s.pk for s in seances]
        a_venir = intercommunalite.seances.filter(pk__in=cles).order_by("starts_at")
        offrir(self, "seance", a_venir.select_related("instance"))


class ReponseEcriteForm(forms.Form):
    reponse = forms.CharField(label="Réponse", widget=forms.Textarea(attrs={"rows": 6}))
