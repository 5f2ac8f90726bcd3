"""What is typed to ask the communes, and to answer for one of them."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from governance.champs import JourField
from governance.listes import offrir
from governance.models import Intercommunalite
from instances.models import Commune, Point, Seance
from sectors.models import AvisCommune, Consultation
from sectors.regles.avis_communes import REGIMES


def _piece(champ: Any) -> tuple[str, bytes] | None:
    return (champ.name, champ.read()) if champ else None


class ProjetForm(forms.Form):
    """What is sent: its subject and the document."""

    objet = forms.CharField(label="Objet", max_length=300)
    projet = forms.FileField(
        label="Projet transmis",
        help_text="PDF de préférence. Le délai court de sa transmission.",
        error_messages={"required": "Joignez le projet.", "empty": "Ce fichier est vide."},
    )

    def champs(self) -> dict[str, Any]:
        return {**self.cleaned_data, "projet": _piece(self.cleaned_data["projet"])}


class ConsultationForm(ProjetForm):
    fondement = forms.ChoiceField(
        label="Pourquoi les consulter",
        choices=Consultation.Fondement.choices,
        widget=forms.RadioSelect,
    )
    point: Any = forms.ModelChoiceField(
        label="Rapport concerné", queryset=Point.objects.none(), required=False, empty_label="Aucun"
    )
    communes: Any = forms.ModelMultipleChoiceField(
        label="Communes consultées",
        queryset=Commune.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez les communes à consulter."},
    )
    delai_mois = forms.IntegerField(
        label="Délai, en mois",
        min_value=1,
        max_value=12,
        required=False,
        help_text="Trois mois pour L. 5211-57, deux pour le pacte\u00a0: la loi les fixe. Pour le "
        "budget ou une autre consultation, un mois à défaut.",
    )
    silence_favorable = forms.BooleanField(
        label="Sans réponse dans ce délai, l’avis est réputé favorable",
        required=False,
        help_text="Au choix pour le budget ou une autre consultation\u00a0; sinon le silence est "
        "passé outre. Pour L. 5211-57 et le pacte, la loi le dit.",
    )
    field_order = (
        "fondement",
        "objet",
        "point",
        "communes",
        "delai_mois",
        "silence_favorable",
        "projet",
    )

    def __init__(
        self,
        intercommunalite: Intercommunalite,
        *args: Any,
        point: Point | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offrir(self, "communes", intercommunalite.communes.au(localdate()).order_by("nom"))
        offrir(self, "point", _points_a_venir(intercommunalite))
        if point is not None:
            self.initial.update(
                fondement=Consultation.Fondement.COMMUNE_SEULE,
                objet=point.titre,
                point=point,
                communes=[point.commune_concernee_id],
            )

    def champs(self) -> dict[str, Any]:
        lus = super().champs()
        regime = REGIMES.get(lus["fondement"])
        lus["delai_mois"] = lus["delai_mois"] or (regime.mois if regime else 1)
        return lus


def _points_a_venir(ici: Intercommunalite) -> Any:
    closes = [Seance.Etat.LEVEE, Seance.Etat.ANNULEE, Seance.Etat.REPORTEE]
    points = ici.points.exclude(seance__etat__in=closes).exclude(etat=Point.Etat.RETIRE)
    return points.select_related("seance__instance").order_by("-seance__starts_at", "rang")


class ReponseForm(forms.Form):
    sens = forms.ChoiceField(
        label="Avis du conseil municipal",
        choices=AvisCommune.Sens.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si l’avis est favorable."},
    )
    delibere_on = JourField(label="Délibéré le", error_messages={"required": "Dites quel jour."})
    deliberation = forms.FileField(
        label="Délibération",
        help_text="Le PDF de la délibération du conseil municipal.",
        error_messages={
            "required": "Joignez la délibération du conseil municipal.",
            "empty": "Ce fichier est vide.",
        },
    )
    observations = forms.CharField(
        label="Observations", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, avis: AvisCommune, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Correcting an answer keeps the délibération that came with it.
        self.fields["deliberation"].required = avis.deliberation_id is None

    def champs(self) -> dict[str, Any]:
        return {**self.cleaned_data, "deliberation": _piece(self.cleaned_data["deliberation"])}


class CompromisForm(forms.Form):
    politique_adoptee = forms.BooleanField(
        label="La décision applique une politique ou un projet déjà adopté", required=False
    )
    compromis = forms.CharField(
        label="Compromis recherché",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ce qui a été proposé à la commune, quand, et ce qu’elle en a dit.",
    )
