"""Server-sent events: whoever follows something is told that it changed, and asks what it is now.

A small process apart, « uvicorn --factory governance.direct:construire », that only answers
addresses ending with « flux/ »; pages name it when HEMICYCLE_DIRECT says where it is, and ask
every few seconds otherwise. An ordinary view authorises each stream, by its secret or its
session, under the same row security as a page: it names the subject that is followed, and the
stream carries nothing but the number of its version. One connection listens to PostgreSQL for
all of them.
"""

import asyncio
import io
import logging
import os
import random
from collections import defaultdict
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import django
import psycopg
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.core.signals import request_started
from django.db import connections
from django.http import HttpResponse, HttpResponseBase

Portee = MutableMapping[str, Any]
Recevoir = Callable[[], Awaitable[Portee]]
Envoyer = Callable[[Portee], Awaitable[None]]

# Where the database tells a change: « <subject>.<version> », written by its triggers.
CANAL = "hemicycle_direct"
FIN_D_ADRESSE = "/flux/"
BATTEMENT = 20.0
# A stream ends by itself and is asked for again: what was revoked meanwhile is then refused.
DUREE = 300.0
REPRISE_MS = 2000
AUTORISATIONS_A_LA_FOIS = 4

journal = logging.getLogger(__name__)


def flux_de(sujet: object) -> HttpResponse:
    """What the view of a stream answers; empty, where no stream is served."""
    reponse = HttpResponse(status=204)
    reponse.sujet = str(sujet)  # type: ignore[attr-defined]  # read in this module alone
    return reponse


def adresse_du_flux(chemin: str) -> str:
    """Where a page opens its stream; empty when it should ask every few seconds instead."""
    return f"{settings.DIRECT.rstrip('/')}{chemin}" if settings.DIRECT else ""


@dataclass(eq=False, kw_only=True)
class Abonne:
    """One stream. A slow reader misses intermediate versions, never the last one."""

    version: str = ""
    reveil: asyncio.Event = field(default_factory=asyncio.Event)

    def dire(self, version: str) -> None:
        self.version = version
        self.reveil.set()

    async def attendre(self) -> bytes:
        """The next version, or a heartbeat that keeps proxies from closing the stream."""
        try:
            await asyncio.wait_for(self.reveil.wait(), BATTEMENT)
        except TimeoutError:
            return b": \n\n"
        self.reveil.clear()
        return f"data: {self.version}\n\n".encode()


class Carrefour:
    """Every stream of this process, by subject."""

    def __init__(self) -> None:
        self.abonnes: dict[str, set[Abonne]] = defaultdict(set)

    def diffuser(self, avis: str) -> None:
        sujet, _, version = avis.partition(".")
        for abonne in self.abonnes.get(sujet, ()):
            abonne.dire(version)

    def reveiller(self) -> None:
        """What happened while nobody listened is not known: everyone asks again."""
        for abonne in [a for groupe in self.abonnes.values() for a in groupe]:
            abonne.dire("")

    def quitter(self, sujet: str, abonne: Abonne) -> None:
        self.abonnes[sujet].discard(abonne)
        if not self.abonnes[sujet]:
            del self.abonnes[sujet]

    async def ecouter(self) -> None:
        """Listen for ever, through the falls of the database."""
        while True:
            try:
                async with await _connexion() as lien:
                    await lien.execute(f"LISTEN {CANAL}")
                    self.reveiller()
                    async for avis in lien.notifies():
                        self.diffuser(avis.payload)
            except psycopg.OperationalError as panne:
                journal.warning("La base ne répond plus : %s", panne)
            await asyncio.sleep(random.uniform(0.5, 1.5))  # noqa: S311  (spreads the attempts)


async def _connexion() -> psycopg.AsyncConnection[Any]:
    reglages = connections["default"].settings_dict
    options = {cle: v for cle, v in reglages["OPTIONS"].items() if cle != "pool"}
    noms = {"host": "HOST", "port": "PORT", "dbname": "NAME", "user": "USER"}
    lus = {cle: reglages[nom] for cle, nom in noms.items() if reglages.get(nom)}
    if reglages.get("PASSWORD"):
        lus["password"] = reglages["PASSWORD"]
    return await psycopg.AsyncConnection.connect(autocommit=True, **lus, **options)


