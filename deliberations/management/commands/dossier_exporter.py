"""Write one séance as a dossier de séance."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from deliberations.dossier.exportation import exporter
from deliberations.dossier.format import ecrire
from governance.models import Intercommunalite
from governance.tenancy import TenantCommand


class Command(TenantCommand):
    help = "Écrit une séance, tenue ici ou importée, en un dossier de séance."

    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument("--seance", required=True, type=int, metavar="NUMERO")
        parser.add_argument("--sortie", metavar="FICHIER", help="à défaut, la sortie standard")

    def executer(self, intercommunalite: Intercommunalite, **options: Any) -> None:
        numero, sortie = options["seance"], options["sortie"]
        seance = intercommunalite.seances.filter(numero=numero).first()
        if seance is None:
            raise CommandError(f"Aucune séance n°\u00a0{numero} dans cette intercommunalité.")
        texte = ecrire(exporter(seance))
        if sortie is None:
            self.stdout.write(texte, ending="")
            return
        try:
            Path(sortie).write_text(texte, encoding="utf-8")
        except OSError:
            raise CommandError(f"Le fichier {sortie} ne peut être écrit.") from None
