"""The règlement where it is applied: a clause changes what the pages say and what acts allow."""

import datetime as dt

import pytest
from django.utils import timezone

from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.actions.instances import creer_instance
from instances.actions.seances import inscrire_point
from instances.queries import commissions, delai, frequences
from instances.queries.questions import Depot
from tests import factories as f
from tests.distribution import Scene, monter

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    scene = monter()
    with scene.entrer():
        yield scene


def regler(scene: Scene, **valeurs) -> None:
    scene.intercommunalite.reglements.update(valeurs=valeurs)


def instance_de(scene: Scene, modele: str, **champs):
    ici = scene.intercommunalite
    genre = f.TypeInstanceFactory(
        intercommunalite=ici, code=modele, modele=modele, nature="consultative", publique=False,
        quorum_regle="aucun", delai_francs=champs.pop("delai_francs", None), nommee=True,
    )  # fmt: skip
    return f.InstanceFactory(intercommunalite=ici, type_instance=genre, nom=modele, **champs)


@pytest.mark.regle("CNV-22")
@pytest.mark.parametrize(("du_type", "attendu"), [(None, 8), (3, 8), (12, 12)])
def test_the_stricter_of_type_and_reglement_is_the_delay(scene, du_type, attendu):
    regler(scene, conference_maires_delai_convocation=8)
    conference = instance_de(scene, "conference_des_maires", delai_francs=du_type)
    assert delai.delai_de_l_instance(conference, timezone.localdate()).jours == attendu
    seance = f.SeanceFactory(intercommunalite=scene.intercommunalite, instance=conference)
    assert delai.contexte_du_delai(seance).delai_du_reglement == attendu


@pytest.mark.regle("CNV-10")
def test_urgency_waits_for_the_days_of_the_reglement(scene):
    regler(scene, delai_urgence=3)
    assert delai.contexte_du_delai(scene.seance).delai_d_urgence == 3


@pytest.mark.regle("CNV-22")
def test_a_body_owes_the_meetings_that_the_reglement_says(scene):
    regler(scene, conference_maires_reunions_an=2, commission_premiere_reunion_jours=3)
    on = timezone.localdate()
    instance_de(scene, "conference_des_maires")
    creee_on = max(on - dt.timedelta(days=1), dt.date(on.year, 1, 1))
    instance_de(scene, "commission_speciale", starts_on=creee_on)
    lues = {e.instance.nom: e for e in frequences.echeances(scene.intercommunalite, timezone.now())}
    assert [b.exigence.nombre for b in lues["conference_des_maires"].bilans] == [2]
    assert lues["commission_speciale"].premiere_reunion == creee_on + dt.timedelta(days=3)


@pytest.mark.regle("QST-04")
def test_fewer_members_ask_for_a_general_debate(scene):
    regler(scene, debat_politique_fraction=20)
    assert Depot(scene.intercommunalite, timezone.now()).reglement.debat_fraction == 20


@pytest.mark.regle("COM-08")
@pytest.mark.parametrize(("exige", "alertes"), [(True, 1), (False, 0)])
def test_a_commission_speciale_without_end_warns_where_the_reglement_wants_one(
    scene, exige, alertes
):
    regler(scene, commission_speciale_date_de_fin=exige)
    genre = instance_de(scene, "commission_speciale").type_instance
    instance = creer_instance(
        genre, nom="Aérodrome", starts_on=timezone.localdate(), by=scene.odile.user,
        at=timezone.now(),
    )  # fmt: skip
    (entree,) = AuditEntry.objects.filter(verbe="instance_creer", objet_id=instance.pk)
    assert len(entree.donnees["alertes"]) == alertes


@pytest.mark.regle("BUR-05")
@pytest.mark.parametrize("admis", [True, False])
def test_an_urgent_point_joins_a_bureau_debats_where_the_reglement_says(scene, admis):
    regler(scene, points_urgents_bureau_debats=admis)
    debats = instance_de(scene, "bureau_debats")
    seance = f.SeanceFactory(
        intercommunalite=scene.intercommunalite, instance=debats, etat="convoquee"
    )
    champs = {"numero": "1", "titre": "Crue de la Brume", "type": "debat"}
    qui = {"by": scene.odile.user, "at": timezone.now()}
    if admis:
        assert inscrire_point(seance, **champs, **qui).pk
        return
    with pytest.raises(RegleViolee, match="n’admet pas qu’un point"):
        inscrire_point(seance, **champs, **qui)


@pytest.mark.regle("RGI-03")
@pytest.mark.regle("COM-02")
def test_what_differs_from_the_reglement_is_told_among_the_bodies(client, scene):
    regler(
        scene, commissions_permanentes=13, bureau_debats=True,
        commission_copresidence="deux_ou_trois_vice_presidents",
    )  # fmt: skip
    client.force_login(scene.odile.user)
    with f.portee_nette():
        page = client.get(scene.url("composition/instances/")).content.decode()
    assert "prévoit 13" in page
    assert "un bureau-débats" in page
    trouves = commissions.verdict(scene.commission, timezone.localdate())
    assert "deux ou trois vice-présidents" in " ".join(m.message for m in trouves)


@pytest.mark.regle("CNV-14")
@pytest.mark.regle("RGI-02")
def test_what_no_machine_applies_is_said_where_it_serves(client, scene):
    regler(
        scene, convocation_affichee="siege", presence_signature=True,
        calendrier_concerte="echange_mensuel", modification_reglement="un_quart_des_membres",
    )  # fmt: skip
    client.force_login(scene.odile.user)
    for chemin, phrase in (
        (f"seances/{scene.seance.numero}/convocation/", "Affichez la convocation au siège"),
        ("calendrier/", "s’échange chaque mois"),
        ("reglement/", "Il se révise à la demande d’un quart"),
        (f"seances/{scene.seance.numero}/conduite/", "signe la feuille de présence"),
    ):
        if "conduite" in chemin:
            scene.intercommunalite.seances.update(etat="convoquee")
        with f.portee_nette():
            assert phrase in client.get(scene.url(chemin)).content.decode(), chemin
