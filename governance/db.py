"""What we ask of PostgreSQL beyond the ORM: row security, composite keys, append-only tables.

Every tenant table is closed by ``Etancheite`` in the migration that creates it. The key
is laid so that a table can later be distributed by intercommunalité: a unique index on
(intercommunalite_id, id), foreign keys that carry the tenant, no uniqueness without it.
"""

from collections.abc import Iterator
from typing import Any, TypeVar

from django.db import connection, models
from django.db.migrations.operations.base import Operation

Modele = TypeVar("Modele", bound=models.Model)
# What a link accepts and what it gives back: named as in django-stubs, whose plugin fills them.
_ST_contra = TypeVar("_ST_contra", contravariant=True)
_GT_co = TypeVar("_GT_co", covariant=True)

TENANT = "NULLIF(current_setting('app.tenant', true), '')::bigint"
USER = "NULLIF(current_setting('app.user', true), '')::bigint"
SLUG = "current_setting('app.slug', true)"
ORDONNANCEUR = "current_setting('app.ordonnanceur', true) = 'oui'"


class TenantForeignKey(models.ForeignKey[_ST_contra, _GT_co]):
    """A link inside one intercommunalité.

    The constraint and the index are composite (tenant first) and are laid by
    ``Etancheite``: the database itself refuses a row that points into another tenant.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        kwargs["db_index"] = False
        super().__init__(to, on_delete, **kwargs)


class Etancheite(Operation):
    """Close tenant tables: row security forced, composite keys, and append-only where named."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, *modeles: str, ajout_seul: tuple[str, ...] = ()) -> None:
        self.modeles = modeles
        self.ajout_seul = ajout_seul

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, list(self.modeles), {"ajout_seul": self.ajout_seul}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing changes in the models: only the database gets stricter."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        tables = [to_state.apps.get_model(app_label, nom) for nom in self.modeles]
        for table in tables:
            schema_editor.execute(_cle(table), params=None)
        for table in tables:
            for sql in (*_liens(table), *_securite(table)):
                schema_editor.execute(sql, params=None)
        for nom in self.ajout_seul:
            table = to_state.apps.get_model(app_label, nom)._meta.db_table
            for sql in ajout_seul(table):
                schema_editor.execute(sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """The tables go with the models that this operation closes."""

    def describe(self) -> str:
        return f"Close {', '.join(self.modeles)} to other intercommunalités"


class Liens(Operation):
    """Close links added to tables that ``Etancheite`` has closed: « Modele.champ », one each."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, *champs: str) -> None:
        self.champs = champs

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__name__, list(self.champs), {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing changes in the models: only the database gets stricter."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for nom in self.champs:
            modele, _, champ = nom.partition(".")
            table = to_state.apps.get_model(app_label, modele)
            for sql in _lien(table, table._meta.get_field(champ)):
                schema_editor.execute(sql, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """The constraint and the index go with their column."""

    def describe(self) -> str:
        return f"Close the links {', '.join(self.champs)} to other intercommunalités"


def _cle(model: Any) -> str:
    table = model._meta.db_table
    return f'CREATE UNIQUE INDEX "{table}_cle" ON "{table}" (intercommunalite_id, id)'


def _liens(model: Any) -> Iterator[str]:
    for field in model._meta.local_fields:
        if isinstance(field, TenantForeignKey):
            yield from _lien(model, field)


def _lien(model: Any, field: Any) -> Iterator[str]:
    table, cible = model._meta.db_table, field.remote_field.model._meta.db_table
    yield (
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_{field.column}_lien" '
        f'FOREIGN KEY (intercommunalite_id, "{field.column}") '
        f'REFERENCES "{cible}" (intercommunalite_id, id) DEFERRABLE INITIALLY DEFERRED'
    )
    yield (
        f'CREATE INDEX "{table}_{field.column}_idx" '
        f'ON "{table}" (intercommunalite_id, "{field.column}")'
    )


def _securite(model: Any) -> Iterator[str]:
    table = model._meta.db_table
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    yield (
        f'CREATE POLICY etancheite ON "{table}" '
        f"USING (intercommunalite_id = {TENANT}) WITH CHECK (intercommunalite_id = {TENANT})"
    )


def ajout_seul(table: str) -> Iterator[str]:
    """What is written there stays: the trigger answers even to the owner of the table."""
    yield (
        "CREATE OR REPLACE FUNCTION hemicycle_ajout_seul() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION '% : ajout seul', TG_TABLE_NAME USING ERRCODE = '23001'; END $$"
    )
    yield (
        f'CREATE TRIGGER ajout_seul BEFORE UPDATE OR DELETE ON "{table}" '
        "FOR EACH ROW EXECUTE FUNCTION hemicycle_ajout_seul()"
    )
    yield (
        f'CREATE TRIGGER ajout_seul_table BEFORE TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION hemicycle_ajout_seul()"
    )


def partager(obj: Modele) -> Modele:
    """Hold the row together with others who do, against whoever locks it, and read it anew."""
    table = connection.ops.quote_name(obj._meta.db_table)
    sql = f"SELECT * FROM {table} WHERE id = %s FOR SHARE"  # noqa: S608 – the name is a model’s
    (tenu,) = type(obj)._default_manager.raw(sql, [obj.pk])
    obj.__dict__.update({f.attname: getattr(tenu, f.attname) for f in obj._meta.concrete_fields})
    return obj


def lock(obj: Modele) -> Modele:
    """First beat of an action: hold the row and read it anew, so that two clerks take turns.

    A row that counts its acts counts this one: whoever follows it sees that it changed.
    """
    ligne = type(obj)._default_manager.filter(pk=obj.pk)
    if hasattr(obj, "revision"):
        ligne.update(revision=models.F("revision") + 1)
    verrouille = ligne.select_for_update(of=("self",)).get()
    obj.__dict__.update(
        {f.attname: getattr(verrouille, f.attname) for f in obj._meta.concrete_fields}
    )
    return obj
