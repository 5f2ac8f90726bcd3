"""What is typed about communes, seats, élus and mandats, turned into values."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate

from governance.champs import Jour, JourField
from governance.listes import offrir
from governance.models import Intercommunalite
from instances.models import Commune, Elu, Mandat, PreferenceCanal
from instances.queries import composition as queries
from instances.regles.mandats import EXECUTIVES
from instances.regles.personnes import MOTIFS_DE_FIN, dernier_jour

A_CHOISIR = "À choisir"


class DuTerritoire(forms.ModelForm):  # type: ignore[type-arg]  # not generic at run time
    """A form on a row of one intercommunalité, which every choice list starts from."""

    def __init__(self, intercommunalite: Intercommunalite, *args: Any, **kwargs: Any) -> None:
        self.intercommunalite = intercommunalite
        super().__init__(*args, **kwargs)
        for champ in self.fields.values():
            if isinstance(champ, forms.ModelChoiceField):
                champ.empty_label = A_CHOISIR if champ.required else "Aucun"
            elif isinstance(champ, forms.ChoiceField):
                choix: Any = champ.choices
                champ.choices = [(valeur, mot if valeur else A_CHOISIR) for valeur, mot in choix]

    def choisir(self, champ: str, lignes: QuerySet[Any]) -> None:
        offrir(self, champ, lignes)


class JourForm(forms.Form):
    """The day a page is read at. Nothing typed means today."""

    au = JourField(
        label="Situation au",
        required=False,
        initial=localdate,
        error_messages={
            "invalid": "Cette date n’existe pas : voici la situation d’aujourd’hui. Reprenez-la "
            "sous la forme 17/12/2018."
        },
    )

    def jour(self) -> dt.date:
        valide: dt.date | None = self.cleaned_data.get("au") if self.is_valid() else None
        return valide or localdate()


class CommuneForm(DuTerritoire):
    class Meta:
        model = Commune
        fields = ("nom", "code_insee", "population", "starts_on", "ends_on")
        widgets: ClassVar = {"starts_on": Jour, "ends_on": Jour}
        help_texts: ClassVar = {
            "code_insee": "Cinq caractères, comme 25056 ou 2A004. Ce n’est pas le code postal.",
            "starts_on": "Laissez vide si la date n’est pas connue.",
        }


class SiegesForm(forms.Form):
    """One number a commune, from the prefect's order."""

    starts_on = JourField(label="À compter du")
    acte = forms.CharField(
        label="Arrêté préfectoral",
        max_length=200,
        help_text="Par exemple « Arrêté n° 25-2025-10-02-00004 du 2 octobre 2025 ».",
    )

    def __init__(self, intercommunalite: Intercommunalite, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        en_vigueur = queries.sieges_par_commune(intercommunalite, localdate())
        communes = intercommunalite.communes.au(localdate())
        for commune in sorted(communes, key=lambda c: queries.cle_de_nom(c.nom)):
            self.fields[f"sieges_{commune.pk}"] = forms.IntegerField(
                label=commune.nom, min_value=1, initial=en_vigueur.get(commune.pk)
            )

    def champs_des_communes(self) -> list[forms.BoundField]:
        return [self[nom] for nom in self.fields if nom.startswith("sieges_")]

    def sieges(self) -> dict[int, int]:
        return {
            int(nom.removeprefix("sieges_")): valeur
            for nom, valeur in self.cleaned_data.items()
            if nom.startswith("sieges_")
        }

    def arrete(self) -> dict[str, Any]:
        return {nom: self.cleaned_data[nom] for nom in ("starts_on", "acte")}


class EluForm(DuTerritoire):
    class Meta:
        model = Elu
        fields = ("civilite", "prenom", "nom", "naissance", "courriel", "adresse", "groupe")
        widgets: ClassVar = {"naissance": Jour, "adresse": forms.Textarea(attrs={"rows": 3})}
        help_texts: ClassVar = {
            "naissance": "Elle départage les candidats à égalité et désigne le doyen d’âge.",
            "courriel": "Les convocations y sont envoyées, sauf demande de papier.",
        }


class CanalForm(forms.Form):
    canal = forms.ChoiceField(
        label="Convocations", choices=PreferenceCanal.Canal.choices, widget=forms.RadioSelect
    )
    demande_on = JourField(label="Demande datée du", initial=localdate)
    adresse = forms.CharField(
        label="Adresse choisie",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Laissez vide pour l’adresse postale de la fiche.",
    )
    motif = forms.CharField(
        label="Forme de la demande",
        max_length=200,
        required=False,
        help_text="Par exemple « courrier », « courriel », « au guichet ».",
    )


class MandatForm(DuTerritoire):
    class Meta:
        model = Mandat
        fields = (
            "nature", "commune", "rang", "delegation", "starts_on", "ends_on", "provenance",
        )  # fmt: skip
        widgets: ClassVar = {"starts_on": Jour, "ends_on": Jour}
        help_texts: ClassVar = {
            "commune": "Sauf pour le président, les vice-présidents et les conseillers délégués.",
            "rang": "Pour un vice-président : l’ordre de son élection.",
        }

    def __init__(self, intercommunalite: Intercommunalite, *args: Any, **kwargs: Any) -> None:
        super().__init__(intercommunalite, *args, **kwargs)
        self.choisir("commune", intercommunalite.communes.order_by("nom"))
        self.fields["starts_on"].required = True

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or self.cleaned_data
        nature = donnees.get("nature")
        if nature and nature not in EXECUTIVES and not donnees.get("commune"):
            self.add_error("commune", "Indiquez la commune : ce mandat s’exerce pour elle.")
        return donnees


class CloreMandatForm(forms.Form):
    motif = forms.ChoiceField(
        label="Motif", choices=list(MOTIFS_DE_FIN.items()), widget=forms.RadioSelect
    )
    jour = JourField(
        label="Date",
        help_text="Démission : le jour où le président l’a reçue, elle vaut aussitôt. "
        "Autre motif : le dernier jour du mandat.",
    )

    def fin(self) -> Mapping[str, Any]:
        motif, jour = self.cleaned_data["motif"], self.cleaned_data["jour"]
        return {
            "ends_on": dernier_jour(motif=motif, jour=jour),
            "motif": MOTIFS_DE_FIN[motif],
        }
