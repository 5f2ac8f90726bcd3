"""What is typed of a mission d'information: the demand, the deliberation, the report."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from governance.champs import JourField
from governance.listes import offrir
from governance.models import Intercommunalite
from instances.models import Elu, Point


def _jour(libelle: str) -> forms.DateField:
    return JourField(label=libelle)


class OuvrirForm(forms.Form):
    """What a member writes; he signs as he opens it."""

    objet = forms.CharField(label="Objet de la mission", max_length=300)
    motif = forms.CharField(label="Motif", required=False, widget=forms.Textarea(attrs={"rows": 3}))


class MissionForm(OuvrirForm):
    recue_on = _jour("Demande reçue le")
    signataires = forms.ModelMultipleChoiceField(
        label="Signataires du papier",
        queryset=Elu.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Les autres signent depuis leur compte.",
    )

    def __init__(
        self, intercommunalite: Intercommunalite, data: Any = None, *, membres: QuerySet[Elu]
    ) -> None:
        super().__init__(data)
        offrir(self, "signataires", membres)


class DelibererForm(forms.Form):
    point = forms.ModelChoiceField(label="Rapport du conseil", queryset=Point.objects.none())

    def __init__(
        self, intercommunalite: Intercommunalite, data: Any = None, *, points: QuerySet[Point]
    ) -> None:
        super().__init__(data)
        offrir(self, "point", points)


class CreationForm(forms.Form):
    creee_on = _jour("Créée par délibération du")


class RefusForm(forms.Form):
    refusee_on = _jour("Refusée par délibération du")


class RapportForm(forms.Form):
    rapport_on = _jour("Rapport remis le")
    rapport = forms.FileField(
        label="Rapport",
        error_messages={"required": "Choisissez un fichier.", "empty": "Ce fichier est vide."},
    )
