"""The floor by the keyboard, then the doors closed: the room's screen follows. Real browsers."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from deliberations.models import Passage
from instances.actions import ecrans
from tests import distribution
from tests.navigateur import anomalies_axe, se_connecter
from tests.seances_tenues import installer

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
# Two cores shared with the rest of the suite.
expect.set_options(timeout=15_000)


@pytest.mark.regle("SEA-05", "HUC-02")
def test_a_member_asks_speaks_and_the_screen_shows_nothing_behind_closed_doors(
    ouvrir_page: Callable[..., Page],
) -> None:
    t = installer(distribution.monter())
    with t.scene.entrer():
        reglement = t.scene.intercommunalite.reglements.get()
        reglement.valeurs |= {"intervention_minutes": 5}
        reglement.save()
        t.ouvrir("marc", "paul", "camille", "fatou")
        t.passer("1.1")
        point = t.discuter("1.2")
        secret = ecrans.ouvrir_ecran(t.seance, **t.qui())
    odile, camille, ecran = ouvrir_page(), ouvrir_page((390, 844)), ouvrir_page((1920, 1080))
    se_connecter(odile, Client(), t.scene.odile.user)
    se_connecter(camille, Client(), t.scene.acces["camille"].user)
    odile.goto(t.scene.url("seances/1/conduite/"))
    ecran.goto(t.scene.url(f"public/ecran/{secret}/"))

    camille.goto(t.scene.url("seances/1/ma-parole/"))
    camille.get_by_role("button", name="Demander la parole").click()
    expect(camille.get_by_text("Vous êtes le prochain orateur.")).to_be_visible()
    expect(odile.locator("#paroles .file")).to_contain_text("Mme Camille ROUSSEL")

    odile.keyboard.press("Alt+d")
    odile.keyboard.type("Fatou")
    odile.keyboard.press("Enter")
    expect(odile.locator("#paroles .file li")).to_have_count(2)
    odile.keyboard.press("Alt+t")
    expect(odile.locator("#paroles .chrono")).to_contain_text("4:5")
    expect(ecran.locator(".ecran-parole")).to_contain_text("Mme Camille ROUSSEL")
    expect(ecran.locator(".ecran-parole .chrono")).to_contain_text("4:")
    odile.keyboard.press("Alt+f")
    expect(ecran.locator(".ecran-parole")).to_have_count(0)

    odile.keyboard.press("Alt+j")
    odile.get_by_label("Teneur des discussions").fill("Le calendrier est débattu.")
    expect(odile.locator("#garde")).to_contain_text("Gardé à")
    with t.scene.entrer():
        assert Passage.objects.get(point=point).texte == "Le calendrier est débattu."

    odile.locator("#demander-huis-clos > summary").click()
    odile.get_by_label("Voix pour").fill("3")
    odile.get_by_role("button", name="Proclamer le vote du huis clos").click()
    expect(odile.locator("#huis-clos-en-cours")).to_be_visible()
    expect(ecran.locator("h1")).to_have_text("Huis clos")
    assert "Fonds de concours" not in ecran.locator("#ecran").inner_text()
    assert anomalies_axe(odile) == []
    odile.get_by_role("button", name="Finir le huis clos").click()
    expect(ecran.locator(".ecran-no")).to_have_text("1.2")
