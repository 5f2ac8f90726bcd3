"""A file of municipal councillors, read line by line before anything is written."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from governance.models import Intercommunalite
from instances.regles.imports import COLONNES, OBLIGATOIRES, LigneLue, lire_ligne, normaliser

LIGNES_MAX = 10_000
ENTETE = ", ".join(COLONNES)


class ImporterForm(forms.Form):
    fichier = forms.FileField(
        label="Fichier CSV",
        required=False,
        help_text=f"Une ligne par personne, sous l’en-tête\u00a0: {ENTETE}.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )
    # What was read comes back with the confirmation: the file is not asked for twice.
    texte = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, intercommunalite: Intercommunalite, *args: Any, **kwargs: Any) -> None:
        self.intercommunalite = intercommunalite
        super().__init__(*args, **kwargs)
        self.lignes: list[LigneLue] = []

    def clean(self) -> dict[str, Any]:
        lus = super().clean() or {}
        fichier = lus.get("fichier")
        lus["texte"] = _decoder(fichier.read()) if fichier else lus.get("texte", "")
        if not lus["texte"].strip():
            raise ValidationError("Choisissez un fichier CSV.")
        self.lignes = list(_lire(self.intercommunalite, lus["texte"]))
        if not self.lignes:
            raise ValidationError("Ce fichier n’a aucune ligne sous son en-tête.")
        return lus

    @property
    def fautives(self) -> list[LigneLue]:
        return [ligne for ligne in self.lignes if ligne.erreurs]

    @property
    def justes(self) -> list[LigneLue]:
        return [ligne for ligne in self.lignes if not ligne.erreurs]


def _decoder(octets: bytes) -> str:
    """Spreadsheets of this country write UTF-8 or, still, Windows-1252."""
    try:
        return octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        return octets.decode("cp1252", errors="replace")


def _lire(intercommunalite: Intercommunalite, texte: str) -> Iterator[LigneLue]:
    separateur = ";" if ";" in texte.partition("\n")[0] else ","
    lecteur = csv.reader(io.StringIO(texte.replace("\x00", "")), delimiter=separateur)
    entete = [normaliser(colonne).replace(" ", "_") for colonne in next(lecteur, [])]
    absentes = sorted(OBLIGATOIRES - set(entete))
    if absentes:
        raise ValidationError(f"Il manque à l’en-tête\u00a0: {', '.join(absentes)}.")
    noms = intercommunalite.communes.values_list("nom", flat=True)
    communes = frozenset(normaliser(nom) for nom in noms)
    for numero, valeurs in enumerate(lecteur, start=2):
        if numero > LIGNES_MAX + 1:
            raise ValidationError(f"{LIGNES_MAX} lignes au plus par fichier.")
        if any(valeur.strip() for valeur in valeurs):
            champs = dict(zip(entete, valeurs, strict=False))
            yield _verifier_le_courriel(lire_ligne(numero, champs, communes))


def _verifier_le_courriel(ligne: LigneLue) -> LigneLue:
    if ligne.courriel:
        try:
            validate_email(ligne.courriel)
        except ValidationError:
            erreur = f"« {ligne.courriel} » n’est pas une adresse électronique."
            return replace(ligne, erreurs=(*ligne.erreurs, erreur))
    return ligne
