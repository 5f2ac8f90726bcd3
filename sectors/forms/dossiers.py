"""What is typed of the schéma décisionnel and of a dossier."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from governance.champs import JourField
from governance.listes import offrir
from governance.models import Intercommunalite
from instances.models import Point, TypeInstance
from sectors.models import Dossier, EtapeDuSchema


class EtapeForm(forms.Form):
    temps = forms.ChoiceField(label="Temps", choices=EtapeDuSchema.Temps.choices)
    examinateurs = forms.ModelMultipleChoiceField(
        label="Examiné par",
        queryset=TypeInstance.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="L’une ou l’autre, s’il y en a plusieurs. Aucune\u00a0: les services.",
    )
    avis = forms.BooleanField(label="Son avis est attendu avant la décision", required=False)

    def __init__(self, intercommunalite: Intercommunalite, data: Any = None) -> None:
        super().__init__(data)
        offrir(self, "examinateurs", intercommunalite.types_instance.order_by("nom"))


class DossierForm(forms.Form):
    titre = forms.CharField(label="Titre", max_length=250)
    resume = forms.CharField(
        label="De quoi il s’agit", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    responsable = forms.CharField(
        label="Responsable",
        max_length=160,
        required=False,
        help_text="Le vice-président ou le service qui le porte.",
    )


class PassageForm(forms.Form):
    """A step done by a point, or by hand on a day."""

    etape = forms.ModelChoiceField(
        label="Étape", queryset=EtapeDuSchema.objects.none(), empty_label="choisir une étape"
    )
    point = forms.ModelChoiceField(
        label="Point qui l’examine", queryset=Point.objects.none(), required=False,
        empty_label="aucun, je note une date",
    )  # fmt: skip
    fait_on = JourField(label="Fait le", required=False)
    note = forms.CharField(
        label="Ce qui en est ressorti", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self,
        intercommunalite: Intercommunalite,
        data: Any = None,
        *,
        dossier: Dossier,
        points: QuerySet[Point],
    ) -> None:
        super().__init__(data)
        deja = dossier.passages.values("etape")
        etapes = intercommunalite.etapes_du_schema.filter(retiree=False).exclude(pk__in=deja)
        choix: dict[str, Any] = {
            "etape": etapes.select_related("type_instance").prefetch_related(
                "alternatives__type_instance"
            ),
            "point": points,
        }
        for nom, valeurs in choix.items():
            offrir(self, nom, valeurs)
