"""Comités: whom mayors send, who votes, and the avis that reaches its report by itself."""

import datetime as dt

import pytest
from django.utils import timezone

from governance import echeances
from governance.models import AuditEntry
from governance.regles import RegleViolee
from sectors.actions import comites as actions
from sectors.queries import comites as queries
from tests import factories as f
from tests.distribution import Scene, monter

pytestmark = pytest.mark.django_db


def comite(scene: Scene, *communes: str, modele="comite_de_secteur"):
    """A comité whose séance was held yesterday, with one point."""
    ici = scene.intercommunalite
    secteur = f.PerimetreFactory(intercommunalite=ici, nom="Plateau", nature="secteur")
    for nom in communes or ("Brumeval", "Orsans"):
        f.PerimetreCommuneFactory(
            intercommunalite=ici, perimetre=secteur, commune=scene.communes[nom]
        )
    genre = f.TypeInstanceFactory(
        intercommunalite=ici, code=modele, modele=modele, nature="consultative", publique=False
    )
    f.RegleCompositionFactory(intercommunalite=ici, type_instance=genre, compte_quorum=False)
    instance = f.InstanceFactory(
        intercommunalite=ici, type_instance=genre, nom="Comité du plateau", perimetre=secteur
    )
    seance = f.SeanceFactory(
        intercommunalite=ici, instance=instance, starts_at=timezone.now() - dt.timedelta(days=1)
    )
    return f.PointFactory(
        intercommunalite=ici, seance=seance, numero="1", rang=1, type="avis",
        titre="Plan de mobilité",
    )  # fmt: skip


@pytest.fixture
def scene() -> Scene:
    scene = monter()
    with scene.entrer():
        yield scene


def adjoint(scene: Scene, commune: str, **champs):
    elu = f.EluFactory(intercommunalite=scene.intercommunalite, **champs)
    f.MandatFactory(
        intercommunalite=scene.intercommunalite, elu=elu, nature="adjoint",
        commune=scene.communes[commune],
    )  # fmt: skip
    return elu


def inviter(scene, point, elu, domaine="Mobilités"):
    return actions.inviter_un_elu(
        point, maire=scene.elus["marc"], elu=elu, domaine=domaine,
        by=scene.marc.user, at=timezone.now(),
    )  # fmt: skip


def rendre(scene, point, **champs):
    valeurs = {"sens": "favorable", "texte": "", "pour": 3, "contre": 1, "abstention": 0}
    par = {"by": scene.odile.user, "at": timezone.now()}
    return actions.rendre_avis(point, **(valeurs | champs), **par)


def destiner(scene, point, vers):
    return actions.destiner(point, vers=vers, by=scene.odile.user, at=timezone.now())


@pytest.mark.regle("SEC-03")
def test_the_seats_of_the_sector_vote_and_one_guest_per_commune_on_his_point(scene):
    point = comite(scene)
    assert len(queries.points_vus(point.seance)[0].votants) == 4
    inviter(scene, point, adjoint(scene, "Brumeval"))
    assert len(queries.points_vus(point.seance)[0].votants) == 5
    with pytest.raises(RegleViolee, match="déjà un invité"):
        inviter(scene, point, adjoint(scene, "Brumeval"))


@pytest.mark.regle("SEC-03")
def test_a_mayor_sends_nobody_from_elsewhere(scene):
    point = comite(scene)
    with pytest.raises(RegleViolee, match="de sa commune"):
        inviter(scene, point, adjoint(scene, "Orsans"))
    assert not point.invites.exists()


@pytest.mark.regle("SEC-01")
def test_a_sector_of_one_commune_takes_no_vote(scene):
    point = comite(scene, "Brumeval")
    destiner(scene, point, scene.points[2])
    with pytest.raises(RegleViolee, match="Aucun vote"):
        rendre(scene, point)
    rendus = rendre(scene, point, pour=None, contre=None, abstention=None)
    assert [a.point for a in rendus] == [scene.points[2]]


