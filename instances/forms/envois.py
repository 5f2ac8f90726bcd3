"""What is typed to send again what came back."""

from typing import Any

from django import forms

from instances.models import Remise


class RenvoyerForm(forms.Form):
    adresse = forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        help_text="Elle sert à cet envoi seul. Pour les suivants, corrigez aussi la fiche.",
    )

    def __init__(self, remise: Remise, *args: Any, **kwargs: Any) -> None:
        elu = remise.elu
        kwargs["initial"] = {"adresse": (elu.courriel if elu else "") or remise.envoi.adresse}
        super().__init__(*args, **kwargs)
