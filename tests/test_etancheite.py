"""No intercommunalité leaks into another: seen from PostgreSQL, from the API, from every page.

What a role may do is the table of docs/roles.md, read here as the expected answer.
"""

import itertools

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import DatabaseError, IntegrityError, connection, transaction
from guardian.models import GroupObjectPermission

from governance import actions
from governance.db import TenantForeignKey
from governance.models import Intercommunalite
from governance.tenancy import TenantModel
from tests import factories
from tests import roles as tableau
from tests.adresses import AT, Adresse, adresses, objets_de
from tests.distribution import monter, monter_a_cote

pytestmark = pytest.mark.django_db

MODELES = sorted(
    (m for m in apps.get_models() if issubclass(m, TenantModel)), key=lambda m: m._meta.label
)
TABLES = [m._meta.db_table for m in MODELES]
LIENS = [
    pytest.param(m, champ, id=f"{m._meta.label}.{champ.name}")
    for m in MODELES
    for champ in m._meta.local_fields
    if isinstance(champ, TenantForeignKey)
]


def lire(phrase: str, *valeurs: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(phrase, valeurs)
        return cursor.fetchall()


# The catalogue of PostgreSQL ---------------------------------------------------------------


@pytest.mark.parametrize("table", [*TABLES, "governance_intercommunalite"])
def test_row_security_is_forced_with_a_policy(table):
    activee, forcee = lire(
        "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = %s", table
    )[0]
    assert activee
    assert forcee
    politiques = lire(
        "SELECT policyname, qual, with_check FROM pg_policies WHERE tablename = %s", table
    )
    lecture, ecriture = next((q, w) for nom, q, w in politiques if nom == "etancheite")
    assert "app.tenant" in lecture
    assert "app.tenant" in ecriture


def test_every_table_with_a_tenant_key_is_a_tenant_model():
    """A table added by SQL, or by a model that forgot its base, shows here."""
    avec_cle = lire(
        "SELECT table_name FROM information_schema.columns "
        "WHERE column_name = 'intercommunalite_id' AND table_schema = 'public'"
    )
    assert {nom for (nom,) in avec_cle} == set(TABLES)


def test_tables_of_ours_without_a_tenant_key_are_the_two_we_know():
    notres = {
        m._meta.db_table
        for m in apps.get_models()
        if m._meta.app_label in {"governance", "instances", "deliberations", "sectors"}
    }
    assert notres - set(TABLES) == {"governance_intercommunalite", "governance_user"}


@pytest.mark.parametrize("table", TABLES)
def test_no_uniqueness_without_the_tenant(table):
    index = lire(
        "SELECT i.indexrelid::regclass::text, i.indisprimary, array_agg(a.attname::text) "
        "FROM pg_index i JOIN pg_attribute a "
        "ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) "
        "WHERE i.indrelid = %s::regclass AND i.indisunique GROUP BY 1, 2",
        table,
    )
    assert {nom for nom, primaire, colonnes in index if not primaire
            and "intercommunalite_id" not in colonnes} == set()  # fmt: skip
    assert any(sorted(colonnes) == ["id", "intercommunalite_id"] for *_, colonnes in index)


@pytest.mark.parametrize("table", TABLES)
def test_links_between_tenant_tables_carry_the_tenant(table):
    liens = lire(
        "SELECT c.conname, c.confrelid::regclass::text, "
        "(SELECT array_agg(a.attname::text) FROM pg_attribute a "
        " WHERE a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey)) "
        "FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid = %s::regclass",
        table,
    )
    for nom, cible, colonnes in liens:
        if cible in TABLES:
            assert "intercommunalite_id" in colonnes, nom


@pytest.mark.parametrize("modele, champ", LIENS)
def test_each_link_is_kept_by_a_composite_key(modele, champ):
    noms = lire(
        "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'",
        modele._meta.db_table,
    )
    assert (f"{modele._meta.db_table}_{champ.column}_lien",) in noms


def test_the_application_role_owns_nothing_and_bypasses_nothing():
    [(superutilisateur, contourne)] = lire(
        "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )
    assert not superutilisateur
    assert not contourne
    assert not lire("SELECT relname FROM pg_class WHERE relowner = current_user::regrole")


# Rows of the neighbour ---------------------------------------------------------------------


@pytest.fixture
def deux():
    """Two intercommunalités where every table has a row."""
    ici, voisine = factories.IntercommunaliteFactory(), factories.IntercommunaliteFactory()
    for intercommunalite in (ici, voisine):
        for fabrique in factories.fabriques_par_modele().values():
            fabrique(intercommunalite=intercommunalite)
    return ici, voisine


def entrer_en_sql(ici: Intercommunalite) -> None:
    lire("SELECT set_config('app.tenant', %s, true)", str(ici.pk))


def test_raw_sql_sees_its_own_rows_and_none_of_the_neighbour(deux):
    ici, _ = deux
    entrer_en_sql(ici)
    for table in TABLES:
        cles = {cle for (cle,) in lire(f'SELECT intercommunalite_id FROM "{table}"')}
        assert cles == {ici.pk}, table


def test_without_a_scope_raw_sql_sees_nothing(deux):
    for table in [*TABLES, "governance_intercommunalite"]:
        assert lire(f'SELECT 1 FROM "{table}"') == [], table


def test_raw_sql_changes_and_removes_nothing_next_door(deux):
    ici, voisine = deux
    entrer_en_sql(ici)
    with connection.cursor() as cursor:
        for table in TABLES:
            for phrase in ("UPDATE {} SET id = id", "DELETE FROM {}"):
                cursor.execute(f"{phrase} WHERE intercommunalite_id = %s".format(f'"{table}"'),
                               [voisine.pk])  # fmt: skip
                assert cursor.rowcount == 0, table


def test_a_row_cannot_be_written_next_door(deux):
    ici, voisine = deux
    entrer_en_sql(ici)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        lire(
            "INSERT INTO governance_compteur (intercommunalite_id, serie, dernier) "
            "VALUES (%s, 'x', 0) RETURNING id",
            voisine.pk,
        )
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        lire("UPDATE governance_compteur SET intercommunalite_id = %s RETURNING id", voisine.pk)


def pointer(table: str, colonne: str, ligne: int, cible: int) -> None:
    lire(f'UPDATE "{table}" SET "{colonne}" = %s WHERE id = %s RETURNING 1', cible, ligne)
    lire("SET CONSTRAINTS ALL IMMEDIATE; SELECT 1")


@pytest.mark.parametrize("modele, champ", LIENS)
def test_no_row_points_into_the_neighbour(modele, champ):
    ici, voisine = factories.IntercommunaliteFactory(), factories.IntercommunaliteFactory()
    fabriques = factories.fabriques_par_modele()
    cible = fabriques[champ.remote_field.model](intercommunalite=voisine)
    ligne = fabriques[modele](intercommunalite=ici)
    entrer_en_sql(ici)
    with pytest.raises(DatabaseError), transaction.atomic():
        pointer(modele._meta.db_table, champ.column, ligne.pk, cible.pk)


def test_a_logo_is_one_of_its_own_intercommunalite():
    ici, voisine = factories.IntercommunaliteFactory(), factories.IntercommunaliteFactory()
    logo = factories.FichierFactory(intercommunalite=voisine)
    entrer_en_sql(ici)
    with pytest.raises(IntegrityError), transaction.atomic():
        pointer("governance_intercommunalite", "logo_id", ici.pk, logo.pk)


def test_groups_and_their_rights_name_one_intercommunalite_each():
    scenes = monter(personnes=("line",)), monter_a_cote()
    assert GroupObjectPermission.objects.count() == 1
    for droit in GroupObjectPermission.objects.select_related("group"):
        tenant, modele, pk, charge = droit.group.name.split(":")
        with scenes[0].entrer():
            assert scenes[0].intercommunalite.instances.get(pk=pk).pk == int(droit.object_pk)
        assert (int(tenant), modele, charge) == (
            scenes[0].intercommunalite.pk, "instance", "secretariat",
        )  # fmt: skip
    assert not Group.objects.filter(name__startswith=f"{scenes[1].intercommunalite.pk}:")


def test_every_pair_of_scopes_is_told_apart(deux):
    """Entering one after the other never leaves the first one open."""
    for premiere, seconde in itertools.permutations(deux, 2):
        entrer_en_sql(premiere)
        entrer_en_sql(seconde)
        assert lire("SELECT DISTINCT intercommunalite_id FROM governance_envoi") == [(seconde.pk,)]


# Every page --------------------------------------------------------------------------------


def appeler(client, methode: str, chemin: str) -> int:
    json = {"content_type": "application/json"} if "/api/" in chemin and methode == "POST" else {}
    with transaction.atomic():
        reponse = getattr(client, methode.lower())(chemin, **json)
        list(reponse)  # a file is closed once read
        transaction.set_rollback(True)
    if reponse.status_code == 302 and reponse["Location"].startswith("/comptes/login/"):
        return 401
    return reponse.status_code


def avec_compte() -> list[Adresse]:
    publiques = tableau.sans_compte()
    return [adresse for adresse in adresses() if adresse.nom not in publiques]


@pytest.mark.regle("DIV-03")
def test_a_secret_opens_its_own_dossier_and_nothing_next_door(client):
    """The secret of one intercommunalité, under the other's address: the page of any dead link."""
    scene, voisine = monter(), monter_a_cote()
    objets = objets_de(scene, "odile")
    chez_nadia = objets_de(voisine, "nadia")
    secretes = [a for a in adresses() if a.motif.startswith("public/dossier/")]
    assert len(secretes) == 8
    for adresse in secretes:
        lus = {
            appeler(client, methode, adresse.remplir(scene.slug, objets))
            for methode in ("GET", "POST")
        }
        assert lus & {200, 204, 302, 422}, adresse.motif
        ailleurs = [
            adresse.remplir(voisine.slug, objets | {"annexes/pk": chez_nadia["annexes/pk"]}),
            adresse.remplir(scene.slug, objets | {"dossier/secret": "deviné"}),
            adresse.remplir("nulle-part", objets),
        ]
        if "annexes" in adresse.motif:
            ailleurs.append(
                adresse.remplir(scene.slug, objets | {"annexes/pk": chez_nadia["annexes/pk"]})
            )
        for chemin in ailleurs:
            statuts = {appeler(client, methode, chemin) for methode in ("GET", "POST")}
            assert statuts <= {404, 405}, chemin


def test_nobody_logged_in_reaches_no_page_whether_or_not_it_exists(client):
    scene = monter()
    objets = objets_de(scene, "odile")
    statuts = {
        (methode, chemin): appeler(client, methode, chemin)
        for adresse in avec_compte()
        for methode in ("GET", "POST")
        for chemin in (adresse.remplir(scene.slug, objets), adresse.remplir("nulle-part", objets))
    }
    assert {cle: statut for cle, statut in statuts.items() if statut != 401} == {}


def test_the_neighbour_finds_no_page_whatever_the_number(client):
    """Nadia does the same job next door, where everything bears the same numbers."""
    scene, voisine = monter(), monter_a_cote()
    objets = objets_de(scene, "odile")
    client.force_login(voisine.nadia.user)
    statuts = {
        f"{methode} {adresse.motif}": appeler(client, methode, adresse.remplir(scene.slug, objets))
        for adresse in avec_compte()
        for methode in ("GET", "POST")
    }
    assert {ou: statut for ou, statut in statuts.items() if statut != 404} == {}


@pytest.mark.parametrize("acteur", ["adele", "odile", "diane"])
def test_an_object_of_the_neighbour_is_not_found_under_our_own_address(client, acteur):
    """Refused as forbidden to some, but never served and never changed."""
    scene, voisine = monter(), monter_a_cote()
    chez_nadia = {cle: v for cle, v in objets_de(voisine, "nadia").items() if cle.endswith("/pk")}
    melange = objets_de(scene, acteur) | chez_nadia
    client.force_login(scene.acces[acteur].user)
    avec_objet = [a for a in adresses() if "<int:pk>" in a.motif]
    statuts = {
        f"{methode} {adresse.motif}": appeler(client, methode, adresse.remplir(scene.slug, melange))
        for adresse in avec_objet
        for methode in ("GET", "POST")
    }
    assert {ou: statut for ou, statut in statuts.items() if statut not in {403, 404, 405}} == {}
    assert 404 in statuts.values()


def test_an_api_call_without_or_with_a_wrong_token_is_401(client):
    scene, voisine = monter(), monter_a_cote()
    with voisine.entrer():
        _, secret = actions.creer_jeton(voisine.nadia, libelle="Site", by=None, at=AT)
    objets = objets_de(scene, "odile")
    for adresse in adresses():
        if adresse.motif.startswith("api/"):
            for jeton in ("hc_inconnu", secret):
                chemin = adresse.remplir(scene.slug, objets)
                reponse = client.get(chemin, headers={"Authorization": f"Jeton {jeton}"})
                assert reponse.status_code == 401, adresse.motif
