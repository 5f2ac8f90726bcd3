#!/usr/bin/env python3
"""Django’s entry point."""

import os
import sys

# They read the code or a file, never the database: no server’s secret is asked of them.
SANS_BASE = frozenset(
    {
        "check",
        "collectstatic",
        "compilemessages",
        "dossier_controler",
        "help",
        "makemessages",
        "makemigrations",
        "spectacular",
    }
)


def main() -> None:
    commande = sys.argv[1] if len(sys.argv) > 1 else "help"
    if commande in SANS_BASE:
        os.environ.setdefault("HEMICYCLE_HORS_LIGNE", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "governance.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
