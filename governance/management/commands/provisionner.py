"""Make the two roles and the database on a real server; safe to repeat."""

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from governance import environnement
from governance.local import provision


def role(url: str, nom: str) -> provision.Role:
    config = environnement.base_de_donnees(url, pool=False)
    if config["USER"] != nom:
        raise CommandError(f"Le rôle attendu est {nom}, et non « {config['USER']} ».")
    return provision.Role(nom=nom, mot_de_passe=config["PASSWORD"] or None)


class Command(BaseCommand):
    help = (
        "Crée les rôles hemicycle_app et hemicycle_owner et la base, avec DATABASE_ADMIN_URL "
        "(un superutilisateur, ou un rôle CREATEROLE et CREATEDB)."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        env = environnement.Environnement(valeurs=os.environ)
        env.exiger("DATABASE_ADMIN_URL", "DATABASE_URL", "DATABASE_OWNER_URL")
        app = env.texte("DATABASE_URL")
        base = environnement.base_de_donnees(app, pool=False)["NAME"]
        provision.provisionner(
            env.texte("DATABASE_ADMIN_URL"),
            base=base,
            owner=role(env.texte("DATABASE_OWNER_URL"), provision.OWNER),
            app=role(app, provision.APP),
        )
        self.stdout.write(f"Rôles et base « {base} » prêts. « manage.py migrer » fait la suite.")
