"""Provision an intercommunalité and its first administrateur."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import now

from governance import tenancy
from governance.actions import Demande, Identite, creer_intercommunalite, ouvrir_acces
from governance.models import FUSEAUX, Acces, Intercommunalite


class Command(BaseCommand):
    help = "Crée une intercommunalité et ouvre l’accès de son premier administrateur."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("slug", help="identifiant dans l’adresse, comme grand-besancon")
        parser.add_argument("--nom", required=True, help="nom officiel")
        parser.add_argument("--nom-court", required=True, help="nom d’usage")
        natures = Intercommunalite.Nature.values
        parser.add_argument("--nature", required=True, choices=natures)
        parser.add_argument("--siren", required=True)
        parser.add_argument("--departement", required=True)
        fuseaux = [fuseau for fuseau, _ in FUSEAUX]
        parser.add_argument("--fuseau", default="Europe/Paris", choices=fuseaux)
        parser.add_argument("--droit-local", action="store_true", help="Alsace-Moselle")
        parser.add_argument("--population", type=int)
        parser.add_argument("--administrateur", required=True, metavar="COURRIEL")
        parser.add_argument("--prenom", required=True)
        parser.add_argument("--nom-de-famille", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            intercommunalite = creer(options)
        except ValidationError as erreur:
            raise CommandError(" ".join(erreur.messages)) from erreur
        self.stdout.write(
            f"{intercommunalite.nom} est créée : /{intercommunalite.slug}/. "
            f"L’invitation de {options['administrateur']} part avec le prochain courrier."
        )


@transaction.atomic
def creer(options: dict[str, Any]) -> Intercommunalite:
    """All or nothing: an intercommunalité that nobody can enter is of no use."""
    champs = ("slug", "nom", "nom_court", "nature", "siren", "departement", "fuseau")
    identite = Identite(
        **{champ: options[champ] for champ in champs},
        droit_local=options["droit_local"],
        population=options["population"],
    )
    intercommunalite = creer_intercommunalite(identite, by=None, at=now())
    demande = Demande(
        email=options["administrateur"],
        prenom=options["prenom"],
        nom=options["nom_de_famille"],
        role=Acces.Role.ADMINISTRATEUR,
    )
    with tenancy.entrer(intercommunalite):
        ouvrir_acces(intercommunalite, demande, by=None, at=now())
    return intercommunalite
