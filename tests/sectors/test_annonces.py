"""The droit d'alerte on the dashboard: for who may alert, and for nobody else."""

import pytest
from django.utils import timezone

from sectors.actions import signatures
from sectors.annonces import alertes as annonces
from tests.sectors import test_alertes_actions as actes
from tests.sectors.test_alertes_actions import brouillon, bureau, deposee

pytestmark = pytest.mark.django_db
scene = actes.scene


def phrases(scene, nom: str) -> list[str]:
    return [a.phrase for a in annonces(scene.acces[nom], timezone.now())]


@pytest.mark.regle("ALR-01")
def test_the_dashboard_of_a_mayor_opens_on_the_droit_d_alerte_and_nobody_else_s(client, scene):
    assert "droit d’alerte" in phrases(scene, "marc")[0]
    assert phrases(scene, "camille") == phrases(scene, "samir") == []
    client.force_login(scene.marc.user)
    assert "droit d’alerte" in client.get(scene.url("")).content.decode()


@pytest.mark.regle("ALR-05")
def test_a_mayor_reads_there_where_his_alert_stands(scene):
    bureau(scene)
    deposee(scene)
    assert "sera débattue" in phrases(scene, "marc")[0]


def test_a_mayor_asked_to_sign_is_told_there(scene):
    paul = scene.elus["paul"]
    signatures.solliciter_maires(
        brouillon(scene), maires=[paul], by=scene.marc.user, at=timezone.now()
    )
    assert "vous demande de signer" in phrases(scene, "paul")[0]


@pytest.mark.regle("ALR-01")
def test_a_mayor_reads_and_signs_from_his_account(client, scene):
    alerte = brouillon(scene)
    client.force_login(scene.marc.user)
    url = scene.url(f"territoire/alertes/{alerte.numero}/")
    assert client.post(url + "signatures/", {}).status_code == 422
    saisie = {"maires": [scene.elus["paul"].pk]}
    assert client.post(url + "signatures/", saisie).status_code == 302
    client.force_login(scene.paul.user)
    assert client.get(url).url.endswith("/signer/")
    assert client.get(url + "signer/").status_code == 200
    assert client.post(url + "signer/").status_code == 302
    assert alerte.signataires.get().at is not None
    client.force_login(scene.camille.user)
    assert client.get(url + "signer/").status_code == 404
