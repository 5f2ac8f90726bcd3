"""Reads the environment, and says in one French sentence what is missing or contradictory.

Kept apart from settings.py so that every refusal can be tested without starting Django.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ

BOUCLE_LOCALE = frozenset({"", "localhost", "127.0.0.1", "::1", "[::1]", ".localhost"})
OUI = frozenset({"1", "true", "yes", "on", "oui", "vrai"})


class ConfigurationRefusee(SystemExit):
    """Ends the process with a sentence and no traceback: the reader is an administrator."""

    def __init__(self, phrase: str) -> None:
        super().__init__(f"Hémicycle ne démarre pas : {phrase}")


@dataclass(frozen=True, kw_only=True)
class Environnement:
    valeurs: Mapping[str, str]

    def texte(self, nom: str, defaut: str = "") -> str:
        """A secret may come from a file (`NOM_FILE`), as Docker and systemd hand them over."""
        fichier = self.valeurs.get(f"{nom}_FILE")
        if fichier:
            try:
                return Path(fichier).read_text(encoding="utf-8").strip()
            except OSError as erreur:
                raison = f"{nom}_FILE désigne « {fichier} », illisible ({erreur.strerror})."
                raise ConfigurationRefusee(raison) from erreur
        return self.valeurs.get(nom, "").strip() or defaut

    def drapeau(self, nom: str, *, defaut: bool = False) -> bool:
        lu = self.texte(nom).lower()
        return lu in OUI if lu else defaut

    def entier(self, nom: str, defaut: int) -> int:
        lu = self.texte(nom)
        try:
            return int(lu) if lu else defaut
        except ValueError as erreur:
            raise ConfigurationRefusee(f"{nom} doit être un nombre entier.") from erreur

    def liste(self, nom: str) -> list[str]:
        return [part.strip() for part in self.texte(nom).split(",") if part.strip()]

    def exiger(self, *noms: str) -> None:
        absents = [nom for nom in noms if not self.texte(nom)]
        if absents:
            raise ConfigurationRefusee(
                f"il manque {', '.join(absents)} dans l’environnement (voir .env.example ; "
                "pour un essai sans réglage : « make demo »)."
            )


def base_de_donnees(url: str, *, pool: bool) -> dict[str, Any]:
    """One Django alias. A socket folder given as `?host=` must reach HOST, not OPTIONS."""
    config: dict[str, Any] = dict(environ.Env.db_url_config(url))
    if config.get("ENGINE") != "django.db.backends.postgresql":
        raise ConfigurationRefusee("DATABASE_URL doit commencer par « postgresql:// ».")
    options = dict(config.get("OPTIONS", {}))
    config["HOST"] = options.pop("host", config["HOST"])
    if pool:
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 10}
    config["OPTIONS"] = options
    return config


def hote_de(url: str) -> str:
    """The machine an address leads to; empty for a Unix socket."""
    morceaux = urlsplit(url)
    requete = dict(p.split("=", 1) for p in morceaux.query.split("&") if "=" in p)
    return requete.get("host", morceaux.hostname or "")


def est_locale(url: str) -> bool:
    hote = hote_de(url)
    return hote.startswith(("/", "%2F")) or hote in BOUCLE_LOCALE


def controler_la_demonstration(env: Environnement) -> None:
    """The demo opens accounts without a password: it must never meet real data or real mail."""
    if env.drapeau("DEBUG"):
        raise ConfigurationRefusee("la démonstration ne se lance pas avec DEBUG.")
    hotes = [hote for hote in env.liste("ALLOWED_HOSTS") if hote not in BOUCLE_LOCALE]
    if hotes:
        raise ConfigurationRefusee(
            f"HEMICYCLE_DEMO=1 est refusé avec ALLOWED_HOSTS={','.join(hotes)} : la "
            "démonstration ouvre des comptes sans mot de passe et reste sur cette machine."
        )
    adresses = (
        "DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "EMAIL_URL", "HEMICYCLE_RETOURS"
    )  # fmt: skip
    for nom in adresses:
        url = env.texte(nom)
        if url and not est_locale(url):
            raise ConfigurationRefusee(
                f"HEMICYCLE_DEMO=1 est refusé avec un {nom} qui mène à « {hote_de(url)} » : "
                "la démonstration ne parle qu’à des serveurs de cette machine."
            )


def courriel(url: str) -> dict[str, Any]:
    config = environ.Env.email_url_config(url)
    garde = ("EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "EMAIL_USE_SSL")
    lus = {cle: config[cle] for cle in garde if config.get(cle) is not None}
    for cle in ("EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD"):
        lus[cle] = config.get(cle) or ""
    return lus


def courriers_revenus(env: Environnement) -> tuple[str, str]:
    """The mailbox of what comes back, and the envelope sender that leads there."""
    boite = env.texte("HEMICYCLE_RETOURS")
    expediteur = env.texte("HEMICYCLE_RETOURS_EXPEDITEUR")
    if boite and urlsplit(boite).scheme not in {"imap", "imaps", "maildir"}:
        raise ConfigurationRefusee(
            "HEMICYCLE_RETOURS doit commencer par imaps://, imap:// ou maildir://."
        )
    if expediteur and (expediteur.count("@") != 1 or expediteur.count("*") > 1):
        raise ConfigurationRefusee(
            "HEMICYCLE_RETOURS_EXPEDITEUR doit être une adresse, comme retours+*@exemple.fr."
        )
    return boite, expediteur


def courtier_celery(redis_url: str) -> str:
    """Celery names a Unix socket differently from redis-py."""
    if redis_url.startswith("unix://"):
        return "redis+socket://" + redis_url.removeprefix("unix://")
    return redis_url or "memory://"


def horodatage(env: Environnement, *, demo: bool) -> tuple[str, str]:
    """The authority of RFC 3161; « essai » is ours, worth nothing, and for the demo alone."""
    adresse = env.texte("HEMICYCLE_HORODATAGE") or ("essai" if demo else "")
    certificats = env.texte("HEMICYCLE_HORODATAGE_CERTIFICATS")
    if adresse == "essai" and not demo:
        raise ConfigurationRefusee(
            "l’autorité d’horodatage d’essai est réservée à la démonstration : elle ne prouve rien."
        )
    if adresse not in {"", "essai"}:
        if urlsplit(adresse).scheme not in {"http", "https"}:
            raise ConfigurationRefusee("HEMICYCLE_HORODATAGE doit être une adresse https://.")
        if not Path(certificats).is_file():
            raise ConfigurationRefusee(
                "HEMICYCLE_HORODATAGE_CERTIFICATS doit désigner le fichier PEM des certificats "
                "de l’autorité d’horodatage."
            )
    return adresse, certificats
