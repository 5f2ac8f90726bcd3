"""What follows a convocation, through the API."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from instances.actions.convoquer import convoquer
from instances.actions.inviter import inviter
from instances.actions.repondre import repondre
from tests.distribution import Scene, monter


@pytest.fixture
def scene(db: Any) -> Any:
    scene = monter()
    with scene.entrer():
        signe: dict[str, Any] = {"by": scene.odile.user, "at": now()}
        inviter(scene.seance, personne="Nora Blin", courriel="nora@agence.fr", **signe)
        convoquer(scene.seance, **signe)
        siege = scene.seance.siegeants.get(elu=scene.elus["camille"])
        repondre(siege, choix="excuse", voie="service", **signe)
        yield scene


def poster(client: Any, scene: Scene, suite: str, donnees: Any) -> Any:
    return client.post(
        scene.url(f"api/seances/1/{suite}/"), json.dumps(donnees), content_type="application/json"
    )


def test_answers_are_read_and_a_correction_leaves(scene: Scene, client: Any) -> None:
    client.force_login(scene.odile.user)
    (lue,) = client.get(scene.url("api/seances/1/reponses/")).json()["resultats"]
    assert (lue["membre"], lue["choix"]) == (str(scene.elus["camille"]), "excuse")
    points = scene.url("api/seances/1/ordre-du-jour/")
    point = {"numero": "9", "titre": "Questions", "type": "information", "usage": "questions"}
    inscrit = client.post(points, json.dumps(point), content_type="application/json")
    assert inscrit.json()["usage"] == "questions"
    reponse = poster(client, scene, "rectifier", {"motif": "Une question de plus"})
    assert reponse.status_code == 201
    assert reponse.json()["version"] == 2
    assert "Nora Blin" in {r["nom"] for r in reponse.json()["remises"]}
    assert poster(client, scene, "rectifier", {}).status_code == 422


def test_a_seance_is_put_off(scene: Scene, client: Any) -> None:
    client.force_login(scene.odile.user)
    jour = (scene.seance.starts_at + timedelta(days=7)).isoformat()
    reponse = poster(client, scene, "reporter", {"motif": "Neige", "starts_at": jour})
    assert reponse.status_code == 201
    assert reponse.json()["etat"] == "preparation"
    client.force_login(scene.acces["samir"].user)
    for suite in ("reporter", "rectifier"):
        assert poster(client, scene, suite, {"motif": "x"}).status_code == 403
