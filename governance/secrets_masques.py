"""A personal link is a key: no line of the logs keeps it."""

import logging
import re

SECRET = re.compile(r"(/public/[\w-]+/)[^/\s\"']+")


class SecretMasque(logging.Filter):
    """Hide what follows « /public/…/ », wherever a path is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        ligne = record.getMessage()
        masquee = SECRET.sub(r"\1…", ligne)
        if masquee != ligne:
            record.msg, record.args = masquee, ()
        return True
