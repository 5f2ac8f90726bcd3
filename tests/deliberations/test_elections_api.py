"""An election through the API: candidates, two statements that agree, the mandat opened."""

from typing import Any

import pytest
from django.utils import timezone

from governance import actions
from instances.models import Mandat
from tests import distribution
from tests.deliberations.test_installation import ouvrir, prete

pytestmark = pytest.mark.django_db


@pytest.mark.regle("ELE-01", "ELE-02")
def test_a_round_is_noted_from_two_statements_then_the_mandate_opens(client):
    scene = distribution.monter()
    with scene.entrer():
        tenue = prete(scene)
        ouvrir(tenue)
        pk = tenue.discuter("3").pk
        _, secret = actions.creer_jeton(scene.odile, libelle="Essai", by=None, at=timezone.now())
    racine = f"/{scene.slug}/api/points/{pk}/election/"

    def poster(suite: str, **corps: Any) -> Any:
        return client.post(
            racine + suite, corps, content_type="application/json",
            headers={"authorization": f"Jeton {secret}"},
        )  # fmt: skip

    reponse = poster("candidats/", candidats=[{"elu": scene.elus["marc"].pk}])
    assert reponse.status_code == 200, reponse.content
    (tour,) = reponse.json()["scrutins"][0]["tours"]
    releve = {"enveloppes": 5, "voix": [{"candidat": tour["candidats"][0]["id"], "voix": 5}]}
    premier, second = releve | {"par": "Line"}, releve | {"par": "Samir"}
    assert poster("tours/", premier=premier, second=premier).status_code == 422
    lu = poster("tours/", premier=premier, second=second).json()
    assert lu["restants"] == 0
    assert lu["scrutins"][0]["tours"][0]["scrutateurs"] == "Line et Samir"
    assert poster("mandats/").status_code == 200
    with scene.entrer():
        assert (
            Mandat.objects.filter(nature="president", ends_on=None).get().elu
            == (scene.elus["marc"])
        )
