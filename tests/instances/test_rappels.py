"""Reminders, from the facts to the mail: in time, by day, together, and never twice."""

import datetime as dt
import threading
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance import tenancy
from governance.models import AuditEntry, Envoi
from instances.actions.rappels import prevoir, rappeler, regler_rappels
from instances.models import Rappel
from instances.queries.rappels import a_faire, apercu
from tests import factories as f
from tests.distribution import Scene, monter

PARIS = ZoneInfo("Europe/Paris")
# Thursday 10 December 2026: the convocation leaves at the latest on Friday 4.
SEANCE = dt.datetime(2026, 12, 10, 18, 30, tzinfo=PARIS)


def le(jour: int, heure: int = 8, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 12, jour, heure, minute, tzinfo=PARIS)


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    montee = monter()
    with montee.entrer():
        montee.intercommunalite.seances.exclude(pk=montee.seance.pk).update(etat="annulee")
        montee.intercommunalite.seances.filter(pk=montee.seance.pk).update(starts_at=SEANCE)
        yield montee


def partis(scene: Scene, *, a: str | None = None) -> list[Envoi]:
    envois = scene.intercommunalite.envois.filter(idem__startswith="rappels/").order_by("pk")
    return [e for e in envois if a is None or e.adresse.startswith(f"{a}@")]


def vivre(scene: Scene, *heures: dt.datetime) -> list[Envoi]:
    for heure in heures:
        rappeler(scene.intercommunalite, heure)
    return partis(scene)


def convoquee(scene: Scene, *, sent_at: dt.datetime | None = None) -> Any:
    ici, sent_at = scene.intercommunalite, sent_at or le(1, 10)
    ici.seances.filter(pk=scene.seance.pk).update(etat="convoquee")
    return f.ConvocationFactory(
        intercommunalite=ici, seance=scene.seance, version=1, sent_at=sent_at, delai_requis=5
    )


def remise(scene: Scene, convocation: Any, nom: str, **envoi: Any) -> Any:
    ici, elu = scene.intercommunalite, scene.elus[nom]
    champs = {"canal": "courriel", "etat": "remis", "sent_at": convocation.sent_at} | envoi
    message = f.EnvoiFactory(intercommunalite=ici, adresse=elu.courriel, **champs)
    f.SiegeantFactory(intercommunalite=ici, seance=scene.seance, elu=elu)
    return f.RemiseFactory(
        intercommunalite=ici, convocation=convocation, elu=elu, envoi=message, qualite="titulaire"
    )


# The last lawful day -----------------------------------------------------------------------


@pytest.mark.regle("CNV-05")
def test_the_clerk_hears_of_the_last_day_before_it_on_it_and_after_it(scene: Scene) -> None:
    """Three days before (Tuesday 1st), the day before, that day, and once it is passed."""
    jours = [le(j, h, m) for j in range(1, 8) for h, m in ((0, 5), (7, 30), (8, 0), (14, 0))]
    envois = vivre(scene, le(1, 0, 5), *jours)
    lus = [(e.destinataire, [r.nature for r in e.rappels.all()]) for e in envois]
    assert lus == [
        ("Odile Marchand", ["limite_proche"]),
        ("Odile Marchand", ["limite_proche"]),
        ("Odile Marchand", ["limite_proche"]),
        ("Odile Marchand", ["limite_passee"]),
    ]
    corps = [e.corps.replace("\u00a0", " ") for e in envois]
    assert "au plus tard le vendredi 4 décembre" in corps[0]
    assert "Envoyez la convocation aujourd’hui avant minuit" in corps[2]
    assert "peut se tenir à partir du vendredi 11 décembre" in corps[3]
    assert "En cas d’urgence, un jour franc suffit" in corps[3]
    assert f"/{scene.slug}/seances/1/convocation/" in corps[3]
    # That day and afterwards, the first minute that is not quiet, even on a Saturday.
    assert [e.rappels.get().traite_at for e in envois] == [le(1), le(3), le(4, 7, 30), le(5, 7, 30)]


