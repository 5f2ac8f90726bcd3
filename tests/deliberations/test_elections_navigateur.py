"""An election in a browser: two blind counts, the sentence before the click, nothing overflows."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests import distribution
from tests.deliberations.test_elections import en_election
from tests.navigateur import anomalies_axe, se_connecter

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
LARGEURS = (390, 820, 1280)


def controler(page: "Page", etape: str) -> None:
    """At each width, no sideways scroll; axe once."""
    for largeur in LARGEURS:
        page.set_viewport_size({"width": largeur, "height": 900})
        debord = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert debord <= 0, f"{etape}, {largeur} px"
    assert anomalies_axe(page) == [], etape


def relever(page: "Page", par: str, **voix: str) -> None:
    page.get_by_label("Compté par").fill(par)
    for libelle, nombre in {"Enveloppes": "5", "Blancs": "0", "Nuls": "0", **voix}.items():
        page.get_by_label(re.compile(rf"^{libelle}$")).fill(nombre)
    page.locator("#relever").click()


@pytest.mark.regle("ELE-01", "ELE-02", "SCR-07")
def test_a_president_is_elected_from_two_blind_counts(ouvrir_page, client):
    tenue = en_election(distribution.monter())
    page = ouvrir_page((1280, 900))
    se_connecter(page, client, tenue.scene.odile.user)
    page.goto(tenue.scene.url("seances/1/conduite/"))
    for rang, nom in enumerate(("Camille", "Tissot"), start=1):
        page.get_by_label("Ajouter un candidat").fill(nom)
        page.get_by_role("button", name="Ajouter à la liste").click()
        expect(page.locator("#vote .chip")).to_have_count(rang)
    controler(page, "premier relevé")
    voix = {"Mme.Camille ROUSSEL": "3", "M..Marc TISSOT": "2"}
    relever(page, "Line Perrot", **voix)
    expect(page.get_by_role("heading", name="Second relevé")).to_be_visible()
    expect(page.get_by_label("Enveloppes", exact=True)).to_have_value("")
    relever(page, "Samir Haddad", **(voix | {"M..Marc TISSOT": "1", "Nuls": "1"}))
    expect(page.locator("#vote")).to_contain_text("2 au premier relevé, 1 au second")
    controler(page, "écart")
    relever(page, "Samir Haddad", **voix)
    expect(page.locator("#phrase-election")).to_contain_text("est proclamée élue")
    controler(page, "résultat")
    page.get_by_role("button", name="Proclamer l’élection").click()
    expect(page.locator("body")).to_contain_text("Plan de mobilité")
    expect(page.locator(".messages, #messages, main")).to_contain_text(["est proclamée élue"])
    page.wait_for_load_state("networkidle")
