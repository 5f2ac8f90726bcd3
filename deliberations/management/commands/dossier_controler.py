"""Judge a dossier de séance from its file alone: no database, no settings of a tenant."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from deliberations.dossier.controle import controler, en_json
from deliberations.dossier.format import Lecture, lire
from deliberations.dossier.lecture import Erreur
from deliberations.dossier.rapport import rediger


class Command(BaseCommand):
    help = "Contrôle un dossier de séance\u00a0: quorum de chaque point, anomalies."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fichier", help="le dossier, ou - pour l’entrée standard")
        parser.add_argument("--json", action="store_true", help="répond en JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 0 whenever the dossier could be judged, 1 when it could not be read."""
        lecture = lire_fichier(options["fichier"])
        if lecture.dossier is None:
            self._refuser(lecture.erreurs, en_json=options["json"])
            sys.exit(1)
        controle = controler(lecture.dossier)
        self.stdout.write(
            _texte(en_json(controle)) if options["json"] else rediger(lecture.dossier, controle)
        )

    def _refuser(self, erreurs: tuple[Erreur, ...], *, en_json: bool) -> None:
        if en_json:
            lignes = [{"chemin": e.chemin, "message": e.message} for e in erreurs]
            self.stdout.write(_texte({"erreurs": lignes}))
            return
        for erreur in erreurs:
            self.stderr.write(f"{erreur.chemin}\u00a0: {erreur.message}")


def lire_fichier(nom: str) -> Lecture:
    try:
        contenu = sys.stdin.buffer.read() if nom == "-" else Path(nom).read_bytes()
    except (OSError, ValueError):
        message = f"Le fichier {nom} ne peut être lu\u00a0: vérifiez son chemin et ses droits."
        return Lecture(dossier=None, erreurs=(Erreur(chemin="$", message=message),))
    return lire(contenu)


def _texte(valeur: dict[str, Any]) -> str:
    return json.dumps(valeur, ensure_ascii=False, indent=2)
