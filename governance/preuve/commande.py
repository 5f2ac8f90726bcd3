"""The one way we call ``openssl``."""

import subprocess
from pathlib import Path


class OpensslEnEchec(Exception):
    """What openssl answered, in its own words."""


def openssl(*arguments: str | Path) -> str:
    """Its standard output. Raises ``OpensslEnEchec``, and ``OSError`` where it is not installed."""
    fini = subprocess.run(
        ["openssl", *map(str, arguments)], capture_output=True, timeout=30, check=False
    )
    if fini.returncode:
        lignes = fini.stderr.decode(errors="replace").strip().splitlines()
        raise OpensslEnEchec(f"openssl {arguments[0]} : {lignes[-1] if lignes else 'refus'}")
    return fini.stdout.decode(errors="replace")
