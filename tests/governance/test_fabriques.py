"""The factories cover every tenant table and stay inside one intercommunalité."""

import pytest
from django.apps import apps
from django.db import connection

from governance.tenancy import TenantModel
from tests import factories
from tests.distribution import monter, monter_a_cote

pytestmark = pytest.mark.django_db


def test_every_tenant_table_has_its_factory():
    tables = {m for m in apps.get_models() if issubclass(m, TenantModel)}
    assert tables == set(factories.fabriques_par_modele())


def test_the_cast_stands_in_two_tenants_with_the_same_numbers():
    ici, voisine = monter(), monter_a_cote()
    with ici.entrer():
        assert ici.intercommunalite.seances.count() == 2
        assert ici.odile.role == "assemblees"
    with voisine.entrer():
        assert voisine.intercommunalite.seances.get(numero=ici.seance.numero)


def test_every_factory_makes_a_row_that_the_database_accepts():
    intercommunalite = factories.IntercommunaliteFactory()
    for fabrique in factories.fabriques_par_modele().values():
        fabrique(intercommunalite=intercommunalite)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
