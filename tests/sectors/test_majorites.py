"""A commune that refused in time asks for two thirds of the conseil's members."""

import datetime as dt

import pytest
from django.utils import timezone

from deliberations.queries.majorites import exigence_de
from deliberations.regles.exigences import ORDINAIRE, issue_exigee, voix_requises
from tests import factories as f
from tests.distribution import monter

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db):
    montee = monter()
    with montee.entrer():
        point = montee.points[1]
        point.commune_concernee = montee.communes["Brumeval"]
        point.save()
        montee.seance.en_exercice = 6
        montee.seance.save()
        yield montee


def avis(scene, *, jours=10, **champs):
    ici = scene.intercommunalite
    f.AvisCommuneFactory(
        intercommunalite=ici,
        consultation=f.ConsultationFactory(intercommunalite=ici, point=scene.points[1]),
        commune=scene.communes["Brumeval"],
        transmis_on=timezone.localdate() - dt.timedelta(days=jours),
        delibere_on=timezone.localdate(),
        **champs,
    )


@pytest.mark.regle("MAJ-03")
def test_sixty_per_cent_are_not_enough_after_a_refusal(scene):
    avis(scene, sens="defavorable")
    scene.points[1].refresh_from_db()
    exigence = exigence_de(scene.points[1])
    assert (exigence.base, voix_requises(exigence, exprimes=6)) == (6, 4)
    assert issue_exigee(exigence, pour=3, contre=2) == "rejetee"
    assert issue_exigee(exigence, pour=4, contre=2) == "adoptee"
    assert [m.regle for m in exigence.engagements] == ["MAJ-06"]


@pytest.mark.regle("MAJ-04")
@pytest.mark.parametrize(
    "champs", [{"sens": "favorable"}, {"sens": "defavorable", "jours": 120}, {"jours": 120}]
)
def test_an_agreement_a_late_refusal_and_silence_leave_the_ordinary_majority(scene, champs):
    avis(scene, **champs)
    assert exigence_de(scene.points[1]) == ORDINAIRE
