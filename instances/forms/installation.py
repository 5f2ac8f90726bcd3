"""What is typed to prepare the séance that installs the conseil."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.timezone import make_aware

from governance.champs import HeureField, JourField
from instances.queries.installation import AInstaller
from instances.regles.modele_installation import Suite

LIBELLES = {
    Suite.DELEGATIONS: "Délégations du conseil au président et au bureau",
    Suite.APPEL_D_OFFRES: "Élection de la commission d’appel d’offres, titulaires et suppléants",
}


class NombreForm(forms.Form):
    vice_presidents = forms.IntegerField(label="Vice-présidents", min_value=1, max_value=99)
    autres_membres = forms.IntegerField(
        label="Autres membres du bureau", min_value=0, max_value=999, initial=0
    )


class InstallationForm(NombreForm):
    jour = JourField(label="Jour")
    heure = HeureField(label="Heure")
    lieu = forms.CharField(
        label="Lieu",
        max_length=250,
        required=False,
        help_text="Laissez vide pour le lieu habituel du conseil.",
    )
    suites = forms.MultipleChoiceField(
        label="Ensuite, si vous le souhaitez",
        choices=[(s.value, libelle) for s, libelle in LIBELLES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, etat: AInstaller, data: Any = None) -> None:
        super().__init__(data, initial={"vice_presidents": etat.plafonds.ordinaire})

    def champs(self) -> dict[str, Any]:
        lus = dict(self.cleaned_data)
        lus["starts_at"] = make_aware(dt.datetime.combine(lus.pop("jour"), lus.pop("heure")))
        return lus if lus["lieu"] else {k: v for k, v in lus.items() if k != "lieu"}
