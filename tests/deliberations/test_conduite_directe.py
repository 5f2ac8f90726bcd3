"""Two clerks and the room's screen at once; the network cut in mid-gesture. Real browsers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, Route, expect

from deliberations.models import Passage
from instances.actions import ecrans
from instances.models import Pointage, Presence
from tests import distribution
from tests.navigateur import se_connecter
from tests.seances_tenues import Tenue, installer

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
# Two cores shared with the rest of the suite.
expect.set_options(timeout=15_000)


@pytest.fixture
def t() -> Tenue:
    t = installer(distribution.monter())
    with t.scene.entrer():
        t.ouvrir("marc", "paul", "camille")
        t.passer("1.1")
        t.discuter("1.2")
    return t


@pytest.fixture
def conduire(ouvrir_page: Callable[..., Page], t: Tenue) -> Callable[[str], Page]:
    def conduire(qui: str) -> Page:
        page = ouvrir_page()
        se_connecter(page, Client(), t.scene.acces[qui].user)
        page.goto(t.scene.url("seances/1/conduite/"))
        return page

    return conduire


def membre(page: Page, t: Tenue, nom: str) -> Any:
    return page.locator(f"#membre-{t.sieges[nom].pk}")


def test_two_clerks_and_the_screen_see_each_gesture(
    ouvrir_page: Callable[..., Page], conduire: Callable[[str], Page], t: Tenue
) -> None:
    odile, diane, ecran = conduire("odile"), conduire("diane"), ouvrir_page((1920, 1080))
    with t.scene.entrer():
        secret = ecrans.ouvrir_ecran(t.seance, **t.qui())
    ecran.goto(t.scene.url(f"public/ecran/{secret}/"))
    expect(ecran.locator(".ecran-quorum")).to_contain_text("3 sur 5")

    odile.get_by_label("Noter une exception").fill("Camille")
    odile.get_by_role("button", name="Ajouter une voix : contre").click()
    expect(odile.locator(".exceptions .chip")).to_have_count(1)
    # Diane does not see her choices, and knows that they are being noted.
    expect(diane.locator("#saisies")).to_contain_text("Odile Marchand note un vote")
    expect(diane.locator(".exceptions .chip")).to_have_count(0)
    membre(diane, t, "fatou").click()
    expect(membre(odile, t, "fatou")).to_have_attribute("aria-pressed", "true")
    expect(ecran.locator(".ecran-quorum")).to_contain_text("4 sur 5")
    # What Odile notes is still there, with one more voter.
    expect(odile.locator(".exceptions .chip")).to_have_count(1)
    expect(odile.locator(".tally dd").first).to_have_text("3")

    diane.get_by_role("button", name="Proclamer et passer au 1.3").click()
    expect(odile.locator("#nouvelle")).to_contain_text("Diane Lambert vient de proclamer ce vote.")
    expect(odile.locator(".exceptions .chip")).to_have_count(1)
    odile.get_by_role("button", name="Voir la suite").click()
    expect(odile.locator("#vote .no")).to_have_text("1.3")
    expect(ecran.locator(".ecran-no")).to_have_text("1.3")
    expect(ecran.locator(".ecran-resultat")).to_contain_text("Rapport 1.2")
    assert "ROUSSEL" not in ecran.locator("#ecran").inner_text()

    odile.locator("#derniers-gestes summary").click()
    odile.get_by_role("button", name="Corriger : Mme Fatou DIOP, arrive").click()
    odile.get_by_label("Motif de la correction").fill("Erreur de ligne")
    odile.get_by_role("button", name="Corriger : Mme Fatou DIOP, arrive").click()
    expect(membre(diane, t, "fatou")).to_have_attribute("aria-pressed", "false")
    expect(ecran.locator(".ecran-resultat")).to_contain_text("adopté")


def test_a_cut_of_the_network_loses_nothing_and_doubles_nothing(
    conduire: Callable[[str], Page], t: Tenue
) -> None:
    """The first answer is lost after the server wrote it; the next request never arrives."""
    page, recus = conduire("odile"), []

    def couper(route: Route) -> None:
        recus.append(route.request.headers["hc-geste"])
        if len(recus) == 1:
            route.fetch()
        route.abort()

    page.route("**/conduite/membres/**", couper)
    for nom in ("fatou", "jeanne"):
        membre(page, t, nom).click()
    membre(page, t, "jeanne").click()
    expect(page.locator("#file")).to_contain_text("2 gestes en attente")
    expect(membre(page, t, "jeanne").locator(".act")).to_have_text("En attente")
    # The tab is closed without a word; another one takes over what it had not sent.
    autre = page.context.new_page()
    page.close(run_before_unload=False)
    page = autre
    page.route("**/conduite/membres/**", couper)
    page.goto(t.scene.url("seances/1/conduite/"))
    expect(membre(page, t, "jeanne").locator(".act")).to_have_text("En attente")
    expect(page.locator("#retrouves")).to_contain_text("Mme Jeanne PETIT : arrive")
    page.unroute("**/conduite/membres/**", couper)
    page.evaluate("dispatchEvent(new Event('online'))")
    for nom in ("fatou", "jeanne"):
        expect(membre(page, t, nom)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#file")).to_be_hidden()
    assert recus[0] == recus[1]
    with t.scene.entrer():
        for nom in ("fatou", "jeanne"):
            assert Presence.objects.filter(siegeant=t.sieges[nom]).count() == 1
            assert Pointage.objects.filter(siegeant=t.sieges[nom]).count() == 1


def test_what_follows_a_waiting_gesture_is_neither_dropped_nor_erased(
    conduire: Callable[[str], Page], t: Tenue
) -> None:
    """Three exceptions and two speakers, one after the other, while nothing gets through."""
    with t.scene.entrer():
        t.arrivent("fatou", "jeanne")
    page = conduire("odile")
    expect(page.locator("#vote")).to_be_visible()
    page.context.set_offline(True)
    page.keyboard.press("Alt+n")
    for nom, touche in (("Camille", "Enter"), ("Fatou", "Alt+b"), ("Jeanne", "Alt+x")):
        page.get_by_label("Noter une exception").fill(nom)
        page.keyboard.press(touche)
    # The same gesture again is one; an empty field is none.
    page.keyboard.press("Alt+x")
    page.get_by_label("Noter une exception").fill("")
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+d")
    for nom in ("Marc", "Camille"):
        page.keyboard.press("Control+a")
        page.keyboard.type(nom)
        page.keyboard.press("Enter")
    expect(page.locator("#file")).to_contain_text("5 gestes en attente")
    page.keyboard.press("Control+a")
    page.keyboard.type("Fat")
    page.keyboard.press("Alt+a")
    page.get_by_label("Texte proposé").fill("Ajouter une ligne.")
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#paroles .file li")).to_have_count(2)
    for sens, nom in (("contre", "Camille"), ("abstention", "Fatou"), ("ne_prend", "Jeanne")):
        colonne = page.locator(".exceptions > div", has=page.locator(f"[id^=ajouter-{sens}]"))
        expect(colonne.locator(".chip")).to_have_count(1)
        expect(colonne.locator(".chip")).to_contain_text(nom)
    # What was typed since is still there, where one was typing.
    expect(page.get_by_label("Qui demande la parole")).to_have_value("Fat")
    expect(page.get_by_label("Texte proposé")).to_have_value("Ajouter une ligne.")
    expect(page.get_by_label("Texte proposé")).to_be_focused()
    expect(page.locator("#file")).to_be_hidden()


def test_a_note_outlives_the_cut_and_the_tab(conduire: Callable[[str], Page], t: Tenue) -> None:
    page = conduire("odile")
    page.keyboard.press("Alt+j")
    note = page.get_by_label("Teneur des discussions")
    page.context.set_offline(True)
    note.press_sequentially("Le calendrier")
    expect(page.locator("#garde")).to_contain_text("gardé sur ce poste, il partira")
    note.press_sequentially(" est débattu.")
    expect(note).to_be_focused()
    autre = page.context.new_page()
    page.close()
    page = autre
    page.context.set_offline(False)
    page.goto(t.scene.url("seances/1/conduite/"))
    note = page.get_by_label("Teneur des discussions")
    expect(note).to_have_value("Le calendrier est débattu.")
    expect(page.locator("#garde")).to_contain_text("Gardé à")
    with t.scene.entrer():
        assert Passage.objects.get().texte == "Le calendrier est débattu."


def test_the_keyboard_goes_from_one_member_to_the_next(
    conduire: Callable[[str], Page], t: Tenue
) -> None:
    page = conduire("odile")
    page.locator("#filtre-presences").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    actif = page.evaluate("document.activeElement.id")
    avant = page.locator(f"#{actif}").get_attribute("aria-pressed")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{actif}")).not_to_have_attribute("aria-pressed", str(avant))
    assert page.evaluate("document.activeElement.id") == actif
    page.get_by_role("button", name="Raccourcis clavier").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    # What answers on the page is what the help says.
    lus = page.locator("[data-hc-raccourci]").evaluate_all("x => x.map(e => e.dataset.hcRaccourci)")
    dits = page.locator("#raccourcis th").all_inner_texts()
    assert {f"ALT {lettre.upper()}" for lettre in lus} <= {
        " ".join(d.upper().split()) for d in dits
    }
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