def test_nothing_is_recalled_of_what_is_done(scene: Scene) -> None:
    prevoir(scene.intercommunalite, le(1, 0, 5))
    [attendu] = scene.intercommunalite.rappels.all()
    scene.intercommunalite.seances.filter(pk=scene.seance.pk).update(etat="convoquee")
    assert vivre(scene, le(1), le(2), le(4)) == []
    attendu.refresh_from_db()
    assert (attendu.traite_at, attendu.eteint_at, attendu.envoi) == (le(1), le(1), None)


def test_a_reason_that_comes_back_is_recalled_once(scene: Scene) -> None:
    seances = scene.intercommunalite.seances.filter(pk=scene.seance.pk)
    prevoir(scene.intercommunalite, le(1, 0, 5))
    seances.update(etat="annulee")
    prevoir(scene.intercommunalite, le(1, 1, 0))
    seances.update(etat="preparation")
    assert len(vivre(scene, le(1, 2), le(1), le(1, 9))) == 1


def test_a_service_limited_to_its_instance_and_no_other_hears_of_it(scene: Scene) -> None:
    ici = scene.intercommunalite
    f.ReglageRappelsFactory(intercommunalite=ici, limite_jours=3)
    scene.commission.type_instance.delai_francs = 5
    scene.commission.type_instance.save()
    ici.seances.filter(pk=scene.seance_de_commission.pk).update(
        etat="preparation", starts_at=SEANCE
    )
    envois = vivre(scene, le(1))
    assert {e.destinataire: e.rappels.count() for e in envois} == {
        "Odile Marchand": 2,
        "Line Perrot": 1,
    }


def test_without_a_service_an_administrator_is_told(scene: Scene) -> None:
    scene.intercommunalite.acces.filter(role="assemblees").update(ferme_at=le(1))
    assert [e.destinataire for e in vivre(scene, le(3))] == ["Adèle Bonnet"]


# Together, by day --------------------------------------------------------------------------


def test_what_presses_takes_the_digest_of_the_same_day_along(scene: Scene) -> None:
    convocation = convoquee(scene)
    remise(scene, convocation, "marc", etat="retourne")
    f.SeanceFactory(
        intercommunalite=scene.intercommunalite, instance=scene.conseil, numero=9, starts_at=SEANCE
    )
    [envoi] = vivre(scene, le(4, 0, 5), le(4, 7, 30), le(4, 8))
    assert envoi.objet == "3\u00a0rappels (Val De Brume), dernier jour d’envoi proche"
    assert "Message revenu" in envoi.corps
    assert "M. Marc TISSOT n’est pas arrivée" in envoi.corps


