"""Send to 3,000 people through a real SMTP server, then kill the worker twenty times."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from governance import stockage, tenancy
from governance.actions import Identite, creer_intercommunalite
from governance.local.essai_d_envoi import Bilan, Essai
from governance.models import Intercommunalite

# No account opens it: its messages go nowhere but to the counter.
IDENTITE = Identite(
    slug="mesure-des-envois",
    nom="Mesure des envois",
    nom_court="Mesure",
    nature="communaute_communes",
    siren="999999998",
    departement="25",
    est_demonstration=True,
)
TAILLE_DE_LA_PIECE = 150_000


class Command(BaseCommand):
    requires_system_checks = ()
    help = "Mesure l’envoi de 3 000 messages, puis tue l’ouvrier en cours d’envoi, vingt fois."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--messages", type=int, default=3000)
        parser.add_argument("--tuer", type=int, default=20)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Les mesures se font sur la démonstration : « make bench-envoi ».")
        ici = tenancy.trouver(IDENTITE.slug) or creer_intercommunalite(
            IDENTITE, by=None, at=timezone.now()
        )
        with tempfile.TemporaryDirectory() as dossier:
            essai = Essai(intercommunalite=ici, dossier=Path(dossier))
            with essai.serveur():
                bilans = [
                    self.mesurer(essai, 129),
                    self.mesurer(essai, options["messages"]),
                    self.mesurer(essai, options["messages"], tuer=options["tuer"]),
                ]
        if not all(bilan.tenu for bilan in bilans):
            raise CommandError("La garantie d’envoi n’est pas tenue.")

    def mesurer(self, essai: Essai, messages: int, *, tuer: int = 0) -> Bilan:
        essai.inscrire(messages, _piece(essai.intercommunalite))
        bilan = essai.envoyer(tuer=tuer)
        titre = f"{messages} messages de {TAILLE_DE_LA_PIECE // 1000} ko"
        if tuer:
            titre += f", ouvrier tué {tuer} fois (kill -9)"
        self.stdout.write(f"{titre:<64} {_phrase(bilan)}")
        return bilan


def _phrase(bilan: Bilan) -> str:
    compte = (
        f"{bilan.distincts} destinataires servis sur {bilan.attendus}, {bilan.perdus} perdu, "
        f"{bilan.doubles} en double, {bilan.remis_au_registre} lignes au registre"
    )
    debit = f"{bilan.par_seconde:8.0f} messages/s, {bilan.secondes:.1f} s"
    return f"{debit} ; {compte}" if not bilan.tues else f"{bilan.secondes:8.1f} s ; {compte}"


def _piece(ici: Intercommunalite) -> Any:
    with tenancy.entrer(ici):
        return stockage.deposer(ici, os.urandom(TAILLE_DE_LA_PIECE), "application/pdf")
