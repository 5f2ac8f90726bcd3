"""A version of the règlement as typed: one field a parameter of the catalogue, and its source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.timezone import localdate

from governance.champs import JourField
from instances.actions.reglement import Texte
from instances.models import ReglementInterieur
from instances.queries.reglement import ce_que_dit_la_loi
from instances.regles.reglement import CATALOGUE, SECTIONS, Parametre, Section, Type, par_section

PERIODES = {
    Type.FREQUENCE: [
        ("quinzaine", "par quinzaine"),
        ("mois", "par mois"),
        ("bimestre", "par bimestre"),
        ("trimestre", "par trimestre"),
        ("semestre", "par semestre"),
        ("an", "par an"),
    ],
    Type.DUREE: [("jour", "jours"), ("semaine", "semaines"), ("mois", "mois")],
}
Choix: TypeAlias = list[tuple[str, str]]
PORTEES = [("", "au moins"), ("environ", "environ, par habitude")]
OUI_NON = [("", "Non fixé"), ("oui", "Oui"), ("non", "Non")]


class NombreEtPeriodeWidget(forms.MultiWidget):
    def __init__(self, periodes: Choix, portees: Choix) -> None:
        nombre = forms.NumberInput(attrs={"min": 1, "aria-label": "Nombre"})
        periode = forms.Select(choices=periodes, attrs={"aria-label": "Période"})
        portee = [forms.Select(choices=portees, attrs={"aria-label": "Portée"})] if portees else []
        super().__init__([nombre, periode, *portee])

    def decompress(self, value: Mapping[str, Any] | None) -> list[Any]:
        valeur = value or {}
        portee = "environ" if valeur.get("environ") else ""
        return [valeur.get("nombre"), valeur.get("periode", ""), portee][: len(self.widgets)]


class NombreEtPeriodeField(forms.MultiValueField):
    """« 1 par trimestre », « 10 semaines »: number and period, or neither.

    A frequency may also be a custom (« environ »), which binds nobody.
    """

    def __init__(self, type: Type, **kwargs: Any) -> None:  # noqa: A002 domain word
        periodes = [("", "Non fixé"), *PERIODES[type]]
        portees = PORTEES if type is Type.FREQUENCE else []
        champs = [forms.IntegerField(min_value=1, required=False)] + [
            forms.ChoiceField(choices=choix, required=False)
            for choix in (periodes, portees)
            if choix
        ]
        super().__init__(
            champs,
            require_all_fields=False,
            required=False,
            widget=NombreEtPeriodeWidget(periodes, portees),
            **kwargs,
        )

    def compress(self, data_list: list[Any]) -> dict[str, Any] | None:
        nombre, periode, *portee = data_list or (None, "")
        if nombre is None and not periode:
            return None
        if nombre is None or not periode:
            raise ValidationError("Indiquez un nombre et une période, ou aucun des deux.")
        environ = {"environ": True} if portee == ["environ"] else {}
        return {"nombre": nombre, "periode": periode, **environ}


class NombresField(forms.CharField):
    """« 4, 5 »: a list of whole numbers."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> list[int] | None:
        morceaux = [m.strip() for m in str(super().clean(value)).split(",") if m.strip()]
        if not all(m.isdecimal() for m in morceaux):
            raise ValidationError("Écrivez des nombres entiers séparés par des virgules : 4, 5.")
        return [int(m) for m in morceaux] or None


def champ_de(parametre: Parametre) -> forms.Field:
    commun: dict[str, Any] = {
        "label": parametre.libelle,
        "required": False,
        "help_text": parametre.aide,
    }
    if parametre.type in PERIODES:
        return NombreEtPeriodeField(
            parametre.type, label=parametre.libelle, help_text=parametre.aide
        )
    if parametre.type is Type.ENTIER:
        return forms.IntegerField(min_value=0, **commun)
    if parametre.type is Type.BOOLEEN:
        return forms.ChoiceField(choices=OUI_NON, **commun)
    if parametre.type is Type.LISTE:
        return _liste(parametre, commun)
    if parametre.choix:
        choix = [("", "Non fixé"), *parametre.choix.items()]
        return forms.ChoiceField(choices=choix, **commun)
    return forms.CharField(max_length=500, **commun)


