"""The doorbell: a task says « look at what is due », never what to do."""

import logging
from typing import Any

from celery import Task, shared_task
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from governance import echeances

logger = logging.getLogger(__name__)

# Somebody waits for the page: a broker that does not answer at once is left alone.
SANS_ATTENDRE = {"max_retries": 1, "interval_start": 0, "socket_connect_timeout": 2}


@shared_task(name="governance.tasks.tic", ignore_result=True)  # type: ignore[untyped-decorator]  # Celery is untyped
def tic() -> int:
    return echeances.drainer()


def enqueue(task: Task, *args: Any) -> None:
    """Ring after the commit. Without a broker nothing is lost: the next tick finds the row."""
    transaction.on_commit(lambda: _sonner(task, args))


def _sonner(task: Task, args: tuple[Any, ...]) -> None:
    if not settings.REDIS_URL:
        return
    try:
        with task.app.connection_for_write(transport_options=SANS_ATTENDRE) as connexion:
            task.apply_async(args, connection=connexion, retry=False)
    except OperationalError as erreur:
        logger.warning("File d’attente injoignable, %s attendra le tic : %s", task.name, erreur)
