"""An entry of the register of interests, as it is typed."""

from typing import Any, ClassVar

from django import forms
from django.utils.timezone import localdate

from governance.champs import Jour, JourField
from governance.models import Intercommunalite
from instances.forms.composition import DuTerritoire
from instances.models import Interet


class InteretForm(DuTerritoire):
    class Meta:
        model = Interet
        fields = (
            "organisme", "nature", "qualite", "designe", "par_la_loi", "remunere",
            "starts_on", "declare_on",
        )  # fmt: skip
        widgets: ClassVar = {"starts_on": Jour, "declare_on": Jour}
        labels: ClassVar = {"qualite": "À quel titre"}
        help_texts: ClassVar = {
            "organisme": "Le même nom que sur les rapports qui le concernent.",
            "qualite": "Par exemple administrateur, actionnaire, conjoint du gérant.",
            "designe": "Pour représenter l’intercommunalité, par un vote ou une nomination.",
            "par_la_loi": "Un texte imposait qu’elle y soit représentée. Compte jusqu’au "
            "23 décembre 2025.",
            "remunere": "Jetons de présence, indemnité, avantage en nature.",
        }

    def __init__(self, intercommunalite: Intercommunalite, *args: Any, **kwargs: Any) -> None:
        super().__init__(intercommunalite, *args, **kwargs)
        self.fields["declare_on"].initial = localdate
        self.fields["organisme"].widget.attrs |= {"list": "organismes", "autocomplete": "off"}


class CloreInteretForm(forms.Form):
    ends_on = JourField(label="Jusqu’au", initial=localdate)


class DeportAnnonceForm(forms.Form):
    raison = forms.CharField(
        label="Au titre de",
        max_length=250,
        required=False,
        help_text="Facultatif : l’organisme, ou le lien. Il figure au procès-verbal.",
    )
