"""What a line of a file of municipal councillors must hold (CNV-15), judged before any writing."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

COLONNES = ("commune", "civilite", "nom", "prenom", "courriel", "mandat")
OBLIGATOIRES = frozenset({"commune", "nom", "prenom"})
MANDATS = {
    "": "conseiller_municipal",
    "conseiller municipal": "conseiller_municipal",
    "conseillere municipale": "conseiller_municipal",
    "adjoint": "adjoint",
    "adjointe": "adjoint",
    "adjoint au maire": "adjoint",
    "adjointe au maire": "adjoint",
    "maire": "maire",
}
CIVILITES = {"": "", "mme": "Mme", "madame": "Mme", "m": "M.", "m.": "M.", "monsieur": "M."}


@dataclass(frozen=True, kw_only=True, slots=True)
class LigneLue:
    """One line as it will be written, or the reasons why it cannot be."""

    numero: int
    commune: str
    civilite: str
    nom: str
    prenom: str
    courriel: str
    nature: str
    erreurs: tuple[str, ...] = ()


def normaliser(texte: str) -> str:
    """« École-Valentin », « ECOLE VALENTIN »: one commune, one name."""
    decompose = unicodedata.normalize("NFD", texte.casefold())
    sans_accent = "".join(c if c.isalnum() else " " for c in decompose if not _accent(c))
    return " ".join(sans_accent.split())


def _accent(caractere: str) -> bool:
    return bool(unicodedata.combining(caractere))


def lire_ligne(numero: int, champs: Mapping[str, str], communes: frozenset[str]) -> LigneLue:
    """``communes``: the normalised names of the member communes."""
    valeurs = {nom: " ".join(str(champs.get(nom) or "").split()) for nom in COLONNES}
    mandat, civilite = normaliser(valeurs["mandat"]), valeurs["civilite"].casefold()
    return LigneLue(
        numero=numero,
        commune=valeurs["commune"],
        civilite=CIVILITES.get(civilite, ""),
        nom=valeurs["nom"],
        prenom=valeurs["prenom"],
        courriel=valeurs["courriel"],
        nature=MANDATS.get(mandat, ""),
        erreurs=tuple(_erreurs(valeurs, communes)),
    )


def _erreurs(valeurs: Mapping[str, str], communes: frozenset[str]) -> list[str]:
    erreurs = [f"La colonne « {nom} » est vide." for nom in COLONNES if _manque(nom, valeurs)]
    if valeurs["commune"] and normaliser(valeurs["commune"]) not in communes:
        erreurs.append(f"« {valeurs['commune']} » n’est pas une commune membre.")
    if normaliser(valeurs["mandat"]) not in MANDATS:
        erreurs.append(
            f"« {valeurs['mandat']} »\u00a0: écrivez maire, adjoint ou conseiller municipal."
        )
    if valeurs["civilite"].casefold() not in CIVILITES:
        erreurs.append(f"« {valeurs['civilite']} »\u00a0: écrivez Mme ou M.")
    longueurs = {"nom": 80, "prenom": 80, "courriel": 254}
    erreurs += [
        f"« {nom} » est trop long." for nom, n in longueurs.items() if len(valeurs[nom]) > n
    ]
    return erreurs


def _manque(nom: str, valeurs: Mapping[str, str]) -> bool:
    return nom in OBLIGATOIRES and not valeurs[nom]
