"""The test bench’s database: one throw-away cluster, one migrated template, clones of it.

The cluster outlives a process only while another process uses it: each holds a shared lock,
and the one that can take it exclusively is the last and stops the server.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from governance.local import chemins, provision
from governance.local.postgres import Grappe, PostgresEnEchec

RACINE = Path(__file__).resolve().parent.parent
ESSAIS = RACINE / ".donnees" / "essais"
BASE = f"essai_{os.getpid()}"
REGLAGES = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


def url(role: str) -> str:
    return chemins.url_postgres(ESSAIS, role=role, base=BASE)


def empreinte_des_migrations() -> str:
    somme = hashlib.sha256()
    sources = [RACINE / "governance/local/provision.py", RACINE / "requirements.txt"]
    sources += sorted(RACINE.glob("*/migrations/**/*.*"))
    for source in sources:
        if source.suffix in {".py", ".sql", ".txt"}:
            somme.update(source.read_bytes())
    return somme.hexdigest()[:16]


@dataclass(kw_only=True)
class Banc:
    grappe: Grappe
    usage: IO[str] = field(repr=False)
    modele: str = field(default_factory=lambda: f"modele_{empreinte_des_migrations()}")

    @classmethod
    def ouvrir(cls) -> "Banc":
        ESSAIS.mkdir(parents=True, exist_ok=True)
        grappe = Grappe.ouvrir(ESSAIS, reglages=REGLAGES)
        banc = cls(grappe=grappe, usage=(ESSAIS / "usage.verrou").open("w"))
        with verrou():
            banc._demarrer()
            banc._balayer(seul=banc._prendre_part())
            banc._construire_le_modele()
        return banc

    def fermer(self) -> None:
        with verrou():
            self.detruire()
            fcntl.flock(self.usage, fcntl.LOCK_UN)
            with suppress(BlockingIOError):
                fcntl.flock(self.usage, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self.grappe.arreter()
            self.usage.close()

    def _prendre_part(self) -> bool:
        """Hold the shared lock; tell whether nobody else did."""
        seul = True
        try:
            fcntl.flock(self.usage, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            seul = False
        fcntl.flock(self.usage, fcntl.LOCK_SH)
        return seul

    def _demarrer(self) -> None:
        try:
            self.grappe.preparer()
            self.grappe.demarrer()
        except PostgresEnEchec:
            # Nothing in there is worth a repair.
            self.grappe.effacer()
            self.grappe.preparer()
            self.grappe.demarrer()

    @contextmanager
    def superutilisateur(self) -> Iterator[psycopg.Cursor]:
        adresse = self.grappe.url(role="postgres", base="postgres")
        with psycopg.connect(adresse, autocommit=True) as connexion, connexion.cursor() as curseur:
            yield curseur

    def _bases(self, curseur: psycopg.Cursor) -> list[str]:
        return [nom for (nom,) in curseur.execute("SELECT datname FROM pg_database")]

    def _balayer(self, *, seul: bool) -> None:
        """Drop the clones of processes that died, and templates that nobody else may be using."""
        with self.superutilisateur() as curseur:
            for base in self._bases(curseur):
                pid = base.removeprefix("essai_")
                mort = pid != base and not Path(f"/proc/{pid}").exists()
                perime = base.startswith("modele_") and base.split(".")[0] != self.modele
                if mort or (perime and seul):
                    supprimer_base(curseur, base)

    def _construire_le_modele(self) -> None:
        with self.superutilisateur() as curseur:
            if self.modele in self._bases(curseur):
                return
            chantier = f"{self.modele}.chantier"
            supprimer_base(curseur, chantier)
            adresse = self.grappe.url(role="postgres", base="postgres")
            provision.provisionner(adresse, base=chantier)
            migrer(chantier)
            renommer = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            curseur.execute(renommer.format(sql.Identifier(chantier), sql.Identifier(self.modele)))

    def cloner(self) -> None:
        """A fresh copy of the template, in place of the present clone."""
        with self.superutilisateur() as curseur:
            supprimer_base(curseur, BASE)
            phrase = sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}")
            noms = (BASE, self.modele, provision.OWNER)
            curseur.execute(phrase.format(*(sql.Identifier(nom) for nom in noms)))

    def detruire(self) -> None:
        with self.superutilisateur() as curseur:
            supprimer_base(curseur, BASE)


def supprimer_base(curseur: psycopg.Cursor, base: str) -> None:
    phrase = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    curseur.execute(phrase.format(sql.Identifier(base)))


def migrer(base: str) -> None:
    environnement = os.environ | {
        "DATABASE_OWNER_URL": chemins.url_postgres(ESSAIS, role=provision.OWNER, base=base),
        "DATABASE_URL": chemins.url_postgres(ESSAIS, role=provision.APP, base=base),
    }
    commande = [sys.executable, str(RACINE / "manage.py"), "migrer", "--verbosity", "0"]
    subprocess.run(commande, env=environnement, cwd=RACINE, check=True)


@contextmanager
def verrou() -> Iterator[None]:
    with (ESSAIS / "demarrage.verrou").open("w") as fichier:
        fcntl.flock(fichier, fcntl.LOCK_EX)
        yield
