"""A late convocation is mended by the proof of its receipt, and by nothing else (CNV-08)."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from governance.regles import RegleViolee
from instances.actions.reception import constater_reception
from instances.queries.suivi import suivi
from instances.regles import depot
from tests import distribution
from tests import factories as f

pytestmark = pytest.mark.regle("CNV-08")
JOUR = dt.date(2026, 11, 10)


@pytest.mark.parametrize(
    ("on", "admis"),
    [(JOUR, True), (JOUR - dt.timedelta(1), False), (dt.date(2026, 11, 24), True),
     (dt.date(2026, 11, 25), False)],
)  # fmt: skip
def test_a_receipt_falls_between_the_dispatch_and_today(on, admis):
    refus = depot.reception(on=on, aujourd_hui=dt.date(2026, 11, 24), convocation_du=JOUR)
    assert (refus == ()) is admis


@pytest.fixture
def envoi(db: Any) -> tuple[distribution.Scene, Any]:
    """Marc’s letter, convened ten days ago for a séance in two days, and never posted."""
    scene = distribution.monter()
    with scene.entrer():
        ici, maintenant = scene.intercommunalite, timezone.now()
        scene.seance.starts_at = maintenant + dt.timedelta(days=2)
        scene.seance.etat = "convoquee"
        scene.seance.save()
        convocation = f.ConvocationFactory(
            intercommunalite=ici, seance=scene.seance, sent_at=maintenant - dt.timedelta(days=10)
        )
        tardif = f.EnvoiFactory(
            intercommunalite=ici, canal="papier", etat="depose", destinataire="Marc",
            sent_at=maintenant - dt.timedelta(days=1),
        )  # fmt: skip
        f.RemiseFactory(
            intercommunalite=ici, convocation=convocation, elu=scene.elus["marc"], envoi=tardif,
            qualite="titulaire",
        )  # fmt: skip
    return scene, tardif


def lire(scene: distribution.Scene) -> Any:
    with scene.entrer():
        [ligne] = suivi(scene.seance).lignes
        return ligne


def test_a_late_letter_asks_for_a_proof(envoi):
    scene, _ = envoi
    assert lire(scene).a_prouver
    assert not lire(scene).regulier


def noter(scene: distribution.Scene, tardif: Any, jours: int) -> None:
    with scene.entrer():
        constater_reception(
            tardif,
            on=timezone.localdate() - dt.timedelta(days=jours),
            preuve="Décharge signée",
            by=scene.odile.user,
            at=timezone.now(),
        )


@pytest.mark.parametrize(("jours", "regulier"), [(4, True), (5, True), (3, False)])
def test_the_receipt_proven_is_counted_in_clear_days(envoi, jours, regulier):
    scene, tardif = envoi
    noter(scene, tardif, jours)
    ligne = lire(scene)
    assert (ligne.regulier, ligne.recu_on is not None) == (regulier, True)
    with scene.entrer():
        assert scene.intercommunalite.audit.filter(verbe="reception_constater").count() == 1


def test_a_receipt_before_the_dispatch_is_refused(envoi):
    scene, tardif = envoi
    with pytest.raises(RegleViolee):
        noter(scene, tardif, 11)


def test_the_clerk_notes_it_from_the_page(client, envoi):
    scene, tardif = envoi
    client.force_login(scene.odile.user)
    suite = scene.url(f"seances/1/convocation/receptions/{tardif.pk}/")
    with f.portee_nette():
        page = client.get(scene.url("seances/1/convocation/"))
        assert "Prouver la réception" in page.content.decode()
        jour = timezone.localdate() - dt.timedelta(days=5)
        reponse = client.post(suite, {"on": jour.isoformat(), "preuve": "Avis de réception"})
    assert reponse.status_code == 302
    assert lire(scene).regulier
