"""The doorbell rings for real: beat, Redis and a worker, each a process of its own."""

import pytest

from governance import tasks
from tests.services import attendre


def reussis(travailleur) -> int:
    journal = travailleur.fin(500)
    return sum(
        "governance.tasks.tic" in ligne and "succeeded" in ligne for ligne in journal.splitlines()
    )


@pytest.mark.usefixtures("transactional_db")
def test_a_task_rung_here_is_done_by_the_worker(travailleur):
    tasks.enqueue(tasks.tic)
    attendre(lambda: reussis(travailleur) == 1, quoi="la tâche faite")


@pytest.mark.usefixtures("transactional_db")
def test_the_beat_ticks(travailleur, horloge):
    attendre(lambda: reussis(travailleur) >= 1, secondes=60, quoi="le premier tic")


@pytest.mark.usefixtures("transactional_db")
def test_a_dead_redis_does_not_fail_the_act(settings, tmp_path):
    from governance.celery import app

    ancien = app.conf.broker_url
    settings.REDIS_URL = f"unix://{tmp_path}/absent"
    app.conf.broker_url = f"redis+socket://{tmp_path}/absent"
    app.pool.force_close_all()
    tasks.enqueue(tasks.tic)
    app.pool.force_close_all()
    app.conf.broker_url = ancien


@pytest.mark.usefixtures("transactional_db")
def test_without_redis_nothing_is_rung(settings, monkeypatch):
    settings.REDIS_URL = ""
    monkeypatch.setattr(tasks.tic, "apply_async", lambda *a, **k: pytest.fail("sonnerie"))
    tasks.enqueue(tasks.tic)
