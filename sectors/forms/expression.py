"""What is typed of the right of expression."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from governance.champs import JourField
from governance.listes import offrir
from governance.models import Intercommunalite
from instances.models import Elu, Perimetre
from sectors.models import EspaceDExpression
from sectors.queries.missions import membres


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
    perimetre: Any = forms.ModelChoiceField(
        label="Écrite par les élus du secteur",
        queryset=Perimetre.objects.none(),
        required=False,
        empty_label="aucun secteur",
    )
    groupe = forms.ChoiceField(
        label="Ou par un membre du groupe",
        required=False,
        help_text="Sans choix, le service reçoit le texte et l’enregistre.",
    )
    elu: Any = forms.ModelChoiceField(
        label="Ou par un conseiller",
        queryset=Elu.objects.none(),
        required=False,
        empty_label="aucun conseiller",
    )

    def __init__(self, intercommunalite: Intercommunalite, data: Any = None) -> None:
        super().__init__(data)
        offrir(self, "espace", intercommunalite.espaces_d_expression.all())
        secteurs = intercommunalite.perimetres.filter(nature=Perimetre.Nature.SECTEUR, ends_on=None)
        offrir(self, "perimetre", secteurs.order_by("nom"))
        conseillers = membres(intercommunalite, localdate())
        offrir(self, "elu", conseillers)
        groupes = sorted({e.groupe for e in conseillers if e.groupe})
        groupe = self.fields["groupe"]
        assert isinstance(groupe, forms.ChoiceField)
        groupe.choices = [("", "aucun groupe"), *((g, g) for g in groupes)]

    def clean(self) -> dict[str, Any]:
        saisi: dict[str, Any] = super().clean() or {}
        qui = [nom for nom in ("perimetre", "groupe", "elu") if saisi.get(nom)]
        if len(qui) > 1:
            self.add_error(qui[1], "Une rubrique s’écrit par un secteur, un groupe ou un élu.")
        return saisi


class NumeroForm(forms.Form):
    avant_on = JourField(label="Textes attendus le")


class TexteForm(forms.Form):
    auteur = forms.CharField(label="Signé", max_length=160)
    texte = forms.CharField(label="Texte", widget=forms.Textarea(attrs={"rows": 14}))

    def __init__(self, data: Any = None, *, plafond: int, initial: dict[str, str]) -> None:
        super().__init__(data, initial=initial)
        self.fields["texte"].help_text = f"{plafond} signes au plus, espaces compris."