@pytest.mark.regle("SEC-02")
def test_the_avis_reaches_the_report_with_its_votes(scene):
    point = comite(scene)
    assert queries.proposee(point) == scene.points[2]
    destiner(scene, point, scene.points[2])
    rendre(scene, point, pour=3, contre=1)
    avis = scene.points[2].avis.get()
    assert (str(avis.instance), avis.pour, avis.contre) == ("Comité du plateau", 3, 1)
    assert avis.point_source == point
    assert AuditEntry.objects.filter(verbe="comite_rendre_avis").exists()


@pytest.mark.regle("SEC-02")
@pytest.mark.parametrize(("pour", "contre", "sens"), [(3, 1, "favorable"), (1, 3, "defavorable")])
def test_a_vote_proclaimed_in_seance_travels_by_itself_once(scene, pour, contre, sens):
    point = comite(scene)
    destiner(scene, point, scene.points[2])
    f.ScrutinFactory(
        intercommunalite=scene.intercommunalite, point=point, pour=pour, contre=contre,
        proclame_at=timezone.now(),
    )  # fmt: skip
    point.etat = "traite"
    point.save()
    echeances.drainer()
    echeances.drainer()
    assert scene.points[2].avis.get().sens == sens


@pytest.mark.regle("SEC-03")
def test_no_more_voices_than_voters(scene):
    point = comite(scene)
    destiner(scene, point, scene.points[2])
    with pytest.raises(RegleViolee, match="pour 4 votants"):
        rendre(scene, point, pour=9)
    assert not scene.points[2].avis.exists()


@pytest.mark.regle("SEC-02")
def test_an_avis_without_a_report_is_kept_and_follows_the_one_chosen_later(scene, client):
    point = comite(scene)
    (rendu,) = rendre(scene, point, pour=3, contre=1, texte="Oui.")
    assert rendu.point == point
    client.force_login(scene.odile.user)
    lieu = scene.url(f"territoire/reunions-de-comite/{point.seance.numero}/")
    page = client.get(lieu).content.decode()
    assert "sans rapport à éclairer" in page
    assert "Choisir le rapport" in page
    destiner(scene, point, scene.points[2])
    suivi = scene.points[2].avis.get()
    assert (suivi.sens, suivi.pour, suivi.texte) == (rendu.sens, 3, "Oui.")
    assert suivi.point_source == point
    assert "Choisir le rapport" not in client.get(lieu).content.decode()


@pytest.mark.regle("TER-01")
def test_a_conseil_de_territoire_sends_its_avis_too(scene):
    point = comite(scene, "Brumeval", modele="conseil_de_territoire")
    destiner(scene, point, scene.points[1])
    assert len(rendre(scene, point, pour=2, contre=1)) == 1


@pytest.mark.regle("SEC-06")
def test_the_referent_is_a_titulaire_of_the_comite(scene):
    point = comite(scene)
    genre = f.TypeInstanceFactory(
        intercommunalite=scene.intercommunalite, code="elargie", modele="commission_elargie",
        nommee=True, nature="consultative", quorum_regle="aucun",
    )  # fmt: skip
    commission = f.InstanceFactory(
        intercommunalite=scene.intercommunalite, type_instance=genre, nom="Commission élargie"
    )
    champs = {
        "commission": commission, "competence": "Eau", "starts_on": timezone.localdate(),
        "by": scene.odile.user, "at": timezone.now(),
    }  # fmt: skip
    with pytest.raises(RegleViolee, match="conseiller titulaire"):
        actions.designer_referent(point.seance.instance, elu=scene.elus["paul"], **champs)
    actions.designer_referent(point.seance.instance, elu=scene.elus["remi"], **champs)
    [referent] = queries.referents(point.seance.instance, timezone.localdate())
    assert (referent.elu, referent.instance) == (scene.elus["remi"], commission)


@pytest.mark.regle("DIV-03")
def test_whoever_does_not_sit_finds_nothing_of_a_comite(scene, client):
    point = comite(scene)
    lieux = [
        f"territoire/comites/{point.seance.instance_id}/",
        f"territoire/reunions-de-comite/{point.seance.numero}/",
    ]
    attendus = {"odile": 200, "camille": 200, "marc": 200, "paul": 404, "samir": 404}
    for qui, statut in attendus.items():
        client.force_login(scene.acces[qui].user)
        for lieu in lieux:
            with f.portee_nette():
                assert client.get(scene.url(lieu)).status_code == statut, (qui, lieu)
