"""What is written to pass over one breach."""

from typing import Any

from django import forms

from instances.regles.derogations import LONGUEUR_DU_MOTIF


class DerogationForm(forms.Form):
    """``choix``: the breaches that admit one, as they are worded now."""

    manquement = forms.ChoiceField(
        label="Manquement",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choisissez le manquement sur lequel passer outre.",
            "invalid_choice": "Ce manquement n’existe plus tel quel : relisez les contrôles.",
        },
    )
    motif = forms.CharField(
        label="Motif",
        min_length=LONGUEUR_DU_MOTIF,
        max_length=2000,
        help_text="Dites comment la règle est satisfaite autrement, ou pourquoi elle ne "
        "s’applique pas. Le motif figure au journal et dans la preuve de l’envoi.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "min_length": f"Écrivez le motif en {LONGUEUR_DU_MOTIF} caractères au moins : il "
            "sera lu par qui contestera l’envoi."
        },
    )

    def __init__(
        self, choix: list[tuple[str, str]], vise: str | None, *args: Any, **kwargs: Any
    ) -> None:
        retenus = [c for c in choix if c[0] == vise] or choix
        seul = retenus[0][0] if len(retenus) == 1 else None
        kwargs["initial"] = {"manquement": seul}
        super().__init__(*args, **kwargs)
        champ = self.fields["manquement"]
        assert isinstance(champ, forms.ChoiceField)
        champ.choices = retenus
        self.vide = not choix
