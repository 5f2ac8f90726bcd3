"""What is typed of the conseil de développement."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from governance.champs import JourField
from governance.listes import offrir
from instances.models import Point
from sectors.models import SaisineDuDeveloppement


class SaisineForm(forms.Form):
    origine = forms.ChoiceField(
        label="Comment", choices=SaisineDuDeveloppement.Origine, widget=forms.RadioSelect
    )
    objet = forms.CharField(label="Objet", max_length=300)
    recue_on = JourField(label="Le")


class AvisForm(forms.Form):
    rendu_on = JourField(label="Avis rendu le")
    avis = forms.CharField(label="Avis", widget=forms.Textarea(attrs={"rows": 6}))
    piece = forms.FileField(
        label="Document", required=False, error_messages={"empty": "Ce fichier est vide."}
    )

    def champs(self) -> dict[str, Any]:
        return _avec_piece(self.cleaned_data)


class RapportForm(forms.Form):
    annee = forms.IntegerField(label="Année", min_value=2000, max_value=2100)
    remis_on = JourField(label="Remis le")
    piece = forms.FileField(
        label="Rapport",
        error_messages={"required": "Choisissez un fichier.", "empty": "Ce fichier est vide."},
    )
    point: Any = forms.ModelChoiceField(
        label="Débattu au conseil",
        queryset=Point.objects.none(),
        required=False,
        empty_label="pas encore inscrit",
    )

    def __init__(self, *args: Any, points: QuerySet[Point], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offrir(self, "point", points)

    def champs(self) -> dict[str, Any]:
        return _avec_piece(self.cleaned_data)


class DebatForm(forms.Form):
    point: Any = forms.ModelChoiceField(
        label="Débattu au conseil",
        queryset=Point.objects.none(),
        empty_label="choisir un rapport du conseil",
        error_messages={"required": "Choisissez le rapport du conseil."},
    )

    def __init__(self, *args: Any, points: QuerySet[Point], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offrir(self, "point", points)


def _avec_piece(saisi: dict[str, Any]) -> dict[str, Any]:
    lue = saisi["piece"]
    return saisi | {"piece": (lue.name, lue.read()) if lue else None}
