"""What the clerk types beside the votes: speakers, interruptions, closed doors, incidents."""

from collections.abc import Iterable
from typing import Any

from django import forms

from deliberations.queries.conduite import Console
from governance.listes import offrir
from instances.models import HuisClos, Incident, Intervention, Point, Siegeant
from instances.queries.composition import cle_de_nom


class ParoleForm(forms.Form):
    """A name, as said aloud: a member present, or a person whom the président invites."""

    prefix = "parole"
    nom = forms.CharField(label="Qui demande la parole", max_length=160)
    nature = forms.ChoiceField(
        label="Pour", choices=Intervention.Nature.choices, initial=Intervention.Nature.INTERVENTION
    )
    invite = forms.BooleanField(label="Personne ou agent invité à parler", required=False)

    def __init__(self, data: Any = None, *, console: Console) -> None:
        super().__init__(data)
        self.console = console
        self.fields["nom"].widget.attrs |= {
            "list": "orateurs", "autocomplete": "off", "data-hc-raccourci": "d",
        }  # fmt: skip

    @property
    def presents(self) -> list[tuple[str, Siegeant]]:
        lignes = (ligne for groupe in self.console.communes for ligne in groupe.lignes)
        return [(ligne.nom, ligne.siegeant) for ligne in lignes if ligne.present]

    def clean(self) -> dict[str, Any]:
        lu = super().clean() or {}
        nom = lu.pop("nom", "").strip()
        if lu.pop("invite", False):
            lu["personne"] = nom
        elif nom:
            lu["siegeant"] = self._membre(nom)
        return lu

    def _membre(self, texte: str) -> Siegeant | None:
        (cherche,) = cle_de_nom(texte)
        noms = [(cle_de_nom(nom)[0], siegeant) for nom, siegeant in self.presents]
        trouves = [s for n, s in noms if n == cherche] or [s for n, s in noms if cherche in n]
        if len(trouves) == 1:
            return trouves[0]
        message = (
            f"«\u00a0{texte}\u00a0» désigne plusieurs membres présents\u00a0: précisez le prénom."
            if trouves
            else f"Personne du nom de «\u00a0{texte}\u00a0» n’est noté présent."
        )
        self.add_error("nom", message)
        return None


class TeneurForm(forms.Form):
    teneur = forms.CharField(
        label="Ce qui a été dit, en substance",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def nombre(label: str, *, requis: bool = True, aide: str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=9999, required=requis, help_text=aide
    )


class SuspensionForm(forms.Form):
    prefix = "suspension"
    demandeurs = nombre("Membres qui la demandent")
    pour = nombre("Pour")
    contre = nombre("Contre")
    motif = forms.CharField(label="Motif", max_length=200, required=False)


class HuisClosForm(forms.Form):
    prefix = "huis_clos"
    demande = forms.ChoiceField(
        label="Demandé par",
        choices=HuisClos.Demande.choices,
        widget=forms.RadioSelect,
        initial=HuisClos.Demande.PRESIDENT,
    )
    demandeurs = nombre("Combien de membres", requis=False)
    pour = nombre("Voix pour")
    toute_la_seance = forms.BooleanField(
        label="Pour toute la suite de la séance, et non pour ce seul rapport", required=False
    )

    def clean(self) -> dict[str, Any]:
        lu = super().clean() or {}
        lu["demandeurs"] = lu.get("demandeurs") or 0
        return lu


class IncidentForm(forms.Form):
    prefix = "incident"
    nature = forms.ChoiceField(label="Nature", choices=Incident.Nature.choices)
    siegeant = forms.ModelChoiceField(
        label="Membre concerné",
        queryset=Siegeant.objects.none(),
        empty_label="Aucun",
        required=False,
    )
    recit = forms.CharField(label="Ce qui s’est passé", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None, *, console: Console) -> None:
        super().__init__(data)
        offrir(self, "siegeant", console.seance.siegeants.all(), lus=_choix(console))


def _choix(console: Console) -> Iterable[tuple[int, str]]:
    return [(x.siegeant.pk, str(x.siegeant)) for g in console.communes for x in g.lignes]


class LaisserForm(forms.Form):
    motif = forms.CharField(label="Pourquoi ces rapports ne sont pas examinés", max_length=300)
    points = forms.MultipleChoiceField(
        label="Rapports laissés",
        error_messages={"required": "Cochez au moins un rapport."},
    )

    def __init__(self, data: Any = None, *, points: list[Point]) -> None:
        super().__init__(data)
        self.restants = {str(p.pk): p for p in points}
        choix = self.fields["points"]
        assert isinstance(choix, forms.MultipleChoiceField)
        choix.choices = [(cle, str(p)) for cle, p in self.restants.items()]

    def clean_points(self) -> list[Point]:
        return [self.restants[cle] for cle in self.cleaned_data["points"]]


def formulaires_des_debats(console: Console) -> dict[str, forms.Form]:
    """Blank, under the names that the page knows them by."""
    return {
        "parole": ParoleForm(console=console),
        "suspension": SuspensionForm(),
        "huis_clos": HuisClosForm(),
        "incident": IncidentForm(console=console),
    }
