"""A personal link never enters the logs of the web server."""

import logging

from gunicorn.config import Config

from governance.journal_web import JournalWeb


def test_the_access_log_hides_the_secret_of_a_link(caplog):
    journal = JournalWeb(Config())
    for lignes in (journal.access_log, journal.error_log):
        lignes.addHandler(caplog.handler)
    journal.access_log.setLevel(logging.INFO)
    journal.access_log.info('"GET /pays/public/dossier/tres-secret/pdf/ HTTP/1.1" 200')
    journal.error_log.error("Error handling request /pays/public/ecran/tres-secret/")
    assert "tres-secret" not in caplog.text
    assert "/public/dossier/…/pdf/" in caplog.text
