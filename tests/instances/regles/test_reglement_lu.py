"""No option that does nothing: each parameter of the règlement is read where its rule applies.

A parameter is read as ``reglement.<code>`` (or ``parametres(…).<code>``), outside the catalogue,
its editor and its page. One that the law has settled is not read: only one value is lawful.
"""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from instances.regles.reglement import CATALOGUE

RACINE = Path(__file__).resolve().parents[3]
APPLICATIONS = ("deliberations", "instances", "sectors")
# They show or check a value as it is written; they do not apply it.
EDITEUR = frozenset(
    {
        "instances/actions/reglement.py", "instances/forms/reglement.py",
        "instances/regles/reglement/parametres.py", "instances/regles/reglement/verdicts.py",
    }
)  # fmt: skip
LECTEURS = frozenset({"parametres", "reglement_de"})


def lus() -> Iterator[str]:
    for application in APPLICATIONS:
        for fichier in (RACINE / application).rglob("*.py"):
            if str(fichier.relative_to(RACINE)) not in EDITEUR:
                yield from _lus_dans(fichier)


def _lus_dans(fichier: Path) -> Iterator[str]:
    for noeud in ast.walk(ast.parse(fichier.read_text(encoding="utf-8"))):
        if isinstance(noeud, ast.Attribute) and _reglement(noeud.value):
            yield noeud.attr


def _reglement(noeud: ast.expr) -> bool:
    if isinstance(noeud, ast.Call):
        return _nom(noeud.func) in LECTEURS
    return _nom(noeud) == "reglement"


def _nom(noeud: ast.expr) -> str:
    return noeud.id if isinstance(noeud, ast.Name) else getattr(noeud, "attr", "")


@pytest.mark.regle("RGI-03")
def test_each_parameter_is_read_by_what_applies_it():
    aujourd_hui = date(2026, 11, 24)
    a_lire = {code for code, p in CATALOGUE.items() if not p.tranche_le(aujourd_hui)}
    assert sorted(a_lire - set(lus())) == []


@pytest.mark.regle("RGI-03")
@pytest.mark.parametrize(
    ("code", "le", "tranche"),
    [
        ("huis_clos_demande", date(2026, 11, 24), True),
        ("points_urgents_en_seance", date(2026, 11, 24), True),
        ("canal_titulaires", date(2019, 12, 28), False),
        ("canal_titulaires", date(2019, 12, 29), True),
        ("mode_vote_defaut", date(2026, 11, 24), False),
        ("mission_fraction", date(2026, 11, 24), False),
        ("vote_separe", date(2026, 11, 24), False),
        ("conference_maires_voix", date(2026, 11, 24), False),
    ],
)
def test_the_law_settles_a_parameter_when_it_leaves_one_value(code, le, tranche):
    assert CATALOGUE[code].tranche_le(le) is tranche
