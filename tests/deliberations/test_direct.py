"""Events from the small process: who may open a stream, what it says, how it resumes."""

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test import override_settings

from governance import direct
from governance.db import lock
from instances.actions import ecrans
from tests import distribution
from tests.deliberations.test_conduite_pages import page
from tests.deliberations.test_gestes_et_ecran import ecran
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def t() -> Tenue:
    t = installer(distribution.monter())
    with t.scene.entrer():
        t.ouvrir("marc", "paul", "camille")
    return t


def secret_de(t: Tenue) -> str:
    with t.scene.entrer():
        return ecrans.ouvrir_ecran(t.seance, **t.qui())


class Prise:
    """The two ends of an ASGI connection; ``agir`` is played once the stream is open."""

    def __init__(
        self, chemin: str, agir: Callable[[], None] | None = None, cookie: str = ""
    ) -> None:
        self.chemin, self.agir, self.cookie = chemin, agir, cookie
        self.statut, self.recu = 0, b""
        self.assez = asyncio.Event()

    @property
    def portee(self) -> dict[str, Any]:
        entetes = [(b"host", b"localhost"), (b"cookie", self.cookie.encode())]
        return {
            "type": "http", "method": "GET", "path": self.chemin, "query_string": b"",
            "headers": entetes, "server": ("localhost", 80), "scheme": "http",
        }  # fmt: skip

    async def recevoir(self) -> dict[str, Any]:
        await self.assez.wait()
        return {"type": "http.disconnect"}

    async def envoyer(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.statut = message["status"]
            return
        self.recu += message["body"]
        if b"retry:" in message["body"] and self.agir:
            await asyncio.to_thread(self.agir)
        if b"data:" in message["body"]:
            self.assez.set()


def ouvrir(*prises: Prise) -> None:
    """The process, for as long as each stream takes to hear of something, or to be refused."""

    async def vivre() -> None:
        site = direct.Direct()
        ecoute = asyncio.create_task(site.carrefour.ecouter())
        await asyncio.sleep(0.3)
        suivis = (site(p.portee, p.recevoir, p.envoyer) for p in prises)
        async with asyncio.timeout(20):
            await asyncio.gather(*suivis)
        assert not site.carrefour.abonnes
        ecoute.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await ecoute
        site.fils.shutdown()

    # A thread of its own: a browser test leaves its loop running in this one.
    with ThreadPoolExecutor(max_workers=1) as fil:
        fil.submit(asyncio.run, vivre()).result()


def test_an_act_is_told_to_the_screen_by_its_version_alone(t: Tenue) -> None:
    def agir() -> None:
        with t.scene.entrer():
            lock(t.seance)
        connections.close_all()

    prise = Prise(t.scene.url(f"public/ecran/{secret_de(t)}/flux/"), agir)
    ouvrir(prise)
    with t.scene.entrer():
        revision = t.seance.revision
    assert prise.statut == 200
    assert prise.recu.endswith(f"data: {revision}\n\n".encode())


def test_what_is_rolled_back_is_told_to_nobody(t: Tenue) -> None:
    def agir() -> None:
        with contextlib.suppress(ZeroDivisionError), t.scene.entrer():
            lock(t.seance)
            raise ZeroDivisionError
        with t.scene.entrer():
            t.arrivent("jeanne")
        connections.close_all()

    prise = Prise(t.scene.url(f"public/ecran/{secret_de(t)}/flux/"), agir)
    ouvrir(prise)
    assert prise.recu.count(b"data:") == 1


def test_a_stream_opens_with_what_opens_the_page_and_nothing_else(client: Any, t: Tenue) -> None:
    secret = secret_de(t)
    voisine = distribution.monter_a_cote()
    with t.scene.entrer():
        revoque = ecrans.ouvrir_ecran(t.seance, **t.qui())
        ecrans.revoquer_ecran(t.seance.ecrans.get(empreinte=ecrans.condenser(revoque)), **t.qui())
    client.force_login(t.scene.samir.user)
    cookie = "; ".join(f"{c.key}={c.value}" for c in client.cookies.values())
    attendus = {
        f"public/ecran/{secret}x/flux/": (404, ""),
        f"public/ecran/{revoque}/flux/": (404, ""),
        "seances/1/conduite/flux/": (403, ""),
        "seances/1/voter/flux/": (403, cookie),
        "seances/1/": (404, cookie),
    }
    prises = {c: Prise(t.scene.url(c), cookie=cle) for c, (_, cle) in attendus.items()}
    d_a_cote = Prise(voisine.url(f"public/ecran/{secret}/flux/"))
    ouvrir(*prises.values(), d_a_cote)
    assert {c: p.statut for c, p in prises.items()} == {c: s for c, (s, _) in attendus.items()}
    assert d_a_cote.statut == 404
    assert not any(p.recu for p in prises.values())


def test_after_a_fall_of_the_database_everyone_asks_again() -> None:
    carrefour, abonne = direct.Carrefour(), direct.Abonne()
    carrefour.abonnes["1"].add(abonne)
    carrefour.diffuser("2.7")
    assert not abonne.reveil.is_set()
    carrefour.reveiller()
    assert abonne.reveil.is_set()


def test_pages_name_their_stream_only_when_it_is_switched_on(client: Any, t: Tenue) -> None:
    secret = secret_de(t)
    assert "data-hc-flux" not in ecran(t, secret=secret).content.decode()
    with override_settings(DIRECT="/"):
        chemin = t.scene.url(f"public/ecran/{secret}/flux/")
        assert f'data-hc-flux="{chemin}"' in ecran(t, secret=secret).content.decode()
        assert "data-hc-flux" in page(client, t).content.decode()
    connection.close()
