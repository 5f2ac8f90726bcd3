"""The dossier by its link and by the account; the clerk who follows; what becomes evidence."""

import datetime as dt
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from governance import echeances, stockage
from governance.secrets_masques import SecretMasque
from instances import documents
from instances.actions.convoquer import convoquer
from instances.models import Lien, Pouvoir, Reponse
from instances.queries import preuve
from tests import distribution
from tests import factories as f
from tests.boite import Boite, ouvrir_boite

LIEN = re.compile(r"http://[^/]+(/[\w-]+/public/dossier/[\w-]+/)")


@pytest.fixture
def boite(settings: Any) -> Iterator[Boite]:
    with ouvrir_boite(settings) as ouverte:
        yield ouverte


@pytest.fixture
def scene(db: None) -> distribution.Scene:
    montee = distribution.monter()
    with montee.entrer():
        ici = montee.intercommunalite
        pdf = stockage.deposer(ici, b"%PDF-1.7 plan", "application/pdf")
        f.AnnexeFactory(
            intercommunalite=ici, point=montee.points[1], fichier=pdf, titre="Plan", nom="plan.pdf"
        )
        convoquer(montee.seance, by=montee.odile.user, at=timezone.now())
    return montee


@pytest.fixture
def lien(scene: distribution.Scene, boite: Boite) -> str:
    """The address that Camille finds in her mail."""
    return lien_de(boite, scene.elus["camille"].courriel)


def lien_de(boite: Boite, adresse: str) -> str:
    echeances.drainer()
    message = next(m for m in boite.recus if adresse in m["To"])
    trouve = LIEN.search(message.get_body().get_content())
    assert trouve is not None
    return trouve[1]


def evenements(scene: distribution.Scene, nom: str = "camille") -> list[str]:
    with scene.entrer():
        remise = scene.intercommunalite.remises.get(elu=scene.elus[nom])
        return list(
            remise.envoi.evenements.filter(etat__in=preuve.LECTURES)
            .order_by("id")
            .values_list("etat", flat=True)
        )


