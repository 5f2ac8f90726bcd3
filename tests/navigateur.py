"""Chromium, driven by Playwright. It speaks to this machine only."""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
ICI = frozenset({"localhost", "127.0.0.1"})
NIVEAUX_AXE = ("wcag2a", "wcag2aa", "wcag21aa", "best-practice")
BUREAU = (1440, 900)
TABLETTE = (820, 1180)
TELEPHONE = (360, 740)


@pytest.fixture(scope="session")
def navigateur() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    programme = shutil.which("chromium")
    assert programme is not None, "Chromium manque : « make test » l’installe."
    # Playwright keeps an event loop in this thread, where Django would refuse the ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=programme, args=list(OPTIONS))
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def ouvrir_page(navigateur: "Browser", live_server) -> Iterator[Callable[..., "Page"]]:
    """Open a page of a given size, on the live server; errors of its console fail the test."""
    contextes: list[BrowserContext] = []
    erreurs: list[str] = []

    def ouvrir(taille: tuple[int, int] = BUREAU, **options: object) -> "Page":
        contexte = navigateur.new_context(
            base_url=live_server.url,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            viewport={"width": taille[0], "height": taille[1]},
            **options,
        )
        contexte.set_default_timeout(10_000)
        contexte.route("**/*", _rester_ici)
        contextes.append(contexte)
        page = contexte.new_page()
        page.on("pageerror", lambda erreur: erreurs.append(str(erreur)))
        page.on("console", lambda message: _retenir(message, erreurs))
        return page

    yield ouvrir
    for contexte in contextes:
        contexte.close()
    assert not erreurs, "\n".join(erreurs)


@pytest.fixture
def page(ouvrir_page: Callable[..., "Page"]) -> "Page":
    return ouvrir_page()


def _rester_ici(route: "Route") -> None:
    adresse = urlsplit(route.request.url)
    if adresse.scheme in {"data", "blob"} or adresse.hostname in ICI:
        route.continue_()
    else:
        route.abort()


# What htmx writes when a newer request takes the place of one under way (hx-sync): no fault.
# Nor is a cut of the network (htmx:sendError), where the page says that it hears nothing.
ABANDON = ("htmx:sendAbort", "htmx:sendError", "htmx:afterRequest, [object HTMLElement]")


def _retenir(message, erreurs: list[str]) -> None:
    """A refusal (4xx) is part of the journey; a blocked script or a crash is not."""
    ordinaires = ("Failed to load resource", *ABANDON)
    if message.type == "error" and not message.text.startswith(ordinaires):
        erreurs.append(f"console : {message.text}")


def se_connecter(page: "Page", client, user) -> None:
    """Carry a logged-in session over to the browser, without playing the login form again."""
    from django.conf import settings

    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "domain": "localhost", "path": "/"}]
    )


def anomalies_axe(page: "Page") -> list[str]:
    """What axe finds, one line each; an empty list is the aim on every page."""
    from axe_playwright_python.sync_playwright import Axe

    # What passes is counted too otherwise, node by node: half of the time.
    options = {"runOnly": list(NIVEAUX_AXE), "resultTypes": ["violations"]}
    resultats = Axe().run(page, options=options)
    return [
        f"{anomalie['id']} : {anomalie['help']} – {noeud['html'][:200]}"
        for anomalie in resultats.response["violations"]
        for noeud in anomalie["nodes"]
    ]
