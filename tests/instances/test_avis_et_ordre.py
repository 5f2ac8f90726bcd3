"""Opinions noted on a point, by hand or from a commission; the ordre du jour by commission."""

import datetime as dt

import pytest
from django.utils.timezone import localdate, now

from instances.actions.ordonner import ordonner_par_commission
from instances.actions.seances import deplacer_point
from instances.models import Avis
from tests import distribution
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return distribution.monter()


def appeler(client, scene, methode, suite, donnees=None):
    client.force_login(scene.odile.user)
    with f.portee_nette():
        return getattr(client, methode)(scene.url(suite), donnees or {})


@pytest.mark.regle("COM-09")
def test_an_opinion_is_noted_read_by_all_then_taken_off(client, scene):
    chemin = f"seances/1/points/{scene.points[1].pk}/avis/"
    saisi = {"instance": scene.commission.pk, "rendu_on": "2026-11-02", "sens": "favorable"}
    contraire = appeler(client, scene, "post", chemin, saisi | {"pour": "2", "contre": "3"})
    assert contraire.status_code == 422
    assert appeler(client, scene, "post", chemin, saisi | {"pour": "5"}).status_code == 302
    client.force_login(scene.camille.user)
    with f.portee_nette():
        page = client.get(scene.url(f"seances/1/points/{scene.points[1].pk}/")).content.decode()
    assert "Favorable" in page
    assert "Noter un avis" not in page
    with scene.entrer():
        avis = Avis.objects.get()
    assert appeler(client, scene, "post", f"{chemin}{avis.pk}/retirer/").status_code == 302
    with scene.entrer():
        assert not Avis.objects.exists()


@pytest.mark.regle("COM-03")
def test_what_a_commission_dealt_with_is_proposed_with_its_day(client, scene):
    with scene.entrer():
        seance = scene.seance_de_commission
        seance.etat, seance.starts_at = "levee", now() - dt.timedelta(days=10)
        seance.save()
        source = seance.points.first()
        source.etat = "traite"
        source.save()
    chemin = f"seances/1/points/{scene.points[1].pk}/avis/"
    assert f"?source={source.pk}" in appeler(client, scene, "get", chemin).content.decode()
    page = appeler(client, scene, "get", f"{chemin}?source={source.pk}")
    jour = localdate(seance.starts_at).isoformat()
    assert jour in page.content.decode()
    saisi = {"instance": scene.commission.pk, "rendu_on": jour, "sens": "sans"}
    assert appeler(client, scene, "post", f"{chemin}?source={source.pk}", saisi).status_code == 302
    with scene.entrer():
        assert Avis.objects.get().point_source == source


@pytest.mark.regle("ODJ-05")
def test_the_ordre_du_jour_follows_commissions_but_not_what_was_placed_by_hand(client, scene):
    with scene.entrer():
        points = list(scene.seance.points.order_by("rang"))
        scene.seance.points.update(usage="")
        scene.seance.points.filter(pk=points[-1].pk).update(commission=scene.commission.nom)
        deplacer_point(points[1], vers=1, by=scene.odile.user, at=now())
        fixe = scene.seance.points.get(pk=points[1].pk)
        assert fixe.place_a_la_main
    assert appeler(client, scene, "post", "seances/1/ordonner/").status_code == 302
    with scene.entrer():
        lus = list(scene.seance.points.order_by("rang"))
        assert (lus[0].pk, lus[0].numero) == (fixe.pk, fixe.numero)
        assert lus[-1].numero == "1.1"
        assert [p.rang for p in lus] == list(range(1, len(lus) + 1))
        assert ordonner_par_commission(scene.seance, by=scene.odile.user, at=now()) == 0
        assert ordonner_par_commission(scene.seance, liberer=True, by=scene.odile.user, at=now())


def test_once_convened_numbers_are_kept(client, scene):
    with scene.entrer():
        scene.intercommunalite.seances.update(etat="convoquee")
    assert appeler(client, scene, "post", "seances/1/ordonner/").status_code == 422
