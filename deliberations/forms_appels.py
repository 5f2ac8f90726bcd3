"""What opens a vote, what one voice says, what closes it."""

from typing import Any

from django import forms

from deliberations.models import Voix, Vote
from deliberations.regles.majorite import ModeScrutin, Sens
from deliberations.regles.questions import Question, lire

MODES = [
    (ModeScrutin.ORDINAIRE, "Ordinaire"),
    (ModeScrutin.PUBLIC, "Public"),
    (ModeScrutin.SECRET, "Secret"),
]
SENS = [
    (Sens.POUR, "Pour"),
    (Sens.CONTRE, "Contre"),
    (Sens.ABSTENTION, "Abstention"),
    (Sens.NE_PREND_PAS_PART, "Ne prend pas part"),
]
SILENCE = [
    ("", "Attendre toutes les voix"),
    (Sens.ABSTENTION, "Une abstention"),
    (Sens.NE_PREND_PAS_PART, "Ne prend pas part au vote"),
    (Sens.POUR, "Une voix pour"),
]
DANS_LA_SALLE = [(Voix.Voie.MAIN, "Main levée"), (Voix.Voie.APPEL, "Appel")]


class OuvrirVoteForm(forms.Form):
    mode = forms.ChoiceField(label="Mode de ce vote", choices=MODES)
    electronique = forms.BooleanField(label="Les membres votent de leur téléphone", required=False)

    # What the panel of the vote puts to the vote: the text, an amendment, a decision of procedure.
    question = forms.CharField(required=False, max_length=250)

    def clean_mode(self) -> ModeScrutin:
        return ModeScrutin(self.cleaned_data["mode"])

    def clean_question(self) -> Question:
        return lire(self.cleaned_data["question"])


class VoixForm(forms.Form):
    """One voice. ``appel``: the vote that was on the screen when the button was pressed."""

    appel = forms.IntegerField(widget=forms.HiddenInput)
    sens = forms.ChoiceField(label="Votre voix", choices=Vote.Sens.choices)

    def clean_sens(self) -> Sens:
        return Sens(self.cleaned_data["sens"])


class VoixNoteeForm(forms.Form):
    """A voice that the clerk types; none takes off the one that was noted."""

    sens = forms.ChoiceField(choices=[("", "Sans voix"), *Vote.Sens.choices], required=False)
    voie = forms.ChoiceField(choices=DANS_LA_SALLE)

    def clean_sens(self) -> Sens | None:
        lu = self.cleaned_data["sens"]
        return Sens(lu) if lu else None


class ClotureForm(forms.Form):
    sans_voix = forms.ChoiceField(
        label="Le silence de ceux qui n’ont rien dit compte comme", choices=SILENCE, required=False
    )

    def clean_sans_voix(self) -> Sens | None:
        lu = self.cleaned_data["sans_voix"]
        return Sens(lu) if lu else None

    @property
    def choisi(self) -> Sens | None:
        """As it stands in the page, valid or not: for the result shown before the close."""
        lu: Any = (self.data or {}).get("sans_voix")
        return next((s for s in Sens if s == lu), None)
