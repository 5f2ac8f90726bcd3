"""What mayors and services type for the conférence des maires."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from governance.champs import JourField
from governance.listes import offrir
from governance.models import Intercommunalite
from instances.models import Elu, Mandat, Seance
from sectors.queries.conference import JOURS_DE_REPONSE
from sectors.regles.maires import reponse_due


class DemandeConferenceForm(forms.Form):
    motif = forms.CharField(
        label="Pourquoi réunir la conférence",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Dites pourquoi."},
    )
    ordre_du_jour = forms.CharField(
        label="Ordre du jour demandé",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="La conférence se réunit sur un ordre du jour déterminé.",
        error_messages={"required": "Écrivez l’ordre du jour demandé."},
    )


class QuestionOuverteForm(forms.Form):
    auteur: Any = forms.ModelChoiceField(
        label="Posée par",
        queryset=Elu.objects.none(),
        empty_label="Choisir un maire",
        error_messages={"required": "Dites qui l’a posée."},
    )
    objet = forms.CharField(label="Objet", max_length=250)
    texte = forms.CharField(label="Question", widget=forms.Textarea(attrs={"rows": 4}))
    reponse_avant_on = JourField(
        label="Réponse écrite pour le", error_messages={"required": "Donnez un jour."}
    )

    def __init__(self, seance: Seance, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ici, jour = seance.intercommunalite, localdate(seance.starts_at)
        maires = ici.mandats.filter(nature=Mandat.Nature.MAIRE).au(jour)
        offrir(self, "auteur", ici.elus.filter(pk__in=maires.values("elu")).order_by("nom"))
        self.initial["reponse_avant_on"] = reponse_due(jour, jours=JOURS_DE_REPONSE)


class ReponseEcriteForm(forms.Form):
    reponse = forms.CharField(
        label="Réponse écrite",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Écrivez la réponse."},
    )


class RemplacementForm(forms.Form):
    adjoint: Any = forms.ModelChoiceField(
        label="Adjoint qui vous représente",
        queryset=Elu.objects.none(),
        empty_label="Choisir un adjoint",
        error_messages={"required": "Choisissez un adjoint."},
    )

    def __init__(self, maire: Elu, on: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offrir(self, "adjoint", elus_municipaux(maire, on, Mandat.Nature.ADJOINT))


class ReglementPropreForm(forms.Form):
    adopte_on = JourField(label="Adopté le", error_messages={"required": "Dites quand."})
    piece = forms.FileField(
        label="Règlement", required=False, error_messages={"empty": "Ce fichier est vide."}
    )

    def champs(self) -> dict[str, Any]:
        lue = self.cleaned_data["piece"]
        piece = (lue.name, lue.read()) if lue else None
        return {"adopte_on": self.cleaned_data["adopte_on"], "piece": piece}


def elus_municipaux(maire: Elu, on: Any, *natures: str) -> Any:
    """The élus of the mayor's own commune, that day."""
    ici: Intercommunalite = maire.intercommunalite
    communes = maire.mandats.filter(nature=Mandat.Nature.MAIRE).au(on).values("commune")
    mandats = ici.mandats.filter(nature__in=natures, commune__in=communes).au(on)
    return ici.elus.filter(pk__in=mandats.values("elu")).exclude(pk=maire.pk).order_by("nom")
