"""A comité is convened: the console, the page and the avis read the same seats (SEC-03 to 05)."""

import pytest
from django.utils import timezone

from deliberations.queries import assemblee_au
from governance.models import AuditEntry
from governance.regles import RegleViolee
from instances.actions.convoquer import figer_composition
from instances.actions.inviter import retirer_invite
from instances.actions.tenue import donner_pouvoir
from instances.queries.convocation import Preparation
from instances.queries.faits import faits_de
from sectors.controles import maires_sans_voix
from sectors.queries import comites as queries
from tests import factories as f
from tests.distribution import Scene, monter
from tests.sectors.test_comites import adjoint, comite, inviter

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """The comité of the plateau has two points, and a mayor who is no conseiller."""
    scene = monter()
    with scene.entrer():
        ici = scene.intercommunalite
        vauxbel = f.CommuneFactory(intercommunalite=ici, nom="Vauxbel")
        scene.communes["Vauxbel"] = vauxbel
        scene.elus["lucie"] = f.EluFactory(intercommunalite=ici, nom="Vidal")
        f.MandatFactory(
            intercommunalite=ici, elu=scene.elus["lucie"], nature="maire", commune=vauxbel
        )
        yield scene


def convoquer(scene: Scene, *communes: str, **reglement):
    ici = scene.intercommunalite
    point = comite(scene, *(communes or ("Brumeval", "Orsans", "Vauxbel")))
    f.RegleCompositionFactory(
        intercommunalite=ici, type_instance=point.seance.instance.type_instance,
        source="maires_non_conseillers", compte_quorum=False, vote=False,
    )  # fmt: skip
    f.PointFactory(
        intercommunalite=ici, seance=point.seance, numero="2", rang=2, type="avis", titre="Eau"
    )
    if reglement:
        ici.reglements.update(valeurs=reglement)
    preparation = Preparation(seance=point.seance, at=timezone.now())
    figer_composition(preparation)
    point.seance.etat = "convoquee"
    point.seance.save()
    return point


def faire_entrer(seance, *, sauf=()):
    for siegeant in seance.siegeants.exclude(pk__in=[s.pk for s in sauf]):
        f.PresenceFactory(
            intercommunalite=seance.intercommunalite, siegeant=siegeant, seance=seance
        )


def votants(seance) -> tuple[list[int], list[int]]:
    """Point by point: in the console, then on the page of the comité."""
    faits = faits_de(seance)
    points = list(seance.points.order_by("rang"))
    console = [len(assemblee_au(p, faits).votants) for p in points]
    return console, [len(v.votants) for v in queries.points_vus(seance)]


@pytest.mark.regle("SEC-03")
def test_the_console_gives_a_guest_his_voice_on_his_point_alone(scene):
    point = convoquer(scene)
    inviter(scene, point, adjoint(scene, "Brumeval"))
    faire_entrer(point.seance)
    assert votants(point.seance) == ([5, 4], [5, 4])
    # No longer invited, he keeps his place in the room, and no voice.
    retirer_invite(point.invites.get(), by=scene.odile.user, at=timezone.now())
    assert votants(point.seance) == ([4, 4], [4, 4])


@pytest.mark.regle("SEC-03")
def test_a_guest_of_before_the_convocation_is_seated_with_it(scene):
    point = convoquer(scene)
    elu = adjoint(scene, "Brumeval")
    inviter(scene, point, elu)
    figer_composition(Preparation(seance=point.seance, at=timezone.now()))
    siege = point.seance.siegeants.get(elu=elu)
    assert (siege.vote, siege.compte_quorum, siege.commune) == (True, False, "Brumeval")
    # Never arrived, he leaves no seat behind once his mayor changes his mind.
    retirer_invite(point.invites.get(), by=scene.odile.user, at=timezone.now())
    assert not point.seance.siegeants.filter(elu=elu).exists()


@pytest.mark.regle("SEC-01")
def test_nobody_votes_in_the_sector_of_one_commune(scene):
    point = convoquer(scene, "Brumeval")
    inviter(scene, point, adjoint(scene, "Brumeval"))
    faire_entrer(point.seance)
    assert votants(point.seance) == ([0, 0], [0, 0])


@pytest.mark.regle("SEC-04")
@pytest.mark.parametrize(("choix", "nombre"), [(False, 4), (True, 5)])
def test_the_mayor_who_is_no_conseiller_votes_where_the_reglement_says_so(scene, choix, nombre):
    point = convoquer(scene, secteur_maire_non_conseiller_vote=choix)
    faire_entrer(point.seance)
    assert votants(point.seance) == ([nombre, nombre], [nombre, nombre])
    preparation = Preparation(seance=point.seance, at=timezone.now())
    dits = [(m.regle, m.bloquant) for m in maires_sans_voix(preparation)]
    assert dits == ([] if choix else [("SEC-04", False)])


def donner(scene, seance, mandant, mandataire):
    return donner_pouvoir(
        seance, mandant=mandant, mandataire=mandataire, by=scene.odile.user, at=timezone.now(),
        date_du_pouvoir=timezone.localdate(), suppleant_empeche=True,
    )  # fmt: skip


def siege(scene, seance, nom):
    return seance.siegeants.get(elu=scene.elus[nom])


def alertes() -> list[str]:
    entree = AuditEntry.objects.filter(verbe="pouvoir_donner").order_by("-pk").first()
    return [phrase for phrase in entree.donnees["alertes"] if "entre un conseiller" in phrase]


@pytest.mark.regle("SEC-05")
def test_a_crossed_pouvoir_is_admitted_and_another_is_told(scene):
    point = convoquer(scene)
    seance = point.seance
    invite = adjoint(scene, "Brumeval")
    inviter(scene, point, invite)
    marc, camille = siege(scene, seance, "marc"), siege(scene, seance, "camille")
    fatou, remi = siege(scene, seance, "fatou"), siege(scene, seance, "remi")
    donner(scene, seance, seance.siegeants.get(elu=invite), marc)
    assert alertes() == []
    faire_entrer(seance, sauf=[seance.siegeants.get(elu=invite), fatou])
    # The guest's voice is carried on his point, and on no other.
    assert votants(seance)[0] == [4, 3]
    with pytest.raises(RegleViolee, match="déjà un pouvoir"):
        donner(scene, seance, fatou, marc)
    donner(scene, seance, fatou, camille)
    assert len(alertes()) == 1
    assert remi.pk not in {p.mandataire_id for p in seance.pouvoirs.all()}


@pytest.mark.regle("SEC-05")
def test_a_reglement_may_refuse_what_is_not_crossed(scene):
    point = convoquer(scene, secteur_pouvoir_non_croise=False)
    seance = point.seance
    with pytest.raises(RegleViolee, match="ne prévoit le pouvoir"):
        donner(scene, seance, siege(scene, seance, "fatou"), siege(scene, seance, "camille"))
    assert not seance.pouvoirs.exists()
