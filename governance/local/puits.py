"""A real SMTP server that only counts: one line on the disk per message, before its « 250 ».

It reads a message by blocks, not line by line: what is measured is the sender.
"""

import argparse
import asyncio
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TAILLE_MAX = 40 * 1024 * 1024
_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Recu:
    at: float
    destinataire: str
    message_id: str


def lire(registre: Path) -> Iterator[Recu]:
    """What was accepted so far; a line not yet ended is left for later."""
    if not registre.exists():
        return
    for ligne in registre.read_text().split("\n")[:-1]:
        at, destinataire, message_id = ligne.split("\t")
        yield Recu(at=float(at), destinataire=destinataire, message_id=message_id)


@dataclass(kw_only=True)
class Puits:
    registre: Path

    async def dialoguer(
        self, lecteur: asyncio.StreamReader, redacteur: asyncio.StreamWriter
    ) -> None:
        """One conversation. A sender killed in mid-sentence is a connection that ends."""
        redacteur.write(b"220 puits\r\n")
        try:
            while await self._repondre(lecteur, redacteur):
                await redacteur.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            redacteur.close()

    async def _repondre(
        self, lecteur: asyncio.StreamReader, redacteur: asyncio.StreamWriter
    ) -> bool:
        ligne = await lecteur.readuntil(b"\r\n")
        verbe = ligne[:4].upper().strip()
        if verbe == b"EHLO":
            redacteur.write(b"250-puits\r\n250 SIZE %d\r\n" % TAILLE_MAX)
        elif verbe == b"RCPT":
            self.destinataire = ligne.partition(b"<")[2].partition(b">")[0].decode()
            redacteur.write(b"250 OK\r\n")
        elif verbe == b"DATA":
            redacteur.write(b"354 .\r\n")
            await redacteur.drain()
            self._noter(await lecteur.readuntil(b"\r\n.\r\n"))
            redacteur.write(b"250 2.0.0 Ok: queued\r\n")
        else:
            redacteur.write(b"221 bye\r\n" if verbe == b"QUIT" else b"250 OK\r\n")
        return verbe != b"QUIT"

    def _noter(self, message: bytes) -> None:
        lu = _ID.search(message[:4096])
        champs = (f"{time.time():.6f}", self.destinataire, lu[1].decode() if lu else "")
        with self.registre.open("a") as fichier:
            fichier.write("\t".join(champs) + "\n")


async def _servir(port: int, registre: Path) -> None:
    def accueillir(
        lecteur: asyncio.StreamReader, redacteur: asyncio.StreamWriter
    ) -> "asyncio.Task[None]":
        puits = Puits(registre=registre)
        return asyncio.ensure_future(puits.dialoguer(lecteur, redacteur))

    serveur = await asyncio.start_server(accueillir, "127.0.0.1", port, limit=TAILLE_MAX)
    fini = asyncio.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signum, fini.set)
    await fini.wait()
    serveur.close()


def main() -> None:
    lecteur = argparse.ArgumentParser(description="Serveur SMTP qui compte ce qu’il accepte.")
    lecteur.add_argument("--port", type=int, required=True)
    lecteur.add_argument("--registre", type=Path, required=True)
    choix = lecteur.parse_args()
    asyncio.run(_servir(choix.port, choix.registre.resolve()))


if __name__ == "__main__":
    main()
