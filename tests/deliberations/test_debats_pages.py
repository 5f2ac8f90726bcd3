"""The console beside the votes: each button one act; the page that lifts the séance."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from deliberations.actions_proces_verbal import ouvrir_proces_verbal
from deliberations.models import ProcesVerbal
from instances.models import HuisClos, Incident, Intervention, Point
from tests import distribution
from tests import factories as f
from tests.deliberations.test_conduite_pages import page, poster, soupe, texte
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db


@pytest.fixture
def ouverte() -> Tenue:
    """1.2 is in discussion before four members of five."""
    t = installer(distribution.monter())
    with t.scene.entrer():
        t.ouvrir("marc", "paul", "camille", "fatou")
        t.passer("1.1")
        t.discuter("1.2")
    return t


def cle(t: Tenue, numero: str) -> int:
    with t.scene.entrer():
        return t.point(numero).pk


@pytest.mark.regle("SEA-05", "SEA-08")
def test_a_name_is_enough_to_be_put_on_the_list_and_given_the_floor(client: Any, ouverte: Tenue):
    t, suite = ouverte, f"points/{cle(ouverte, '1.2')}/parole/"
    saisie = {"parole-nature": "intervention"}
    inconnu = poster(client, t, suite, saisie | {"parole-nom": "Jeanne"})
    assert inconnu.status_code == 422
    assert "Personne du nom de « Jeanne » n’est noté présent." in texte(inconnu)
    assert poster(client, t, suite, saisie | {"parole-nom": "camille"}).status_code == 302
    invite = saisie | {"parole-nom": "La trésorière", "parole-invite": "on"}
    assert poster(client, t, suite, invite).status_code == 302
    with t.scene.entrer():
        camille, _ = Intervention.objects.all()
    poster(client, t, f"paroles/{camille.pk}/", {"geste": "donner"})
    chrono = soupe(page(client, t)).select_one("[data-hc-chrono]")
    assert chrono["role"] == "timer"
    poster(client, t, f"paroles/{camille.pk}/", {"geste": "finir"})
    poster(client, t, f"paroles/{camille.pk}/teneur/", {"teneur": "Demande un report."})
    assert "Demande un report." in texte(page(client, t))
    # On the next report, the time already used is read before anybody speaks.
    with t.scene.entrer():
        t.clore("1.2", "ajourne")
        t.discuter("1.3")
    suivante = soupe(page(client, t)).select_one("#dites").text
    assert "Temps de parole depuis le début de la séance" in suivante
    assert "Par orateur" in suivante


@pytest.mark.regle("HUC-01", "HUC-02")
def test_the_console_says_how_many_voices_close_the_doors(client: Any, ouverte: Tenue) -> None:
    assert "Il faut 3 voix sur 4 présents" in texte(page(client, ouverte))
    quatre = {"huis_clos-demande": "membres", "huis_clos-demandeurs": "4", "huis_clos-pour": "3"}
    assert poster(client, ouverte, "huis-clos/", quatre).status_code == 422
    vote = {"huis_clos-demande": "president", "huis_clos-pour": "3"}
    assert poster(client, ouverte, "huis-clos/", vote).status_code == 302
    assert "Public et presse sont sortis" in texte(page(client, ouverte))
    assert poster(client, ouverte, "huis-clos/finir/").status_code == 302
    with ouverte.scene.entrer():
        assert HuisClos.objects.get().fin_at is not None


@pytest.mark.regle("SEA-04", "SEA-06")
def test_a_suspension_is_voted_and_an_incident_is_kept(client: Any, ouverte: Tenue) -> None:
    recit = {"incident-nature": "rappel", "incident-recit": "Rappelé à l’ordre."}
    assert poster(client, ouverte, "incidents/", recit).status_code == 302
    assert poster(client, ouverte, "incidents/", recit | {"incident-recit": ""}).status_code == 422
    vote = {"suspension-demandeurs": "2", "suspension-pour": "1", "suspension-contre": "3"}
    assert poster(client, ouverte, "suspension/", vote).status_code == 302
    assert "La suspension est rejetée." in texte(page(client, ouverte))
    poster(client, ouverte, "suspension/", vote | {"suspension-pour": "3", "suspension-contre": ""})
    with ouverte.scene.entrer():
        assert ouverte.seance.etat == "ouverte"
        assert Incident.objects.get().recit == "Rappelé à l’ordre."
    poster(
        client, ouverte, "suspension/", vote | {"suspension-pour": "3", "suspension-contre": "1"}
    )
    with ouverte.scene.entrer():
        assert ouverte.seance.etat == "suspendue"


@pytest.mark.regle("VOT-09")
def test_the_seance_is_lifted_once_each_report_has_its_outcome(client: Any, ouverte: Tenue) -> None:
    refusee = poster(client, ouverte, "lever/")
    assert refusee.status_code == 422
    reste = [cle(ouverte, "1.2"), cle(ouverte, "1.3")]
    assert "1.3 Plan de mobilité" in texte(page(client, ouverte, "lever/"))
    sans_motif = poster(client, ouverte, "laisser/", {"points": reste[1:]})
    assert sans_motif.status_code == 422
    assert (
        poster(client, ouverte, f"points/{reste[0]}/regler/", {"etat": "ajourne"}).status_code
        == 302
    )
    motif = {"points": reste[1:], "motif": "Il est minuit."}
    assert poster(client, ouverte, "laisser/", motif).status_code == 302
    assert poster(client, ouverte, "lever/").status_code == 302
    with ouverte.scene.entrer():
        etats = dict(Point.objects.values_list("numero", "etat"))
    assert etats["1.2"] == "ajourne"
    assert etats["1.3"] == "non_examine"


@pytest.mark.regle("PVB-01")
def test_the_vote_of_the_usual_point_arrests_what_was_ready(client: Any, ouverte: Tenue) -> None:
    t = ouverte
    ici = {"intercommunalite": t.scene.intercommunalite}
    with t.scene.entrer():
        precedente = f.SeanceFactory(
            **ici, instance=t.scene.conseil, etat="levee",
            starts_at=timezone.now() - dt.timedelta(days=30), ouverte_at=timezone.now(),
        )  # fmt: skip
        verbal = ouvrir_proces_verbal(precedente, **t.qui())
        Point.objects.filter(pk=t.point("1.2").pk).update(usage="proces_verbal")
    suite = f"proces-verbaux/{verbal.pk}/rectifications/"
    assert poster(client, t, suite, {"rectifications": "Page 2 : lire 2025."}).status_code == 302
    assert "Page 2 : lire 2025." in soupe(page(client, t)).select_one("#noter").text
    poster(client, t, f"points/{cle(t, '1.2')}/vote/", {"geste": "proclamer", "mode": "ordinaire"})
    # What lacks is said; nothing incomplete is arrested.
    assert "Il manque" in texte(page(client, t))
    with t.scene.entrer():
        assert ProcesVerbal.objects.get().etat == "redaction"
