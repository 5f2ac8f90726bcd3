"""The set-up decides well what is missing, without installing anything here."""

import subprocess
import sys
import time

import pytest

from governance.local import installation
from tests.services import RACINE


@pytest.fixture
def machine_nue(monkeypatch, tmp_path):
    monkeypatch.setattr(installation, "bibliotheque_presente", lambda nom: False)
    monkeypatch.setattr(installation.shutil, "which", lambda nom: None)
    monkeypatch.setattr(
        installation, "POLICES_DEBIAN", {p: tmp_path / p for p in installation.POLICES_DEBIAN}
    )
    monkeypatch.setattr(installation, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(installation, "roue_de_pip", lambda: None)


def test_a_bare_machine_is_told_the_exact_line(machine_nue, monkeypatch):
    monkeypatch.setattr(installation.os, "getuid", lambda: 1000)
    with pytest.raises(SystemExit) as refus:
        installation.exiger_les_paquets("test")
    ligne = str(refus.value).splitlines()[2].strip()
    assert ligne == (
        "sudo apt-get update && sudo apt-get install --no-install-recommends libpango-1.0-0"
        " libpangoft2-1.0-0 libharfbuzz-subset0 fonts-inter fonts-linuxlibertine redis-server"
        " openssl chromium poppler-utils python3-pip-whl"
    )


def test_the_demonstration_does_without_redis_where_it_cannot_be_installed(
    machine_nue, monkeypatch, capsys
):
    monkeypatch.setattr(installation, "paquets_manquants", lambda usage: ["redis-server"])
    installation.exiger_les_paquets("demo")
    assert "boucle simple" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        installation.exiger_les_paquets("test")


def test_only_the_wanted_package_leaves_the_lock():
    verrou = [
        "urllib3==2.0 \\",
        "    --hash=sha256:aa",
        "uv==0.9 ; x \\",
        "    --hash=sha256:bb",
        "    --hash=sha256:cc",
        "vine==5 \\",
        "    --hash=sha256:dd",
    ]
    assert installation.strophe("uv", verrou).split() == [
        "uv==0.9",
        ";",
        "x",
        "\\",
        "--hash=sha256:bb",
        "--hash=sha256:cc",
    ]


def test_every_locked_package_has_a_hash_and_no_address_is_named():
    lignes = (RACINE / "requirements.txt").read_text().splitlines()
    assert not [ligne for ligne in lignes if "://" in ligne or ligne.startswith("-")]
    for rang, ligne in enumerate(lignes):
        if "==" in ligne and not ligne.startswith((" ", "#")):
            assert "--hash=sha256:" in lignes[rang + 1], ligne


def test_a_second_run_only_checks():
    depart = time.monotonic()
    fini = subprocess.run(
        [sys.executable, "-m", "governance.local.installation", "test"],
        cwd=RACINE,
        capture_output=True,
        text=True,
        check=True,
    )
    assert fini.stdout == ""
    assert time.monotonic() - depart < 5


def test_the_pages_fonts_are_those_that_the_style_sheet_asks_for():
    feuille = (RACINE / "static/css/tokens.css").read_text()
    demandees = {mot.split('"')[0] for mot in feuille.split("../polices/")[1:]}
    assert demandees == {f"{nom}.woff2" for nom in installation.SOURCES_DES_POLICES}
