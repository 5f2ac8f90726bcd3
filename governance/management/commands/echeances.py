import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections, connections

from governance import echeances

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Fait ce qui est dû : courrier à envoyer, échéances. Remplace Celery avec --boucle."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--boucle", action="store_true", help="recommence jusqu’à l’arrêt")
        parser.add_argument("--intervalle", type=float, default=5.0, metavar="SECONDES")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["boucle"]:
            faits = echeances.drainer()
            self.stdout.write(f"{faits} échéance{'s' if faits > 1 else ''} traitée(s).")
            return
        arret = threading.Event()
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, lambda *_: arret.set())
        while not arret.is_set():
            self._passer()
            arret.wait(options["intervalle"])

    def _passer(self) -> None:
        """A pass that fails is told and tried again: the rows are still there."""
        try:
            close_old_connections()
            echeances.drainer()
        except Exception:
            logger.exception("Échéances en panne : nouvel essai au prochain passage")
            connections.close_all()
