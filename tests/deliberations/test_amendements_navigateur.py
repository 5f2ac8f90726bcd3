"""An amendment from its deposit to the roll call, at the keyboard, in the clerk's browser."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from deliberations.models import Scrutin
from tests import distribution
from tests.navigateur import anomalies_axe, se_connecter
from tests.seances_tenues import Tenue, installer

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
expect.set_options(timeout=15_000)


@pytest.fixture
def t() -> Tenue:
    t = installer(distribution.monter())
    with t.scene.entrer():
        t.pouvoir("jeanne", "marc")
        t.ouvrir("marc", "paul", "camille")
        t.passer("1.1")
        t.discuter("1.2")
    return t


@pytest.mark.regle("AMD-02", "SCR-02")
def test_an_amendment_is_deposited_then_voted_by_roll_call_at_the_keyboard(
    ouvrir_page: Callable[..., Page], t: Tenue
) -> None:
    page = ouvrir_page()
    se_connecter(page, Client(), t.scene.acces["odile"].user)
    page.goto(t.scene.url("seances/1/conduite/"))
    page.keyboard.press("Alt+a")
    page.get_by_label("Auteur, membre présent").select_option(str(t.sieges["camille"].pk))
    page.get_by_label("Texte proposé").fill("Remplacer deux par trois.")
    page.get_by_role("button", name="Déposer l’amendement").press("Enter")
    expect(page.locator("#t-vote")).to_contain_text("Amendement")
    assert anomalies_axe(page) == []
    page.locator("#ouvrir-vote summary").press("Enter")
    page.locator("#ouvrir-vote select").select_option("public")
    page.locator("#ouvrir-le-vote").press("Enter")
    for touche, appele in appels():
        expect(page.locator("#t-appele")).to_have_text(appele)
        page.keyboard.press("Alt+v")
        page.keyboard.press(touche)
    expect(page.locator("#t-appele")).to_have_count(0)
    page.locator("#clore-le-vote").press("Enter")
    expect(page.locator("#t-vote")).to_have_text("Vote du texte amendé")
    with t.scene.entrer():
        scrutin = Scrutin.objects.get()
        voix = (scrutin.pour, scrutin.contre, scrutin.abstention, scrutin.ne_prend_pas_part)
    assert (scrutin.objet, voix) == ("Amendement n° 1", (2, 1, 1, 0))


def appels() -> list[tuple[str, Any]]:
    return [
        ("p", "M. Paul GIRARD"),
        ("c", "Mme Camille ROUSSEL"),
        ("p", "M. Marc TISSOT"),
        ("a", "M. Marc TISSOT, pour Mme Jeanne PETIT"),
    ]
