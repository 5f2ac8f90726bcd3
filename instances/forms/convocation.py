"""What is typed to send a convocation, and to note that a letter left."""

from typing import Any

from django import forms
from django.utils.timezone import localdate


class ConvoquerForm(forms.Form):
    """Nothing to type: what is sent was prepared. It carries the refusals back to the page."""


class DepotForm(forms.Form):
    on = forms.DateField(
        label="Jour du cachet de la poste, ou de la remise en main propre",
        help_text="C’est ce jour qui compte pour le délai, ni celui de la signature ni celui de "
        "la réception.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Ce jour n’existe pas : saisissez une date du calendrier."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": localdate()})
        super().__init__(*args, **kwargs)
