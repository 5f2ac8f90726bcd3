"""Checks of single values, shared by models and forms."""

from django.core.exceptions import ValidationError

# First words of paths that are ours: no intercommunalité may take them as its slug.
MOTS_RESERVES = frozenset(
    {
        "accessibilite", "admin", "aide", "api", "comptes", "courrier", "demo",
        "donnees-personnelles", "etat", "favicon.ico", "healthz", "livez", "media", "public",
        "readyz", "registre", "robots.txt", "sante", "static",
    }
)  # fmt: skip


def slug_libre(valeur: str) -> None:
    if valeur in MOTS_RESERVES:
        raise ValidationError(
            "« %(valeur)s » est un mot réservé du logiciel : choisissez un autre identifiant.",
            code="slug_reserve",
            params={"valeur": valeur},
        )


def cle_de_luhn(chiffres: str) -> bool:
    """The control key of SIREN numbers: every second digit from the right is doubled."""
    somme = 0
    for rang, chiffre in enumerate(reversed(chiffres)):
        valeur = int(chiffre) * (1 + rang % 2)
        somme += valeur - 9 if valeur > 9 else valeur
    return somme % 10 == 0


def siren_valide(valeur: str) -> None:
    if not (len(valeur) == 9 and valeur.isdecimal() and cle_de_luhn(valeur)):
        raise ValidationError(
            "« %(valeur)s » n’est pas un numéro SIREN : neuf chiffres, dont une clé de contrôle.",
            code="siren",
            params={"valeur": valeur},
        )
