"""What a superuser does once: two roles, one database, and what the application may do in it."""

from dataclasses import dataclass

import psycopg
from psycopg import sql

OWNER = "hemicycle_owner"
APP = "hemicycle_app"

PAR_DEFAUT = "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT "
DROITS = (
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "ALTER SCHEMA public OWNER TO {owner}",
    "GRANT USAGE ON SCHEMA public TO {app}",
    # DML only: neither TRUNCATE, which ignores row security, nor REFERENCES nor TRIGGER.
    PAR_DEFAUT + "SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    PAR_DEFAUT + "USAGE, SELECT ON SEQUENCES TO {app}",
)
ACCES_A_LA_BASE = (
    "REVOKE ALL ON DATABASE {base} FROM PUBLIC",
    "GRANT CONNECT ON DATABASE {base} TO {app}",
)
# Row security forbids an index scan on « @@ » unless its function is marked leakproof; it only
# reads the vector. A managed server without superuser keeps the slower plan.
LEAKPROOF = "ALTER FUNCTION ts_match_vq(tsvector, tsquery) LEAKPROOF"


@dataclass(frozen=True, kw_only=True)
class Role:
    nom: str
    mot_de_passe: str | None = None


def _role(curseur: psycopg.Cursor, role: Role) -> None:
    nom = sql.Identifier(role.nom)
    existe = curseur.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role.nom]).fetchone()
    if existe is None:
        curseur.execute(sql.SQL("CREATE ROLE {}").format(nom))
    curseur.execute(sql.SQL("ALTER ROLE {} LOGIN NOINHERIT NOCREATEDB NOCREATEROLE").format(nom))
    if role.mot_de_passe:
        phrase = sql.SQL("ALTER ROLE {} PASSWORD {}")
        curseur.execute(phrase.format(nom, sql.Literal(role.mot_de_passe)))
    faits = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s"
    if any(curseur.execute(faits, [role.nom]).fetchone() or ()):
        raise PermissionError(f"Le rôle {role.nom} échappe à la sécurité des lignes.")


def provisionner(
    conninfo: str, *, base: str, owner: Role = Role(nom=OWNER), app: Role = Role(nom=APP)
) -> None:
    """Bring roles, database and default privileges to their expected state; safe to repeat."""
    with psycopg.connect(conninfo, autocommit=True) as connexion, connexion.cursor() as curseur:
        for role in (owner, app):
            _role(curseur, role)
        if not curseur.execute("SELECT 1 FROM pg_database WHERE datname = %s", [base]).fetchone():
            creer_base(curseur, base, owner=owner.nom)
        for phrase in ACCES_A_LA_BASE:
            curseur.execute(_phrase(phrase, base=base, app=app.nom))
    poser_les_droits(psycopg.conninfo.make_conninfo(conninfo, dbname=base), owner=owner, app=app)


def creer_base(curseur: psycopg.Cursor, base: str, *, owner: str = OWNER) -> None:
    curseur.execute(
        _phrase("CREATE DATABASE {base} OWNER {owner} ENCODING 'UTF8'", base=base, owner=owner)
    )


def poser_les_droits(conninfo: str, *, owner: Role, app: Role) -> None:
    with psycopg.connect(conninfo, autocommit=True) as connexion, connexion.cursor() as curseur:
        for phrase in DROITS:
            curseur.execute(_phrase(phrase, owner=owner.nom, app=app.nom))
        if _superutilisateur(curseur):
            curseur.execute(LEAKPROOF)


def _superutilisateur(curseur: psycopg.Cursor) -> bool:
    ligne = curseur.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    return bool(ligne and ligne[0])


def _phrase(modele: str, **noms: str) -> sql.Composed:
    return sql.SQL(modele).format(**{cle: sql.Identifier(nom) for cle, nom in noms.items()})
