"""What the communes' opinions add to the panel before a dispatch."""

import datetime as dt

import pytest
from django.utils import timezone

from deliberations.actions import rediger_projet
from instances.queries.convocation import controles
from tests import distribution
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db):
    montee = distribution.monter()
    with montee.entrer():
        montee.points[1].commune_concernee = montee.communes["Brumeval"]
        montee.points[1].save()
        yield montee


def regles(scene):
    trouves = controles(scene.seance, timezone.now())
    return {m.regle: m.bloquant for m in trouves if m.regle.startswith("MAJ")}


def transmettre(scene, jours, **champs):
    ici = scene.intercommunalite
    consultation = f.ConsultationFactory(intercommunalite=ici, point=scene.points[1])
    return f.AvisCommuneFactory(
        intercommunalite=ici, consultation=consultation, commune=scene.communes["Brumeval"],
        transmis_on=timezone.localdate() - dt.timedelta(days=jours), **champs,
    )  # fmt: skip


@pytest.mark.regle("MAJ-01")
@pytest.mark.regle("MAJ-02")
def test_a_report_of_one_commune_alone_waits_for_its_opinion(scene):
    assert regles(scene) == {"MAJ-01": True}
    transmettre(scene, 100)
    assert regles(scene) == {"MAJ-02": False}
    # A second transmission replaces the first: its own three months run.
    transmettre(scene, 10)
    assert regles(scene) == {"MAJ-02": True}


@pytest.mark.regle("MAJ-02")
def test_an_opinion_in_time_is_enough(scene):
    transmettre(scene, 10, sens="favorable", delibere_on=timezone.localdate())
    assert regles(scene) == {}


@pytest.mark.regle("MAJ-05")
def test_a_draft_rewritten_since_is_sent_again(scene):
    transmettre(scene, 10, sens="favorable", delibere_on=timezone.localdate())
    rediger_projet(
        scene.points[1], titre="Fonds", dispositif="décide", by=scene.odile.user, at=timezone.now()
    )
    assert regles(scene) == {"MAJ-05": False}


def test_what_is_only_debated_waits_for_nobody(scene):
    scene.points[1].type = "debat"
    scene.points[1].save()
    assert regles(scene) == {}


@pytest.mark.regle("MAJ-01")
def test_a_report_that_names_one_commune_is_asked_about_once(client, scene):
    """Yes makes it the commune concerned; no is kept, until another commune is named."""
    point = scene.points[2]
    point.titre = "Déchèterie d’Orsans"
    point.save()
    scene.points[1].commune_concernee = None
    scene.points[1].save()
    assert regles(scene) == {"MAJ-01": False}
    client.force_login(scene.odile.user)
    lieu = scene.url(f"seances/{scene.seance.numero}/points/{point.pk}/")
    assert "ne nomme que Orsans" in client.get(lieu).content.decode()
    assert client.post(lieu + "commune/", {"seule": "non"}).status_code == 302
    assert regles(scene) == {}
    assert "ne nomme que" not in client.get(lieu).content.decode()
    # The question is no longer put: an answer sent again changes nothing.
    assert client.post(lieu + "commune/", {"seule": "oui"}).status_code == 302
    point.refresh_from_db()
    assert (point.commune_concernee, point.commune_ecartee) == (None, scene.communes["Orsans"])
    point.titre = "Déchèterie de Clairvent"
    point.save()
    assert client.post(lieu + "commune/", {"seule": "oui"}).status_code == 302
    point.refresh_from_db()
    assert point.commune_concernee == scene.communes["Clairvent"]
    # The clerk answered yes: the opinion is now awaited, and its lack blocks.
    assert regles(scene) == {"MAJ-01": True}
