"""The proof of a convocation: sealed as it leaves, followed, downloaded, verified elsewhere."""

import datetime as dt
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.utils import timezone

from governance import echeances, stockage
from governance.models import Envoi, Scelle
from governance.preuve import essai
from instances import documents
from instances.actions.adresser import deposer_pli
from instances.actions.convoquer import convoquer
from instances.models import Convocation, PreferenceCanal
from instances.queries.suivi import suivi
from tests import distribution
from tests import factories as f
from tests.boite import Boite, ouvrir_boite


@pytest.fixture
def boite(settings: Any) -> Iterator[Boite]:
    settings.HORODATAGE = essai.NOM
    with ouvrir_boite(settings) as ouverte:
        yield ouverte


@pytest.fixture
def scene(db: None) -> Iterator[distribution.Scene]:
    montee = distribution.monter()
    with montee.entrer():
        yield montee


def envoyer(scene: distribution.Scene) -> Convocation:
    return convoquer(scene.seance, by=scene.odile.user, at=timezone.now())


def manifeste(scene: distribution.Scene) -> dict[str, Any]:
    scelle = scene.intercommunalite.scelles.get(nature="convocation")
    return json.loads(stockage.lire(scelle.maillon.manifeste))


def verifier(archive: bytes, dossier: Path) -> tuple[int, str]:
    zipfile.ZipFile(io.BytesIO(archive)).extractall(dossier)
    fini = subprocess.run(
        [sys.executable, "-I", dossier / "verifier.py"],
        cwd="/", capture_output=True, text=True, check=False,
    )  # fmt: skip
    return fini.returncode, fini.stdout + fini.stderr


@pytest.mark.regle("PRV-01", "CNV-08")
def test_sending_seals_documents_people_channels_and_hour(scene: distribution.Scene) -> None:
    octets = b"%PDF-1.7 plan"
    plan = stockage.deposer(scene.intercommunalite, octets, "application/pdf")
    f.AnnexeFactory(
        intercommunalite=scene.intercommunalite, point=scene.points[1], fichier=plan,
        nom="Plan n° 2 (été).PDF",
    )  # fmt: skip
    convocation = envoyer(scene)
    scelle = manifeste(scene)
    assert scelle["seance"]["numero"] == 1
    assert scelle["convocation"]["version"] == 1
    assert dt.datetime.fromisoformat(scelle["convocation"]["envoyee_at"]) == convocation.sent_at
    fichiers = {x["chemin"]: x for x in scelle["fichiers"]}
    pdf = fichiers[f"documents/{documents.nom_de_fichier(scene.seance, 'pdf')}"]
    assert (pdf["sha256"], pdf["taille"]) == (convocation.pdf.sha256, convocation.pdf.taille)
    annexe = fichiers["documents/annexes/001-plan-n-2-ete.pdf"]
    assert (annexe["sha256"], annexe["point"]) == (plan.sha256, scene.points[1].numero)
    assert [d["nom"] for d in scelle["destinataires"]] == list(
        convocation.remises.order_by("id").values_list("envoi__destinataire", flat=True)
    )
    assert {d["canal"] for d in scelle["destinataires"]} == {"courriel"}
    assert all(d["message"] in fichiers for d in scelle["destinataires"])


@pytest.mark.regle("PRV-01")
def test_the_state_of_deliveries_is_sealed_at_three_set_hours(scene: distribution.Scene) -> None:
    convocation = envoyer(scene)
    prevus = list(
        scene.intercommunalite.scelles.filter(nature="remises")
        .order_by("prevu_at")
        .values_list("prevu_at", "maillon")
    )
    assert prevus[0] == (convocation.sent_at + dt.timedelta(hours=1), None)
    assert timezone.localtime(prevus[1][0]).time() == dt.time(0)
    assert prevus[2] == (scene.seance.starts_at, None)


