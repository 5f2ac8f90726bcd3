"""The page that describes the format, against the code that reads it."""

import json
import re
from pathlib import Path

from deliberations.dossier.format import depuis_json
from deliberations.dossier.schema import schema
from tests.deliberations.dossier.dossiers import juger

RACINE = Path(__file__).resolve().parents[3]
PAGE = (RACINE / "docs/dossier-de-seance.md").read_text(encoding="utf-8")
DOSSIERS_DE_CODE = ("deliberations/dossier", "deliberations/regles", "instances/regles")


def test_every_contradiction_of_the_code_is_in_the_catalogue_and_no_other() -> None:
    code = "".join(
        fichier.read_text(encoding="utf-8")
        for dossier in DOSSIERS_DE_CODE
        for fichier in (RACINE / dossier).rglob("*.py")
    )
    assert set(re.findall(r'"(COH-\d\d)"', code)) == set(re.findall(r"\| (COH-\d\d) \|", PAGE))


def test_every_key_is_described() -> None:
    objets = [schema(), *schema()["$defs"].values()]
    cles = {cle for objet in objets for cle in objet["properties"]}
    assert {cle for cle in cles if f"`{cle}`" not in PAGE and f'"{cle}"' not in PAGE} == set()


def test_the_minimal_example_reads_and_is_judged() -> None:
    (exemple, _rendu) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert depuis_json(json.loads(exemple)).erreurs == ()
    controle = juger(json.loads(exemple))
    assert [p.presents for p in controle.points] == [1, 2, 1]
    assert [a.regle for a in controle.anomalies] == ["QUO-01"]
