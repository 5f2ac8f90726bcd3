"""Open an access from the command line: the way back in when nobody can log in any more."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.timezone import now

from governance.actions import Demande, ouvrir_acces
from governance.models import Acces
from governance.tenancy import TenantCommand


class Command(TenantCommand):
    help = "Ouvre un accès ; la personne reçoit une invitation par courriel."

    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument("courriel")
        parser.add_argument("--prenom", required=True)
        parser.add_argument("--nom", required=True)
        parser.add_argument("--role", required=True, choices=Acces.Role.values)
        parser.add_argument("--fonction", default="")

    def executer(self, intercommunalite: Any, **options: Any) -> None:
        demande = Demande(
            email=options["courriel"],
            prenom=options["prenom"],
            nom=options["nom"],
            role=options["role"],
            fonction=options["fonction"],
        )
        try:
            acces = ouvrir_acces(intercommunalite, demande, by=None, at=now())
        except ValidationError as erreur:
            raise CommandError(" ".join(erreur.messages)) from erreur
        self.stdout.write(f"Accès ouvert : {acces}.")