def test_a_whole_sending_gives_a_bundle_that_verifies_without_us(
    scene: distribution.Scene, boite: Boite, tmp_path: Path
) -> None:
    elu = scene.elus["jeanne"]
    f.PreferenceCanalFactory(intercommunalite=scene.intercommunalite, elu=elu)
    assert PreferenceCanal.objects.exists()
    convocation = envoyer(scene)
    echeances.drainer()
    pli = Envoi.objects.get(canal="papier")
    deposer_pli(pli, on=timezone.localdate(), by=scene.odile.user, at=timezone.now())
    Scelle.objects.filter(nature="remises").update(due_at=timezone.now())
    assert echeances.drainer() == 3
    archive = documents.dossier_de_preuve(convocation)
    code, texte = verifier(archive, tmp_path)
    assert code == 0, texte
    assert texte.count("horodaté le") == 4
    registre = json.loads((tmp_path / "evenements.json").read_bytes())["evenements"]
    etats = [e["etat"] for e in registre]
    assert (etats.count("remis"), etats.count("depose")) == (6, 1)
    assert any(e["detail"].startswith("250") for e in registre)
    with pikepdf.open(tmp_path / "attestation.pdf") as attestation:
        assert str(attestation.docinfo["/Title"]).startswith("Attestation")


@pytest.mark.regle("PRV-04")
def test_an_event_or_a_document_altered_is_named(
    scene: distribution.Scene, boite: Boite, tmp_path: Path
) -> None:
    convocation = envoyer(scene)
    echeances.drainer()
    archive = documents.dossier_de_preuve(convocation)
    assert verifier(archive, tmp_path)[0] == 0
    nom = f"documents/{documents.nom_de_fichier(scene.seance, 'pdf')}"
    for chemin in (nom, "evenements.json", "attestation.pdf"):
        intact = (tmp_path / chemin).read_bytes()
        (tmp_path / chemin).write_bytes(intact.replace(intact[40:41], b"\x01", 1))
        fini = subprocess.run(
            [sys.executable, "-I", "verifier.py"],
            cwd=tmp_path, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert fini.returncode == 1
        assert f"- {chemin} : modifié" in fini.stdout
        (tmp_path / chemin).write_bytes(intact)


@pytest.mark.regle("PRV-04")
def test_the_same_bytes_twice_whatever_became_of_the_agenda(
    scene: distribution.Scene, boite: Boite
) -> None:
    annexe = f.AnnexeFactory(
        intercommunalite=scene.intercommunalite, point=scene.points[1],
        fichier=stockage.deposer(scene.intercommunalite, b"plan", "application/pdf"),
    )  # fmt: skip
    convocation = envoyer(scene)
    echeances.drainer()
    premiere = documents.dossier_de_preuve(convocation)
    annexe.delete()
    assert documents.dossier_de_preuve(Convocation.objects.get()) == premiere


@pytest.mark.regle("PRV-03")
def test_the_page_says_that_the_stamp_waits_then_that_it_came(
    client: Any, scene: distribution.Scene, settings: Any
) -> None:
    envoyer(scene)
    client.force_login(scene.odile.user)
    attente = client.get(scene.url("seances/1/convocation/")).content.decode()
    assert "Horodatage en attente" in attente
    assert "preuve.zip" in attente
    echeances.drainer()
    expliquee = client.get(scene.url("seances/1/convocation/suivi/")).content.decode()
    assert "Aucune autorité d’horodatage n’est réglée" in expliquee
    settings.HORODATAGE = essai.NOM
    Scelle.objects.filter(nature="convocation").update(due_at=timezone.now())
    echeances.drainer()
    faite = client.get(scene.url("seances/1/convocation/suivi/")).content.decode()
    assert "Envoi horodaté" in faite
    assert "Autorité d’essai, sans valeur" in faite
    assert "en attente" not in faite


def test_the_bundle_is_downloaded_by_those_who_convene(
    client: Any, scene: distribution.Scene
) -> None:
    convocation = envoyer(scene)
    client.force_login(scene.odile.user)
    adresse = scene.url("seances/1/convocation/1/preuve.zip")
    with f.portee_nette():
        reponse = client.get(adresse)
    assert reponse["Content-Type"] == "application/zip"
    assert reponse["Content-Disposition"].startswith('attachment; filename="preuve-convocation-')
    assert zipfile.ZipFile(io.BytesIO(reponse.content)).testzip() is None
    client.force_login(scene.camille.user)
    with f.portee_nette():
        assert client.get(adresse).status_code == 403
    assert convocation.version == 1


def test_a_convocation_that_was_never_sealed_has_no_bundle(
    client: Any, scene: distribution.Scene
) -> None:
    convocation = f.ConvocationFactory(intercommunalite=scene.intercommunalite, seance=scene.seance)
    assert documents.dossier_de_preuve(convocation) is None
    assert suivi(scene.seance).scelle is None
    client.force_login(scene.odile.user)
    with f.portee_nette():
        assert client.get(scene.url("seances/1/convocation/1/preuve.zip")).status_code == 404