class Direct:
    """The ASGI application."""

    def __init__(self) -> None:
        self.carrefour = Carrefour()
        self.site = BaseHandler()
        self.site.load_middleware()
        self.fils = ThreadPoolExecutor(AUTORISATIONS_A_LA_FOIS, thread_name_prefix="flux")

    async def __call__(self, portee: Portee, recevoir: Recevoir, envoyer: Envoyer) -> None:
        if portee["type"] == "lifespan":
            await self._vivre(recevoir, envoyer)
        elif portee["type"] == "http":
            await self._repondre(portee, recevoir, envoyer)

    async def _vivre(self, recevoir: Recevoir, envoyer: Envoyer) -> None:
        await recevoir()
        ecoute = asyncio.create_task(self.carrefour.ecouter())
        await envoyer({"type": "lifespan.startup.complete"})
        await recevoir()
        ecoute.cancel()
        with suppress(asyncio.CancelledError):
            await ecoute
        await envoyer({"type": "lifespan.shutdown.complete"})

    async def _repondre(self, portee: Portee, recevoir: Recevoir, envoyer: Envoyer) -> None:
        if portee["method"] != "GET" or not portee["path"].endswith(FIN_D_ADRESSE):
            await _finir(envoyer, 404)
            return
        boucle = asyncio.get_running_loop()
        statut, sujet = await boucle.run_in_executor(self.fils, self._autoriser, portee)
        if not sujet:
            await _finir(envoyer, statut)
            return
        suite = asyncio.create_task(self._suivre(sujet, envoyer))
        depart = asyncio.create_task(_depart(recevoir))
        taches = {suite, depart}
        await asyncio.wait(taches, return_when=asyncio.FIRST_COMPLETED)
        for tache in taches:
            tache.cancel()
        await asyncio.gather(*taches, return_exceptions=True)

    def _autoriser(self, portee: Portee) -> tuple[int, str]:
        """Ask the view, as a page would be asked for; its connection is given back at once."""
        request_started.send(sender=type(self), scope=portee)
        demande = ASGIRequest(dict(portee), io.BytesIO())
        reponse: HttpResponseBase = self.site.get_response(demande)
        reponse.close()
        # A page to log in on is no answer to a stream.
        statut = 403 if 300 <= reponse.status_code < 400 else reponse.status_code
        return statut, getattr(reponse, "sujet", "")

    async def _suivre(self, sujet: str, envoyer: Envoyer) -> None:
        abonne, fin = Abonne(), asyncio.get_running_loop().time() + DUREE
        self.carrefour.abonnes[sujet].add(abonne)
        try:
            # Sent once registered: a page that asks when its stream opens misses nothing.
            await _commencer(envoyer)
            while asyncio.get_running_loop().time() < fin:
                await _morceau(envoyer, await abonne.attendre())
            await _morceau(envoyer, b"", suite=False)
        finally:
            self.carrefour.quitter(sujet, abonne)


async def _depart(recevoir: Recevoir) -> None:
    while (await recevoir())["type"] != "http.disconnect":
        pass


async def _commencer(envoyer: Envoyer) -> None:
    entetes = {
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-store",
        "X-Accel-Buffering": "no",
        **_autre_origine(),
    }
    await envoyer({"type": "http.response.start", "status": 200, "headers": _octets(entetes)})
    await _morceau(envoyer, f"retry: {REPRISE_MS}\n\n".encode())


def _autre_origine() -> dict[str, str]:
    """Without a proxy in front, as in the demonstration, the stream has a port of its own."""
    if not settings.DIRECT.startswith("http"):
        return {}
    origine = settings.ADRESSE_PUBLIQUE.rstrip("/")
    return {
        "Access-Control-Allow-Origin": origine,
        "Access-Control-Allow-Credentials": "true",
        "Vary": "Origin",
    }


async def _finir(envoyer: Envoyer, statut: int) -> None:
    entetes = _octets({"Content-Length": "0", **_autre_origine()})
    await envoyer({"type": "http.response.start", "status": statut, "headers": entetes})
    await _morceau(envoyer, b"", suite=False)


async def _morceau(envoyer: Envoyer, corps: bytes, *, suite: bool = True) -> None:
    await envoyer({"type": "http.response.body", "body": corps, "more_body": suite})


def _octets(entetes: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(cle.lower().encode(), valeur.encode()) for cle, valeur in entetes.items()]


def construire() -> Direct:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "governance.settings")
    django.setup()
    return Direct()
