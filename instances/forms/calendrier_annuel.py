"""The year to propose, its school holidays, then each meeting to keep, move or leave."""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.timezone import make_aware

from governance.champs import HeureField, JourField
from governance.listes import offrir
from governance.models import Intercommunalite
from instances.models import Instance
from instances.queries.calendrier_annuel import Ligne
from instances.regles.calendrier_annuel import Conges

PERIODE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\D+(\d{1,2})/(\d{1,2})/(\d{4})")


class AnneeForm(forms.Form):
    annee = forms.IntegerField(label="Année", min_value=2000, max_value=2200)
    vacances = forms.CharField(
        label="Vacances scolaires à éviter",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Une période par ligne, par exemple\u00a0: 06/02/2027 au 22/02/2027.",
    )

    def clean_vacances(self) -> list[Conges]:
        lignes = [li for li in self.cleaned_data["vacances"].splitlines() if li.strip()]
        return [self._conges(ligne) for ligne in lignes]

    def _conges(self, ligne: str) -> Conges:
        lu = PERIODE.search(ligne)
        try:
            j1, m1, a1, j2, m2, a2 = (int(n) for n in lu.groups()) if lu else (0,) * 6
            du, au = date(a1, m1, j1), date(a2, m2, j2)
        except ValueError:
            phrase = f"«\u00a0{ligne.strip()[:60]}\u00a0»\u00a0: écrivez 06/02/2027 au 22/02/2027."
            raise forms.ValidationError(phrase) from None
        if au < du:
            raise forms.ValidationError(
                f"«\u00a0{ligne.strip()[:60]}\u00a0» finit avant de commencer."
            )
        return Conges(du=du, au=au)


class LigneForm(forms.Form):
    garder = forms.BooleanField(label="Créer", required=False, initial=True)
    instance = forms.ModelChoiceField(queryset=Instance.objects.none(), widget=forms.HiddenInput)
    jour = JourField(label="Jour")
    heure = HeureField(label="Heure")

    def __init__(self, *args: Any, instances: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offrir(self, "instance", instances)

    def nom(self) -> str:
        """The body of the line, whether it is proposed or typed back."""
        lue = self["instance"].value()
        return str(lue if isinstance(lue, Instance) else self._instance(lue))

    def _instance(self, lue: Any) -> str:
        champ = self.fields["instance"]
        try:
            return str(champ.clean(lue))
        except forms.ValidationError:
            return "instance inconnue"


class _Lignes(forms.BaseFormSet):  # type: ignore[type-arg]  # not subscriptable at run time
    def retenues(self) -> list[tuple[Instance, datetime]]:
        return [
            (lu["instance"], make_aware(datetime.combine(lu["jour"], lu["heure"])))
            for lu in self.cleaned_data
            if lu.get("garder")
        ]


def lignes_de(
    intercommunalite: Intercommunalite,
    data: Any = None,
    *,
    instances: Any,
    proposees: list[Ligne],
) -> _Lignes:
    """The intercommunalité bounds the choice through ``instances``, read from it."""
    fabrique = forms.formset_factory(LigneForm, formset=_Lignes, extra=0, max_num=400)
    initial = [{"instance": p.instance, "jour": p.jour, "heure": p.heure} for p in proposees]
    choix = instances.filter(intercommunalite=intercommunalite)
    lues: _Lignes = fabrique(data, initial=initial, form_kwargs={"instances": choix})  # type: ignore[assignment]  # the factory hides the class
    return lues
