"""What is typed once a convocation has left: a correction, another day, a second meeting."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.timezone import localtime, make_aware

from governance.champs import HeureField, JourField
from governance.listes import Cases, offrir
from instances.models import Point, Seance


class RectificationForm(forms.Form):
    motif = forms.CharField(
        label="Motif de la rectification",
        max_length=1000,
        help_text="Il est imprimé en tête de la nouvelle convocation, après ce qui change.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    heure = HeureField(label="Heure")
    lieu = forms.CharField(label="Lieu", max_length=250)

    def __init__(self, seance: Seance, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"heure": localtime(seance.starts_at).time(), "lieu": seance.lieu}
        super().__init__(*args, **kwargs)


class NouveauJourForm(forms.Form):
    """Day and hour are one moment, where the council sits."""

    jour = JourField(label="Nouveau jour")
    heure = HeureField(label="Heure")

    def __init__(self, seance: Seance, *args: Any, jour: dt.date | None = None, **kw: Any) -> None:
        kw["initial"] = {"heure": localtime(seance.starts_at).time(), "jour": jour}
        super().__init__(*args, **kw)

    def champs(self) -> dict[str, Any]:
        lus = dict(self.cleaned_data)
        moment = dt.datetime.combine(lus.pop("jour"), lus.pop("heure"))
        return {**lus, "starts_at": make_aware(moment)}


class ReportForm(NouveauJourForm):
    motif = forms.CharField(
        label="Motif du report",
        max_length=1000,
        help_text="Il figure dans le message adressé à tous ceux qui avaient été convoqués.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CarenceForm(forms.Form):
    """Nothing to type: the room was counted. It carries the refusals back to the page."""


def _avec_sa_seance(point: Point) -> str:
    jour = localtime(point.seance.starts_at)
    return f"{point} ({point.get_etat_display().lower()}, séance du {jour:%d/%m/%Y})"


class ReprendreForm(forms.Form):
    points = Cases(
        label="Rapports à reprendre",
        libelle=_avec_sa_seance,
        queryset=Point.objects.none(),
        error_messages={"required": "Choisissez au moins un rapport."},
    )

    def __init__(self, points: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offrir(self, "points", points)
