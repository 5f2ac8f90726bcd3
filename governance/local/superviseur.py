"""The demonstration as one group of processes: start in order, watch, restart, stop cleanly."""

import argparse
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import psycopg

from governance.environnement import Environnement, controler_la_demonstration
from governance.local import demonstration, provision
from governance.local.postgres import Grappe, PostgresEnEchec, PostgresIntrouvable
from governance.local.redis import ServeurRedis
from governance.local.services import Service, ServiceEnEchec, suit_son_parent

RACINE = Path(__file__).resolve().parent.parent.parent
PORT_SOUHAITE = 8000
SOCLE = frozenset({"postgres", "redis", "courrier"})
# The tests’ own cluster and other caches are not the demonstration’s to erase.
A_EFFACER = ("redis", "courrier", "documents", "cache", "journaux", "cle_secrete", "celerybeat")


def dire(phrase: str) -> None:
    print(phrase, flush=True)


def port_libre(souhait: int = 0) -> int:
    """The port asked for, or the next free one; 0 lets the system choose."""
    for port in range(souhait, souhait + 50) if souhait else (0,):
        with socket.socket() as prise:
            prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                prise.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(prise.getsockname()[1])
    raise ServiceEnEchec(f"Aucun port libre entre {souhait} et {souhait + 49}.")


def ipv6_locale(port: int) -> bool:
    try:
        with socket.socket(socket.AF_INET6) as prise:
            prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            prise.bind(("::1", port))
    except OSError:
        return False
    return True


