"""What is typed of a commune's calendar: one meeting, or a file of them."""

import datetime as dt
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.timezone import make_aware

from governance.champs import HeureField, JourField

POIDS_MAX = 1024 * 1024


class ReunionForm(forms.Form):
    jour = JourField(label="Jour")
    heure = HeureField(label="Heure")
    fin = HeureField(label="Fin, si elle est connue", required=False)
    titre = forms.CharField(label="Objet", max_length=200, initial="Conseil municipal")

    def champs(self) -> dict[str, Any]:
        lus = self.cleaned_data
        return {
            "titre": lus["titre"],
            "starts_at": make_aware(dt.datetime.combine(lus["jour"], lus["heure"])),
            "ends_at": (
                make_aware(dt.datetime.combine(lus["jour"], lus["fin"])) if lus["fin"] else None
            ),
        }


class ImportForm(forms.Form):
    fichier = forms.FileField(
        label="Fichier .ics",
        max_length=200,
        allow_empty_file=True,
        help_text="L’agenda de la commune, exporté au format iCalendar. Le même fichier peut être "
        "importé de nouveau : rien n’est compté deux fois.",
        widget=forms.FileInput(attrs={"accept": ".ics,text/calendar"}),
    )

    def clean_fichier(self) -> bytes:
        fichier: UploadedFile = self.cleaned_data["fichier"]
        if (fichier.size or 0) > POIDS_MAX:
            raise forms.ValidationError("Ce calendrier dépasse 1 Mo : exportez l’année en cours.")
        octets: bytes = fichier.read()
        return octets
