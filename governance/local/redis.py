"""A private redis-server on a Unix socket. It is a doorbell: losing it loses no act."""

import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

from governance.local import chemins


@dataclass(frozen=True, kw_only=True)
class ServeurRedis:
    programme: str
    donnees: Path

    @classmethod
    def trouver(cls, donnees: Path) -> "ServeurRedis | None":
        programme = shutil.which("redis-server")
        return cls(programme=programme, donnees=donnees) if programme else None

    @property
    def socket(self) -> Path:
        return chemins.socket_redis(self.donnees)

    @property
    def url(self) -> str:
        return chemins.url_redis(self.donnees)

    def preparer(self) -> None:
        for dossier in (self.donnees / "redis", self.socket.parent):
            dossier.mkdir(parents=True, exist_ok=True)
            dossier.chmod(0o700)

    def commande(self) -> list[str]:
        reglages = {
            "--port": "0",
            "--unixsocket": str(self.socket),
            "--unixsocketperm": "700",
            "--dir": str(self.donnees / "redis"),
            "--appendonly": "yes",
            "--save": "",
            "--daemonize": "no",
        }
        return [self.programme, *(mot for couple in reglages.items() for mot in couple)]

    def repond(self) -> bool:
        with socket.socket(socket.AF_UNIX) as prise:
            prise.settimeout(1)
            try:
                prise.connect(str(self.socket))
                prise.sendall(b"PING\r\n")
                return prise.recv(16).startswith(b"+PONG")
            except OSError:
                return False
