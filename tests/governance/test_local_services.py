"""The servers that the demonstration and the bench start are real, and leave nothing behind."""

import os
import signal
import smtplib
import subprocess
import sys
import time
import urllib.request
from email.message import EmailMessage
from pathlib import Path

import pytest

from governance.local import chemins, postgres
from governance.local.courrier import Boite
from governance.local.postgres import Grappe
from governance.local.services import Service, ServiceEnEchec
from governance.local.superviseur import port_libre
from tests.services import RACINE, attendre


def processus_de(donnees: Path) -> list[int]:
    """Everything alive that was started for this data folder: the environment is inherited."""
    marque = f"HEMICYCLE_DONNEES={donnees}\0".encode()
    vivants = []
    for dossier in Path("/proc").glob("[0-9]*"):
        try:
            environnement = (dossier / "environ").read_bytes()
            etat = (dossier / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if marque in environnement and etat != "Z":
            vivants.append(int(dossier.name))
    return vivants


@pytest.fixture
def demonstration(tmp_path):
    lances = []

    def lancer(*arguments, **environnement):
        donnees = tmp_path / "d"
        essentiel = {nom: os.environ[nom] for nom in ("PATH", "HOME") if nom in os.environ}
        essentiel |= {"HEMICYCLE_DONNEES": str(donnees), "PORT": str(port_libre())}
        processus = subprocess.Popen(
            [sys.executable, "-m", "governance.local.superviseur", "--vide", *arguments],
            cwd=RACINE,
            env=essentiel | environnement,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        lances.append(processus)
        return processus, donnees

    yield lancer
    for processus in lances:
        if processus.poll() is None:
            processus.kill()
        processus.communicate()
    Grappe.ouvrir(tmp_path / "d").effacer()


def lire_jusqu_a(processus, debut: str) -> str:
    lu = ""
    for ligne in processus.stdout:
        lu += ligne
        if ligne.startswith(debut):
            return lu
    raise AssertionError(lu)


@pytest.mark.long
def test_ctrl_c_stops_every_process_and_a_second_start_keeps_the_data(demonstration):
    processus, donnees = demonstration()
    lu = lire_jusqu_a(processus, "Hémicycle est prêt")
    adresse = lu.split(" : ")[-1].strip()
    with urllib.request.urlopen(f"{adresse}comptes/login/", timeout=20) as reponse:
        assert "sans mot de passe" in reponse.read().decode()
    cle = (donnees / "cle_secrete").read_text()
    processus.send_signal(signal.SIGINT)
    reste = processus.communicate(timeout=40)[0]
    assert processus.returncode == 0, reste
    assert processus_de(donnees) == []

    processus, _ = demonstration()
    depart = time.monotonic()
    lire_jusqu_a(processus, "Hémicycle est prêt")
    assert time.monotonic() - depart < 30
    assert (donnees / "cle_secrete").read_text() == cle
    # The supervisor itself killed: the kernel takes its children along.
    processus.kill()
    processus.wait()
    attendre(lambda: processus_de(donnees) == [], quoi="la fin des processus orphelins")


@pytest.mark.long
def test_a_taken_port_is_told_and_another_one_used(demonstration):
    import socket

    with socket.socket() as occupe:
        occupe.bind(("127.0.0.1", 0))
        occupe.listen()
        port = occupe.getsockname()[1]
        processus, _ = demonstration(PORT=str(port))
        lu = lire_jusqu_a(processus, "Hémicycle est prêt")
    assert f"Le port {port} est pris" in lu
    assert f"localhost:{port}/" not in lu
    processus.send_signal(signal.SIGTERM)
    processus.communicate(timeout=40)
    assert processus.returncode == 0


def test_a_service_that_falls_at_start_says_why(tmp_path):
    service = Service(
        nom="fragile",
        commande=[sys.executable, "-c", "raise SystemExit('plus de papier')"],
        journal=tmp_path / "fragile.log",
        environnement=os.environ,
        pret=lambda: False,
    )
    service.lancer()
    with pytest.raises(ServiceEnEchec, match="plus de papier"):
        service.attendre()
    service.arreter()


def test_a_service_is_restarted_later_and_later(tmp_path):
    service = Service(
        nom="bref",
        commande=[sys.executable, "-c", ""],
        journal=tmp_path / "bref.log",
        environnement=os.environ,
    )
    service.lancer()
    attendre(service.tombe)
    assert service.relancer()
    attendre(service.tombe)
    assert not service.relancer()
    service.arreter()


def test_a_descendant_does_not_outlive_its_service(tmp_path):
    enfant = "import subprocess, sys, time; subprocess.Popen(['sleep', '300']); time.sleep(300)"
    service = Service(
        nom="parent",
        commande=[sys.executable, "-c", enfant],
        journal=tmp_path / "parent.log",
        environnement=dict(os.environ) | {"HEMICYCLE_DONNEES": str(tmp_path)},
    )
    service.lancer()
    attendre(lambda: len(processus_de(tmp_path)) == 2, quoi="le descendant")
    service.arreter()
    attendre(lambda: processus_de(tmp_path) == [], quoi="la fin du descendant")


def test_redis_answers_on_its_socket_only(redis_reel):
    import redis

    with redis.Redis.from_url(redis_reel) as lien:
        assert lien.ping()
        assert lien.config_get("port") == {"port": "0"}


def test_a_letter_is_kept_with_its_attachments(serveur_smtp: Boite, settings):
    lettre = EmailMessage()
    lettre["Subject"] = "Convocation du conseil – « séance »"
    lettre["From"] = "ne-pas-repondre@exemple.invalid"
    lettre["To"] = "camille@exemple.invalid"
    lettre["Date"] = "Thu, 13 Dec 2018 09:00:00 +0100"
    lettre.set_content("Madame, vous êtes convoquée.")
    lettre.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="s.ics")
    with smtplib.SMTP("127.0.0.1", settings.EMAIL_PORT) as lien:
        lien.send_message(lettre)
    (recue,) = serveur_smtp.lettres()
    assert recue.sujet == "Convocation du conseil – « séance »"
    assert recue.a == "camille@exemple.invalid"
    assert "convoquée" in recue.texte
    (piece,) = recue.pieces
    assert (piece.nom, piece.type_mime, piece.taille) == ("s.ics", "text/calendar", 15)
    assert serveur_smtp.lire("../../etc") is None


def test_a_long_folder_gets_a_short_socket(tmp_path):
    loin = tmp_path / ("a" * 90)
    court = chemins.dossier_court(loin, "s")
    assert len(str(court)) < chemins.LONGUEUR_MAX_SOCKET - len(chemins.SUFFIXE_LE_PLUS_LONG)
    assert court != loin / "s"


def test_a_cluster_of_another_version_is_named(tmp_path):
    from governance.local.postgres import PostgresEnEchec

    grappe = Grappe.ouvrir(tmp_path)
    grappe.fichiers.mkdir(parents=True)
    (grappe.fichiers / "PG_VERSION").write_text("9\n")
    with pytest.raises(PostgresEnEchec, match="demo-reset"):
        grappe.preparer()
    grappe.effacer()


def test_programs_in_a_closed_folder_are_copied_with_their_libraries(tmp_path, monkeypatch):
    copie = tmp_path / "copie"
    copie.mkdir()
    monkeypatch.setattr(postgres, "COPIE_DES_BINAIRES", copie / "binaires")
    monkeypatch.setattr(postgres.chemins, "racine_traversable", lambda dossier: False)
    programmes = postgres.binaires_lisibles(postgres.binaires(), "hemicycle")
    assert programmes.is_relative_to(copie)
    fini = subprocess.run([programmes / "initdb", "--version"], capture_output=True, check=True)
    assert b"PostgreSQL" in fini.stdout
