"""An installation in a browser: two rounds, the chair passes, the number makes the posts."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests import distribution
from tests.deliberations.test_installation import ouvrir, prete
from tests.navigateur import anomalies_axe, se_connecter

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


def candidat(page: "Page", nom: str, rang: int) -> None:
    page.get_by_label("Ajouter un candidat").fill(nom)
    page.get_by_role("button", name="Ajouter à la liste").click()
    expect(page.locator("#vote .chip")).to_have_count(rang)


def compter(page: "Page", bouton: str, **voix: str) -> None:
    """Both counts, each blind, then the click."""
    for par in ("Line Perrot", "Samir Haddad"):
        page.get_by_label("Compté par").fill(par)
        for libelle, nombre in {"Enveloppes": "5", "Blancs": "0", "Nuls": "0", **voix}.items():
            page.get_by_label(re.compile(rf"^{libelle}$")).fill(nombre)
        page.locator("#relever").click()
        if par == "Line Perrot":
            expect(page.get_by_role("heading", name="Second relevé")).to_be_visible()
    page.get_by_role("button", name=bouton).click()


@pytest.mark.regle("ELE-01", "ELE-04", "INS-03", "INS-04")
def test_the_conseil_is_installed_from_its_president_to_its_vice_presidents(ouvrir_page, client):
    scene = distribution.monter()
    with scene.entrer():
        tenue = prete(scene)
        ouvrir(tenue)
        tenue.discuter("3")
    page = ouvrir_page((1280, 900))
    se_connecter(page, client, scene.odile.user)
    page.goto(scene.url(f"seances/{scene.seance.numero}/conduite/"))
    marc, paul = "M..Marc TISSOT", "M..Paul GIRARD"
    for rang, nom in enumerate(("Tissot", "Girard", "Diop"), start=1):
        candidat(page, nom, rang)
    fatou = "Mme.Fatou DIOP"
    compter(page, "Constater et passer au tour suivant", **{marc: "2", paul: "2", fatou: "1"})
    expect(page.locator("#t-vote")).to_contain_text("Deuxième tour")
    compter(page, "Proclamer l’élection", **{marc: "3", paul: "2", fatou: "0"})
    expect(page.locator("#presidence")).to_contain_text("Marc TISSOT")
    expect(page.get_by_role("heading", name="Nombre mis aux voix")).to_be_visible()
    assert anomalies_axe(page) == []
    page.get_by_label("Vice-présidents", exact=True).fill("1")
    page.locator("#fixer-nombre").click()
    expect(page.locator("body")).to_contain_text("Nombre mis aux voix enregistré")
    page.locator("#proclamer").click()
    expect(page.locator("#t-point")).to_contain_text("Élection des vice-présidents")
    candidat(page, "Diop", 1)
    compter(page, "Proclamer l’élection", **{fatou: "5"})
    expect(page.locator("#t-point")).to_contain_text("charte de l’élu local")
    page.wait_for_load_state("networkidle")
    with scene.entrer():
        election = tenue.point("5")
    page.goto(scene.url(f"seances/{scene.seance.numero}/elections/{election.pk}/"))
    page.get_by_role("button", name=re.compile("Ouvrir 1")).click()
    expect(page.get_by_text("Ouvert", exact=True)).to_be_visible()
    page.wait_for_load_state("networkidle")
