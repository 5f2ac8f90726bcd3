"""The web process is killed in mid-vote, twice: nothing is lost, nothing is done twice."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from playwright.sync_api import Page, Route, expect

from deliberations.models import Scrutin
from governance.db import lock
from governance.local.services import Service
from governance.local.superviseur import RACINE, port_libre, port_repond
from governance.models import AuditEntry
from tests import distribution
from tests.navigateur import se_connecter
from tests.seances_tenues import Tenue, installer

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
# Two cores shared with the rest of the suite.
expect.set_options(timeout=30_000)
QUI_M_ATTEND = "SELECT count(*) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"


@pytest.fixture
def t() -> Tenue:
    t = installer(distribution.monter())
    with t.scene.entrer():
        t.ouvrir("marc", "paul", "camille")
        t.passer("1.1")
        t.discuter("1.2")
    return t


class Web(Service):
    """A gunicorn of its own on the test’s database, at the same address in each of its lives."""

    def __init__(self, port: int, journal: Path) -> None:
        gunicorn = [sys.executable, "-m", "gunicorn", "governance.wsgi", "--no-control-socket"]
        # Loaded before the port opens: once it answers, so does the application.
        options = ["--preload", "--worker-class", "gthread", "--threads", "4"]
        super().__init__(
            nom="web",
            commande=[*gunicorn, "--bind", f"127.0.0.1:{port}", *options, "--chdir", str(RACINE)],
            journal=journal,
            environnement=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
            pret=lambda: port_repond(port),
        )
        self.adresse = f"http://localhost:{port}"

    def vivre(self) -> None:
        self.lancer()
        self.attendre()

    def mourir(self) -> None:
        """SIGKILL to the whole group: no answer, no farewell to the database."""
        self._achever()
        assert self.processus is not None
        self.processus.wait()


@pytest.fixture
def web(t: Tenue, tmp_path: Path) -> Iterator[Web]:
    web = Web(port_libre(), tmp_path / "web.log")
    web.vivre()
    yield web
    web.arreter()


def tuer_pendant_l_ecriture(page: Page, t: Tenue, web: Web) -> None:
    """The vote waits for a row that somebody holds: its transaction is open when it dies."""
    with t.scene.entrer(), transaction.atomic(), connection.cursor() as curseur:
        lock(t.scene.seance)
        page.get_by_role("button", name="Proclamer et passer au 1.3").click()
        while not curseur.execute(QUI_M_ATTEND).fetchone()[0]:
            page.wait_for_timeout(50)
        web.mourir()


def tuer_avant_la_reponse(page: Page, web: Web) -> None:
    """The vote is written; the process dies before the browser hears of it."""

    def couper(route: Route) -> None:
        if web.vivant():
            route.fetch()
            web.mourir()
        route.abort()

    page.route("**/vote/", couper)
    reprendre(page, web)
    while web.vivant():
        page.wait_for_timeout(50)
    page.unroute("**/vote/", couper)


def reprendre(page: Page, web: Web) -> None:
    web.vivre()
    page.evaluate("dispatchEvent(new Event('online'))")


def proclames(t: Tenue) -> tuple[int, int]:
    with t.scene.entrer():
        actes = AuditEntry.objects.filter(verbe="scrutin_proclamer")
        return Scrutin.objects.filter(point__numero="1.2").count(), actes.count()


def test_a_web_process_killed_in_mid_vote_loses_and_doubles_nothing(
    ouvrir_page: Callable[..., Page], t: Tenue, web: Web
) -> None:
    page = ouvrir_page()
    # The first page of a process that has just started is slow.
    page.set_default_timeout(60_000)
    se_connecter(page, Client(), t.scene.odile.user)
    page.goto(web.adresse + t.scene.url("seances/1/conduite/"))

    tuer_pendant_l_ecriture(page, t, web)
    expect(page.locator("#file")).to_contain_text("geste en attente")
    assert proclames(t) == (0, 0)

    tuer_avant_la_reponse(page, web)
    assert proclames(t) == (1, 1)
    expect(page.locator("#vote .point-now .no")).to_have_text("1.2")

    reprendre(page, web)
    expect(page.locator("#vote .point-now .no")).to_have_text("1.3")
    expect(page.locator("#passage .is-past", has_text="1.2")).to_contain_text("3 / 0 / 0")
    expect(page.locator("#file")).to_be_hidden()
    assert proclames(t) == (1, 1)
