"""Calendars to subscribe to: one person's, one public's; what a secret opens, and until when."""

import datetime as dt

import icalendar
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from governance.models import AuditEntry
from instances.actions import abonnements as actions
from instances.models import Abonnement
from instances.queries import abonnements as queries
from tests import factories as f
from tests.distribution import Scene, monter, monter_a_cote

pytestmark = [pytest.mark.django_db, pytest.mark.regle("CNV-23")]


@pytest.fixture
def scene() -> Scene:
    scene = monter()
    with scene.entrer():
        scene.intercommunalite.seances.update(etat="convoquee")
        yield scene


def ouvrir(scene: Scene, **qui) -> str:
    return actions.ouvrir_abonnement(
        scene.intercommunalite, by=scene.odile.user, at=timezone.now(), **qui
    )


def lire(client, scene: Scene, secret: str, *, slug: str | None = None) -> tuple[int, list[str]]:
    with f.portee_nette():
        reponse = client.get(f"/{slug or scene.slug}/public/agenda/{secret}/seances.ics")
    if reponse.status_code != 200:
        return reponse.status_code, []
    evenements = icalendar.Calendar.from_ical(reponse.content).walk("VEVENT")
    return 200, sorted(str(e["SUMMARY"]).split(" (")[0] for e in evenements)


def test_a_person_reads_his_seances_without_logging_in(client, scene):
    f.SiegeantFactory(
        intercommunalite=scene.intercommunalite, seance=scene.seance, elu=scene.elus["camille"]
    )
    ailleurs = f.InstanceFactory(
        intercommunalite=scene.intercommunalite, nom="Comité public où elle ne siège pas",
        type_instance=f.TypeInstanceFactory(
            intercommunalite=scene.intercommunalite, code="ailleurs", publique=True,
            modele="comite_consultatif", nature="consultative",
        ),
    )  # fmt: skip
    f.SeanceFactory(intercommunalite=scene.intercommunalite, instance=ailleurs, etat="convoquee")
    secret = ouvrir(scene, acces=scene.camille)
    assert lire(client, scene, secret) == (200, [str(scene.commission), str(scene.conseil)])


def test_the_services_read_every_seance_they_prepare(client, scene):
    _, titres = lire(client, scene, ouvrir(scene, acces=scene.odile))
    assert {str(scene.conseil), str(scene.commission)} <= set(titres)


def test_only_the_hash_is_kept(scene):
    secret = ouvrir(scene, acces=scene.camille)
    abonnement = scene.intercommunalite.abonnements.get()
    assert abonnement.empreinte == queries.condenser(secret)
    assert secret not in str(abonnement.__dict__)
    assert AuditEntry.objects.filter(verbe="abonnement_ouvrir").count() == 1


def test_renewed_the_former_address_shows_nothing(client, scene):
    ancien, nouveau = (ouvrir(scene, acces=scene.camille) for _ in range(2))
    assert lire(client, scene, ancien)[0] == 404
    assert lire(client, scene, nouveau)[0] == 200


def test_revoked_it_shows_nothing(client, scene):
    secret = ouvrir(scene, public="habitants")
    qui = {"public": "habitants", "by": scene.odile.user, "at": timezone.now()}
    actions.revoquer_abonnement(scene.intercommunalite, **qui)
    assert lire(client, scene, secret)[0] == 404


def test_a_closed_access_closes_its_address(client, scene):
    secret = ouvrir(scene, acces=scene.camille)
    scene.camille.ferme_at = timezone.now() - dt.timedelta(days=1)
    scene.camille.save()
    assert lire(client, scene, secret)[0] == 404


def test_an_address_opens_nothing_next_door(client, scene):
    voisine = monter_a_cote()
    secret = ouvrir(scene, public="habitants")
    assert lire(client, scene, secret, slug=voisine.slug)[0] == 404


@pytest.mark.regle("DIV-03")
@pytest.mark.parametrize(
    ("public", "conseils"),
    [("habitants", False), ("maires", True), ("conseils_municipaux", True)],
)
def test_a_public_reads_public_seances_only(client, scene, public, conseils):
    ici = scene.intercommunalite
    f.SeanceFactory(
        intercommunalite=ici, instance=scene.conseil, etat="preparation", lieu="ébauche"
    )
    f.ConvocationFactory(intercommunalite=ici, seance=scene.seance, version=1)
    f.ReunionMunicipaleFactory(
        intercommunalite=ici, commune=scene.communes["Brumeval"], titre="Conseil municipal",
        starts_at=timezone.now() + dt.timedelta(days=3),
    )  # fmt: skip
    _, titres = lire(client, scene, ouvrir(scene, public=public))
    municipaux = ["Conseil municipal, Brumeval"] if conseils else []
    assert titres == sorted([str(scene.conseil), *municipaux])


def test_one_open_address_a_person_or_a_public(scene):
    ouvrir(scene, public="habitants")
    with pytest.raises(IntegrityError), transaction.atomic():
        f.AbonnementFactory(intercommunalite=scene.intercommunalite, acces=None, public="habitants")


def test_the_page_shows_the_address_once(client, scene):
    client.force_login(scene.camille.user)
    with f.portee_nette():
        page = client.post(scene.url("calendrier/abonnement/")).content.decode()
    adresse = page.split('readonly value="')[1].split('"')[0]
    assert adresse.endswith("/seances.ics")
    secret = adresse.split("/agenda/")[1].split("/")[0]
    with f.portee_nette():
        relue = client.get(scene.url("calendrier/abonnements/")).content.decode()
    assert secret not in relue
    assert "Renouveler" in relue
    assert "Une adresse par public" not in relue


def test_only_the_services_publish_the_address_of_a_public(client, scene):
    for qui, statut in {"odile": 200, "camille": 403}.items():
        client.force_login(scene.acces[qui].user)
        with f.portee_nette():
            reponse = client.post(scene.url("calendrier/abonnements/habitants/"))
        assert reponse.status_code == statut, qui
    client.force_login(scene.odile.user)
    with f.portee_nette():
        assert client.post(scene.url("calendrier/abonnements/inconnu/")).status_code == 404
    with scene.entrer():
        assert Abonnement.objects.filter(public="habitants", revoque_at=None).count() == 1
