"""Days and hours, typed in the browser’s own pickers."""

from typing import Any

from django import forms


class Jour(forms.DateInput):
    """The browser's own date picker; it speaks ISO whatever the language of the page."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class Heure(forms.TimeInput):
    """The browser's own time picker, to the minute."""

    input_type = "time"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


class JourField(forms.DateField):
    widget = Jour
    default_error_messages = {
        "invalid": "Ce jour n’existe pas\u00a0: saisissez une date du calendrier."
    }


class HeureField(forms.TimeField):
    widget = Heure
    default_error_messages = {
        "invalid": "Cette heure n’existe pas\u00a0: saisissez-la comme 18:00."
    }
