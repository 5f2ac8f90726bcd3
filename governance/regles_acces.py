"""What stands in the way of opening, changing or closing an access, and of a setting. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from governance.regles import Manquement

ADMINISTRATEUR = "administrateur"
LIMITABLE = "assemblees"
DE_COMMUNE = "commune"
# « {annee} » and « {numero} », the latter with zeros in front if wanted: « {numero:03d} ».
REPERE = re.compile(r"\{([^{}]*)\}")
REPERES_ADMIS = re.compile(r"annee|numero(:0?[1-9]?d?)?")


@dataclass(frozen=True, kw_only=True, slots=True)
class Changement:
    """An access before and after. ``apres`` is ``None`` when it closes."""

    avant: str
    apres: str | None
    autres_administrateurs: int
    le_sien: bool


def changement(fait: Changement) -> Iterator[Manquement]:
    perdu = fait.avant == ADMINISTRATEUR and fait.apres != ADMINISTRATEUR
    if perdu and not fait.autres_administrateurs:
        yield Manquement(
            regle="ACC-01",
            message="C’est le dernier accès d’administrateur : ouvrez-en un autre auparavant.",
            champ="role",
        )
    if fait.le_sien and fait.apres is None:
        yield Manquement(
            regle="ACC-02",
            message="On ne ferme pas son propre accès : demandez-le à un autre administrateur.",
        )


def limitation(*, role: str, instances: int) -> Iterator[Manquement]:
    """Only the service des assemblées works instance by instance."""
    if role != LIMITABLE:
        yield Manquement(
            regle="ACC-03",
            message=(
                "Seul un accès du service des assemblées peut être limité à certaines instances : "
                "changez d’abord son rôle."
            ),
        )
    elif not instances:
        yield Manquement(
            regle="ACC-04",
            message="Choisissez au moins une instance, ou rendez l’accès à toutes.",
            champ="instances",
        )


def rattachement(*, role: str) -> Iterator[Manquement]:
    """The commune of an access says what a commune's clerk may see, and nobody else."""
    if role != DE_COMMUNE:
        yield Manquement(
            regle="ACC-05",
            message="Seul un secrétariat de commune se rattache à une commune : changez d’abord "
            "le rôle de cet accès.",
            champ="commune",
        )


def gabarit(texte: str) -> Iterator[Manquement]:
    """The numbering template of délibérations: one number, at most a year, nothing executable."""
    reperes = REPERE.findall(texte)
    reste = REPERE.sub("", texte)
    admis = all(REPERES_ADMIS.fullmatch(r) for r in reperes) and not set(reste) & set("{}")
    if not admis or sum(r.startswith("numero") for r in reperes) != 1:
        yield Manquement(
            regle="REG-01",
            message=(
                "Le modèle de numéro doit contenir {numero} une fois, et {annee} si vous le "
                "souhaitez, comme {annee}-{numero:03d}."
            ),
            champ="gabarit_numero",
        )


def piece(*, megaoctets: int, plafond: int) -> Iterator[Manquement]:
    if not 1 <= megaoctets <= plafond:
        yield Manquement(
            regle="PIE-01",
            message=f"La taille d’une pièce va de 1 à {plafond} Mo sur ce serveur.",
            champ="taille_max_piece",
        )
