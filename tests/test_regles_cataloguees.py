"""Each refusal leads to its rule: docs/regles.md, the code and the tests name the same ones."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

RACINE = Path(__file__).parent.parent
APPLICATIONS = ("governance", "instances", "deliberations", "sectors")
IDENTIFIANT = re.compile(r"[A-Z]{3}-(?:\d{2}|[A-Z]{3,})")
LIGNE = re.compile(r"^\| ([A-Z]{3}-[A-Z0-9]+) \|(?:[^|]*\|){4} (codée|paramètre|signalée) \|$")


def catalogue() -> dict[str, str]:
    lignes = (RACINE / "docs" / "regles.md").read_text(encoding="utf-8").splitlines()
    lues = [trouve.groups() for ligne in lignes if (trouve := LIGNE.match(ligne))]
    assert len(dict(lues)) == len(lues), "une règle figure deux fois dans docs/regles.md"
    return dict(lues)


def textes(fichier: Path) -> Iterator[str]:
    """Every literal that is an identifier of a rule, docstrings and comments left out."""
    for noeud in ast.walk(ast.parse(fichier.read_text(encoding="utf-8"))):
        valeur = noeud.value if isinstance(noeud, ast.Constant) else None
        if isinstance(valeur, str) and IDENTIFIANT.fullmatch(valeur):
            yield valeur


def du_code() -> set[str]:
    fichiers = [f for app in APPLICATIONS for f in (RACINE / app).rglob("*.py")]
    return {regle for f in fichiers for regle in textes(f)}


def des_marques() -> set[str]:
    trouvees = set()
    for fichier in (RACINE / "tests").rglob("*.py"):
        for noeud in ast.walk(ast.parse(fichier.read_text(encoding="utf-8"))):
            if isinstance(noeud, ast.Call) and ast.unparse(noeud.func) == "pytest.mark.regle":
                trouvees |= {ast.literal_eval(a) for a in noeud.args}
    return trouvees


@pytest.mark.parametrize("source", [du_code, des_marques], ids=["code", "tests"])
def test_every_rule_named_is_in_the_catalogue(source):
    assert source() - catalogue().keys() == set()


def test_every_coded_rule_has_a_marked_test():
    codees = {regle for regle, etat in catalogue().items() if etat == "codée"}
    assert codees - des_marques() == set()


def test_the_catalogue_is_read():
    assert len(catalogue()) > 150
