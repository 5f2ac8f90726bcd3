"""What is typed of a demand for a meeting, and of its filing away."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.timezone import localdate

from governance.champs import JourField
from governance.listes import offrir
from instances.models import DemandeReunion, Elu, Instance
from instances.queries import demandes as queries
from instances.queries.composition import parametres
from instances.regles import demandes as regles
from instances.regles.modeles_instances import CONFERENCE_DES_MAIRES


class DemandeForm(forms.Form):
    origine = forms.ChoiceField(
        label="Demandée par",
        choices=DemandeReunion.Origine.choices,
        widget=forms.RadioSelect,
        initial=DemandeReunion.Origine.MEMBRES,
    )
    recue_on = JourField(
        label="Reçue le",
        help_text="La réunion se tient dans les trente jours qui suivent. CGCT, art. L. 2121-9",
    )
    motif = forms.CharField(
        label="Motif",
        help_text="Une demande sans motif n’oblige pas à réunir l’instance.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    ordre_du_jour = forms.CharField(
        label="Ordre du jour demandé", widget=forms.Textarea(attrs={"rows": 3})
    )
    avant_on = JourField(label="Délai abrégé par le préfet, jusqu’au", required=False)
    signataires: Any = forms.ModelMultipleChoiceField(
        label="Signataires",
        queryset=Elu.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, instance: Instance, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"recue_on": localdate()})
        super().__init__(*args, **kwargs)
        self.instance = instance
        self._origines()
        self.reglement = parametres(instance.intercommunalite, localdate())
        self.membres = queries.membres(instance, localdate())
        elus = [s.elu for s in self.membres if isinstance(s.elu, int)]
        signataires = instance.intercommunalite.elus.filter(pk__in=elus)
        offrir(self, "signataires", signataires.order_by("nom", "prenom"))

    def _origines(self) -> None:
        """Mayors ask for their conférence; elsewhere it is the members, or the préfet."""
        maires = DemandeReunion.Origine.MAIRES
        conference = self.instance.type_instance.modele == CONFERENCE_DES_MAIRES.code
        champ = self.fields["origine"]
        assert isinstance(champ, forms.ChoiceField)
        champ.choices = [
            (valeur, mot)
            for valeur, mot in DemandeReunion.Origine.choices
            if (valeur == maires) == conference
        ]
        if conference:
            self.initial["origine"] = maires

    @property
    def requises(self) -> int:
        """Of the members of the body, or of its mayors where it is their conférence."""
        regime = queries.regime(self.initial.get("origine", ""), self.reglement)
        return regles.signatures_requises(len(self.membres), regime)

    def verdict(self, choisis: Iterable[str], origine: str) -> str:
        """The count as it stands while the boxes are ticked, whatever else is typed."""
        membres = {str(s.elu) for s in self.membres}
        return regles.verdict(
            regles.Demande(
                origine=origine,
                recue=localdate(),
                motif="",
                objet="",
                en_exercice=len(self.membres),
                signataires=len(membres & set(choisis)),
            ),
            queries.regime(origine, self.reglement),
        )


class ClasserForm(forms.Form):
    motif = forms.CharField(
        label="Motif du classement",
        max_length=500,
        help_text="Le journal le garde. Une demande qui oblige à réunir l’instance ne se classe "
        "qu’une fois la séance fixée.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReceptionForm(forms.Form):
    on = JourField(label="Jour de la réception", help_text="Celui que la preuve établit.")
    preuve = forms.CharField(
        label="Ce qui le prouve",
        max_length=300,
        help_text="Avis de réception signé, décharge, accusé de lecture. La présence à la séance "
        "ne prouve rien.",
    )
