"""What is typed of a procès-verbal: the substance of the debates, the rectifications asked for."""

from typing import Any

from django import forms

from governance.listes import offrir
from governance.models import Intercommunalite
from instances.models import Seance


class PassageForm(forms.Form):
    texte = forms.CharField(
        label="Teneur des discussions",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Qui a dit quoi, en substance. Séparez les paragraphes par une ligne vide.",
    )


class RectificationsForm(forms.Form):
    rectifications = forms.CharField(required=False, max_length=20_000)


class ArretForm(forms.Form):
    """The séance that arrests it: among those of the same body, after the one recorded."""

    seance = forms.ModelChoiceField(
        label="Arrêté à la séance du",
        queryset=Seance.objects.none(),
        empty_label=None,
        error_messages={"required": "Choisissez la séance qui l’arrête."},
    )
    rectifications = forms.CharField(
        label="Rectifications demandées par des élus",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Elles s’impriment à la fin du procès-verbal.",
    )

    def __init__(
        self, intercommunalite: Intercommunalite, data: Any = None, *, tenue: Seance
    ) -> None:
        super().__init__(data)
        suivantes = intercommunalite.seances.filter(
            instance=tenue.instance_id, starts_at__gt=tenue.starts_at
        )
        offrir(self, "seance", suivantes.order_by("starts_at"))
