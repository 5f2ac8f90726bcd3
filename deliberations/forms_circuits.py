"""What is typed of circuits, absences and ready-made texts."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from deliberations.actions_circuits import Niveau
from deliberations.models import Circuit, ModeleTexte
from deliberations.permissions import can_regler_circuits
from deliberations.regles.modeles_texte import CHAMPS
from deliberations.regles.visas import NIVEAUX_MAXIMUM
from governance.champs import JourField
from governance.listes import offrir
from governance.models import Acces, Intercommunalite
from governance.queries import acces_de
from instances.models import Instance

RANGS = range(1, NIVEAUX_MAXIMUM + 1)


class CircuitForm(forms.Form):
    """A circuit and its levels on one page; a level left blank is no level."""

    nom = forms.CharField(label="Nom du circuit", max_length=120)
    instance = forms.ModelChoiceField(
        label="Pour les projets de",
        queryset=Instance.objects.none(),
        required=False,
        empty_label="Toutes les instances",
    )
    par_defaut = forms.BooleanField(
        label="Proposé par défaut",
        required=False,
        help_text="Quand l’instance du projet n’a pas son propre circuit.",
    )

    def __init__(
        self, intercommunalite: Intercommunalite, circuit: Circuit | None, *args: Any, **kw: Any
    ) -> None:
        if circuit is not None:
            kw["initial"] = _valeurs(circuit)
        super().__init__(*args, **kw)
        offrir(self, "instance", intercommunalite.instances.au(localdate()).order_by("nom"))
        personnes = acces_de(intercommunalite).en_vigueur()
        for rang in RANGS:
            self.fields |= _champs_du_niveau(rang, personnes)

    def lignes(self) -> list[dict[str, Any]]:
        return [
            {
                "rang": rang,
                "champs": [self[f"{nom}_{rang}"] for nom in ("libelle", "viseur", "delai")],
            }
            for rang in RANGS
        ]

    def clean(self) -> dict[str, Any]:
        lus: dict[str, Any] = super().clean() or {}
        for rang in RANGS:
            libelle, viseur = lus.get(f"libelle_{rang}"), lus.get(f"viseur_{rang}")
            if bool(libelle) is not bool(viseur) and not self.errors.get(f"viseur_{rang}"):
                manque = "viseur" if libelle else "libelle"
                self.add_error(f"{manque}_{rang}", f"Complétez le niveau {rang}, ou videz-le.")
        return lus

    def circuit(self) -> dict[str, Any]:
        lus = self.cleaned_data
        niveaux = [
            Niveau(
                libelle=lus[f"libelle_{rang}"],
                viseur=lus[f"viseur_{rang}"],
                delai_jours=lus[f"delai_{rang}"] or 3,
            )
            for rang in RANGS
            if lus.get(f"viseur_{rang}")
        ]
        return {"niveaux": niveaux} | {n: lus[n] for n in ("nom", "instance", "par_defaut")}


def _champs_du_niveau(rang: int, personnes: Any) -> dict[str, forms.Field]:
    return {
        f"libelle_{rang}": forms.CharField(
            label=f"Niveau {rang}, visa de", max_length=120, required=False
        ),
        f"viseur_{rang}": forms.ModelChoiceField(
            label="Qui vise", queryset=personnes, required=False, empty_label="Personne"
        ),
        f"delai_{rang}": forms.IntegerField(
            label="Sous combien de jours", min_value=1, max_value=60, required=False, initial=3
        ),
    }


def _valeurs(circuit: Circuit) -> dict[str, Any]:
    valeurs: dict[str, Any] = {
        "nom": circuit.nom,
        "instance": circuit.instance_id,
        "par_defaut": circuit.par_defaut,
    }
    for rang, etape in enumerate(circuit.etapes.all(), start=1):
        valeurs |= {
            f"libelle_{rang}": etape.libelle,
            f"viseur_{rang}": etape.viseur_id,
            f"delai_{rang}": etape.delai_jours,
        }
    return valeurs


class AbsenceForm(forms.Form):
    """One's own absence; the direction may also note that of somebody who fell ill."""

    titulaire: Any = forms.ModelChoiceField(
        label="Personne absente", queryset=Acces.objects.none(), empty_label=None
    )
    delegue: Any = forms.ModelChoiceField(
        label="Vise à sa place", queryset=Acces.objects.none(), empty_label="Choisir une personne"
    )
    starts_on = JourField(label="Du")
    ends_on = JourField(label="Au")

    def __init__(self, acces: Acces, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tous = acces_de(acces.intercommunalite).en_vigueur()
        siens = tous if can_regler_circuits(acces) else tous.filter(pk=acces.pk)
        for nom, offerts in (("titulaire", siens), ("delegue", tous)):
            offrir(self, nom, offerts)
        self.initial["titulaire"] = acces.pk


class ModeleForm(forms.Form):
    champ = forms.ChoiceField(
        label="Pour", choices=ModeleTexte.Champ.choices, widget=forms.RadioSelect
    )
    nom = forms.CharField(label="Nom du modèle", max_length=120)
    corps = forms.CharField(
        label="Texte",
        help_text="Entre accolades, ce qui se remplit : "
        + ", ".join(f"{{{nom}}} ({sens})" for nom, sens in CHAMPS.items())
        + ".",
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    def __init__(self, modele: ModeleTexte | None, *args: Any, **kwargs: Any) -> None:
        if modele is not None:
            kwargs["initial"] = {n: getattr(modele, n) for n in self.base_fields}
        super().__init__(*args, **kwargs)