@dataclass(kw_only=True)
class Superviseur:
    donnees: Path
    reglages: Mapping[str, str]
    port: int
    vide: bool = False
    arret: threading.Event = field(default_factory=threading.Event)
    services: list[Service] = field(default_factory=list)
    environnement: dict[str, str] = field(default_factory=dict)

    def demarrer(self) -> None:
        self.demarrer_le_socle()
        if self.arret.is_set():
            return
        web = self.demarrer_l_application()
        # While the processes start: one core loads Python, the other the data.
        if not self.vide:
            self.gerer("demo_charger")
        if not self.arret.is_set():
            web.attendre()

    def demarrer_le_socle(self) -> None:
        """Database, Redis and mail, then the migrations."""
        self.environnement = dict(self.reglages) | {
            "HEMICYCLE_DEMO": "1",
            "HEMICYCLE_DONNEES": str(self.donnees),
            "HEMICYCLE_ADRESSE": f"http://localhost:{self.port}",
            "HEMICYCLE_COOKIE": f"hemicycle_{self.port}",
            "PYTHONUNBUFFERED": "1",
        }
        if self.reglages.get("HEMICYCLE_DIRECT"):
            self.environnement["HEMICYCLE_DIRECT"] = f"http://localhost:{port_libre()}"
        if not self.reglages.get("DATABASE_URL"):
            self._demarrer_postgres()
        if not self.reglages.get("REDIS_URL"):
            self._demarrer_redis()
        if not self.reglages.get("EMAIL_URL"):
            self._demarrer_courrier()
        self.gerer("migrer", "--verbosity", "0")

    def _ajouter(self, service: Service) -> None:
        self.services.append(service)
        service.lancer()
        service.attendre()

    def _service(self, nom: str, commande: list[str], **options: object) -> Service:
        journal = self.donnees / "journaux" / f"{nom}.log"
        journal.unlink(missing_ok=True)
        return Service(
            nom=nom,
            commande=commande,
            journal=journal,
            environnement=self.environnement,
            **options,  # type: ignore[arg-type]  # forwarded as they are
        )

    def _demarrer_postgres(self) -> None:
        grappe = Grappe.ouvrir(self.donnees)
        grappe.preparer()
        # A supervisor killed outright may have left its server for a moment.
        grappe.arreter()
        administration = grappe.url(role="postgres", base="postgres")
        self._ajouter(
            self._service(
                "postgres",
                grappe.commande_de_premier_plan(),
                pret=lambda: _base_repond(administration),
                signal_d_arret=signal.SIGINT,
            )
        )
        provision.provisionner(administration, base="hemicycle")

    def _demarrer_redis(self) -> None:
        serveur = ServeurRedis.trouver(self.donnees)
        if serveur is None:
            dire("Redis n’est pas installé : une boucle simple traite les échéances à sa place.")
            return
        serveur.preparer()
        self._ajouter(self._service("redis", serveur.commande(), pret=serveur.repond))
        self.environnement["REDIS_URL"] = serveur.url

    def _demarrer_courrier(self) -> None:
        port = port_libre()
        module = [sys.executable, "-m", "governance.local.courrier", "--port", str(port)]
        boite = ["--dossier", str(self.donnees / "courrier")]
        self._ajouter(self._service("courrier", [*module, *boite], pret=lambda: port_repond(port)))
        self.environnement["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"

    def gerer(self, *arguments: str) -> None:
        commande = [sys.executable, str(RACINE / "manage.py"), *arguments]
        processus = subprocess.Popen(
            suit_son_parent(commande), env=self.environnement, cwd=RACINE, start_new_session=True
        )
        while processus.poll() is None:
            if self.arret.wait(0.1):
                processus.terminate()
                processus.wait()
        if processus.returncode != 0 and not self.arret.is_set():
            raise ServiceEnEchec(f"« manage.py {' '.join(arguments)} » a échoué (voir ci-dessus).")

    def demarrer_l_application(self) -> Service:
        adresse = f"http://127.0.0.1:{self.port}/sante/"
        web = self._service("web", self._commande_web(), pret=lambda: _page_repond(adresse))
        for service in (*self._file_d_attente(), *self._direct(), web):
            self.services.append(service)
            service.lancer()
        return web

    def _commande_web(self) -> list[str]:
        adresses = ["--bind", f"127.0.0.1:{self.port}"]
        if ipv6_locale(self.port):
            adresses += ["--bind", f"[::1]:{self.port}"]
        gunicorn = [sys.executable, "-m", "gunicorn", "governance.wsgi", *adresses]
        options = ["--worker-class", "gthread", "--threads", "8", "--no-control-socket"]
        options += ["--logger-class", "governance.journal_web.JournalWeb"]
        return [*gunicorn, *options, "--graceful-timeout", "5"]

    def _direct(self) -> list[Service]:
        """Events instead of questions, when HEMICYCLE_DIRECT asks for them; any value will do."""
        port = self.environnement.get("HEMICYCLE_DIRECT", "").rpartition(":")[2]
        if not port:
            return []
        uvicorn = [sys.executable, "-m", "uvicorn", "--factory", "governance.direct:construire"]
        options = ["--port", port, "--log-level", "warning", "--no-access-log"]
        return [self._service("direct", [*uvicorn, *options])]

    def _file_d_attente(self) -> list[Service]:
        if not self.environnement.get("REDIS_URL"):
            boucle = [sys.executable, str(RACINE / "manage.py"), "echeances", "--boucle"]
            return [self._service("echeances", boucle)]
        celery = [sys.executable, "-m", "celery", "-A", "governance"]
        ouvrier = ["worker", "--concurrency", "2", "--loglevel", "WARNING"]
        ouvrier += ["--without-gossip", "--without-mingle"]
        horloge = ["beat", "--loglevel", "WARNING", "--pidfile="]
        horloge += ["--schedule", str(self.donnees / "celerybeat")]
        return [
            self._service("worker", [*celery, *ouvrier]),
            self._service("beat", [*celery, *horloge]),
        ]

    def surveiller(self) -> None:
        while not self.arret.wait(0.5):
            for service in self.services:
                if service.tombe() and service.relancer():
                    dire(f"« {service.nom} » s’est arrêté ; il est relancé ({service.journal}).")

    def arreter(self) -> None:
        """What uses the database, Redis and mail stops first, all at once; then they do."""
        for service in self.services:
            if service.nom not in SOCLE:
                service.demander_l_arret()
        for service in reversed(self.services):
            service.arreter()
        self.services.clear()


def _base_repond(conninfo: str) -> bool:
    try:
        psycopg.connect(conninfo, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def port_repond(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _page_repond(adresse: str) -> bool:
    try:
        with urllib.request.urlopen(adresse, timeout=5) as reponse:  # noqa: S310  (our own address)
            return bool(reponse.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def verrouiller(donnees: Path) -> IO[str]:
    """One demonstration per data folder; the kernel frees the lock whatever happens."""
    donnees.mkdir(parents=True, exist_ok=True)
    verrou = (donnees / "superviseur.verrou").open("w")
    try:
        fcntl.flock(verrou, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(
            "Une démonstration tourne déjà sur ces données : arrêtez-la (Ctrl-C dans sa fenêtre) "
            "ou donnez un autre dossier dans HEMICYCLE_DONNEES."
        )
    return verrou


def effacer(donnees: Path, reglages: Mapping[str, str]) -> None:
    if reglages.get("DATABASE_URL"):
        sys.exit("La base donnée par DATABASE_URL ne s’efface pas d’ici.")
    Grappe.ouvrir(donnees).effacer()
    for nom in A_EFFACER:
        for chemin in donnees.glob(f"{nom}*"):
            shutil.rmtree(chemin) if chemin.is_dir() else chemin.unlink()
    dire("Les données de la démonstration sont effacées.")


def choisir_le_port(reglages: Mapping[str, str]) -> int:
    souhait = Environnement(valeurs=reglages).entier("PORT", PORT_SOUHAITE)
    port = port_libre(souhait)
    if port != souhait:
        dire(f"Le port {souhait} est pris par un autre programme : Hémicycle prend le {port}.")
    return port


def accueillir(port: int) -> None:
    adresse = f"http://localhost:{port}"
    dire(f"\nHémicycle est prêt : {adresse}/")
    dire(f"Courrier envoyé : {adresse}/demo/courrier/")
    dire("Comptes de démonstration (sans mot de passe, sur la page de connexion) :")
    for groupe in demonstration.groupes():
        dire(f"  {groupe.titre}")
        for compte in groupe.comptes:
            dire(f"    {compte.nom}, {compte.role} – {compte.email}")
    dire("Ctrl-C arrête tout ; les données restent.\n")


def servir(superviseur: Superviseur) -> None:
    superviseur.demarrer()
    if not superviseur.arret.is_set():
        accueillir(superviseur.port)
        superviseur.surveiller()
    dire("Arrêt…")


def mesurer(superviseur: Superviseur) -> None:
    superviseur.demarrer_le_socle()
    superviseur.gerer("demo_charger")
    superviseur.gerer("bench")
    superviseur.gerer("bench_envoi")
    superviseur.gerer("bench_vote")


def mesurer_l_envoi(superviseur: Superviseur) -> None:
    superviseur.demarrer_le_socle()
    superviseur.gerer("bench_envoi")


def mesurer_le_vote(superviseur: Superviseur) -> None:
    superviseur.demarrer_le_socle()
    superviseur.gerer("bench_vote")


def conduire(superviseur: Superviseur, travail: Callable[[Superviseur], None]) -> None:
    """Whatever happens, nothing that was started is left behind."""
    for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(signum, lambda *_: superviseur.arret.set())
    try:
        travail(superviseur)
    except (ServiceEnEchec, PostgresEnEchec, PostgresIntrouvable) as panne:
        sys.exit(f"La démonstration s’arrête : {panne}")
    finally:
        superviseur.arreter()
    dire("Tout est arrêté.")


def main() -> None:
    lecteur = argparse.ArgumentParser(description="Démonstration locale d’Hémicycle.")
    lecteur.add_argument("--effacer", action="store_true", help="efface les données")
    lecteur.add_argument(
        "--mesurer",
        nargs="?",
        const="tout",
        choices=("tout", "envoi", "vote"),
        help="lance « manage.py bench », « bench_envoi » et « bench_vote »",
    )
    lecteur.add_argument("--vide", action="store_true", help="sans données de démonstration")
    choix = lecteur.parse_args()
    env = Environnement(valeurs=os.environ)
    controler_la_demonstration(env)
    donnees = Path(env.texte("HEMICYCLE_DONNEES") or RACINE / ".donnees").resolve()
    with verrouiller(donnees):
        if choix.effacer:
            effacer(donnees, os.environ)
            return
        port = choisir_le_port(os.environ)
        superviseur = Superviseur(donnees=donnees, reglages=os.environ, port=port, vide=choix.vide)
        travaux = {None: servir, "tout": mesurer, "envoi": mesurer_l_envoi, "vote": mesurer_le_vote}
        conduire(superviseur, travaux[choix.mesurer])


if __name__ == "__main__":
    main()