def _liste(parametre: Parametre, commun: dict[str, Any]) -> forms.Field:
    if parametre.choix:
        return OrdreField(parametre.choix, **commun)
    return NombresField(**commun)


class OrdreField(forms.CharField):
    """An order of known steps, one a line, written in their labels."""

    def __init__(self, choix: Mapping[str, str], **kwargs: Any) -> None:
        self.choix = choix
        connus = " ; ".join(choix.values())
        kwargs["help_text"] = f"Une étape par ligne, parmi : {connus}."
        super().__init__(widget=forms.Textarea(attrs={"rows": 6}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return "\n".join(self.choix.get(v, v) for v in value)
        return value

    def clean(self, value: Any) -> list[str] | None:
        lignes = [ligne.strip() for ligne in str(super().clean(value)).splitlines()]
        codes = {libelle.casefold(): code for code, libelle in self.choix.items()}
        inconnues = [ligne for ligne in lignes if ligne and ligne.casefold() not in codes]
        if inconnues:
            raise ValidationError(f"« {inconnues[0]} » n’est pas une étape connue : reprenez-la.")
        return [codes[ligne.casefold()] for ligne in lignes if ligne] or None


@dataclass(frozen=True, kw_only=True)
class LigneASaisir:
    parametre: Parametre
    champ: forms.BoundField
    source: forms.BoundField
    loi: str


class ReglementForm(forms.Form):
    starts_on = JourField(
        label="S’applique à compter du",
        help_text="La version précédente s’applique jusqu’à la veille.",
    )
    adopte_on = JourField(
        label="Adopté le", required=False, help_text="Le jour du vote du conseil."
    )
    acte = forms.CharField(
        label="Délibération",
        max_length=200,
        help_text="Par exemple « délibération n° 2026-061 du 25 juin 2026 ».",
    )

    def __init__(self, modele: ReglementInterieur | None, *args: Any, **kwargs: Any) -> None:
        """``modele``: the version to correct, or the one that a new version starts from."""
        if modele is not None:
            kwargs["initial"] = initiales(modele) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for code, parametre in CATALOGUE.items():
            self.fields[code] = champ_de(parametre)
            self.fields[f"source_{code}"] = forms.CharField(
                label=f"Source : {parametre.libelle}", max_length=500, required=False
            )

    def add_error(self, field: str | None, error: Any) -> None:
        """The summary names the parameter already: its rule need not repeat it."""
        if isinstance(error, str) and field in self.fields:
            error = capfirst(error.removeprefix(f"{self.fields[field].label}\u00a0: "))
        super().add_error(field, error)

    def sections(self) -> Iterator[dict[str, Any]]:
        """For the page: each parameter with its field, its source and the law of today."""
        jour = localdate()
        for section, parametres in par_section().items():
            lignes = [
                LigneASaisir(
                    parametre=p,
                    champ=self[p.code],
                    source=self[f"source_{p.code}"],
                    loi=ce_que_dit_la_loi(p, jour),
                )
                for p in parametres
            ]
            yield {
                "code": section.value,
                "libelle": SECTIONS[Section(section)],
                "lignes": lignes,
                "a_reprendre": any(ligne.champ.errors for ligne in lignes),
            }

    def texte(self) -> Texte:
        saisi = self.cleaned_data
        valeurs = {c: v for c in CATALOGUE if (v := stockee(CATALOGUE[c], saisi[c])) is not None}
        sources = {c: saisi[f"source_{c}"] for c in valeurs if saisi[f"source_{c}"]}
        return Texte(
            starts_on=saisi["starts_on"],
            adopte_on=saisi["adopte_on"],
            acte=saisi["acte"],
            valeurs=valeurs,
            provenances=sources,
        )


def initiales(modele: ReglementInterieur) -> dict[str, Any]:
    affichees = {
        code: ("oui" if valeur else "non") if isinstance(valeur, bool) else valeur
        for code, valeur in modele.valeurs.items()
    }
    sources = {f"source_{code}": source for code, source in modele.provenances.items()}
    return affichees | sources


def stockee(parametre: Parametre, saisie: Any) -> Any:
    """A typed value in the shape that versions keep; ``None`` is « non fixé »."""
    if saisie in (None, "", []):
        return None
    return saisie == "oui" if parametre.type is Type.BOOLEEN else saisie
