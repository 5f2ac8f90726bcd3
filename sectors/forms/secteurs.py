"""What is typed of sectors, of who speaks for them, and of what their comités say."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from governance.champs import JourField
from governance.listes import offrir
from instances.models import Avis, Elu, Instance, Mandat, Perimetre, Point
from instances.regles.modeles_instances import COMMISSION_ELARGIE
from sectors.forms.conference import elus_municipaux
from sectors.models import EluDeSecteur
from sectors.queries import comites, secteurs

MUNICIPAUX = (Mandat.Nature.ADJOINT, Mandat.Nature.MUNICIPAL)


def _jour(libelle: str) -> forms.DateField:
    return JourField(
        label=libelle, initial=localdate, error_messages={"required": "Donnez un jour."}
    )


def _parmi(libelle: str, manque: str) -> Any:
    return forms.ModelChoiceField(
        label=libelle,
        queryset=Elu.objects.none(),
        empty_label="À choisir",
        error_messages={"required": manque},
    )


class CloturePerimetreForm(forms.Form):
    ends_on = _jour("Clos le")
    acte = forms.CharField(
        label="Acte qui le clôt",
        max_length=300,
        required=False,
        help_text="Délibération, pacte, rapport\u00a0: ce qui le dit, et sa date.",
    )
    anomalie = forms.CharField(
        label="Ce qui reste à retrouver",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Si l’acte manque\u00a0: ce qui est affirmé, par quelle source.",
    )


class LeverAnomalieForm(forms.Form):
    acte = forms.CharField(
        label="Acte ou source qui la lève",
        max_length=300,
        error_messages={"required": "Citez l’acte ou la source."},
    )


class CarteForm(forms.Form):
    fichier = forms.FileField(
        label="Contours des communes",
        help_text="Fichier GeoJSON, avec le code INSEE de chaque commune.",
        error_messages={"required": "Choisissez un fichier.", "empty": "Ce fichier est vide."},
    )
    source = forms.CharField(
        label="Source et licence",
        max_length=200,
        help_text="Imprimée sous la carte, comme la licence le demande.",
        error_messages={"required": "Citez la source."},
    )

    def champs(self) -> dict[str, Any]:
        return {
            "octets": self.cleaned_data["fichier"].read(),
            "source": self.cleaned_data["source"],
        }


class PredesignerForm(forms.Form):
    elu = _parmi("Pré-désigné par le secteur", "Choisissez un élu.")
    qualite = forms.ChoiceField(
        label="En qualité de", choices=EluDeSecteur.Qualite.choices, widget=forms.RadioSelect
    )
    le = _jour("Le")

    def __init__(self, perimetre: Perimetre, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offrir(self, "elu", secteurs.elus_du_perimetre(perimetre, localdate()))


class EtapeForm(forms.Form):
    """Elected, or no longer in office: a day is all there is to say."""

    le = _jour("Le")


class DesignerForm(EtapeForm):
    acte = forms.CharField(
        label="Arrêté du président",
        max_length=200,
        required=False,
        help_text="Sa désignation s’accompagne d’une délégation.",
    )


class RapportForm(forms.Form):
    elu = _parmi("Présenté par", "Dites qui l’a présenté.")
    presente_on = _jour("Présenté au Bureau le")
    resume = forms.CharField(
        label="Ce qui en est ressorti", required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, perimetre: Perimetre, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        elus = perimetre.elus_de_secteur.au(localdate()).filter(starts_on__isnull=False)
        ici = perimetre.intercommunalite
        offrir(self, "elu", ici.elus.filter(pk__in=elus.values("elu")).order_by("nom"))


class ReferentForm(forms.Form):
    commission: Any = forms.ModelChoiceField(
        label="Commission élargie",
        queryset=Instance.objects.none(),
        empty_label="À choisir",
        error_messages={"required": "Choisissez une commission élargie."},
    )
    elu = _parmi("Référent", "Choisissez un titulaire du comité.")
    competence = forms.CharField(
        label="Compétence", max_length=120, error_messages={"required": "Nommez la compétence."}
    )
    starts_on = _jour("À compter du")

    def __init__(self, comite: Instance, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ici, on = comite.intercommunalite, localdate()
        elargies = ici.instances.filter(type_instance__modele=COMMISSION_ELARGIE.code).au(on)
        offrir(self, "commission", elargies.order_by("nom"))
        titulaires = [s.elu.pk for s in comites.titulaires(comite, on) if s.elu]
        offrir(self, "elu", ici.elus.filter(pk__in=titulaires).order_by("nom"))


class InvitationForm(forms.Form):
    elu = _parmi("Élu de votre commune", "Choisissez un élu de votre commune.")
    domaine = forms.CharField(
        label="Domaine dont il est chargé",
        max_length=80,
        help_text="Il vote sur ce point seulement, au titre de ce domaine.",
        error_messages={"required": "Dites de quel domaine il est chargé."},
    )

    def __init__(self, maire: Elu, on: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offrir(self, "elu", elus_municipaux(maire, on, *MUNICIPAUX))


class DestinationForm(forms.Form):
    vers: Any = forms.ModelChoiceField(
        label="Rapport que cet avis éclaire",
        queryset=Point.objects.none(),
        empty_label="À choisir",
        error_messages={"required": "Choisissez un rapport."},
    )

    def __init__(self, point: Point, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offrir(self, "vers", comites.destinations_possibles(point))
        self.initial["vers"] = comites.proposee(point)


class AvisDeComiteForm(forms.Form):
    sens = forms.ChoiceField(
        label="Avis du comité",
        choices=Avis.Sens.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites le sens de l’avis."},
    )
    pour = forms.IntegerField(label="Pour", min_value=0, max_value=500, required=False)
    contre = forms.IntegerField(label="Contre", min_value=0, max_value=500, required=False)
    abstention = forms.IntegerField(label="Abstention", min_value=0, max_value=500, required=False)
    texte = forms.CharField(
        label="Observations", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
