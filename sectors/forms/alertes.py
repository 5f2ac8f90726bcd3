"""What a mayor types to alert, and what the services note of the debate and its suites."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from governance.champs import JourField
from governance.listes import offrir
from governance.models import Acces, Intercommunalite
from instances.models import Commune, Elu, Instance, Point
from sectors.models import Alerte

COMMUNE, COMITE = "commune", "comite"


class AlerteForm(forms.Form):
    """The request. Nothing is required while it is being typed: filing checks it whole."""

    au_nom = forms.ChoiceField(
        label="Vous agissez au nom",
        choices=[(COMMUNE, "de la commune"), (COMITE, "du comité de secteur, qui l’a décidé")],
        widget=forms.RadioSelect,
        required=False,
    )
    commune = forms.ModelChoiceField(
        label="Commune concernée", queryset=Commune.objects.none(), required=False
    )
    comite = forms.ModelChoiceField(
        label="Comité de secteur", queryset=Instance.objects.none(), required=False
    )
    point_du_comite = forms.ModelChoiceField(
        label="Point de la séance du comité qui a décidé l’alerte",
        queryset=Point.objects.none(),
        required=False,
    )
    objet = forms.CharField(
        label="Objet de l’alerte",
        max_length=250,
        required=False,
        help_text="Une phrase courte, qui sera lue à l’ordre du jour du Bureau.",
    )
    cause = forms.ChoiceField(
        label="Ce qui est en cause",
        choices=Alerte.Cause.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    grief = forms.ChoiceField(
        label="Vous estimez qu’elle est",
        choices=Alerte.Grief.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    expose = forms.CharField(
        label="Exposé des faits",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Ce qui s’est passé, depuis quand, ce que cela change pour les habitants. "
        "3\u202f000 signes au plus.",
    )
    attente = forms.CharField(
        label="Ce que vous demandez au Bureau", max_length=300, required=False
    )
    audition = forms.BooleanField(
        label="Je demande à être entendu par le Bureau", required=False, initial=True
    )

    def __init__(
        self,
        intercommunalite: Intercommunalite,
        data: Any = None,
        *,
        alerte: Alerte,
        comites: Any,
        points: Any,
    ) -> None:
        super().__init__(data, initial=_initial(alerte))
        choix: dict[str, Any] = {
            "commune": intercommunalite.communes.order_by("nom"),
            "comite": comites,
            "point_du_comite": points,
        }
        for nom, lignes in choix.items():
            offrir(self, nom, lignes, vide="À choisir")
        if data is None:
            # Shown as what filing will ask; a draft is kept without them.
            for nom in ("objet", "cause", "grief", "expose"):
                self.fields[nom].required = True
        self.du_comite = bool(comites)
        if not self.du_comite:
            for nom in ("au_nom", "comite", "point_du_comite"):
                del self.fields[nom]

    def valeurs(self) -> dict[str, Any]:
        """What the alert keeps: the comité only when it is the one that alerts."""
        lues = dict(self.cleaned_data)
        au_nom = lues.pop("au_nom", COMMUNE) or COMMUNE
        if au_nom == COMMUNE:
            lues |= {"comite": None, "point_du_comite": None}
        return lues


def _initial(alerte: Alerte) -> dict[str, Any]:
    noms = ("commune", "comite", "point_du_comite", "objet", "cause", "grief", "expose",
            "attente", "audition")  # fmt: skip
    au_nom = COMITE if alerte.comite_id else COMMUNE
    return {nom: getattr(alerte, nom) for nom in noms} | {"au_nom": au_nom}


class PieceForm(forms.Form):
    piece = forms.FileField(
        label="Document à l’appui",
        help_text="PDF, image ou tableur. Il sera lu avec la demande.",
        error_messages={"required": "Choisissez un fichier.", "empty": "Ce fichier est vide."},
    )


class SollicitationForm(forms.Form):
    maires = forms.ModelMultipleChoiceField(
        label="Maires dont vous demandez la signature",
        queryset=Elu.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choisissez au moins un maire."},
    )

    def __init__(
        self, intercommunalite: Intercommunalite, data: Any = None, *, maires: QuerySet[Elu]
    ) -> None:
        super().__init__(data)
        offrir(self, "maires", maires)


class DebatForm(forms.Form):
    debat = forms.CharField(
        label="Teneur du débat",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Qui a parlé, ce qui a été dit\u00a0: l’auteur la lira. Aucun vote n’est pris.",
        error_messages={"required": "Écrivez ce qui a été débattu."},
    )


class SuiteForm(forms.Form):
    quoi = forms.CharField(
        label="Suite décidée",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Écrivez ce qui sera fait."},
    )
    acces = forms.ModelChoiceField(
        label="Responsable",
        queryset=Acces.objects.none(),
        required=False,
        help_text="Il lira l’alerte, et sera relancé si l’échéance passe.",
    )
    responsable = forms.CharField(
        label="Service ou personne",
        max_length=160,
        required=False,
        help_text="À nommer quand personne n’a de compte ici, ou pour le préciser.",
    )
    avant_on = JourField(
        label="Pour le",
        error_messages={
            "required": "Donnez une échéance.",
        },
    )

    def __init__(
        self, intercommunalite: Intercommunalite, data: Any = None, *, responsables: QuerySet[Acces]
    ) -> None:
        super().__init__(data)
        offrir(self, "acces", responsables, vide="Personne de cette liste")

    def clean(self) -> dict[str, Any]:
        lues = super().clean() or self.cleaned_data
        if not lues.get("acces") and not lues.get("responsable"):
            self.add_error("acces", "Nommez qui en répond.")
        return lues


class TenirForm(forms.Form):
    faite_on = JourField(
        label="Faite le",
        error_messages={
            "required": "Dites quand.",
        },
    )
    bilan = forms.CharField(
        label="Ce qui a été fait", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class ClotureForm(forms.Form):
    restitution = forms.CharField(
        label="Réponse rendue à l’auteur",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Elle part aussitôt à l’auteur et aux destinataires de l’alerte.",
        error_messages={"required": "Écrivez la réponse rendue à l’auteur."},
    )
