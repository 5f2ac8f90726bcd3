"""Draw a token of the API for an account, for programmes that nobody sets up in a browser."""

from typing import Any

from django.core.management.base import CommandError
from django.utils.timezone import now

from governance.actions import creer_jeton
from governance.tenancy import TenantCommand


class Command(TenantCommand):
    help = "Crée un jeton de l’API et l’affiche une seule fois."

    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument("courriel", help="compte dont le jeton aura les droits")
        parser.add_argument("--libelle", required=True, help="à quoi il servira")

    def executer(self, intercommunalite: Any, **options: Any) -> None:
        ouverts = intercommunalite.acces.en_vigueur().filter(user__is_active=True)
        acces = ouverts.filter(user__email__iexact=options["courriel"]).first()
        if acces is None:
            raise CommandError(f"Aucun accès ouvert pour « {options['courriel']} ».")
        _, secret = creer_jeton(acces, libelle=options["libelle"], by=None, at=now())
        self.stdout.write(secret)
