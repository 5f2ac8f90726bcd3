"""The clerk downloads the proof of a sending; it verifies; one byte later, it no longer does."""

import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from governance import echeances
from governance.preuve import essai
from tests import distribution
from tests.boite import ouvrir_boite
from tests.navigateur import anomalies_axe, se_connecter

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


def verifier(dossier: Path) -> str:
    fini = subprocess.run(
        [sys.executable, "-I", "verifier.py"],
        cwd=dossier, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return fini.stdout + fini.stderr


@pytest.mark.regle("PRV-04")
def test_the_proof_is_sent_stamped_downloaded_verified_then_altered(
    page: Any, client: Any, settings: Any, tmp_path: Path
) -> None:
    settings.HORODATAGE = essai.NOM
    scene = distribution.monter()
    se_connecter(page, client, scene.odile.user)
    page.goto(scene.url("seances/1/convocation/"))
    page.get_by_role("button", name="Envoyer la convocation").click()
    expect(page.get_by_text("Horodatage en attente")).to_be_visible()
    with ouvrir_boite(settings):
        echeances.drainer()
    expect(page.get_by_text("Envoi horodaté")).to_be_visible()
    assert anomalies_axe(page) == []
    with page.expect_download() as attente:
        page.get_by_role("link", name="Dossier de preuve").click()
    zipfile.ZipFile(attente.value.path()).extractall(tmp_path)
    assert verifier(tmp_path).startswith("DOSSIER VALIDE")
    convocation = next((tmp_path / "documents").glob("*.pdf"))
    octets = bytearray(convocation.read_bytes())
    octets[-20] ^= 1
    convocation.write_bytes(octets)
    lu = verifier(tmp_path)
    assert lu.startswith("DOSSIER ALTÉRÉ")
    assert f"documents/{convocation.name} : modifié" in lu
