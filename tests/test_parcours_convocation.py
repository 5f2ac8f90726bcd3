"""A convocation from end to end, in Chromium: prepared, blocked, mended, sent, opened on a phone,
answered; then its proof, downloaded and verified without Hémicycle, and altered by one byte.

Everything is real: PostgreSQL under row security, the SMTP server, the time-stamp, the verifier.
"""

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from governance import echeances
from governance.preuve import essai
from tests.boite import Boite, ouvrir_boite
from tests.distribution import monter
from tests.navigateur import BUREAU, anomalies_axe, se_connecter
from tests.test_parcours import Odile

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
TELEPHONE_390 = (390, 844)
LIEN = re.compile(r"/[\w-]+/public/dossier/[\w-]+/")
DEBORDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def boite(settings: Any) -> Iterator[Boite]:
    settings.HORODATAGE = essai.NOM
    with ouvrir_boite(settings) as ouverte:
        yield ouverte


@pytest.mark.regle("CNV-03", "CNV-09", "PRV-04")
def test_a_convocation_from_its_draft_to_its_proof(
    ouvrir_page: Callable[..., Page], client: Any, boite: Boite, tmp_path: Path
) -> None:
    scene = monter()
    odile = Odile(ouvrir_page(BUREAU), scene)
    se_connecter(odile.page, client, scene.odile.user)
    odile.page.goto(scene.url())
    preparer(odile)
    lettre = envoyer(odile, boite)
    lire_et_repondre(ouvrir_page(TELEPHONE_390, has_touch=True, is_mobile=True), lettre)
    suivre(odile)
    archive = telecharger(odile, tmp_path / "preuve")
    assert verifier(archive)[0] == 0
    assert verifier(archive)[1].startswith("DOSSIER VALIDE")
    piece = alterer_un_octet(archive)
    code, texte = verifier(archive)
    assert code != 0
    assert texte.startswith("DOSSIER ALTÉRÉ")
    assert f"{piece.relative_to(archive)} : modifié" in texte


def preparer(odile: Odile) -> None:
    """Without its note de synthèse nothing leaves; the panel leads to where it is written."""
    odile.creer_la_seance()
    odile.inscrire("1.1.10", "Fonds de concours aux communes")
    odile.suivre("Vérifier et convoquer")
    odile.lire(re.compile(r"\d\sblocages?"))
    odile.lire(re.compile("note explicative de synthèse"))
    envoyer = odile.page.get_by_role("button", name="Envoyer la convocation")
    expect(envoyer).to_have_attribute("aria-disabled", "true")
    odile.lire("Réglez d’abord ce qui bloque l’envoi.")
    odile.revenir()
    odile.completer("1.1.10", "Fonds de concours aux communes")
    odile.joindre("Tableau des subventions.pdf")
    odile.revenir()
    odile.lire("Rien ne bloque")


def envoyer(odile: Odile, boite: Boite) -> str:
    odile.suivre("Vérifier et convoquer")
    odile.cliquer("Envoyer la convocation")
    odile.lire(re.compile(r"\d+\smessages en cours"))
    echeances.drainer()
    odile.lire("Envoi horodaté")
    camille = odile.scene.elus["camille"].courriel
    [message] = [m for m in boite.recus if m["To"].addresses[0].addr_spec == camille]
    texte = message.get_body().get_content()
    [lien] = LIEN.findall(texte)
    return lien


def lire_et_repondre(page: Page, lien: str) -> None:
    """On a phone, without an account nor a password."""
    with page.expect_response(re.compile("/ouvert/$")):
        page.goto(lien)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mme Camille ROUSSEL")
    assert not page.evaluate(DEBORDE)
    assert anomalies_axe(page) == []
    page.get_by_role("button", name="J’accuse réception").click()
    expect(page.get_by_text("Réception accusée").first).to_be_visible()
    annexe = page.get_by_role("link", name="Tableau des subventions").get_attribute("href")
    assert page.request.get(annexe).headers["content-type"] == "application/pdf"
    page.get_by_label("Présent", exact=False).first.check()
    page.get_by_role("button", name="Enregistrer ma réponse").click()
    expect(page.get_by_text(re.compile("^Répondu le")).first).to_be_visible()


def suivre(odile: Odile) -> None:
    """The clerk sees the answer, and who opened."""
    odile.page.reload()
    ligne = odile.page.locator("#lignes-reponses tr", has_text="Camille ROUSSEL")
    expect(ligne).to_contain_text("Présent")
    expect(ligne).to_contain_text("par le lien du message")


def telecharger(odile: Odile, dossier: Path) -> Path:
    with odile.page.expect_download() as attente:
        odile.suivre("Dossier de preuve")
    zipfile.ZipFile(attente.value.path()).extractall(dossier)
    assert (dossier / "verifier.py").is_file()
    return dossier


def verifier(dossier: Path) -> tuple[int, str]:
    fini = subprocess.run(
        [sys.executable, "-I", "verifier.py"],
        cwd=dossier, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return fini.returncode, fini.stdout + fini.stderr


def alterer_un_octet(dossier: Path) -> Path:
    piece = next((dossier / "documents" / "annexes").glob("*.pdf"))
    octets = bytearray(piece.read_bytes())
    octets[len(octets) // 2] ^= 1
    piece.write_bytes(octets)
    return piece
