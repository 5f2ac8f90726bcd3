"""What is typed about perimeters, types, instances and nominations, turned into values."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.timezone import localdate

from governance.champs import Jour, JourField
from governance.models import Intercommunalite
from instances.forms.composition import DuTerritoire
from instances.models import Instance, Nomination, Perimetre, TypeInstance
from instances.regles.composition import RegleDeComposition, Source

SOURCES = {
    Source.CONSEILLERS_COMMUNAUTAIRES: "Conseillers communautaires",
    Source.SUPPLEANTS: "Conseillers communautaires suppléants",
    Source.PRESIDENT: "Président",
    Source.VICE_PRESIDENTS: "Vice-présidents",
    Source.CONSEILLERS_DELEGUES: "Conseillers délégués",
    Source.BUREAU: "Membres du bureau",
    Source.PRESIDENTS_DE_COMMISSION: "Présidents de commission",
    Source.MAIRES: "Maires",
    Source.MAIRES_NON_CONSEILLERS: "Maires qui ne siègent pas au conseil",
    Source.ADJOINTS: "Adjoints aux maires",
    Source.CONSEILLERS_MUNICIPAUX: "Élus municipaux",
    Source.ELUS_DU_PERIMETRE: "Tous les élus du périmètre",
}
ATTRIBUTS = (
    "nom", "nature", "publique", "quorum_regle", "quorum_fixe", "pouvoirs", "suppleance",
    "delai_francs", "frequence", "frequence_periode", "nommee", "copie_municipale", "provenance",
)  # fmt: skip
DROITS = {"quorum": "compte au quorum", "vote": "vote", "parole": "prend la parole"}


class PerimetreForm(DuTerritoire):
    communes: Any = forms.ModelMultipleChoiceField(
        label="Communes", queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Perimetre
        fields = ("nature", "nom", "starts_on", "provenance", "anomalie")
        widgets: ClassVar = {
            "starts_on": Jour,
            "provenance": forms.Textarea(attrs={"rows": 3}),
            "anomalie": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts: ClassVar = {
            "provenance": "L’acte qui le crée, et sa date.",
            "anomalie": "Ce que les actes ne disent pas, et qu’il faudra retrouver.",
        }

    def __init__(self, intercommunalite: Intercommunalite, *args: Any, **kwargs: Any) -> None:
        super().__init__(intercommunalite, *args, **kwargs)
        self.choisir("communes", intercommunalite.communes.order_by("nom"))
        if self.instance.pk:
            self.fields["a_compter_du"] = JourField(
                label="Changement de communes à compter du", initial=localdate
            )
            actuels = self.instance.rattachements.au(localdate())
            self.initial["communes"] = list(actuels.values_list("commune_id", flat=True))


class CreerTypeForm(forms.Form):
    nom = forms.CharField(label="Nom du type d’instance", max_length=120)


class TypeInstanceForm(DuTerritoire):
    """The rules of a type, and one line a way to sit by right with its three rights."""

    class Meta:
        model = TypeInstance
        fields = ATTRIBUTS
        widgets: ClassVar = {"provenance": forms.Textarea(attrs={"rows": 3})}
        labels: ClassVar = {"frequence_periode": "Période"}
        help_texts: ClassVar = {
            "nommee": "Des membres désignés par leur nom, en plus des membres de droit.",
            "copie_municipale": "Le conseil la doit toujours. CGCT, art. L. 5211-40-2",
            "quorum_fixe": "Seulement pour un nombre fixe de présents.",
            "delai_francs": "Laissez vide pour suivre le règlement intérieur.",
        }

    def __init__(self, intercommunalite: Intercommunalite, *args: Any, **kwargs: Any) -> None:
        super().__init__(intercommunalite, *args, **kwargs)
        self.fields["nature"].widget = forms.RadioSelect(choices=TypeInstance.Nature.choices)
        posees = {r.source: r for r in self.instance.regles.all()} if self.instance.pk else {}
        for source, libelle in SOURCES.items():
            regle = posees.get(source.value)
            self.fields[f"siege_{source}"] = _case(f"{libelle} : siègent", regle is not None)
            for droit, mot in DROITS.items():
                champ = {"quorum": "compte_quorum"}.get(droit, droit)
                acquis = regle is None or getattr(regle, champ)
                self.fields[f"{droit}_{source}"] = _case(f"{libelle} : {mot}", acquis)

    def lignes(self) -> Iterator[dict[str, Any]]:
        """For the table of the page."""
        for source, libelle in SOURCES.items():
            yield {
                "libelle": libelle,
                "siege": self[f"siege_{source}"],
                "droits": [self[f"{droit}_{source}"] for droit in DROITS],
            }

    def regles(self) -> list[RegleDeComposition]:
        saisi = self.cleaned_data
        return [
            RegleDeComposition(
                source=source,
                compte_quorum=saisi[f"quorum_{source}"],
                vote=saisi[f"vote_{source}"],
                parole=saisi[f"parole_{source}"],
            )
            for source in SOURCES
            if saisi[f"siege_{source}"]
        ]

    def attributs(self) -> dict[str, Any]:
        return {nom: self.cleaned_data[nom] for nom in ATTRIBUTS}


def _case(libelle: str, initiale: object) -> forms.BooleanField:
    return forms.BooleanField(label=libelle, required=False, initial=bool(initiale))


class InstanceForm(DuTerritoire):
    class Meta:
        model = Instance
        fields: ClassVar[tuple[str, ...]] = (
            "nom", "nom_dans_la_phrase", "perimetre", "lieu", "starts_on", "ends_on", "provenance",
        )  # fmt: skip
        widgets: ClassVar = {
            "starts_on": Jour,
            "ends_on": Jour,
            "provenance": forms.Textarea(attrs={"rows": 3}),
        }
        labels: ClassVar = {"perimetre": "Périmètre"}
        help_texts: ClassVar = {
            "nom_dans_la_phrase": "Comme dans un acte : « le Conseil de Communauté ».",
            "perimetre": "Ne siègent alors de droit que les élus de ses communes.",
        }

    def __init__(self, intercommunalite: Intercommunalite, *args: Any, **kwargs: Any) -> None:
        super().__init__(intercommunalite, *args, **kwargs)
        self.choisir("perimetre", intercommunalite.perimetres.order_by("nature", "nom"))


class CreerInstanceForm(InstanceForm):
    class Meta(InstanceForm.Meta):
        fields: ClassVar[tuple[str, ...]] = ("type_instance", *InstanceForm.Meta.fields)
        labels: ClassVar = {"type_instance": "Type d’instance", **InstanceForm.Meta.labels}

    def __init__(self, intercommunalite: Intercommunalite, *args: Any, **kwargs: Any) -> None:
        super().__init__(intercommunalite, *args, **kwargs)
        self.choisir("type_instance", intercommunalite.types_instance.order_by("nom"))


class NominationForm(DuTerritoire):
    class Meta:
        model = Nomination
        fields = (
            "elu", "personne", "courriel", "qualite", "supplee", "compte_quorum", "vote", "parole",
            "starts_on", "ends_on", "acte", "annee_naissance",
        )  # fmt: skip
        widgets: ClassVar = {"starts_on": Jour, "ends_on": Jour}
        labels: ClassVar = {"elu": "Élu", "supplee": "Supplée"}
        help_texts: ClassVar = {
            "personne": "À la place d’un élu : son nom et ce qu’elle représente.",
            "courriel": "D’une personne extérieure : elle y reçoit les convocations.",
            "supplee": "Pour un suppléant attitré.",
            "annee_naissance": "Le conseil de développement reflète les âges du territoire.",
        }

    def __init__(self, instance_nommee: Instance, *args: Any, **kwargs: Any) -> None:
        super().__init__(instance_nommee.intercommunalite, *args, **kwargs)
        titulaires = instance_nommee.nominations.au(localdate()).exclude(
            qualite=Nomination.Qualite.SUPPLEANT
        )
        self.choisir("elu", elus_en_fonctions(self.intercommunalite))
        self.choisir("supplee", titulaires.select_related("elu"))
        self.fields["starts_on"].required = True
        self.initial.setdefault("starts_on", localdate())
        if instance_nommee.type_instance.modele != "conseil_de_developpement":
            del self.fields["annee_naissance"]

    def clean(self) -> dict[str, Any]:
        donnees: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(donnees.get("elu")) == bool(donnees.get("personne")):
            self.add_error("elu", "Choisissez un élu, ou nommez une personne extérieure.")
        return donnees


def elus_en_fonctions(intercommunalite: Intercommunalite) -> Any:
    jour = localdate()
    en_cours = Q(mandats__ends_on=None) | Q(mandats__ends_on__gte=jour)
    pks = intercommunalite.elus.filter(en_cours, mandats__isnull=False).values("pk")
    return intercommunalite.elus.filter(pk__in=pks).order_by("nom", "prenom")


class FinForm(forms.Form):
    ends_on = JourField(label="Dernier jour", initial=localdate)
