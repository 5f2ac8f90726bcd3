"""Load the demonstration data; see governance/demo/chargement.py."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from governance.demo.chargement import charger_tout


class Command(BaseCommand):
    help = "Charge la démonstration\u00a0; ajoute une séance à convoquer s’il n’en reste plus."

    def handle(self, *args: Any, **options: Any) -> None:
        for bilan in charger_tout(at=now()):
            etat = "chargée" if bilan.creee else "déjà présente"
            self.stdout.write(
                f"{bilan.nom}\u00a0: {etat}\u00a0; séances ajoutées\u00a0: {bilan.seances_ajoutees}"
            )
