"""Séances in the browser: listed, created, prepared, each refusal said and nothing typed lost."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from instances.models import Seance
from tests import distribution
from tests import factories as f

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 plan de financement"


@pytest.fixture
def scene() -> distribution.Scene:
    return distribution.monter()


def lire(client: Any, scene: distribution.Scene, suite: str, qui: str = "odile") -> Any:
    client.force_login(scene.acces[qui].user)
    with f.portee_nette():
        return client.get(scene.url(f"seances/{suite}"))


def poster(
    client: Any, scene: distribution.Scene, suite: str, qui: str = "odile", **donnees: Any
) -> Any:
    client.force_login(scene.acces[qui].user)
    entetes = donnees.pop("entetes", {})
    with f.portee_nette():
        return client.post(scene.url(f"seances/{suite}"), donnees or {"x": "1"}, **entetes)


def soupe(reponse: Any) -> BeautifulSoup:
    return BeautifulSoup(reponse.content, "html.parser")


def texte(reponse: Any) -> str:
    return " ".join(soupe(reponse).get_text(" ").replace("\u00a0", " ").split())


def passer(scene: distribution.Scene, etat: str, numero: int = 1) -> None:
    with scene.entrer():
        Seance.objects.filter(numero=numero).update(etat=etat)


def saisie(scene: distribution.Scene, **champs: Any) -> dict[str, Any]:
    jour = timezone.localdate() + dt.timedelta(days=40)
    base = {"instance": scene.conseil.pk, "jour": jour.isoformat(), "heure": "18:30"}
    return {**base, "lieu": "", "urgence_motif": "", **champs}


RAPPORT = {
    "numero": "1.4", "titre": "Schéma cyclable", "type": "deliberation", "rubrique": "Mobilités",
    "commission": "", "rapporteur": "", "note_de_synthese": "Le schéma fixe trente liaisons.",
}  # fmt: skip


# The list ----------------------------------------------------------------------------------


def test_the_list_says_what_comes_and_until_when_to_convene(client, scene):
    reponse = lire(client, scene, "")
    lignes = soupe(reponse).select(".items li")
    assert len(lignes) == 2
    assert "Commission mobilités" in lignes[0].text
    assert "3 rapports" in texte(reponse)
    assert "À convoquer, reste" in texte(reponse)


@pytest.mark.regle("DIV-03")
@pytest.mark.parametrize(
    ("qui", "voit"),
    [("camille", True), ("line", True), ("diane", True), ("marc", False), ("samir", False)],
)
def test_what_is_not_public_is_read_by_its_members_and_the_services(client, scene, qui, voit):
    assert ("Commission mobilités" in texte(lire(client, scene, "", qui))) is voit
    assert lire(client, scene, "2/", qui).status_code == (200 if voit else 404)
    assert lire(client, scene, "1/", qui).status_code == 200


def test_past_seances_are_paged_by_key(client, scene):
    with scene.entrer():
        for n in range(35):
            f.SeanceFactory(
                intercommunalite=scene.intercommunalite,
                instance=scene.conseil,
                etat="levee",
                starts_at=timezone.now() - dt.timedelta(days=10 * (n // 2) + 1),
            )
    premiere = soupe(lire(client, scene, ""))
    assert len(premiere.select("[aria-labelledby=t-passees] .items li")) == 30
    suite = premiere.select_one(".pager [rel=next]")["href"]
    seconde = soupe(lire(client, scene, suite.split("seances/")[1]))
    assert len(seconde.select("[aria-labelledby=t-passees] .items li")) == 5
    liens = {a["href"] for p in (premiere, seconde) for a in p.select(".items a")}
    assert len(liens) == 37


def test_a_cursor_that_means_nothing_shows_the_first_page(client, scene):
    for curseur in ("0", "abc", "9" * 30):
        assert lire(client, scene, f"?avant={curseur}").status_code == 200


def requetes(client, scene, suite) -> int:
    client.force_login(scene.odile.user)
    with (
        f.portee_nette(),
        CaptureQueriesContext(
            connection,
        ) as lues,
    ):
        assert client.get(scene.url(suite)).status_code == 200
    return len(lues)


def test_the_list_costs_the_same_whatever_its_length(client, scene):
    avant = requetes(client, scene, "seances/")
    with scene.entrer():
        for n in range(12):
            f.SeanceFactory(
                intercommunalite=scene.intercommunalite, instance=scene.conseil, numero=50 + n
            )
    assert requetes(client, scene, "seances/") == avant
    assert avant <= 14


# Creating ----------------------------------------------------------------------------------


def test_a_seance_is_created_where_the_body_usually_meets(client, scene):
    reponse = poster(client, scene, "creer/", **saisie(scene))
    assert reponse.status_code == 302
    with scene.entrer():
        seance = Seance.objects.latest("pk")
        assert timezone.localtime(seance.starts_at).strftime("%H:%M") == "18:30"
        assert seance.lieu == scene.conseil.lieu


@pytest.mark.parametrize(
    ("champ", "valeur", "phrase"),
    [
        ("jour", "2027-02-30", "Ce jour n’existe pas"),
        ("jour", "", "obligatoire"),
        ("heure", "25:99", "Cette heure n’existe pas"),
        ("jour", "2020-01-01", "Cette date est passée"),
        ("instance", "999999", "choix"),
    ],
)
def test_what_is_impossible_comes_back_in_french_with_all_that_was_typed(
    client, scene, champ, valeur, phrase
):
    reponse = poster(
        client, scene, "creer/", **saisie(scene, lieu="Salle d’Orsans", **{champ: valeur})
    )
    assert reponse.status_code == 422
    assert phrase in texte(reponse)
    assert soupe(reponse).find(id="id_lieu")["value"] == "Salle d’Orsans"
    with scene.entrer():
        assert Seance.objects.count() == 2


def test_a_clerk_of_one_commission_creates_there_only(client, scene):
    options = soupe(lire(client, scene, "creer/", "line")).select("#id_instance option")
    assert [o.text for o in options] == ["Choisir une instance", "Commission mobilités"]
    assert poster(client, scene, "creer/", "line", **saisie(scene)).status_code == 422


@pytest.mark.parametrize("qui", ["marc", "camille", "samir"])
@pytest.mark.parametrize("suite", ["creer/", "1/modifier/", "1/annuler/", "1/points/ajouter/"])
def test_only_the_services_prepare(client, scene, qui, suite):
    assert lire(client, scene, suite, qui).status_code == 403
    assert poster(client, scene, suite, qui).status_code == 403


def test_the_neighbour_finds_nothing(client, scene):
    voisine = distribution.monter_a_cote()
    client.force_login(voisine.nadia.user)
    for suite in ("", "1/", "creer/", f"1/points/{scene.points[0].pk}/"):
        with f.portee_nette():
            assert client.get(scene.url(f"seances/{suite}")).status_code == 404
        with f.portee_nette():
            chez_elle = client.get(voisine.url(f"seances/1/points/{scene.points[0].pk}/"))
        assert chez_elle.status_code == 404


# Changing and cancelling -------------------------------------------------------------------


def test_the_form_of_a_seance_starts_from_what_it_is(client, scene):
    page = soupe(lire(client, scene, "1/modifier/"))
    assert page.find(id="id_lieu")["value"] == scene.seance.lieu
    donnees = saisie(scene, lieu="Salle d’Orsans")
    assert poster(client, scene, "1/modifier/", **donnees).status_code == 302
    assert "Salle d’Orsans" in texte(lire(client, scene, "1/"))


def test_a_convened_seance_says_why_it_no_longer_changes(client, scene):
    passer(scene, "convoquee")
    assert "figurent dans la convocation envoyée" in texte(lire(client, scene, "1/modifier/"))
    reponse = poster(client, scene, "1/modifier/", **saisie(scene, lieu="Salle d’Orsans"))
    assert reponse.status_code == 422
    assert "figurent dans la convocation envoyée" in texte(reponse)
    assert soupe(reponse).find(id="id_lieu")["value"] == "Salle d’Orsans"


def test_a_cancellation_asks_why(client, scene):
    assert poster(client, scene, "1/annuler/", motif="").status_code == 422
    assert poster(client, scene, "1/annuler/", motif="Neige").status_code == 302
    assert "Annulée" in texte(lire(client, scene, "1/"))
    assert "ne s’annule plus" in texte(lire(client, scene, "1/annuler/"))


# The page of a séance ----------------------------------------------------------------------


def test_the_page_says_who_is_expected_and_what_stands_against_the_dispatch(client, scene):
    reponse = lire(client, scene, "1/")
    lue = texte(reponse)
    assert "6 membres en exercice, quorum à 4" in lue
    assert "Envoi au plus tard le" in lue
    assert "Prête à partir" in lue
    assert soupe(reponse).select_one(".steps [aria-current=step]").text == "Ordre du jour"


def test_an_elu_reads_the_ordre_du_jour_and_nothing_of_its_preparation(client, scene):
    page = soupe(lire(client, scene, "1/", "camille"))
    assert len(page.select(".odj li")) == 3
    assert not page.select(".moves, .checks, .clock")
    assert "Ajouter un rapport" not in page.text


def test_points_are_shown_by_rank_or_by_number(client, scene):
    with scene.entrer():
        f.PointFactory(
            intercommunalite=scene.intercommunalite, seance=scene.seance, numero="1.10", rang=4
        )
        f.PointFactory(
            intercommunalite=scene.intercommunalite, seance=scene.seance, numero="0.5", rang=5
        )

    def numeros(suite: str) -> list[str]:
        return [n.text for n in soupe(lire(client, scene, suite)).select(".odj .no")]

    assert numeros("1/") == ["1.1", "1.2", "1.3", "1.10", "0.5"]
    assert numeros("1/?tri=numero") == ["0.5", "1.1", "1.2", "1.3", "1.10"]


def test_the_page_costs_the_same_whatever_the_number_of_points(client, scene):
    avant = requetes(client, scene, "seances/1/")
    with scene.entrer():
        for n in range(4, 40):
            point = f.PointFactory(
                intercommunalite=scene.intercommunalite, seance=scene.seance, rang=n
            )
            f.AnnexeFactory(intercommunalite=scene.intercommunalite, point=point)
    assert requetes(client, scene, "seances/1/") == avant


@pytest.mark.parametrize("etat", ["convoquee", "ouverte", "suspendue", "levee", "annulee"])
def test_the_page_stands_in_every_state(client, scene, etat):
    passer(scene, etat)
    for qui in ("odile", "camille"):
        assert lire(client, scene, "1/", qui).status_code == 200
