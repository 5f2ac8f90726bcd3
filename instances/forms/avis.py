"""What is typed of an opinion on a point."""

from typing import Any

from django import forms

from governance.champs import JourField
from instances.models import Avis, Instance, Point
from instances.queries.avis import Proposition
from instances.queries.seances import jour_de


def _voix(libelle: str) -> forms.IntegerField:
    return forms.IntegerField(label=libelle, min_value=0, max_value=500, required=False)


class AvisForm(forms.Form):
    instance: Any = forms.ModelChoiceField(
        label="Avis de", queryset=Instance.objects.none(), empty_label="Choisir une instance"
    )
    rendu_on = JourField(label="Rendu le")
    sens = forms.ChoiceField(label="Avis", choices=Avis.Sens.choices, widget=forms.RadioSelect)
    pour = _voix("Pour")
    contre = _voix("Contre")
    abstention = _voix("Abstention")
    texte = forms.CharField(
        label="Observations", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(
        self, point: Point, reprise: Proposition | None, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.reprise = reprise
        champ = self.fields["instance"]
        assert isinstance(champ, forms.ModelChoiceField)
        instances = point.intercommunalite.instances.au(jour_de(point.seance))
        champ.queryset = instances.exclude(pk=point.seance.instance_id).order_by("nom")
        if reprise is not None:
            self.initial.update(reprise.valeurs)
        elif point.commission:
            self.initial["instance"] = champ.queryset.filter(nom=point.commission).first()

    def champs(self) -> dict[str, Any]:
        source = self.reprise.point if self.reprise else None
        return {**self.cleaned_data, "point_source": source}
