"""A clerk opens, a phone votes, the room reads the result with its names. Real browsers."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from instances.actions import ecrans
from instances.models import ReglementInterieur
from tests import distribution
from tests.navigateur import se_connecter
from tests.seances_tenues import Tenue, installer

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
expect.set_options(timeout=15_000)


@pytest.fixture
def t() -> Tenue:
    t = installer(distribution.monter())
    with t.scene.entrer():
        ReglementInterieur.objects.update(valeurs={"mode_vote_defaut": "electronique"})
        t.pouvoir("jeanne", "camille")
        t.ouvrir("marc", "paul", "camille")
        t.passer("1.1")
        t.discuter("1.2")
    return t


@pytest.mark.regle("SCR-02", "POU-10")
def test_the_clerk_the_phone_and_the_room(ouvrir_page: Callable[..., Page], t: Tenue) -> None:
    odile, telephone, ecran = ouvrir_page(), ouvrir_page((390, 844)), ouvrir_page((1920, 1080))
    se_connecter(odile, Client(), t.scene.odile.user)
    se_connecter(telephone, Client(), t.scene.camille.user)
    with t.scene.entrer():
        secret = ecrans.ouvrir_ecran(t.seance, **t.qui())
    ecran.goto(t.scene.url(f"public/ecran/{secret}/"))
    telephone.goto(t.scene.url("seances/1/voter/"))
    expect(telephone.locator("h1")).to_have_text("Aucun vote n’est ouvert")

    perdue = telephone.get_by_role("status").get_by_text("Connexion perdue, nouvel essai")
    telephone.context.set_offline(True)
    expect(perdue).to_be_visible()
    telephone.context.set_offline(False)
    expect(perdue).to_be_hidden()

    odile.goto(t.scene.url("seances/1/conduite/"))
    odile.get_by_text("Ouvrir le vote, voix par voix").click()
    odile.get_by_label("Mode de ce vote").select_option("public")
    odile.get_by_role("button", name="Ouvrir le vote", exact=True).click()
    expect(ecran.locator(".ecran-voix")).to_contain_text("0 voix sur 4")

    sienne, pouvoir = telephone.locator(".bulletin").first, telephone.locator(".bulletin").last
    sienne.get_by_role("button", name="Contre").click()
    expect(sienne.locator(".recu")).to_contain_text("Noté à")
    sienne.get_by_role("button", name="Pour").click()
    expect(sienne.locator(".recu")).to_contain_text("pour")
    pouvoir.get_by_role("button", name="Abstention").click()
    expect(pouvoir.locator(".recu")).to_contain_text("abstention")

    expect(odile.locator(".appel-compte")).to_contain_text("2 voix notées sur 4, 2 attendues")
    for nom in ("marc", "paul"):
        odile.locator(f"#voix-{t.sieges[nom].pk}-contre").click()
        expect(odile.locator(f"#voix-{t.sieges[nom].pk}-contre")).to_have_attribute(
            "aria-pressed", "true"
        )
    expect(odile.locator(".verdict")).to_contain_text("Rejeté")
    odile.get_by_role("button", name="Clore et proclamer").click()

    expect(ecran.locator(".ecran-resultat")).to_contain_text("rejeté")
    expect(ecran.locator(".ecran-noms")).to_contain_text("Mme Camille ROUSSEL")
    expect(telephone.locator("h1")).to_have_text("Vote clos")
    expect(telephone.locator(".recu")).to_contain_text("Votre voix")
    expect(odile.locator("#vote .no")).to_have_text("1.3")
