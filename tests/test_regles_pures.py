"""The law is readable alone: rules import the standard library and one another, nothing else."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

RACINE = Path(__file__).resolve().parent.parent
MODULES = [
    chemin.relative_to(RACINE)
    for motif in ("*/regles/**/*.py", "*/regles.py")
    for chemin in sorted(RACINE.glob(motif))
    if not chemin.relative_to(RACINE).parts[0].startswith((".", "tests"))
]
# What answers differently from one run to the next, or leaves the process.
INTERDITS = frozenset({"asyncio", "http", "os", "random", "socket", "subprocess", "urllib"})


def imports(module: Path) -> Iterator[str]:
    for noeud in ast.walk(ast.parse((RACINE / module).read_text(encoding="utf-8"))):
        if isinstance(noeud, ast.Import):
            yield from (alias.name for alias in noeud.names)
        elif isinstance(noeud, ast.ImportFrom):
            assert noeud.level == 0, f"{module} : import relatif"
            for alias in noeud.names:
                yield f"{noeud.module}.{alias.name}"


def permis(nom: str) -> bool:
    racine, *suite = nom.split(".")
    if racine in sys.stdlib_module_names:
        return racine not in INTERDITS
    return "regles" in suite


@pytest.mark.parametrize("module", MODULES, ids=str)
def test_a_rule_imports_nothing_but_rules(module):
    assert [nom for nom in imports(module) if not permis(nom)] == []


def test_rules_are_found():
    assert len(MODULES) > 20
