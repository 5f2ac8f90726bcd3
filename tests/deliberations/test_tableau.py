"""The dashboard: what is due comes first, each reader sees his own, and it costs few queries."""

import datetime as dt

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from deliberations.queries.tableau import en_lettres
from instances.actions.convoquer import convoquer
from instances.models import Seance
from tests import distribution
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return distribution.monter()


def lire(client, scene, qui="odile"):
    client.force_login(scene.acces[qui].user)
    with f.portee_nette():
        return client.get(scene.url())


def texte(reponse) -> str:
    lu = BeautifulSoup(reponse.content, "html.parser").get_text(" ")
    return " ".join(lu.replace("\u00a0", " ").split())


def placer(scene, numero: int, **champs) -> None:
    with scene.entrer():
        Seance.objects.filter(numero=numero).update(**champs)


def dans(jours: int) -> dt.datetime:
    return timezone.now() + dt.timedelta(days=jours)


def seance(scene, **champs):
    return f.SeanceFactory(
        intercommunalite=scene.intercommunalite, instance=scene.conseil, **champs
    )


def test_it_says_in_one_sentence_what_is_due(client, scene):
    placer(scene, 1, starts_at=dans(6))
    lue = texte(lire(client, scene))
    assert "Deux séances à convoquer, dont une aujourd’hui." in lue
    assert "Dernier jour d’envoi : aujourd’hui , avant minuit." in lue
    assert "Prochaines séances" in lue


def test_nothing_due_is_said_too(client, scene):
    placer(scene, 1, etat="annulee")
    placer(scene, 2, etat="annulee")
    lue = texte(lire(client, scene))
    assert "Rien n’est à faire aujourd’hui." in lue
    assert "Aucune séance à venir." in lue


@pytest.mark.regle("CNV-04")
def test_the_clock_is_that_of_the_most_pressing_and_the_others_are_named(client, scene):
    placer(scene, 1, starts_at=dans(3))
    with scene.entrer():
        seance(scene, starts_at=dans(6), numero=7)
    page = BeautifulSoup(lire(client, scene).content, "html.parser")
    assert "Le délai est échu" in page.select_one(".clock").text
    notes = page.select(".notice[data-tone=time]")
    assert len(notes) == 1
    assert "part aujourd’hui avant minuit" in notes[0].text
    assert page.select(".frise li")
    assert "règle CNV-04" in page.select_one(".checks").text


def test_a_delay_presses_more_than_its_absence(client, scene):
    page = BeautifulSoup(lire(client, scene).content, "html.parser")
    assert "Conseil communautaire" in page.select_one(".clock").text


def test_each_breach_leads_to_where_it_is_put_right(client, scene):
    vide = scene.points[1]
    with scene.entrer():
        vide.note_de_synthese = ""
        vide.save()
    page = BeautifulSoup(lire(client, scene).content, "html.parser")
    liens = {a.text: a["href"] for a in page.select(".checks a")}
    champ = "note_de_synthese"
    assert liens["Rédiger la note"].endswith(
        f"/points/{vide.pk}/modifier/?champ={champ}#id_{champ}"
    )
    assert liens["Inscrire ce point"].endswith("/points/ajouter/?usage=delegations")


def test_a_day_gone_by_leaves_the_clock_to_the_next(client, scene):
    placer(scene, 1, starts_at=dans(-2))
    page = BeautifulSoup(lire(client, scene).content, "html.parser")
    assert "Commission mobilités" in page.select_one(".clock").text


def test_acts_wait_to_be_numbered_then_copied_out(client, scene):
    placer(scene, 1, etat="levee")
    with scene.entrer():
        communs = {"intercommunalite": scene.intercommunalite, "seance": scene.seance}
        f.DeliberationFactory(**communs, point=scene.points[1], numero="", numero_ordre=None)
        f.DeliberationFactory(**communs, point=scene.points[2], numero="2026-042")
    lue = texte(lire(client, scene))
    assert "deux actes en attente" in lue
    assert "À numéroter" in lue
    assert "2026-042" in lue
    assert "Extrait à établir" in lue
    assert "Actes en attente" not in texte(lire(client, scene, "camille"))
    assert "2026-042" not in texte(lire(client, scene, "line"))


def test_an_elu_finds_the_seances_and_the_documents_received(client, scene):
    with scene.entrer():
        convoquer(scene.seance, by=scene.odile.user, at=timezone.now())
    page = BeautifulSoup(lire(client, scene, "camille").content, "html.parser")
    assert "Mes convocations" in page.text
    assert page.select_one('.docs a[href$="/convocation.pdf"]')
    assert not page.select(".clock, .checks")
    assert "Créer une séance" not in page.text
    assert "Mes convocations" not in texte(lire(client, scene, "samir"))


@pytest.mark.regle("DIV-03")
def test_what_is_not_public_is_not_announced_to_others(client, scene):
    assert "Commission mobilités" in texte(lire(client, scene, "camille"))
    assert "Commission mobilités" not in texte(lire(client, scene, "marc"))


def test_a_clerk_of_one_commission_is_asked_for_that_one_only(client, scene):
    lue = texte(lire(client, scene, "line"))
    assert "Une séance à convoquer." in lue
    assert "Convocation, Commission mobilités" in lue


def test_a_count_is_written_out_up_to_ten():
    assert [en_lettres(n) for n in (1, 2, 10, 11)] == ["une", "deux", "dix", "11"]


def test_it_costs_the_same_however_much_is_due(client, scene):
    def requetes() -> int:
        client.force_login(scene.odile.user)
        with f.portee_nette(), CaptureQueriesContext(connection) as lues:
            assert client.get(scene.url()).status_code == 200
        return len(lues)

    avant = requetes()
    with scene.entrer():
        for n in range(8):
            seance(scene, starts_at=dans(30 + n))
    assert requetes() == avant
    # Three of them are what the territory waits for: opinions, requests to read, follow-up.
    assert avant <= 35
