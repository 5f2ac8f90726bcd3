"""One count of the papers, of an election or of a text: what each of two people types alone."""

from collections.abc import Mapping
from typing import Any

from django import forms

from deliberations.regles.depouillement import Releve


def nombre(label: str, initial: int | None = None) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=9999, initial=initial)


class ReleveForm(forms.Form):
    """``choix``: the names on the papers. By show of hands there is neither paper nor a second
    count."""

    use_required_attribute = False

    enveloppes = nombre("Enveloppes")
    blancs = nombre("Blancs")
    nuls = nombre("Nuls")
    par = forms.CharField(label="Compté par", max_length=120)

    def __init__(
        self, data: Any, *, choix: Mapping[int, str], secret: bool = True, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        if not secret:
            for nom in ("enveloppes", "blancs", "nuls", "par"):
                del self.fields[nom]
        for cle, nom in choix.items():
            self.fields[f"voix_{cle}"] = nombre(nom)

    @property
    def papiers(self) -> list[Any]:
        return [self[nom] for nom in ("enveloppes", "blancs", "nuls") if nom in self.fields]

    @property
    def voix(self) -> list[Any]:
        return [self[nom] for nom in self.fields if nom.startswith("voix_")]

    def releve(self) -> Releve:
        lus = self.cleaned_data
        voix = {int(n.removeprefix("voix_")): v for n, v in lus.items() if n.startswith("voix_")}
        return Releve(
            enveloppes=lus.get("enveloppes", sum(voix.values())),
            blancs=lus.get("blancs", 0),
            nuls=lus.get("nuls", 0),
            voix=voix,
            par=lus.get("par", ""),
        )
