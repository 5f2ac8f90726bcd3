"""What is missing or contradictory is refused at start, in one sentence that names it."""

import pytest

from governance import environnement
from governance.environnement import ConfigurationRefusee, Environnement
from tests.services import lancer_python

PRODUCTION = {
    "SECRET_KEY": "k" * 50,
    "DATABASE_URL": "postgresql://hemicycle_app:x@db.exemple.invalid/hemicycle",
    "ALLOWED_HOSTS": "assemblees.exemple.invalid",
    "EMAIL_URL": "smtp+tls://u:p@mx.exemple.invalid:587",
}
LIRE = "import governance.settings as s; print(s.SESSION_COOKIE_SECURE, s.DEBUG, s.DEMO)"


def charger(**valeurs):
    return lancer_python("-c", LIRE, **valeurs)


def test_production_settings_are_secure_by_default():
    fini = charger(**PRODUCTION)
    assert (fini.stdout.strip(), fini.stderr) == ("True False False", "")


@pytest.mark.parametrize("absent", sorted(PRODUCTION))
def test_a_missing_setting_is_named_in_one_line(absent):
    fini = charger(**{nom: valeur for nom, valeur in PRODUCTION.items() if nom != absent})
    assert fini.returncode == 1
    assert fini.stderr.startswith(f"Hémicycle ne démarre pas : il manque {absent} ")
    assert fini.stderr.count("\n") == 1


def test_a_short_secret_is_refused():
    assert "SECRET_KEY" in charger(**PRODUCTION | {"SECRET_KEY": "court"}).stderr


@pytest.mark.parametrize(
    ("nom", "valeur"),
    [
        ("ALLOWED_HOSTS", "assemblees.exemple.invalid"),
        ("DATABASE_URL", "postgresql://u:p@db.exemple.invalid/hemicycle"),
        ("DATABASE_OWNER_URL", "postgresql://u:p@192.0.2.7/hemicycle"),
        ("DATABASE_URL", "postgresql://u:p@/hemicycle?host=db.exemple.invalid"),
        ("EMAIL_URL", "smtp+tls://u:p@mx.exemple.invalid:587"),
        ("REDIS_URL", "redis://redis.exemple.invalid/0"),
        ("DEBUG", "1"),
    ],
)
def test_the_demonstration_refuses_production_settings(nom, valeur, tmp_path):
    fini = charger(HEMICYCLE_DEMO="1", HEMICYCLE_DONNEES=str(tmp_path), **{nom: valeur})
    assert fini.returncode == 1
    assert nom in fini.stderr
    assert "Traceback" not in fini.stderr


def test_the_demonstration_accepts_servers_of_this_machine(tmp_path):
    fini = charger(
        HEMICYCLE_DEMO="1",
        HEMICYCLE_DONNEES=str(tmp_path),
        ALLOWED_HOSTS="localhost",
        DATABASE_URL="postgresql://u@/hemicycle?host=/run/postgresql",
        EMAIL_URL="smtp://127.0.0.1:2525",
        REDIS_URL="unix:///run/redis.sock",
    )
    assert (fini.stdout.strip(), fini.stderr) == ("False False True", "")


def test_a_secret_may_come_from_a_file(tmp_path):
    fichier = tmp_path / "cle"
    fichier.write_text("  venue-du-fichier\n")
    env = Environnement(valeurs={"SECRET_KEY_FILE": str(fichier), "SECRET_KEY": "ignorée"})
    assert env.texte("SECRET_KEY") == "venue-du-fichier"


def test_an_unreadable_secret_file_is_named(tmp_path):
    env = Environnement(valeurs={"SECRET_KEY_FILE": str(tmp_path / "absent")})
    with pytest.raises(ConfigurationRefusee, match="SECRET_KEY_FILE"):
        env.texte("SECRET_KEY")


def test_a_socket_folder_reaches_the_host():
    url = "postgresql://a@/b?host=/c%20d&sslmode=require"
    config = environnement.base_de_donnees(url, pool=False)
    assert config["HOST"] == "/c d"
    assert config["OPTIONS"] == {"sslmode": "require"}


def test_another_engine_than_postgresql_is_refused():
    with pytest.raises(ConfigurationRefusee):
        environnement.base_de_donnees("sqlite:///x.db", pool=False)


@pytest.mark.parametrize(
    ("redis", "courtier"),
    [
        ("", "memory://"),
        ("redis://h/0", "redis://h/0"),
        ("unix:///a/s", "redis+socket:///a/s"),
    ],
)
def test_celery_gets_its_own_spelling_of_redis(redis, courtier):
    assert environnement.courtier_celery(redis) == courtier


def test_a_command_without_database_asks_for_no_secret():
    fini = lancer_python("manage.py", "check")
    assert fini.returncode == 0, fini.stderr
