"""Readiness of the points of every séance, of particular reports, and its cost."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from instances.models import Point, Seance
from instances.queries.convocation import Preparation, controles, controles_de
from instances.views.pret import pret
from tests import distribution
from tests import factories as f
from tests.instances import test_pret
from tests.instances.test_pret import lire, poster, soupe

pytestmark = pytest.mark.django_db
scene = test_pret.scene


# Points of every séance, particular reports ------------------------------------------------


def creer(client: Any, scene: distribution.Scene, **champs: Any) -> Seance:
    jour = timezone.localdate() + dt.timedelta(days=40)
    donnees = {
        "instance": scene.conseil.pk, "jour": jour.isoformat(), "heure": "18:00", "lieu": "Siège",
    } | champs  # fmt: skip
    assert poster(client, scene, "seances/creer/", "odile", **donnees).status_code == 302
    with scene.entrer():
        return Seance.objects.latest("pk")


@pytest.mark.regle("ODJ-08")
@pytest.mark.regle("ODJ-09")
def test_a_seance_opens_with_the_points_of_every_seance(
    client: Any, scene: distribution.Scene
) -> None:
    with scene.entrer():
        ordre = ["quorum", "proces_verbal", "secretaire"]
        scene.intercommunalite.reglements.update(valeurs={"ordre_ouverture": ordre})
    voulus = ["secretaire", "proces_verbal", "delegations"]
    seance = creer(client, scene, usages=voulus)
    with scene.entrer():
        points = list(seance.points.order_by("rang"))
        jour = timezone.localdate(scene.seance.starts_at)
        assert [p.usage for p in points] == ["proces_verbal", "secretaire", "delegations"]
        assert f"{jour.day}" in points[0].titre
        assert [m.regle for m in controles(seance, timezone.now()) if m.bloquant] == []


def test_a_point_of_every_seance_may_be_left_out(client: Any, scene: distribution.Scene) -> None:
    with scene.entrer():
        assert creer(client, scene, usages=["delegations"]).points.get().usage == "delegations"
    commission = creer(
        client, scene, instance=scene.commission.pk, usages=["secretaire", "delegations"]
    )
    with scene.entrer():
        assert not commission.points.exists()


@pytest.mark.regle("BUR-02")
def test_a_bureau_refuses_the_matters_of_the_conseil_when_they_are_typed(
    client: Any, scene: distribution.Scene
) -> None:
    with scene.entrer():
        scene.conseil.type_instance.modele = "bureau"
        scene.conseil.type_instance.save()
    champs = {"numero": "9", "titre": "Tarifs", "type": "deliberation", "matiere": "budget"}
    reponse = poster(client, scene, "seances/1/points/ajouter/", "odile", **champs)
    assert reponse.status_code == 422
    assert "le conseil seul en décide" in soupe(reponse).text
    debat = poster(
        client, scene, "seances/1/points/ajouter/", "odile", **champs | {"type": "debat"}
    )
    assert debat.status_code == 302
    with scene.entrer():
        assert Point.objects.get(numero="9").matiere == ""


def test_particular_fields_stay_folded_until_they_speak(
    client: Any, scene: distribution.Scene
) -> None:
    adresse = f"seances/1/points/{scene.points[1].pk}/modifier/"
    assert not soupe(lire(client, scene, adresse)).select_one("details.fields").has_attr("open")
    demande = soupe(lire(client, scene, f"{adresse}?champ=matiere"))
    assert demande.select_one("details.fields").has_attr("open")
    proposee = soupe(lire(client, scene, "seances/1/points/ajouter/?usage=delegations"))
    assert "travaux du bureau" in proposee.find(id="id_titre")["value"]
    assert proposee.select_one("details.fields").has_attr("open")


# Size ------------------------------------------------------------------------------------


# Seven of them are the session, the account, the intercommunalité and the row-level scope.
PAGES_A_TAILLE_REELLE = (("seances/1/convocation/", 24), ("seances/1/", 25), ("", 33))


def test_the_panel_takes_fourteen_queries_for_150_members_and_100_points(
    client: Any, scene: distribution.Scene, django_assert_max_num_queries: Any
) -> None:
    ici = scene.intercommunalite
    with scene.entrer():
        for _ in range(144):
            elu = f.EluFactory(intercommunalite=ici)
            f.MandatFactory(
                intercommunalite=ici, elu=elu, nature="conseiller_communautaire",
                commune=scene.communes["Brumeval"],
            )  # fmt: skip
        for rang in range(10, 107):
            f.PointFactory(
                intercommunalite=ici, seance=scene.seance, numero=f"5.{rang}", rang=rang,
                note_de_synthese="", rapporteur=elu,
            )  # fmt: skip
    with scene.entrer():
        seance = Seance.objects.select_related("instance__type_instance").get(pk=scene.seance.pk)
        seance.intercommunalite = seance.instance.intercommunalite = ici
        with django_assert_max_num_queries(14):
            preparation = Preparation(seance=seance, at=timezone.now())
            lu = pret(preparation, scene.odile, controles_de(preparation))
        assert len(preparation.sieges) == 150
        assert lu.bloquants == 1
    client.force_login(scene.odile.user)
    for suite, requetes in PAGES_A_TAILLE_REELLE:
        with f.portee_nette(), django_assert_max_num_queries(requetes):
            assert client.get(scene.url(suite)).status_code == 200
