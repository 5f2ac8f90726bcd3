"""``dossier_controler`` as a clerk or a script runs it, with no database at all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from governance.demo.donnees import SEANCE_DE_2018
from tests.deliberations.dossier.dossiers import dossier

RACINE = Path(__file__).resolve().parents[3]


def test_it_answers_without_a_database_nor_a_secret() -> None:
    propre = {c: v for c, v in os.environ.items() if c in ("PATH", "HOME", "LANG")}
    rendu = subprocess.run(
        [sys.executable, "manage.py", "dossier_controler", str(SEANCE_DE_2018), "--json"],
        cwd=RACINE, env=propre, capture_output=True, check=True,
    )  # fmt: skip
    valeurs = json.loads(rendu.stdout)
    assert [p["votants_max"] for p in valeurs["points"] if p["numero"] == "0.2"] == [108]
    assert valeurs["anomalies"] == []


def test_anomalies_are_an_answer_not_a_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fichier = tmp_path / "dossier.json"
    fichier.write_text(json.dumps(dossier({"pouvoirs.0.mandataire": "fabre"})), encoding="utf-8")
    call_command("dossier_controler", str(fichier), "--json")
    (anomalie, *_) = json.loads(capsys.readouterr().out)["anomalies"]
    assert anomalie["regle"] == "POU-03"


def test_without_json_it_prints_a_french_report(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("dossier_controler", str(SEANCE_DE_2018))
    rendu = capsys.readouterr().out
    assert "Conseil de Communauté, séance du lundi 17 décembre 2018" in rendu
    assert "Aucune anomalie." in rendu


@pytest.mark.parametrize("contenu", ['{"format": 1', '{"format": 1}', None])
def test_an_unreadable_dossier_exits_1_with_its_errors(
    contenu: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fichier = tmp_path / "dossier.json"
    if contenu is not None:
        fichier.write_text(contenu, encoding="utf-8")
    with pytest.raises(SystemExit) as sortie:
        call_command("dossier_controler", str(fichier), "--json")
    assert sortie.value.code == 1
    erreurs = json.loads(capsys.readouterr().out)["erreurs"]
    assert erreurs
    assert set(erreurs[0]) == {"chemin", "message"}
    with pytest.raises(SystemExit):
        call_command("dossier_controler", str(fichier))
    assert "$" in capsys.readouterr().err
