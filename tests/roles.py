"""docs/roles.md as the tests read it: which role may do which act, at which address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TABLEAU = Path(__file__).resolve().parent.parent / "docs" / "roles.md"
ROLES = ("administrateur", "assemblees", "direction", "elu", "maire", "lecteur", "commune")
OUI, NON, MANDAT = "oui", "non", "selon mandat"
CHARGE, SANS_LIMITE = "instances en charge", "toutes instances"
CONVOQUE, LISIBLE = "si convoqué", "si publique"
VISEUR = "si viseur"
# Of an élu, what he alone holds: in the scene, the maire's.
SOI = "le sien"
# Of a commune, what is its own: in the scene, Brumeval's.
SIENNE = "la sienne"
INTROUVABLE = "introuvable"
CASES = frozenset(
    {OUI, NON, MANDAT, CHARGE, SANS_LIMITE, CONVOQUE, LISIBLE, INTROUVABLE, VISEUR, SOI, SIENNE}
)
# Who stands for each role, and who for the limits that two words of the table name.
ACTEURS = {
    "administrateur": "adele",
    "assemblees": "odile",
    "direction": "diane",
    "elu": "paul",
    "maire": "marc",
    "lecteur": "samir",
    "commune": "sylvie",
}


@dataclass(frozen=True, kw_only=True)
class Acte:
    """One line of the table. ``adresses`` are names of URL patterns."""

    libelle: str
    permission: str
    adresses: tuple[str, ...]
    cases: dict[str, str]


def sans_compte() -> frozenset[str]:
    """Names of the addresses that a secret opens, or nothing: no role has a say in them."""
    partie = TABLEAU.read_text(encoding="utf-8").split("## Sans compte")[1].split("\n## ")[0]
    lignes = [ligne for ligne in partie.splitlines() if ligne.startswith("|")]
    return frozenset(nom for ligne in lignes for nom in re.findall(r"`([^`]+)`", ligne))


def actes() -> Iterator[Acte]:
    for ligne in TABLEAU.read_text(encoding="utf-8").splitlines():
        cellules = [c.strip() for c in ligne.strip().strip("|").split("|")]
        if len(cellules) != 3 + len(ROLES) or cellules[0] in {"Acte", ""} or "---" in cellules[0]:
            continue
        libelle, permission, adresses, *cases = cellules
        yield Acte(
            libelle=libelle,
            permission=permission.strip("`—- "),
            adresses=tuple(re.findall(r"`([^`]+)`", adresses)),
            cases=dict(zip(ROLES, cases, strict=True)),
        )
