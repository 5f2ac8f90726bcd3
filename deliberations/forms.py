"""What is typed of a draft: plain text, paragraphs apart, titles on their own line."""

from typing import Any

from django import forms

from deliberations.models import Projet

CHAMPS = (
    "titre", "inscription_budgetaire", "resume", "visas", "considerants", "expose", "dispositif",
)  # fmt: skip


def texte(libelle: str, aide: str, lignes: int) -> forms.CharField:
    return forms.CharField(
        label=libelle,
        required=False,
        help_text=aide,
        widget=forms.Textarea(attrs={"rows": lignes}),
    )


class ProjetForm(forms.Form):
    titre = forms.CharField(
        label="Titre de la délibération",
        max_length=400,
        required=False,
        help_text="À défaut, celui du rapport.",
    )
    inscription_budgetaire = texte(
        "Inscription budgétaire", "Montant, chapitre, sans incidence : ce que dira l’extrait.", 3
    )
    resume = texte("Résumé", "Quelques lignes, en tête de l’extrait.", 4)
    visas = texte("Visas", "Les textes appliqués : « Vu le code général… ». Un par ligne.", 4)
    considerants = texte("Considérants", "Ce qui motive la décision : « Considérant que… ».", 4)
    expose = texte(
        "Exposé",
        "Séparez les paragraphes par une ligne vide ; un titre tient seul sur sa ligne : "
        "« I. Contexte », « A. Le projet ».",
        16,
    )
    dispositif = texte(
        "Dispositif", "Ce que l’assemblée décide : « Le Conseil se prononce sur… ».", 8
    )

    def __init__(self, projet: Projet | None, *args: Any, **kwargs: Any) -> None:
        if projet is not None:
            kwargs["initial"] = {nom: getattr(projet, nom) for nom in CHAMPS}
        super().__init__(*args, **kwargs)
