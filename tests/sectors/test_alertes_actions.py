"""The droit d'alerte as acts: what is written, what is told, and what nobody can do."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from governance import echeances
from governance.models import AuditEntry, Envoi
from governance.regles import RegleViolee
from instances.actions.reprises import reprendre_point
from instances.actions.seances import retirer_point
from sectors.actions import alertes as actions
from sectors.models import Alerte
from sectors.queries import alertes as queries
from tests import factories as f
from tests.distribution import Scene, monter

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC)
TEXTE = {
    "objet": "Desserte scolaire du plateau",
    "cause": "decision",
    "grief": "atteinte",
    "expose": "L’arrêt du centre est supprimé depuis la rentrée.",
}


@pytest.fixture
def scene() -> Scene:
    scene = monter()
    with scene.entrer():
        ici = scene.intercommunalite
        ici.reglements.update(valeurs={"droit_alerte": True})
        secteur = f.PerimetreFactory(intercommunalite=ici, nom="Plateau")
        f.PerimetreCommuneFactory(
            intercommunalite=ici, perimetre=secteur, commune=scene.communes["Brumeval"]
        )
        for nom, qualite in (("fatou", "titulaire"), ("jeanne", "suppleant")):
            f.EluDeSecteurFactory(
                intercommunalite=ici, perimetre=secteur, elu=scene.elus[nom], qualite=qualite
            )
        yield scene


def bureau(scene: Scene, *, jours: int = 20):
    genre = f.TypeInstanceFactory(
        intercommunalite=scene.intercommunalite, code=f"bureau-{jours}", modele="bureau"
    )
    instance = f.InstanceFactory(
        intercommunalite=scene.intercommunalite, type_instance=genre, nom=f"Bureau {jours}"
    )
    return f.SeanceFactory(
        intercommunalite=scene.intercommunalite,
        instance=instance,
        starts_at=timezone.now() + dt.timedelta(days=jours),
    )


def brouillon(scene: Scene, **champs) -> Alerte:
    marc = scene.elus["marc"]
    return actions.enregistrer_alerte(marc, by=scene.marc.user, at=AT, **(TEXTE | champs))


def deposee(scene: Scene) -> Alerte:
    at = timezone.now()
    return actions.deposer_alerte(brouillon(scene), by=scene.marc.user, at=at)


@pytest.mark.regle("ALR-04")
def test_filing_tells_the_president_and_both_elus_of_the_sector_at_once(scene):
    alerte = deposee(scene)
    recus = {d.elu for d in alerte.destinataires.all()}
    assert recus == {scene.elus[nom] for nom in ("paul", "fatou", "jeanne")}
    envois = Envoi.objects.filter(idem__startswith=f"alerte/{alerte.pk}/")
    assert envois.count() == 4
    assert all(e.pieces[0]["sha256"] == alerte.courrier.sha256 for e in envois)
    assert AuditEntry.objects.filter(verbe="alerte_deposer", objet_id=alerte.pk).exists()


@pytest.mark.regle("ALR-05", "ALR-08")
def test_in_form_it_is_inscribed_at_the_first_bureau_still_open(scene):
    loin, proche = bureau(scene, jours=30), bureau(scene, jours=12)
    alerte = deposee(scene)
    assert alerte.etat == Alerte.Etat.INSCRITE
    assert alerte.point.seance == proche
    # Neither a question nor a subject proposed by a member: a point of its own kind.
    assert (alerte.point.type, alerte.point.usage) == ("debat", "alerte")
    assert not scene.intercommunalite.questions.exists()
    assert not loin.points.exists()


@pytest.mark.regle("ALR-06")
def test_the_author_is_invited_to_be_heard(scene):
    seance = bureau(scene)
    alerte = deposee(scene)
    invite = seance.invites.get()
    assert (invite.elu, invite.point) == (scene.elus["marc"], alerte.point)


@pytest.mark.regle("ALR-05")
def test_without_a_bureau_it_waits_and_the_clock_inscribes_it(scene):
    alerte = deposee(scene)
    assert alerte.etat == Alerte.Etat.RECEVABLE
    seance = bureau(scene)
    echeances.drainer()
    alerte.refresh_from_db()
    assert alerte.etat == Alerte.Etat.INSCRITE
    assert alerte.point.seance == seance


@pytest.mark.regle("ALR-05")
def test_a_cancelled_seance_sends_it_to_the_next_one(scene):
    premiere = bureau(scene, jours=12)
    alerte = deposee(scene)
    premiere.etat = "annulee"
    premiere.save()
    suivante = bureau(scene, jours=30)
    echeances.drainer()
    alerte.refresh_from_db()
    assert alerte.point.seance == suivante


@pytest.mark.regle("ALR-04")
def test_without_an_elu_of_the_sector_it_is_to_be_completed_never_rejected(scene):
    scene.intercommunalite.elus_de_secteur.update(ends_on="2026-05-01")
    alerte = deposee(scene)
    assert alerte.etat == Alerte.Etat.INCOMPLETE
    f.EluDeSecteurFactory(
        intercommunalite=scene.intercommunalite,
        perimetre=alerte.perimetre,
        elu=scene.elus["remi"],
    )
    actions.completer_alerte(alerte, by=scene.odile.user, at=timezone.now())
    assert alerte.etat == Alerte.Etat.RECEVABLE
    assert alerte.destinataires.filter(elu=scene.elus["remi"]).exists()


@pytest.mark.regle("ALR-04")
def test_once_filed_the_text_does_not_move(scene):
    alerte = deposee(scene)
    with pytest.raises(RegleViolee):
        actions.modifier_alerte(alerte, by=scene.marc.user, at=AT, objet="Autre chose")
    alerte.refresh_from_db()
    assert alerte.objet == TEXTE["objet"]


@pytest.mark.regle("ALR-01")
@pytest.mark.parametrize("champ", ["expose", "grief", "objet"])
def test_a_request_without_reasons_is_not_filed_and_nothing_moves(scene, champ):
    alerte = brouillon(scene, **{champ: ""})
    with pytest.raises(RegleViolee):
        actions.deposer_alerte(alerte, by=scene.marc.user, at=timezone.now())
    alerte.refresh_from_db()
    assert alerte.etat == Alerte.Etat.BROUILLON
    assert not Envoi.objects.filter(idem__startswith="alerte/").exists()


def tenir(alerte: Alerte, *, point: str = "traite", seance: str = "levee") -> None:
    """The Bureau met: what its séance and the point of the alert became."""
    ici = alerte.intercommunalite
    ici.points.filter(pk=alerte.point_id).update(etat=point)
    ici.seances.filter(points=alerte.point_id).update(etat=seance)
    alerte.refresh_from_db()


@pytest.mark.regle("ALR-05")
@pytest.mark.parametrize(
    ("point", "seance", "de_nouveau"),
    [
        ("ajourne", "ouverte", False),
        ("ajourne", "levee", True),
        ("inscrit", "levee", True),
        ("retire", "preparation", False),
        ("retire", "convoquee", True),
        ("renvoye", "ouverte", True),
        ("traite", "levee", False),
    ],
)
def test_what_its_seance_did_not_debate_goes_to_the_next_one(scene, point, seance, de_nouveau):
    premiere = bureau(scene, jours=12)
    alerte = deposee(scene)
    tenir(alerte, point=point, seance=seance)
    suivante = bureau(scene, jours=30)
    echeances.drainer()
    alerte.refresh_from_db()
    assert alerte.point.seance == (suivante if de_nouveau else premiere)
    assert [i.seance for i in scene.elus["marc"].invitations.all()] == [alerte.point.seance]
    prevenu = Envoi.objects.filter(idem__startswith=f"alerte/{alerte.pk}/renvoi-")
    assert prevenu.exists() is de_nouveau


@pytest.mark.regle("ALR-05")
def test_a_point_taken_up_by_the_service_is_followed_not_doubled(scene):
    premiere = bureau(scene, jours=12)
    alerte = deposee(scene)
    tenir(alerte, point="non_examine")
    suivante = bureau(scene, jours=30)
    instance = premiere.instance
    suivante.instance = instance
    suivante.save()
    repris = reprendre_point(alerte.point, vers=suivante, by=scene.odile.user, at=timezone.now())
    echeances.drainer()
    alerte.refresh_from_db()
    assert (alerte.point, alerte.etat) == (repris, Alerte.Etat.INSCRITE)
    assert suivante.points.count() == 1
    assert [i.point for i in scene.elus["marc"].invitations.all()] == [repris]


@pytest.mark.regle("ALR-05")
def test_the_service_takes_it_off_an_open_ordre_du_jour_without_losing_it(scene):
    seance = bureau(scene)
    alerte = deposee(scene)
    retirer_point(alerte.point, by=scene.odile.user, at=timezone.now())
    assert seance.points.get().etat == "retire"
    echeances.drainer()
    assert seance.points.count() == 1


@pytest.mark.regle("ALR-06")
def test_the_debate_is_noted_after_the_seance_and_not_before(scene):
    bureau(scene)
    alerte = deposee(scene)
    with pytest.raises(RegleViolee, match="une fois le point traité"):
        actions.debattre_alerte(alerte, debat="Rien encore.", by=scene.odile.user, at=AT)
    alerte.refresh_from_db()
    assert (alerte.etat, alerte.debat) == (Alerte.Etat.INSCRITE, "")
    assert queries.acte_attendu(alerte) == ""
    tenir(alerte)
    assert queries.acte_attendu(alerte) == "debattre"


@pytest.mark.regle("ALR-05")
def test_withdrawn_by_its_author_its_point_its_invitation_go_and_all_are_told(scene):
    seance = bureau(scene)
    alerte = deposee(scene)
    actions.retirer_alerte(alerte, by=scene.marc.user, at=timezone.now())
    assert (seance.points.get().etat, seance.invites.count()) == ("retire", 0)
    retraits = Envoi.objects.filter(idem__startswith=f"alerte/{alerte.pk}/retrait/")
    qui = {e.adresse.split("@")[0] for e in retraits}
    assert qui >= {"marc", "paul", "fatou", "jeanne", "odile"}


@pytest.mark.regle("ALR-06")
def test_once_debated_it_is_not_withdrawn(scene):
    bureau(scene)
    alerte = deposee(scene)
    tenir(alerte, seance="ouverte")
    with pytest.raises(RegleViolee, match="traité"):
        actions.retirer_alerte(alerte, by=scene.marc.user, at=timezone.now())
    alerte.refresh_from_db()
    assert alerte.etat == Alerte.Etat.INSCRITE


@pytest.mark.regle("ALR-06")
def test_it_is_followed_to_its_closing_and_given_back(scene):
    bureau(scene)
    alerte = deposee(scene)
    tenir(alerte)
    qui = {"by": scene.odile.user, "at": timezone.now()}
    actions.debattre_alerte(alerte, debat="Le vice-président propose un maintien.", **qui)
    suite = actions.donner_suite(
        alerte, quoi="Rétablir l’arrêt", responsable="Mobilités", avant_on=AT.date(), **qui
    )
    with pytest.raises(RegleViolee, match="avant de clore"):
        actions.clore_alerte(alerte, restitution="Rien de plus.", **qui)
    actions.tenir_suite(suite, faite_on=AT.date(), bilan="Rétabli.", **qui)
    actions.clore_alerte(alerte, restitution="L’arrêt est rétabli.", **qui)
    assert alerte.etat == Alerte.Etat.CLOSE
    rendus = Envoi.objects.filter(idem__startswith=f"alerte/{alerte.pk}/restitution/")
    assert rendus.count() == 4
    assert [e.etat for e in alerte.evenements.all()][-1] == Alerte.Etat.CLOSE


def test_the_timeline_is_written_once_and_kept(scene):
    alerte = deposee(scene)
    evenement = alerte.evenements.first()
    evenement.phrase = "Jamais déposée."
    with pytest.raises(IntegrityError, match="ajout seul"), transaction.atomic():
        evenement.save()
