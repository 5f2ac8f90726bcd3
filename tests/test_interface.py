"""The style guide in Chromium: nothing overflows, every target can be hit, scripts keep manners.

Neither server nor database: pages are rendered here and handed over, with the static files.
"""

import mimetypes
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, engines
from playwright.sync_api import expect

from governance.composants import exemples
from tests.navigateur import anomalies_axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request, Route

pytestmark = pytest.mark.navigateur
POLITIQUE = "default-src 'self'; img-src 'self' data:; object-src 'none'"
TAILLES = [(360, "light"), (820, "light"), (1440, "dark")]
ACTES = """
{% extends "base.html" %}{% block contenu %}<h1>Actes</h1>
<form id="refuse" method="post" hx-post="/refuse/" hx-target="#cible">
  <label for="saisie">Saisie</label><input type="text" id="saisie" name="saisie">
  <button class="btn" id="refuser">Envoyer</button></form>
<form method="post" hx-post="/accepte/" hx-target="#cible" hx-swap="outerHTML">
  <button class="btn" id="accepter">Envoyer</button></form>
<form method="post" hx-post="/panne/"><button class="btn" id="tomber">Envoyer</button></form>
<div id="cible">Avant</div>{% endblock %}
"""


def rendre(nom: str, **contexte: Any) -> str:
    gabarit = engines["django"].engine.get_template(nom)
    return gabarit.render(Context({"csrf_token": "jeton", **contexte}))


class Serveur:
    """Answers each request of the page from templates, and counts them."""

    def __init__(self) -> None:
        self.recus: list[str] = []

    def __call__(self, route: "Route", request: "Request") -> None:
        chemin = urlsplit(request.url).path
        self.recus.append(chemin)
        if chemin.startswith("/static/"):
            fichier = finders.find(chemin.removeprefix("/static/"))
            if fichier is None:
                route.fulfill(status=404)
            else:
                route.fulfill(path=fichier, content_type=mimetypes.guess_type(chemin)[0] or "")
            return
        statut, html = self.repondre(chemin, request)
        route.fulfill(
            status=statut,
            body=html,
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": POLITIQUE},
        )

    def repondre(self, chemin: str, request: "Request") -> tuple[int, str]:
        if chemin == "/composants/":
            return 200, rendre("demo/composants.html", **exemples())
        if chemin == "/refuse/":
            return 422, rendre("_refus.html", manquements=exemples()["manquements"])
        if chemin == "/accepte/":
            return 200, '<div id="cible"><p data-hc-annonce>Rapport 6.4 déplacé.</p></div>'
        if chemin == "/deplacer/":
            return 200, self.ordre(parse_qs(request.post_data or "")["sens"][0])
        if chemin == "/actes/":
            page = engines["django"].engine.from_string(ACTES)
            return 200, page.render(Context({"csrf_token": "jeton"}))
        return 500, ""

    def ordre(self, sens: str) -> str:
        points = [p | {"url_deplacer": "/deplacer/"} for p in exemples()["points"]]
        if sens == "descendre":
            points[0], points[1] = points[1], points[0]
        liste = rendre("components/_odj.html", points=points, debut=1, cible="ordre")
        return f'<div id="ordre">{liste}</div>'


@pytest.fixture
def serveur() -> Serveur:
    return Serveur()


@pytest.fixture
def ouvrir(navigateur: "Browser", serveur: Serveur) -> Iterator[Callable[..., "Page"]]:
    contextes = []
    erreurs: list[str] = []

    def _ouvrir(chemin: str, largeur: int = 1440, theme: Any = "light") -> "Page":
        contexte = navigateur.new_context(
            viewport={"width": largeur, "height": 900}, color_scheme=theme, locale="fr-FR"
        )
        contextes.append(contexte)
        contexte.route("**/*", serveur)
        page = contexte.new_page()
        page.on("pageerror", lambda erreur: erreurs.append(str(erreur)))
        page.goto(f"http://localhost{chemin}")
        return page

    yield _ouvrir
    for contexte in contextes:
        contexte.close()
    assert not erreurs


@pytest.mark.parametrize("largeur, theme", TAILLES)
def test_components_hold_at_every_width_and_theme(
    ouvrir: Callable[..., "Page"], largeur: int, theme: str
) -> None:
    page = ouvrir("/composants/", largeur, theme)
    assert page.evaluate("document.documentElement.scrollWidth") == largeur
    petites = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, summary, select, textarea,"
          + "input:not([type=hidden])")].filter((e) => e.checkVisibility())
          .map((e) => e.matches("[type=radio], [type=checkbox]") ? e.closest("label") : e)
          .filter((e) => !e.matches(".skip-link"))
          .map((e) => [e.getBoundingClientRect(), e])
          .filter(([r]) => r.width < 44 || r.height < 44)
          .map(([, e]) => e.outerHTML.slice(0, 80))"""
    )
    assert petites == []
    assert anomalies_axe(page) == []


def test_a_refusal_takes_the_focus_and_leaves_what_was_typed(ouvrir: Callable[..., "Page"]) -> None:
    page = ouvrir("/actes/")
    page.fill("#saisie", "gardé")
    page.click("#refuser")
    page.wait_for_selector("#refus [data-hc-refus]:focus")
    assert page.input_value("#saisie") == "gardé"
    assert page.inner_text("#cible") == "Avant"
    assert page.inner_text("#refuser") == "Envoyer"


def test_a_double_click_sends_once(ouvrir: Callable[..., "Page"], serveur: Serveur) -> None:
    page = ouvrir("/actes/")
    page.dblclick("#accepter")
    expect(page.locator("#annonce")).to_have_text("Rapport 6.4 déplacé.")
    assert serveur.recus.count("/accepte/") == 1
    assert page.inner_text("#accepter") == "Envoyer"


def test_a_failure_says_that_nothing_was_saved(ouvrir: Callable[..., "Page"]) -> None:
    page = ouvrir("/actes/")
    page.click("#tomber")
    page.wait_for_selector("#refus .notice")
    assert "rien n’a été enregistré" in page.inner_text("#refus")


def test_moving_a_report_keeps_the_focus_on_its_button(
    ouvrir: Callable[..., "Page"], serveur: Serveur
) -> None:
    page = ouvrir("/actes/")
    page.evaluate(
        "(html) => { document.querySelector('#cible').outerHTML = html;"
        "htmx.process(document.querySelector('#ordre')); }",
        serveur.ordre("monter"),
    )
    page.focus("#descendre-0")
    page.keyboard.press("Enter")
    expect(page.locator(".odj .no").first).to_have_text("6.4")
    expect(page.locator("#descendre-0")).to_be_focused()


def test_a_long_list_is_filtered_by_name_by_commune_and_by_state(
    ouvrir: Callable[..., "Page"],
) -> None:
    page = ouvrir("/composants/")
    lignes = page.locator("#presences [data-hc-ligne]:visible")
    page.keyboard.press("Alt+r")
    page.keyboard.type("alauzet")
    assert lignes.count() == 1
    expect(page.locator("#annonce")).to_have_text("1 ligne affichée.")
    page.fill("#qp", "besancon")
    assert lignes.count() == 4
    page.click("[data-hc-filtre-etat=absent]")
    assert lignes.count() == 2
