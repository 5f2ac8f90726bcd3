"""Who is typed in as invited to a séance."""

from typing import Any

from django import forms

from governance.listes import offrir
from instances.models import Elu, Point, Seance


class InviteForm(forms.Form):
    elu = forms.ModelChoiceField(
        label="Un élu du territoire", queryset=Elu.objects.none(), required=False
    )
    personne = forms.CharField(label="Ou une personne extérieure", max_length=160, required=False)
    qualite = forms.CharField(
        label="Qualité",
        max_length=120,
        required=False,
        help_text="Par exemple « Directrice de l’agence d’urbanisme ».",
    )
    courriel = forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        required=False,
        help_text="Elle reçoit la convocation. Sans adresse, c’est à vous de prévenir.",
    )
    point = forms.ModelChoiceField(
        label="Pour un rapport seulement", queryset=Point.objects.none(), required=False
    )

    def __init__(self, seance: Seance, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elus = seance.intercommunalite.elus.order_by("nom", "prenom")
        offrir(self, "elu", elus, vide="Aucun")
        offrir(self, "point", seance.points.order_by("rang"), vide="Toute la séance")
