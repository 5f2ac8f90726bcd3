"""Gunicorn's logs, should one turn its access log on: personal links do not enter it."""

from typing import Any

from gunicorn.glogging import Logger

from governance.secrets_masques import SecretMasque


class JournalWeb(Logger):  # type: ignore[misc]  # gunicorn is untyped
    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for journal in (self.access_log, self.error_log):
            journal.addFilter(SecretMasque())
