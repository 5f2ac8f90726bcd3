"""The clerk sends a convocation in Chromium and watches it leave, then stops watching."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from governance import echeances
from tests import distribution
from tests.boite import Boite, ouvrir_boite
from tests.navigateur import BUREAU, TABLETTE, anomalies_axe, se_connecter

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def boite(settings: Any) -> Iterator[Boite]:
    with ouvrir_boite(settings) as ouverte:
        yield ouverte


@pytest.mark.parametrize("taille", [BUREAU, TABLETTE], ids=["bureau", "tablette"])
def test_the_page_follows_the_messages_by_itself(
    ouvrir_page: Callable[..., Any], client: Any, boite: Boite, taille: tuple[int, int]
) -> None:
    scene = distribution.monter()
    boite.reponses[scene.elus["camille"].courriel] = "550 5.1.1 Unknown mailbox"
    page = ouvrir_page(taille)
    se_connecter(page, client, scene.odile.user)
    page.goto(scene.url("seances/1/convocation/"))
    assert anomalies_axe(page) == []

    page.get_by_role("button", name="Envoyer la convocation").click()
    expect(page.get_by_text("7 messages en cours")).to_be_visible()
    assert anomalies_axe(page) == []

    echeances.drainer()
    expect(page.locator("#annonce")).to_have_text("5 membres sur 6 sont régulièrement convoqués.")
    expect(page.get_by_text("règle CNV-07")).to_be_visible()
    expect(page.locator("#arreter-suivi")).to_have_count(0)
    assert anomalies_axe(page) == []

    page.get_by_label("Chercher un nom ou une commune").fill("camille")
    expect(page.locator("#lignes-suivi tr:visible")).to_have_count(1)
    page.get_by_role("link", name="Noter la remise à Mme Camille ROUSSEL").click()
    assert anomalies_axe(page) == []
    page.get_by_role("button", name="Noter la remise").click()
    expect(page.get_by_text("6 membres sur 6 sont régulièrement convoqués.")).to_be_visible()


def test_the_refreshing_can_be_stopped(page: Any, client: Any, boite: Boite) -> None:
    scene = distribution.monter()
    se_connecter(page, client, scene.odile.user)
    page.goto(scene.url("seances/1/convocation/"))
    page.get_by_role("button", name="Envoyer la convocation").click()
    for bouton in ("#arreter-suivi", "#arreter-reponses"):
        page.locator(bouton).click()
    demandes: list[str] = []
    page.on("request", lambda demande: demandes.append(demande.url))
    page.wait_for_timeout(4500)
    assert demandes == []
