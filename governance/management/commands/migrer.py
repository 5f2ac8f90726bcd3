"""Apply the migrations with the owner’s role; the application’s role owns no table."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Applique les migrations avec le rôle propriétaire (DATABASE_OWNER_URL)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--plan", action="store_true", help="montre sans appliquer")

    def handle(self, *args: Any, **options: Any) -> None:
        if "owner" not in settings.DATABASES:
            raise CommandError(
                "DATABASE_OWNER_URL est nécessaire : le rôle de l’application ne possède pas "
                "les tables et ne peut pas les migrer."
            )
        call_command(
            "migrate",
            database="owner",
            interactive=False,
            plan=options["plan"],
            verbosity=options["verbosity"],
        )
