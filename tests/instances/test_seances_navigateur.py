"""The clerk prepares a séance in Chromium: moves a point from the keyboard, adds another."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import distribution
from tests.navigateur import BUREAU, TABLETTE, TELEPHONE, anomalies_axe, se_connecter

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("taille", [BUREAU, TABLETTE], ids=["bureau", "tablette"])
def test_a_point_moves_from_the_keyboard_and_the_focus_stays(
    ouvrir_page: Callable[..., Any], client: Any, taille: tuple[int, int]
) -> None:
    scene = distribution.monter()
    page = ouvrir_page(taille)
    se_connecter(page, client, scene.odile.user)
    page.goto(scene.url("seances/1/"))
    bouton = page.get_by_role("button", name="Monter le rapport 1.3")
    bouton.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".odj .no")).to_have_text(["1.1", "1.3", "1.2"])
    expect(page.locator("#annonce")).to_have_text(
        "Rapport 1.3 déplacé : il passe en 2e position sur 3."
    )
    expect(page.get_by_role("button", name="Monter le rapport 1.3")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".odj .no")).to_have_text(["1.3", "1.1", "1.2"])
    assert anomalies_axe(page) == []


def test_a_seance_is_created_and_its_first_point_written(
    ouvrir_page: Callable[..., Any], client: Any
) -> None:
    scene = distribution.monter()
    page = ouvrir_page(TELEPHONE)
    se_connecter(page, client, scene.odile.user)
    page.goto(scene.url())
    assert anomalies_axe(page) == []
    page.get_by_role("link", name="Créer une séance").click()
    page.get_by_label("Instance").select_option(label="Conseil communautaire")
    page.get_by_label("Jour", exact=True).fill("2031-03-06")
    page.get_by_label("Heure").fill("18:30")
    assert anomalies_axe(page) == []
    page.get_by_role("button", name="Créer la séance").click()
    expect(page.get_by_text("Inscrivez maintenant son ordre du jour")).to_be_visible()
    page.get_by_role("link", name="Ajouter un rapport").first.click()
    page.get_by_role("button", name="Enregistrer le rapport").click()
    expect(page.get_by_role("heading", name="à reprendre")).to_be_visible()
    assert anomalies_axe(page) == []
    page.get_by_label("Titre").fill("Schéma cyclable")
    page.get_by_role("button", name="Enregistrer le rapport").click()
    expect(page.get_by_role("heading", name="Schéma cyclable")).to_be_visible()
    assert anomalies_axe(page) == []
    page.get_by_role("link", name="Rédiger le projet").click()
    assert anomalies_axe(page) == []
