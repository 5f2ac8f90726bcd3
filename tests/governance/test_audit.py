"""The journal: same transaction as the act, and append-only in the database itself."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from governance import actions, audit
from governance.models import AuditEntry
from tests import factories
from tests.distribution import monter

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    scene = monter()
    with scene.entrer():
        yield scene


def test_an_entry_says_what_was_done_to_what_by_whom(scene):
    at = timezone.now()
    entree = audit.record(
        "acces_modifier", scene.odile, by=scene.adele.user, at=at, role="direction"
    )
    entree.refresh_from_db()
    assert (entree.objet_type, entree.objet_id) == ("governance.acces", scene.odile.pk)
    assert (entree.by, entree.at, entree.donnees) == (
        scene.adele.user, at, {"role": "direction"},
    )  # fmt: skip
    assert entree.libelle == "Odile Marchand (Service des assemblées)"


def test_the_intercommunalite_itself_is_recorded_in_its_own_journal(scene):
    entree = audit.record("parametres_modifier", scene.intercommunalite, by=None, at=timezone.now())
    assert entree.intercommunalite == scene.intercommunalite


@pytest.mark.parametrize(
    "fabrique", ["AuditEntryFactory", "EnvoiEvenementFactory", "FichierFactory"]
)
@pytest.mark.parametrize(
    "phrase", ["UPDATE {} SET id = id WHERE id = %s", "DELETE FROM {} WHERE id = %s"]
)
def test_the_database_refuses_to_change_or_remove_it(scene, fabrique, phrase):
    ligne = getattr(factories, fabrique)(intercommunalite=scene.intercommunalite)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(phrase.format(ligne._meta.db_table), [ligne.pk])
    assert type(ligne).objects.filter(pk=ligne.pk).exists()


def test_the_application_may_not_empty_the_table(scene):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE governance_auditentry CASCADE")


def test_an_act_that_fails_leaves_no_entry(scene):
    def jeton_puis_panne():
        actions.creer_jeton(scene.odile, libelle="Site", by=None, at=timezone.now())
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        jeton_puis_panne()
    assert not AuditEntry.objects.exists()
