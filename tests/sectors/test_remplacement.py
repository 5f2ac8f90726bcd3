"""COM-04: a mayor sends another councillor of his commune to one meeting of a commission."""

import datetime as dt

import pytest
from django.utils import timezone

from governance.models import AuditEntry, Envoi
from governance.regles import RegleViolee
from sectors.actions.commissions import designer_remplacant
from sectors.annonces import remplacements
from tests import factories as f
from tests.distribution import Scene, monter

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    scene = monter()
    with scene.entrer():
        genre = scene.commission.type_instance
        genre.modele, genre.suppleance = "commission_thematique", "designe_par_le_maire"
        genre.save()
        seance = scene.seance_de_commission
        seance.etat = "convoquee"
        seance.starts_at = timezone.now() + dt.timedelta(days=9)
        seance.save()
        yield scene


def siege(scene: Scene):
    ici, seance = scene.intercommunalite, scene.seance_de_commission
    deja = seance.siegeants.filter(elu=scene.elus["remi"]).first()
    siegeant = deja or f.SiegeantFactory(
        intercommunalite=ici, seance=seance, elu=scene.elus["remi"]
    )
    siegeant.commune, siegeant.annonce, siegeant.suppleant = "Brumeval", "absent", None
    siegeant.save()
    return siegeant


def conseiller(scene: Scene, commune: str):
    elu = f.EluFactory(intercommunalite=scene.intercommunalite)
    f.MandatFactory(
        intercommunalite=scene.intercommunalite,
        elu=elu,
        nature="conseiller_municipal",
        commune=scene.communes[commune],
    )
    return elu


@pytest.mark.regle("COM-04")
def test_the_mayor_designates_online_and_the_other_sits_and_votes(client, scene):
    membre, remplacant = siege(scene), conseiller(scene, "Brumeval")
    assert "ne viendra pas" in next(iter(remplacements(scene.marc, timezone.now()))).phrase
    client.force_login(scene.marc.user)
    numero = scene.seance_de_commission.numero
    url = scene.url(f"territoire/commissions/seances/{numero}/remplacer/")
    assert client.get(url).status_code == 200
    assert client.post(url, {"membre": "x"}).status_code == 422
    saisie = {"membre": membre.pk, "remplacant": remplacant.pk}
    assert client.post(url, saisie).status_code == 302
    membre.refresh_from_db()
    assert membre.suppleant == remplacant
    assert membre.vote
    assert Envoi.objects.filter(idem__startswith="remplacement/").count() == 1
    assert AuditEntry.objects.filter(verbe="commission_remplacer").exists()
    assert list(remplacements(scene.marc, timezone.now())) == []
    client.force_login(scene.camille.user)
    assert client.get(url).status_code == 403


@pytest.mark.regle("COM-04")
def test_a_councillor_of_another_commune_is_not_sent_and_nothing_moves(scene):
    membre = siege(scene)
    with pytest.raises(RegleViolee, match="même commune"):
        designer_remplacant(
            membre, remplacant=conseiller(scene, "Orsans"), by=scene.marc.user, at=timezone.now()
        )
    membre.refresh_from_db()
    assert membre.suppleant is None
