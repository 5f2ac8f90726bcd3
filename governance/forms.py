"""What is typed about accesses, tokens and settings, turned into values."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from governance.actions import Demande
from governance.images import type_du_logo
from governance.models import Acces, Intercommunalite

LOGO_MAX = 512 * 1024
PARAMETRES = ("nom", "nom_court", "couleur", "taille_max_piece", "gabarit_numero")


class AccesForm(forms.Form):
    email = forms.EmailField(
        label="Adresse électronique",
        max_length=254,
        help_text="Elle sert d’identifiant et reçoit l’invitation.",
    )
    prenom = forms.CharField(label="Prénom", max_length=150)
    nom = forms.CharField(label="Nom", max_length=150)
    role = forms.ChoiceField(label="Rôle", choices=Acces.Role.choices, widget=forms.RadioSelect)
    fonction = forms.CharField(
        label="Fonction affichée",
        max_length=120,
        required=False,
        help_text="Par exemple « Cheffe du service des assemblées ».",
    )

    def __init__(self, intercommunalite: Intercommunalite, *args: Any, **kwargs: Any) -> None:
        self.intercommunalite = intercommunalite
        super().__init__(*args, **kwargs)

    def demande(self) -> Demande:
        return Demande(**self.cleaned_data)


class ModifierAccesForm(forms.Form):
    role = AccesForm.base_fields["role"]
    fonction = AccesForm.base_fields["fonction"]

    def __init__(self, acces: Acces, *args: Any, **kwargs: Any) -> None:
        self.acces = acces
        kwargs["initial"] = {"role": acces.role, "fonction": acces.fonction}
        super().__init__(*args, **kwargs)


class JetonForm(forms.Form):
    libelle = forms.CharField(
        label="À quoi servira ce jeton",
        max_length=80,
        help_text="Pour le reconnaître : « Site internet », « Tableur du service ».",
    )


class ParametresForm(forms.Form):
    nom = forms.CharField(label="Nom officiel", max_length=200)
    nom_court = forms.CharField(label="Nom d’usage", max_length=80)
    couleur = forms.RegexField(
        label="Couleur",
        regex=r"(?i)^#[0-9a-f]{6}$",
        widget=forms.TextInput(attrs={"type": "color"}),
        error_messages={"invalid": "Choisissez une couleur, écrite comme #4b3168."},
    )
    logo = forms.FileField(
        label="Nouveau logo",
        required=False,
        help_text="PNG ou SVG simple, 512 Ko au plus.",
        widget=forms.FileInput(attrs={"accept": ".png,.svg,image/png,image/svg+xml"}),
    )
    taille_max_piece = forms.IntegerField(
        label="Taille d’une pièce, en Mo", help_text="Au-delà, une annexe est refusée."
    )
    gabarit_numero = forms.CharField(
        label="Numéro des délibérations",
        max_length=60,
        help_text="{annee} et {numero} y sont remplacés : {annee}-{numero:03d} donne 2026-042.",
    )

    def __init__(self, intercommunalite: Intercommunalite, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {nom: getattr(intercommunalite, nom) for nom in PARAMETRES}
        super().__init__(*args, **kwargs)
        plafond = settings.TAILLE_MAX_FICHIER // (1024 * 1024)
        self.fields["taille_max_piece"].widget.attrs |= {"min": 1, "max": plafond}

    def clean_couleur(self) -> str:
        return str(self.cleaned_data["couleur"]).lower()

    def clean_logo(self) -> bytes | None:
        fichier = self.cleaned_data["logo"]
        if not fichier:
            return None
        if fichier.size > LOGO_MAX:
            raise ValidationError("Ce logo dépasse 512 Ko : réduisez-le.", code="logo_poids")
        octets: bytes = fichier.read()
        type_du_logo(octets)
        return octets
