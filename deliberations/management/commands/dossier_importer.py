"""Import a dossier de séance into one intercommunalité: all of it, or nothing."""

import sys
from typing import Any, NoReturn

from django.utils.timezone import now

from deliberations.dossier.controle import controler
from deliberations.dossier.importation import DossierRefuse, importer
from deliberations.dossier.lecture import Erreur
from deliberations.dossier.rapport import rediger_les_anomalies
from deliberations.management.commands.dossier_controler import lire_fichier
from governance.models import Intercommunalite
from governance.tenancy import TenantCommand


class Command(TenantCommand):
    help = "Importe un dossier de séance\u00a0: tout, ou rien si quelque chose n’a pas de place."

    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument("fichier", help="le dossier, ou - pour l’entrée standard")

    def executer(self, intercommunalite: Intercommunalite, **options: Any) -> None:
        lecture = lire_fichier(options["fichier"])
        if lecture.dossier is None:
            self._refuser(lecture.erreurs)
        try:
            seance = importer(intercommunalite, lecture.dossier, by=None, at=now())
        except DossierRefuse as refus:
            self._refuser(refus.erreurs)
        self.stdout.write(f"Séance n°\u00a0{seance.numero}\u00a0: {seance}.")
        self.stdout.write(rediger_les_anomalies(controler(lecture.dossier).anomalies))

    def _refuser(self, erreurs: tuple[Erreur, ...]) -> NoReturn:
        for erreur in erreurs:
            self.stderr.write(f"{erreur.chemin}\u00a0: {erreur.message}")
        self.stderr.write("Rien n’a été importé.")
        sys.exit(1)
