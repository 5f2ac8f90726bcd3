"""Whom the mayor sends, and in whose place."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from governance.listes import offrir
from governance.models import Intercommunalite
from instances.models import Elu, Siegeant


class RemplacementForm(forms.Form):
    membre = forms.ModelChoiceField(label="Membre empêché", queryset=Siegeant.objects.none())
    remplacant = forms.ModelChoiceField(
        label="Remplacé, pour cette réunion, par",
        queryset=Elu.objects.none(),
        help_text="Un conseiller municipal de votre commune. Il vote à la place du membre.",
    )

    def __init__(
        self,
        intercommunalite: Intercommunalite,
        data: Any = None,
        *,
        membres: QuerySet[Siegeant],
        remplacants: QuerySet[Elu],
    ) -> None:
        super().__init__(data)
        choix: dict[str, Any] = {
            "membre": membres.filter(intercommunalite=intercommunalite),
            "remplacant": remplacants.filter(intercommunalite=intercommunalite),
        }
        for nom, valeurs in choix.items():
            offrir(self, nom, valeurs)
