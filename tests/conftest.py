"""The bench: real PostgreSQL under the application’s role, real Redis, worker, mail, browser."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import banc, reseau

DONNEES = Path(tempfile.mkdtemp(prefix="hc-essai-"))
os.environ.update(
    DJANGO_SETTINGS_MODULE="tests.settings",
    HEMICYCLE_DEMO="0",
    HEMICYCLE_HORS_LIGNE="0",
    HEMICYCLE_HTTPS="0",
    HEMICYCLE_MANDATAIRE="0",
    HEMICYCLE_DONNEES=str(DONNEES),
    HEMICYCLE_STATICFILES="django.contrib.staticfiles.storage.StaticFilesStorage",
    HEMICYCLE_JOURNAL="WARNING",
    SECRET_KEY="essai-" * 10,
    ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
    DATABASE_URL=banc.url("hemicycle_app"),
    DATABASE_OWNER_URL=banc.url("hemicycle_owner"),
    DATABASE_POOL="0",
    EMAIL_URL="smtp://127.0.0.1:1",
    REDIS_URL="",
)
pytest_plugins = ["tests.services", "tests.navigateur"]


def pytest_configure(config: pytest.Config) -> None:
    import django

    reseau.refuser_l_exterieur()
    # pytest-django reads the settings before this file could name the bench’s database.
    django.setup()
    if getattr(config.option, "dist", "no") != "no":
        # A worker that inherited it would read settings before naming its own database.
        del os.environ["DJANGO_SETTINGS_MODULE"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: the workers then end together."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(DONNEES, ignore_errors=True)


@pytest.fixture(scope="session")
def banc_de_base() -> Iterator[banc.Banc]:
    ouvert = banc.Banc.ouvrir()
    ouvert.cloner()
    yield ouvert
    ouvert.fermer()


@pytest.fixture(scope="session")
def django_db_setup(banc_de_base: banc.Banc) -> Iterator[None]:
    """In place of pytest-django’s: the application’s role may neither create nor flush a base."""
    from django.test import TransactionTestCase

    def recloner(self: TransactionTestCase) -> None:
        fermer_les_connexions()
        banc_de_base.cloner()

    d_origine = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = recloner
    yield
    TransactionTestCase._fixture_teardown = d_origine
    fermer_les_connexions()


def fermer_les_connexions() -> None:
    from django.db import connections

    for connexion in connections.all(initialized_only=True):
        connexion.close()


@pytest.fixture
def connexion_proprietaire(django_db_setup: None) -> Iterator[psycopg.Connection]:
    """The owner’s eyes, on committed rows: row security applies to the owner too (FORCE)."""
    with psycopg.connect(banc.url("hemicycle_owner"), autocommit=True) as connexion:
        yield connexion


@pytest.fixture
def connexion_superutilisateur(banc_de_base: banc.Banc) -> Iterator[psycopg.Connection]:
    adresse = banc_de_base.grappe.url(role="postgres", base=banc.BASE)
    with psycopg.connect(adresse, autocommit=True) as connexion:
        yield connexion


@pytest.fixture
def client() -> Any:
    from tests.clients import ClientControle

    return ClientControle()


@pytest.fixture(autouse=True)
def _donnees_propres() -> Iterator[None]:
    """Rate limits and stored documents of one test are not the next one’s."""
    yield
    for dossier in ("cache", "documents"):
        shutil.rmtree(DONNEES / dossier, ignore_errors=True)
