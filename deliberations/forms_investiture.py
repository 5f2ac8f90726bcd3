"""What is typed around an election: the post to fill, its bureau, the nature of a body."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from governance.listes import offrir
from instances.forms.installation import NombreForm
from instances.models import Instance, Interet, Point


class FonctionForm(forms.Form):
    fonction = forms.ChoiceField(
        label="Fonction à pourvoir",
        choices=[("", "À choisir"), *Point.Fonction.choices],
        required=False,
    )
    premier_rang = forms.IntegerField(
        label="Rang", min_value=1, max_value=99, required=False,
        help_text="Pour remplacer un vice-président à son rang ; vide, à partir du premier.",
    )  # fmt: skip
    instance_visee = forms.ModelChoiceField(
        label="Instance", queryset=Instance.objects.none(), required=False,
        empty_label="Aucune",
        help_text="La commission dont on élit les membres.",
    )  # fmt: skip
    organisme = forms.CharField(
        label="Organisme", max_length=200, required=False,
        help_text="Celui où l’intercommunalité se fait représenter.",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, point: Point) -> None:
        champs = ("fonction", "premier_rang", "instance_visee", "organisme")
        super().__init__(data, initial={nom: getattr(point, nom) for nom in champs})
        instances = point.intercommunalite.instances.au(localdate(point.seance.starts_at))
        nommees = instances.filter(type_instance__nommee=True)
        offrir(self, "instance_visee", nommees.order_by("nom"))


class BureauDeVoteForm(forms.Form):
    assesseurs = forms.CharField(
        label="Assesseurs", required=False, max_length=2000,
        help_text="Un nom par ligne.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    assistance = forms.CharField(
        label="Assistance au vote", required=False, max_length=2000,
        help_text="Qui n’a pu déposer seul son bulletin, et la personne de son choix.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    observations = forms.CharField(
        label="Observations et réclamations", required=False, max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class InvestitureForm(forms.Form):
    nature = forms.ChoiceField(label="Nature de l’organisme", choices=Interet.Organisme.choices)

    def __init__(self, data: Any = None, *, fonction: str) -> None:
        super().__init__(data)
        if fonction != Point.Fonction.REPRESENTANT:
            del self.fields["nature"]


class NombreAuxVoixForm(NombreForm):
    def __init__(self, data: Any = None, *, point: Point) -> None:
        champs = {
            "vice_presidents": point.vice_presidents,
            "autres_membres": point.autres_membres or 0,
        }
        super().__init__(data, initial=champs)
        self.point = point


def nombre_a_voter(point: Point | None) -> NombreAuxVoixForm | None:
    """The numbers put to the vote, while the point that fixes them is in discussion (ELE-04)."""
    if point is None or point.usage != Point.Usage.NOMBRE:
        return None
    return NombreAuxVoixForm(point=point)
