"""What is typed of the right of expression."""

from typing import Any

from django import forms

from governance.champs import JourField
from governance.listes import offrir
from governance.models import Intercommunalite
from sectors.models import EspaceDExpression


class EspaceForm(forms.Form):
    titre = forms.CharField(label="Espace", max_length=120)
    par_numero = forms.IntegerField(
        label="Rubriques par numéro",
        required=False,
        min_value=1,
        max_value=100,
        help_text="À tour de rôle, dans l’ordre alphabétique. Vide\u00a0: toutes paraissent.",
    )


class RubriqueForm(forms.Form):
    espace = forms.ModelChoiceField(
        label="Espace", queryset=EspaceDExpression.objects.none(), empty_label="choisir un espace"
    )
    nom = forms.CharField(label="Secteur ou groupe", max_length=120)
    plafond = forms.IntegerField(label="Signes, espaces compris", min_value=1, max_value=100_000)
    opposition = forms.BooleanField(label="Hors de la majorité", required=False)

    def __init__(self, intercommunalite: Intercommunalite, data: Any = None) -> None:
        super().__init__(data)
        offrir(self, "espace", intercommunalite.espaces_d_expression.all())


class NumeroForm(forms.Form):
    avant_on = JourField(label="Textes attendus le")


class TexteForm(forms.Form):
    auteur = forms.CharField(label="Signé", max_length=160)
    texte = forms.CharField(label="Texte", widget=forms.Textarea(attrs={"rows": 14}))

    def __init__(self, data: Any = None, *, plafond: int, initial: dict[str, str]) -> None:
        super().__init__(data, initial=initial)
        self.fields["texte"].help_text = f"{plafond} signes au plus, espaces compris."
