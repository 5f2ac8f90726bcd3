"""Real servers for the tests that need them: Redis, a Celery worker and beat, SMTP."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from governance.local.courrier import Boite, serveur
from governance.local.redis import ServeurRedis
from governance.local.services import Service

RACINE = Path(__file__).resolve().parent.parent


def attendre(condition: Callable[[], object], *, secondes: float = 20.0, quoi: str = "") -> None:
    limite = time.monotonic() + secondes
    while not condition():
        if time.monotonic() > limite:
            raise AssertionError(f"Attendu en vain pendant {secondes} s : {quoi or condition}")
        time.sleep(0.05)


@pytest.fixture(scope="session")
def redis_de_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    redis = ServeurRedis.trouver(tmp_path_factory.mktemp("r"))
    assert redis is not None, "redis-server manque : « make test » l’installe."
    redis.preparer()
    service = Service(
        nom="redis",
        commande=redis.commande(),
        journal=redis.donnees / "journal",
        environnement=os.environ,
        pret=redis.repond,
    )
    service.lancer()
    service.attendre()
    yield redis.url
    service.arreter()


@pytest.fixture
def redis_reel(redis_de_session: str, settings) -> Iterator[str]:
    """A real, empty Redis that this process’s tasks are sent to."""
    import redis

    from governance.celery import app
    from governance.environnement import courtier_celery

    with redis.Redis.from_url(redis_de_session) as lien:
        lien.flushall()
    settings.REDIS_URL = redis_de_session
    ancien = app.conf.broker_url
    app.conf.broker_url = courtier_celery(redis_de_session)
    app.pool.force_close_all()
    yield redis_de_session
    app.pool.force_close_all()
    app.conf.broker_url = ancien


def _celery(role: str, options: list[str], environnement: dict[str, str], dossier: Path) -> Service:
    commande = [sys.executable, "-m", "celery", "-A", "governance", role, "--loglevel", "INFO"]
    return Service(
        nom=role,
        commande=[*commande, *options],
        journal=dossier / f"{role}.log",
        environnement=environnement,
    )


@pytest.fixture
def environnement_reel(redis_reel: str, serveur_smtp: Boite, settings) -> dict[str, str]:
    """What a process of its own needs to join this test: its database, Redis, mail."""
    smtp = f"smtp://127.0.0.1:{settings.EMAIL_PORT}"
    return dict(os.environ) | {"REDIS_URL": redis_reel, "EMAIL_URL": smtp}


@pytest.fixture
def travailleur(
    transactional_db: None, environnement_reel: dict[str, str], tmp_path: Path
) -> Iterator[Service]:
    """A Celery worker as in production, on the test’s database (rows must be committed)."""
    options = ["--concurrency", "1", "--without-gossip", "--without-mingle"]
    service = _celery("worker", options, environnement_reel, tmp_path)
    service.pret = lambda: "ready." in service.fin(200)
    service.lancer()
    service.attendre()
    yield service
    service.arreter()


@pytest.fixture
def horloge(environnement_reel: dict[str, str], tmp_path: Path) -> Iterator[Service]:
    """Celery’s beat, in a hurry."""
    options = ["--pidfile=", "--schedule", str(tmp_path / "beat")]
    service = _celery("beat", options, environnement_reel | {"HEMICYCLE_TIC": "2"}, tmp_path)
    service.lancer()
    yield service
    service.arreter()


@pytest.fixture
def serveur_smtp(tmp_path: Path, settings) -> Iterator[Boite]:
    """A real SMTP server; Django sends to it instead of keeping messages in memory."""
    service = serveur(tmp_path / "courrier", port=_port_libre())
    service.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", service.port
    yield Boite(tmp_path / "courrier")
    service.stop()


def _port_libre() -> int:
    from governance.local.superviseur import port_libre

    return port_libre()


def lancer_python(*arguments: str, **environnement: str) -> "subprocess.CompletedProcess[str]":
    """Another process of the project, for what only happens at start-up."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=RACINE,
        env=environnement,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
