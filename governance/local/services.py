"""One supervised process: started in its own session, stopped with all its descendants."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ATTENTE_MAX_ENTRE_DEUX_ESSAIS = 30.0


class ServiceEnEchec(Exception):
    pass


def suit_son_parent(commande: list[str]) -> list[str]:
    """Have the kernel end the process when its supervisor dies without a word."""
    if commande[0] == "setpriv" or shutil.which("setpriv") is None:
        return commande
    return ["setpriv", "--pdeathsig", "TERM", *commande]


@dataclass(kw_only=True)
class Service:
    nom: str
    commande: list[str]
    journal: Path
    environnement: Mapping[str, str]
    pret: Callable[[], bool] = lambda: True
    signal_d_arret: signal.Signals = signal.SIGTERM
    processus: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)
    chutes: int = 0
    pas_avant: float = 0.0

    def lancer(self) -> None:
        self.journal.parent.mkdir(parents=True, exist_ok=True)
        with self.journal.open("ab") as sortie:
            self.processus = subprocess.Popen(
                suit_son_parent(self.commande),
                stdin=subprocess.DEVNULL,
                stdout=sortie,
                stderr=subprocess.STDOUT,
                env=dict(self.environnement),
                # Ctrl-C reaches the supervisor alone, which stops the group in order.
                start_new_session=True,
            )

    def attendre(self, delai: float = 60.0) -> None:
        limite = time.monotonic() + delai
        while not self.pret():
            if not self.vivant():
                raise ServiceEnEchec(f"« {self.nom} » s’est arrêté au démarrage :\n{self.fin()}")
            if time.monotonic() > limite:
                raise ServiceEnEchec(f"« {self.nom} » ne répond pas (voir {self.journal}).")
            time.sleep(0.05)

    def vivant(self) -> bool:
        return self.processus is not None and self.processus.poll() is None

    def tombe(self) -> bool:
        return self.processus is not None and self.processus.poll() is not None

    def relancer(self) -> bool:
        """Start again after a fall, later and later when it keeps falling."""
        if time.monotonic() < self.pas_avant:
            return False
        self.chutes += 1
        attente = min(2.0**self.chutes, ATTENTE_MAX_ENTRE_DEUX_ESSAIS)
        self.pas_avant = time.monotonic() + attente
        self._achever()
        self.lancer()
        return True

    def demander_l_arret(self) -> None:
        if self.processus is not None and self.vivant():
            self.processus.send_signal(self.signal_d_arret)

    def arreter(self, delai: float = 15.0) -> None:
        if self.processus is None:
            return
        self.demander_l_arret()
        try:
            self.processus.wait(delai)
        except subprocess.TimeoutExpired:
            self.processus.kill()
            self.processus.wait()
        self._achever()
        self.processus = None

    def _achever(self) -> None:
        """Whatever the process left behind in its session goes with it."""
        if self.processus is None:
            return
        try:
            os.killpg(self.processus.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def fin(self, lignes: int = 15) -> str:
        if not self.journal.exists():
            return ""
        texte = self.journal.read_text(encoding="utf-8", errors="replace")
        return "\n".join(texte.splitlines()[-lignes:])
