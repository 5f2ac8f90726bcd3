"""What the processes cost, read from /proc, and the servers that are measured."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from governance.local.services import Service
from governance.local.superviseur import RACINE, port_libre, port_repond

TIC = os.sysconf("SC_CLK_TCK")
COEURS = os.cpu_count() or 1
UTIME, CSTIME, PARENT = 11, 15, 1


@dataclass(frozen=True, kw_only=True)
class Cout:
    """CPU of the servers and of PostgreSQL over a span, and the memory they held at its end."""

    secondes: float
    web: float
    base: float
    memoire: float

    @property
    def part(self) -> float:
        """Of the whole machine, in hundredths."""
        return 100 * (self.web + self.base) / (self.secondes * COEURS)

    def __str__(self) -> str:
        return (
            f"{self.part:4.1f} % de la machine ({self.web:.2f} s de serveur et {self.base:.2f} s "
            f"de PostgreSQL en {self.secondes:.1f} s), {self.memoire:.0f} Mo"
        )


@contextmanager
def mesurer(service: Service, base: int) -> Iterator[list[Cout]]:
    """The list receives the cost once the span is over."""
    recu: list[Cout] = []
    web = service.processus.pid if service.processus else 0
    debut, web0, base0 = time.perf_counter(), _cpu(web), _cpu(base)
    yield recu
    recu.append(
        Cout(
            secondes=time.perf_counter() - debut,
            web=_cpu(web) - web0,
            base=_cpu(base) - base0,
            memoire=sum(map(_memoire, _groupe(web))),
        )
    )


def postmaster() -> int:
    """Whose children are the backends that serve."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT pg_backend_pid()")
        return int(_stat(curseur.fetchone()[0])[PARENT])


def _stat(pid: int) -> list[str]:
    """The fields that follow the name, which may hold anything between its parentheses."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def _groupe(pid: int) -> list[int]:
    enfants = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(p for enfant in enfants for p in _groupe(int(enfant)))]


def _cpu(pid: int) -> float:
    """Of the group, those that ended in between included."""
    tics = 0
    for membre in _groupe(pid):
        tics += sum(map(int, _stat(membre)[UTIME:CSTIME]))
    return tics / TIC


def _memoire(pid: int) -> float:
    """In megabytes, what is shared counted once."""
    lu = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return (
        next(int(ligne.split()[1]) for ligne in lu.splitlines() if ligne.startswith("Pss:")) / 1024
    )


@contextmanager
def servir(nom: str, dossier: Path) -> Iterator[tuple[Service, int]]:
    """Gunicorn or uvicorn, on the loopback, ended with the measure."""
    port = port_libre()
    adresse = f"127.0.0.1:{port}"
    commandes = {
        "web": [
            "gunicorn", "governance.wsgi", "--bind", adresse, "--workers", "2",
            "--worker-class", "gthread", "--threads", "8", "--no-control-socket",
        ],
        "direct": [
            "uvicorn", "--factory", "governance.direct:construire", "--host", "127.0.0.1",
            "--port", str(port), "--log-level", "warning", "--no-access-log",
        ],
    }  # fmt: skip
    service = Service(
        nom=nom,
        commande=[sys.executable, "-m", *commandes[nom]],
        journal=dossier / f"{nom}.log",
        environnement=os.environ | {"HEMICYCLE_DIRECT": "/", "PYTHONPATH": str(RACINE)},
        pret=lambda: port_repond(port),
    )
    service.lancer()
    try:
        service.attendre()
        yield service, port
    finally:
        service.arreter()