def test_two_beats_at_once_write_one_message(transactional_db: None) -> None:
    scene = monter()
    ici, barriere = scene.intercommunalite, threading.Barrier(2)
    with scene.entrer():
        ici.seances.filter(pk=scene.seance.pk).update(starts_at=SEANCE)
        ici.seances.exclude(pk=scene.seance.pk).update(etat="annulee")

    def battre() -> None:
        barriere.wait()
        with tenancy.entrer(ici.pk):
            rappeler(ici, le(1))
        connection.close()

    fils = [threading.Thread(target=battre) for _ in range(2)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    with scene.entrer():
        assert len(partis(scene)) == 1
        rappeler(ici, le(1, 8, 1))
        assert len(partis(scene)) == 1


def test_a_tick_with_nothing_due_asks_little(
    scene: Scene, django_assert_max_num_queries: Any
) -> None:
    scene.intercommunalite.seances.update(etat="levee")
    rappeler(scene.intercommunalite, le(1))
    # One question or two for each application that plans something.
    with django_assert_max_num_queries(15):
        rappeler(scene.intercommunalite, le(1, 9))


# Members -----------------------------------------------------------------------------------


@pytest.mark.regle("CNV-07")
def test_a_letter_not_posted_on_the_last_day_alarms(scene: Scene) -> None:
    convocation = convoquee(scene, sent_at=le(2))
    remise(scene, convocation, "fatou", canal="papier", etat="sur_papier", sent_at=None)
    envois = vivre(scene, le(2, 9), le(3), le(4, 7, 30), le(5, 7, 30))
    textes = [e.corps.replace("\u00a0", " ") for e in envois]
    assert len(textes) == 3
    assert "1 membre sans convocation, dont 1 pli à poster" in textes[1]
    assert "aujourd’hui avant minuit" in textes[1]
    assert "n’est pas régulièrement convoquée (CNV-07)" in textes[2]


def test_who_has_not_opened_is_reminded_by_a_link_of_his_own_once(scene: Scene) -> None:
    convocation = convoquee(scene)
    camille = remise(scene, convocation, "camille")
    ouverte = remise(scene, convocation, "jeanne")
    f.EnvoiEvenementFactory(
        intercommunalite=scene.intercommunalite, envoi=ouverte.envoi, etat="ouvert"
    )
    remise(scene, convocation, "marc", canal="papier", etat="depose")
    assert vivre(scene, le(2)) == []
    [envoi] = vivre(scene, le(3), le(4), le(7))
    assert envoi.adresse == scene.elus["camille"].courriel
    assert "Rappel" in envoi.objet
    assert "vous n’avez pas encore ouvert" in envoi.corps
    assert camille.liens.count() == 1


def test_an_answer_is_asked_of_those_who_gave_none(scene: Scene) -> None:
    convocation = convoquee(scene)
    f.ReglageRappelsFactory(intercommunalite=scene.intercommunalite, non_ouverte_jours=0)
    for nom in ("camille", "jeanne"):
        remise(scene, convocation, nom)
    siege = scene.seance.siegeants.get(elu=scene.elus["jeanne"])
    f.ReponseFactory(intercommunalite=scene.intercommunalite, siegeant=siege, seance=scene.seance)
    [envoi] = vivre(scene, le(7), le(8), le(9), le(10))
    assert envoi.adresse == scene.elus["camille"].courriel
    assert "votre réponse est attendue" in envoi.corps


@pytest.mark.regle("CNV-16")
def test_a_demanded_meeting_is_recalled_until_it_is_convened(scene: Scene) -> None:
    scene.intercommunalite.seances.update(etat="levee")
    demande = f.DemandeReunionFactory(
        intercommunalite=scene.intercommunalite, instance=scene.conseil, recue_on=le(1).date()
    )
    [recue] = vivre(scene, le(1), le(2))
    assert "au plus tard le vendredi 25 décembre" in recue.corps
    assert len(vivre(scene, le(24), le(25, 7, 30), le(26, 7, 30))) == 4
    f.SeanceFactory(
        intercommunalite=scene.intercommunalite, instance=scene.conseil, numero=9,
        demande=demande, etat="convoquee", starts_at=le(31),
    )  # fmt: skip
    rappeler(scene.intercommunalite, le(27))
    assert a_faire(scene.odile) == []


def test_visas_are_recalled_to_who_signs_or_to_his_delegate(scene: Scene) -> None:
    champs = {"intercommunalite": scene.intercommunalite}
    visa = f.VisaFactory(**champs, viseur=scene.diane, etat="attendu", due_on=le(3).date())
    scene.intercommunalite.seances.update(etat="levee")
    [veille] = vivre(scene, le(2))
    assert (veille.destinataire, "est attendu le jeudi 3 décembre" in veille.corps) == (
        "Diane Lambert",
        True,
    )
    f.DelegationVisaFactory(
        **champs, titulaire=scene.diane, delegue=scene.adele, starts_on=le(3).date(),
        ends_on=le(9).date(),
    )  # fmt: skip
    assert [e.destinataire for e in vivre(scene, le(3))[1:]] == ["Adèle Bonnet"]
    scene.intercommunalite.visas.filter(pk=visa.pk).update(etat="donne")
    assert len(vivre(scene, le(4), le(7))) == 2


# Settings ----------------------------------------------------------------------------------


def test_new_hours_apply_to_what_waits(scene: Scene) -> None:
    ici = scene.intercommunalite
    prevoir(ici, le(1, 0, 5))
    regler_rappels(ici, by=scene.adele.user, at=le(1, 7), recapitulatif=dt.time(11))
    assert [r.due_at for r in ici.rappels.all()] == [le(1, 11)]
    entree = AuditEntry.objects.get(verbe="rappels_regler")
    assert (entree.donnees["avant"], entree.donnees["apres"]) == (
        {"recapitulatif": "08:00:00"},
        {"recapitulatif": "11:00:00"},
    )


def test_zero_silences_what_comes_before_never_what_is_passed(scene: Scene) -> None:
    f.ReglageRappelsFactory(intercommunalite=scene.intercommunalite, limite_jours=0)
    [envoi] = vivre(scene, le(1), le(3), le(4), le(5))
    assert envoi.rappels.get().nature == Rappel.Nature.LIMITE_PASSEE


def test_the_week_to_come_shows_each_message_once(scene: Scene) -> None:
    departs = apercu(scene.intercommunalite, le(1, 0, 5))
    assert [(d.at, d.destinataire, len(d.rappels)) for d in departs] == [
        (le(1), "Odile Marchand", 1),
        (le(3), "Odile Marchand", 1),
        (le(4, 7, 30), "Odile Marchand", 1),
        (le(5, 7, 30), "Odile Marchand", 1),
    ]


# Always ------------------------------------------------------------------------------------


@given(
    ecart=st.integers(1, 6),
    jours=st.integers(1, 5),
    decalage=st.integers(0, 13),
    fin_de_semaine=st.booleans(),
)
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_limit_never_passes_in_silence(
    scene: Scene, ecart: int, jours: int, decalage: int, fin_de_semaine: bool
) -> None:
    """Before it when the séance existed early enough, after it always; by day; never twice."""
    ici = scene.intercommunalite
    ici.rappels.all().delete()
    ici.reglages_rappels.all().delete()
    f.ReglageRappelsFactory(intercommunalite=ici, limite_jours=jours, fin_de_semaine=fin_de_semaine)
    limite = dt.date(2026, 12, 4) + dt.timedelta(days=decalage)
    ici.seances.filter(pk=scene.seance.pk).update(starts_at=SEANCE + dt.timedelta(days=decalage))
    debut = limite - dt.timedelta(days=jours + ecart - 1)
    for jour in range(jours + ecart + 1):
        for heure in (dt.time(0, 5), dt.time(7, 30), dt.time(8), dt.time(22)):
            date = debut + dt.timedelta(days=jour)
            rappeler(ici, dt.datetime.combine(date, heure, PARIS))
    envoyes = list(ici.rappels.exclude(envoi=None))
    par_nature = {n: [r for r in envoyes if r.nature == n] for n in Rappel.Nature.values}
    assert any(r.traite_at.astimezone(PARIS).date() <= limite for r in par_nature["limite_proche"])
    assert [r.traite_at.astimezone(PARIS).date() for r in par_nature["limite_passee"]] == [
        limite + dt.timedelta(days=1)
    ]
    for rappel in envoyes:
        assert dt.time(7, 30) <= rappel.traite_at.astimezone(PARIS).time() < dt.time(20)


# Pages -------------------------------------------------------------------------------------


def test_the_direction_sets_reminders_and_sees_what_will_leave(scene: Scene, client: Any) -> None:
    client.force_login(scene.diane.user)
    adresse = scene.url("parametres/rappels/")
    champs = {
        "limite_jours": "5", "non_ouverte_jours": "0", "reponse_jours": "2",
        "recapitulatif": "09:00", "calme_debut": "19:00", "calme_fin": "07:00",
    }  # fmt: skip
    refus = client.post(adresse, champs | {"recapitulatif": "06:00"})
    assert refus.status_code == 422
    assert "tombe dans les heures calmes" in refus.content.decode()
    assert client.post(adresse, champs).status_code == 302
    reglage = scene.intercommunalite.reglages_rappels.get()
    assert (reglage.limite_jours, reglage.visas, reglage.calme_debut) == (5, False, dt.time(19))
    assert "Ce qui partira cette semaine" in client.get(adresse).content.decode()


def test_the_dashboard_says_what_stands_due(scene: Scene, client: Any) -> None:
    rappeler(scene.intercommunalite, le(4, 7, 30))
    client.force_login(scene.odile.user)
    page = client.get(scene.url()).content.decode()
    assert "Envoyez la convocation aujourd’hui avant minuit" in page
    client.force_login(scene.samir.user)
    assert "À faire" not in client.get(scene.url()).content.decode()
