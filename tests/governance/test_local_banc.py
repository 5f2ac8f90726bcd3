"""The bench keeps its promises: real roles, clean bases, no way out."""

import socket

import pytest
from django.db import DatabaseError, connection

from tests.reseau import ReseauInterdit


@pytest.mark.django_db
def test_django_connects_as_the_role_that_row_security_binds():
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert curseur.fetchone() == ("hemicycle_app", False, False)
        curseur.execute("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")
        assert curseur.fetchone() == (0,)


@pytest.mark.django_db
def test_the_application_cannot_truncate():
    with pytest.raises(DatabaseError), connection.cursor() as curseur:
        curseur.execute("TRUNCATE django_session")


@pytest.mark.parametrize("fois", (1, 2))
def test_a_committed_row_does_not_survive_its_test(transactional_db, fois):
    with connection.cursor() as curseur:
        curseur.execute("SELECT count(*) FROM django_session")
        assert curseur.fetchone() == (0,)
        curseur.execute("INSERT INTO django_session VALUES ('cle', 'rien', now())")


def test_the_outside_is_refused():
    with socket.socket() as prise, pytest.raises(ReseauInterdit):
        prise.connect(("192.0.2.1", 80))
