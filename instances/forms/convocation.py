"""What is typed to send a convocation, and to note that a letter left."""

from typing import Any

from django import forms
from django.utils.timezone import localdate

from governance.champs import JourField


class ConvoquerForm(forms.Form):
    """Nothing to type: what is sent was prepared. It carries the refusals back to the page."""


class DepotForm(forms.Form):
    on = JourField(
        label="Jour du cachet de la poste, ou de la remise en main propre",
        help_text="C’est ce jour qui compte pour le délai, ni celui de la signature ni celui de "
        "la réception.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": localdate()})
        super().__init__(*args, **kwargs)
