"""The other end of the network: phones that vote, screens that ask, streams that wait."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from deliberations.mesures.salle import JETON, Membre, Salle

RYTHME = 2.5
PATIENCE = 30.0


@dataclass(frozen=True, kw_only=True)
class Reponse:
    statut: int
    etiquette: str
    corps: bytes


async def demander(
    port: int,
    chemin: str,
    *,
    cookie: str = "",
    etiquette: str = "",
    corps: dict[str, str] | None = None,
) -> Reponse:
    """One request on a connection of its own, as after the idle seconds between two."""
    lecteur, graveur = await asyncio.open_connection("127.0.0.1", port)
    try:
        envoi = urlencode({"csrfmiddlewaretoken": JETON, **corps}) if corps is not None else ""
        graveur.write(_requete(port, chemin, cookie, etiquette, envoi, post=corps is not None))
        recu = await asyncio.wait_for(lecteur.read(), PATIENCE)
    finally:
        graveur.close()
    tete, _, reste = recu.partition(b"\r\n\r\n")
    lignes = tete.decode("latin-1").split("\r\n")
    entetes = {cle.lower(): valeur for cle, _, valeur in (x.partition(": ") for x in lignes[1:])}
    return Reponse(statut=int(lignes[0].split()[1]), etiquette=entetes.get("etag", ""), corps=reste)


def _requete(
    port: int, chemin: str, cookie: str, etiquette: str, envoi: str, *, post: bool
) -> bytes:
    entetes = {
        "Host": f"127.0.0.1:{port}",
        "Connection": "close",
        "HX-Request": "true",
        "Cookie": cookie,
        "If-None-Match": etiquette,
    }
    if post:
        entetes |= {
            "Content-Type": "application/x-www-form-urlencoded",
            "Content-Length": str(len(envoi)),
        }
    lignes = [f"{'POST' if post else 'GET'} {chemin} HTTP/1.1"]
    lignes += [f"{cle}: {valeur}" for cle, valeur in entetes.items() if valeur]
    return ("\r\n".join(lignes) + "\r\n\r\n" + envoi).encode()


@dataclass(kw_only=True)
class Voteurs:
    """Everybody presses at the same moment; ``notes``: who was told that it is noted."""

    salle: Salle
    port: int
    notes: set[int] = field(default_factory=set)
    dernier: float = 0.0

    async def voter(self, appel: int) -> float:
        debut = time.perf_counter()
        await asyncio.gather(*(self._voter(m, appel) for m in self.salle.membres))
        return self.dernier - debut

    async def _voter(self, membre: Membre, appel: int) -> None:
        chemin = self.salle.url(f"seances/{self.salle.seance.numero}/voter/{membre.siege}/")
        sens = ("pour", "pour", "contre", "abstention")[membre.siege % 4]
        corps = {"appel": str(appel), "sens": sens}
        lu = await demander(self.port, chemin, cookie=membre.cookie, corps=corps)
        if lu.statut == 200 and "Noté à".encode() in lu.corps:
            self.notes.add(membre.siege)
            self.dernier = time.perf_counter()


async def suivre_en_demandant(salle: Salle, port: int, *, ecrans: int, secondes: float) -> int:
    """Screens that ask every 2.5 seconds, each at its own moment; returns how many times."""
    chemin, fin = salle.url(f"public/ecran/{salle.secret}/etat/"), time.perf_counter() + secondes
    recues = 0

    async def ecran(rang: int) -> None:
        nonlocal recues
        etiquette = ""
        await asyncio.sleep(RYTHME * rang / ecrans)
        while time.perf_counter() < fin:
            lu = await demander(port, chemin, etiquette=etiquette)
            etiquette, recues = lu.etiquette or etiquette, recues + 1
            await asyncio.sleep(RYTHME)

    await asyncio.gather(*(ecran(rang) for rang in range(ecrans)))
    return recues


@dataclass(kw_only=True)
class Flux:
    """Streams that stay open; the hour at which each event reached each of them."""

    salle: Salle
    port: int
    arrivees: list[float] = field(default_factory=list)
    ouverts: int = 0

    async def ouvrir(self, combien: int) -> list[asyncio.Task[None]]:
        """A few at a time, as a room fills."""
        taches: list[asyncio.Task[None]] = []
        for rang in range(combien):
            taches.append(asyncio.create_task(self._lire()))
            if rang % 10 == 9:
                await asyncio.sleep(0.05)
        limite = time.perf_counter() + PATIENCE
        while self.ouverts < combien and time.perf_counter() < limite:
            await asyncio.sleep(0.05)
        return taches

    async def _lire(self) -> None:
        chemin = self.salle.url(f"public/ecran/{self.salle.secret}/flux/")
        lecteur, graveur = await asyncio.open_connection("127.0.0.1", self.port)
        graveur.write(_requete(self.port, chemin, "", "", "", post=False))
        try:
            async for ligne in lecteur:
                if ligne.startswith(b"retry:"):
                    self.ouverts += 1
                elif ligne.startswith(b"data:"):
                    self.arrivees.append(time.perf_counter())
        finally:
            graveur.close()


def centile(valeurs: Sequence[float], part: float) -> float:
    rangees = sorted(valeurs)
    return rangees[min(int(len(rangees) * part), len(rangees) - 1)] if rangees else float("nan")
