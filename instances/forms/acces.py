"""Choices about an access that need to know instances and élus."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from governance import groupes
from governance.listes import offrir
from governance.models import Acces
from instances.actions.acces import CHARGE
from instances.models import Commune, Elu, Instance


class InstancesConfieesForm(forms.Form):
    limite = forms.BooleanField(
        label="Limiter cet accès à certaines instances",
        required=False,
        help_text="Sans cette limite, l’accès vaut pour toutes les instances.",
    )
    instances = forms.ModelMultipleChoiceField(
        label="Instances confiées",
        queryset=Instance.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, acces: Acces, *args: Any, **kwargs: Any) -> None:
        toutes = acces.intercommunalite.instances.order_by("nom", "pk")
        noms = {g.name for g in groupes.charges(acces)}
        confiees = [i for i in toutes if groupes.nom_du_groupe(i, CHARGE) in noms]
        kwargs["initial"] = {"limite": acces.instances_choisies, "instances": confiees}
        super().__init__(*args, **kwargs)
        offrir(self, "instances", toutes)

    def choisies(self) -> list[Instance] | None:
        return list(self.cleaned_data["instances"]) if self.cleaned_data["limite"] else None


class EluRattacheForm(forms.Form):
    elu = forms.ModelChoiceField(
        label="Élu",
        queryset=Elu.objects.none(),
        required=False,
        empty_label="Aucun",
        help_text="L’accès agit alors selon les mandats en vigueur de cette personne.",
    )

    def __init__(self, acces: Acces, *args: Any, **kwargs: Any) -> None:
        self.acces = acces
        kwargs["initial"] = {"elu": acces.elus.first()}
        super().__init__(*args, **kwargs)
        elus = acces.intercommunalite.elus.order_by("nom", "prenom", "pk")
        offrir(self, "elu", elus)

    def clean_elu(self) -> Elu | None:
        elu: Elu | None = self.cleaned_data["elu"]
        if elu is not None and elu.acces_id not in {None, self.acces.pk}:
            raise ValidationError(
                "Un autre accès est déjà rattaché à cette personne : détachez-le d’abord.",
                code="elu_pris",
            )
        return elu


class CommuneRattacheeForm(forms.Form):
    commune = forms.ModelChoiceField(
        label="Commune",
        queryset=Commune.objects.none(),
        empty_label="À choisir",
        help_text="L’accès répond aux consultations de cette commune et tient son calendrier.",
        error_messages={"required": "Choisissez la commune."},
    )

    def __init__(self, acces: Acces, *args: Any, **kwargs: Any) -> None:
        lie = acces.secretariats.first()
        kwargs["initial"] = {"commune": lie.commune_id if lie else None}
        super().__init__(*args, **kwargs)
        offrir(self, "commune", acces.intercommunalite.communes.au(localdate()).order_by("nom"))