@pytest.mark.regle("CNV-08")
def test_the_address_alone_is_neither_opening_nor_receipt_nor_answer(client, scene, lien):
    page = client.get(lien)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert (page["Referrer-Policy"], page["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    client.head(lien)
    assert client.get(f"{lien}accuser/").status_code == 405
    assert evenements(scene) == []
    client.post(f"{lien}ouvert/")
    client.post(f"{lien}ouvert/")
    client.post(f"{lien}accuser/")
    client.post(f"{lien}accuser/")
    assert evenements(scene) == ["ouvert", "accuse"]


def test_each_document_opened_is_noted_with_its_hash(client, scene, lien):
    adresse = re.search(rf"{lien}annexes/\d+/", client.get(lien).text)[0]
    client.head(adresse)
    client.get(adresse, headers={"Sec-Purpose": "prefetch"})
    assert evenements(scene) == []
    assert client.get(adresse).content == b"%PDF-1.7 plan"
    assert client.get(f"{lien}convocation.pdf").content.startswith(b"%PDF")
    assert client.get(f"{lien}convocation.ics").content.startswith(b"BEGIN:VCALENDAR")
    assert evenements(scene) == ["document"] * 3
    with scene.entrer():
        remise = scene.intercommunalite.remises.get(elu=scene.elus["camille"])
        detail = remise.envoi.evenements.filter(etat="document").first().detail
        annexe = scene.points[1].annexes.get()
        assert detail == f"plan.pdf, SHA-256 {annexe.fichier.sha256}, par le lien personnel"


@pytest.mark.regle("POU-01")
def test_the_answer_needs_no_cookie_and_the_clerk_confirms(client, scene, lien):
    with scene.entrer():
        paul = scene.seance.siegeants.get(elu=scene.elus["paul"])
    vide = client.post(f"{lien}repondre/", {})
    assert vide.status_code == 422
    assert "Choisissez une réponse" in vide.text
    blanc = client.post(f"{lien}repondre/", {"choix": "pouvoir"})
    assert blanc.status_code == 422
    assert "Nommez la personne" in blanc.text
    assert client.post(
        f"{lien}repondre/", {"choix": "pouvoir", "mandataire": paul.pk}
    ).status_code == 302  # fmt: skip
    client.force_login(scene.odile.user)
    suivi = client.get(scene.url("seances/1/convocation/"))
    assert "1\u00a0pouvoir à confirmer" in suivi.text
    with scene.entrer():
        reponse = Reponse.objects.get()
        assert (reponse.voie, reponse.by, reponse.mandataire) == ("lien", None, paul)
    fiche = scene.url(f"seances/1/reponses/sieges/{reponse.siegeant_id}/")
    assert "Pouvoir à confirmer" in client.get(fiche).text
    client.post(scene.url(f"seances/1/reponses/{reponse.pk}/confirmer/"))
    with scene.entrer():
        assert Pouvoir.objects.get().mandataire == paul


@pytest.mark.regle("CNV-19", "MEM-02")
def test_what_is_not_lawful_is_shown_closed_with_its_article(client, lien):
    page = client.get(lien).text
    assert "Cette séance ne se tient pas à distance" in page
    assert "L.\u00a05211-11-1" in page
    assert 'value="distance"' not in page
    assert 'value="suppleant"' not in page


def test_a_dead_link_says_the_same_whatever_the_reason(client, scene, lien):
    inconnu = client.get(scene.url("public/dossier/inconnu/"))
    with scene.entrer():
        Lien.objects.update(expire_at=timezone.now())
    expire = client.get(lien)
    with scene.entrer():
        Lien.objects.update(expire_at=timezone.now() + dt.timedelta(days=1))
    client.force_login(scene.odile.user)
    with scene.entrer():
        siege = scene.seance.siegeants.get(elu=scene.elus["camille"])
    client.post(scene.url(f"seances/1/reponses/sieges/{siege.pk}/lien/revoquer/"))
    client.logout()
    revoque = client.get(lien)
    assert {p.status_code for p in (inconnu, expire, revoque)} == {404}
    sans_jeton = {re.sub(r'"X-CSRFToken": "\w+"', "", p.text) for p in (inconnu, expire, revoque)}
    assert len(sans_jeton) == 1
    assert client.post(f"{lien}repondre/", {"choix": "present"}).status_code == 404
    assert evenements(scene) == []


def test_the_secret_is_in_no_line_of_the_logs(client, scene, lien, caplog):
    secret = lien.rstrip("/").rpartition("/")[2]
    with scene.entrer():
        Lien.objects.update(revoque_at=timezone.now())
    caplog.handler.addFilter(SecretMasque())
    client.get(lien)
    client.get(lien.replace(scene.slug, "val-de-brise"))
    assert "public/dossier/" in caplog.text
    assert secret not in caplog.text


def test_the_account_opens_the_same_dossier_and_closes_the_link(client, scene, lien):
    client.force_login(scene.camille.user)
    mien = scene.url("seances/1/mon-dossier/")
    assert "J’accuse réception" in client.get(mien).text
    client.post(f"{mien}accuser/")
    assert "Réception accusée" in client.get(mien).text
    client.post(f"{mien}lien/revoquer/")
    assert client.get(lien).status_code == 404
    client.force_login(scene.samir.user)
    assert client.get(mien).status_code == 403


def test_a_suppleant_reads_and_does_not_answer(client, scene, boite):
    adresse = lien_de(boite, scene.elus["hugo"].courriel)
    page = client.get(adresse)
    assert "Suppléant de" in page.text
    assert "Enregistrer ma réponse" not in page.text
    assert client.post(f"{adresse}repondre/", {"choix": "present"}).status_code == 403


def test_an_unchanged_forecast_costs_a_304(client, scene):
    client.force_login(scene.odile.user)
    adresse = scene.url("seances/1/reponses/")
    page = client.get(adresse)
    assert "Pas de réponse" in page.text
    meme = {"If-None-Match": page["ETag"]}
    assert client.get(adresse, headers=meme).status_code == 304
    with scene.entrer():
        siege = scene.seance.siegeants.get(elu=scene.elus["marc"])
    fiche = scene.url(f"seances/1/reponses/sieges/{siege.pk}/")
    client.post(fiche, {"choix": "excuse", "commentaire": "au téléphone"})
    nouvelle = client.get(adresse, headers=meme)
    assert nouvelle.status_code == 200
    assert "notée par le service" in nouvelle.text


@pytest.mark.regle("CNV-08")
def test_what_was_read_joins_the_proof_and_one_byte_betrays(client, scene, lien, tmp_path: Path):
    client.post(f"{lien}ouvert/")
    client.post(f"{lien}accuser/")
    with scene.entrer():
        octets = documents.dossier_de_preuve(scene.seance.convocations.get())
    archive = tmp_path / "preuve.zip"
    archive.write_bytes(octets)
    dossier = tmp_path / "dossier"
    zipfile.ZipFile(archive).extractall(dossier)
    registre = json.loads((dossier / "evenements.json").read_text("utf-8"))
    lus = [e["libelle"] for e in registre["evenements"] if e["etat"] in preuve.LECTURES]
    assert lus == ["Dossier ouvert", "Réception accusée"]
    secret = lien.rstrip("/").rpartition("/")[2].encode()
    assert not any(secret in p.read_bytes() for p in dossier.rglob("*") if p.is_file())
    assert verifier(dossier).startswith("DOSSIER VALIDE")
    lu = (dossier / "evenements.json").read_bytes()
    (dossier / "evenements.json").write_bytes(lu.replace(b'"accuse"', b'"accusa"'))
    assert "evenements.json" in verifier(dossier)


def verifier(dossier: Path) -> str:
    fini = subprocess.run(
        [sys.executable, "-I", "verifier.py"],
        cwd=dossier, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return fini.stdout + fini.stderr
