"""The doorbell: a task says « look at what is due », never what to do."""

import logging
from typing import Any

from celery import Task, shared_task
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

from governance import echeances

logger = logging.getLogger(__name__)


@shared_task(name="governance.tasks.tic", ignore_result=True)
def tic() -> int:
    return echeances.drainer()


def enqueue(task: Task, *args: Any) -> None:
    """Ring after the commit. Without a broker nothing is lost: the next tick finds the row."""
    transaction.on_commit(lambda: _sonner(task, args))


def _sonner(task: Task, args: tuple[Any, ...]) -> None:
    if not settings.REDIS_URL:
        return
    try:
        task.apply_async(args, retry=False)
    except OperationalError as erreur:
        logger.warning("File d’attente injoignable, %s attendra le tic : %s", task.name, erreur)
