"""Answers: from the link and the account, the pouvoir that follows, the forecast."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from governance import mail
from governance.models import AuditEntry, Envoi
from governance.regles import RegleViolee
from instances.actions import liens
from instances.actions.convoquer import convoquer
from instances.actions.repondre import confirmer_pouvoir, repondre
from instances.models import Lien, Pouvoir, Reponse, Siegeant
from instances.queries.reponses import attendus, prevision, reponses_de
from tests import distribution
from tests.instances.test_convocation_action import A_TEMPS, preparee

PLUS_TARD = A_TEMPS + dt.timedelta(hours=1)


@pytest.fixture
def scene(db: None) -> Iterator[distribution.Scene]:
    montee = preparee()
    with montee.entrer():
        convoquer(montee.seance, by=montee.odile.user, at=A_TEMPS)
        yield montee


def siege(scene: distribution.Scene, nom: str) -> Siegeant:
    return scene.seance.siegeants.get(elu=scene.elus[nom])


def dire(scene: distribution.Scene, nom: str, choix: str, *, voie: str = "compte", **k: Any) -> Any:
    by = None if voie == "lien" else scene.odile.user
    return repondre(siege(scene, nom), choix=choix, voie=voie, by=by, at=PLUS_TARD, **k)


def regles(refus: pytest.ExceptionInfo[RegleViolee]) -> set[str]:
    return {m.regle for m in refus.value.manquements if m.bloquant}


def test_the_last_answer_counts_and_all_of_them_remain(scene: distribution.Scene) -> None:
    dire(scene, "camille", "present")
    dire(scene, "camille", "absent", voie="lien")
    dire(scene, "camille", "absent", voie="lien")
    camille = siege(scene, "camille")
    assert reponses_de(scene.seance)[camille.pk].choix == "absent"
    assert list(camille.reponses.values_list("choix", flat=True).order_by("id")) == [
        "present", "absent",
    ]  # fmt: skip
    acte = AuditEntry.objects.filter(verbe="reponse_donner").latest("pk")
    assert (acte.by, acte.donnees["voie"]) == (None, "lien")


@pytest.mark.regle("POU-01", "POU-02")
def test_a_pouvoir_from_an_account_is_recorded_at_once_and_told(scene: distribution.Scene) -> None:
    recue = dire(scene, "camille", "pouvoir", mandataire=siege(scene, "paul"))
    pouvoir = Pouvoir.objects.get()
    assert recue.pouvoir == pouvoir
    assert (pouvoir.mandant, pouvoir.mandataire) == (siege(scene, "camille"), siege(scene, "paul"))
    assert pouvoir.date_du_pouvoir == dt.date(2026, 12, 9)
    message = Envoi.objects.get(objet__startswith="Pouvoir reçu")
    assert message.adresse == scene.elus["paul"].courriel
    assert "Camille ROUSSEL" in message.corps
    with pytest.raises(RegleViolee) as refus:
        dire(scene, "jeanne", "pouvoir", mandataire=siege(scene, "paul"))
    assert regles(refus) == {"POU-02"}
    assert siege(scene, "jeanne").pk not in reponses_de(scene.seance)


@pytest.mark.regle("POU-01", "POU-05")
def test_a_pouvoir_from_a_link_waits_for_the_service_then_yields(scene: distribution.Scene) -> None:
    recue = dire(scene, "camille", "pouvoir", voie="lien", mandataire=siege(scene, "paul"))
    assert not Pouvoir.objects.exists()
    assert attendus(scene.seance).a_confirmer == 1
    confirmer_pouvoir(recue.reponse, by=scene.odile.user, at=PLUS_TARD)
    assert attendus(scene.seance).a_confirmer == 0
    with pytest.raises(RegleViolee) as refus:
        confirmer_pouvoir(recue.reponse, by=scene.odile.user, at=PLUS_TARD)
    assert regles(refus) == {"POU-05"}
    dire(scene, "camille", "present", voie="lien")
    assert Pouvoir.objects.get().revoque_at == PLUS_TARD
    assert Envoi.objects.filter(objet__startswith="Pouvoir retiré").count() == 1


@pytest.mark.regle("POU-03", "POU-01")
@pytest.mark.parametrize(("mandataire", "regle"), [(None, "POU-01"), ("camille", "POU-03")])
def test_a_pouvoir_is_named_and_given_to_another(
    scene: distribution.Scene, mandataire: str | None, regle: str
) -> None:
    with pytest.raises(RegleViolee) as refus:
        dire(scene, "camille", "pouvoir", mandataire=mandataire and siege(scene, mandataire))
    assert regles(refus) == {regle}
    assert not Reponse.objects.exists()


@pytest.mark.regle("MEM-02", "MEM-03")
def test_the_suppleant_is_told_and_only_where_there_is_one(scene: distribution.Scene) -> None:
    dire(scene, "fatou", "suppleant", voie="lien")
    message = Envoi.objects.get(objet__startswith="Vous êtes appelé à siéger")
    assert message.adresse == scene.elus["hugo"].courriel
    dire(scene, "fatou", "present", voie="lien")
    assert Envoi.objects.filter(objet__startswith="Vous n’êtes plus appelé").count() == 1
    with pytest.raises(RegleViolee) as refus:
        dire(scene, "camille", "suppleant")
    assert regles(refus) == {"MEM-02"}


@pytest.mark.regle("QUO-03")
def test_the_forecast_counts_people_and_never_pouvoirs(scene: distribution.Scene) -> None:
    assert (prevision(scene.seance).quorum, prevision(scene.seance).suffit) == (4, None)
    dire(scene, "marc", "present")
    dire(scene, "paul", "present")
    dire(scene, "fatou", "suppleant")
    dire(scene, "camille", "pouvoir", mandataire=siege(scene, "paul"))
    dire(scene, "jeanne", "excuse")
    vue = prevision(scene.seance)
    assert (vue.attendus, vue.presents, vue.supplees, vue.pouvoirs) == (6, 2, 1, 1)
    assert (vue.excuses, vue.sans_reponse, vue.venus, vue.suffit) == (1, 1, 3, None)
    dire(scene, "remi", "absent")
    assert prevision(scene.seance).suffit is False
    dire(scene, "remi", "present")
    assert prevision(scene.seance).suffit is True


@pytest.mark.regle("POU-03")
def test_a_holder_who_does_not_come_is_seen_from_both_sides(scene: distribution.Scene) -> None:
    dire(scene, "camille", "pouvoir", mandataire=siege(scene, "paul"))
    recue = dire(scene, "paul", "absent")
    assert "Camille ROUSSEL" in recue.alertes[0].message
    ligne = next(li for li in attendus(scene.seance).lignes if li.siege == siege(scene, "camille"))
    assert "absent" in ligne.remarque


@pytest.mark.regle("ETA-01")
def test_answers_close_when_the_seance_opens(scene: distribution.Scene) -> None:
    scene.seance.etat = "ouverte"
    scene.seance.save()
    with pytest.raises(RegleViolee, match="Prévenez le service"):
        dire(scene, "camille", "absent")


def test_a_machine_that_answers_in_a_loop_is_stopped(scene: distribution.Scene) -> None:
    for rang in range(20):
        dire(scene, "camille", "present", voie="lien", commentaire=str(rang))
    with pytest.raises(RegleViolee, match="Trop de réponses"):
        dire(scene, "camille", "absent", voie="lien")


# Links --------------------------------------------------------------------------------------


def test_each_email_has_its_link_and_no_row_holds_its_secret(scene: distribution.Scene) -> None:
    envois = list(Envoi.objects.filter(remises__isnull=False))
    assert Lien.objects.count() == len(envois) == 7
    secrets = {mail.secret_de(envoi) for envoi in envois}
    assert len(secrets) == 7
    for envoi in envois:
        assert mail.MARQUE in envoi.corps
        assert not any(secret in envoi.corps for secret in secrets)
    assert Lien.objects.first().expire_at == dt.datetime(2026, 12, 15, 23, tzinfo=dt.UTC)


def test_revoking_closes_every_link_of_a_person_and_is_written_down(
    scene: distribution.Scene,
) -> None:
    remise = scene.intercommunalite.remises.get(elu=scene.elus["camille"])
    assert liens.revoquer_liens(remise, by=scene.odile.user, at=PLUS_TARD) == 1
    assert liens.revoquer_liens(remise, by=scene.odile.user, at=PLUS_TARD) == 0
    assert AuditEntry.objects.filter(verbe="lien_revoquer").count() == 1
    assert Lien.objects.filter(revoque_at=None).count() == 6
