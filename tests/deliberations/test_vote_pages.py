"""A vote noted in the console, and what the page costs."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from deliberations.models import Deliberation, Scrutin
from tests import factories as f
from tests.deliberations import test_conduite_pages
from tests.deliberations.test_conduite_pages import HTMX, page, poster, soupe, texte, voter
from tests.seances_tenues import Tenue

pytestmark = pytest.mark.django_db
ouverte = test_conduite_pages.ouverte
t = test_conduite_pages.t


# Votes --------------------------------------------------------------------------------------


def test_the_panel_shows_the_result_before_the_click(client: Any, ouverte: Tenue) -> None:
    lue = soupe(page(client, ouverte))
    assert "Les 5 votants, dont 1 représenté, votent pour" in " ".join(
        lue.select_one("#vote").text.replace("\u00a0", " ").split()
    )
    bouton = lue.find("button", attrs={"value": "proclamer"})
    assert "Proclamer et passer au 1.3" in bouton.text
    assert bouton.get("aria-disabled") is None


def test_a_name_adds_a_voice_and_that_of_his_mandant(client: Any, ouverte: Tenue) -> None:
    reponse = voter(client, ouverte, geste="ajouter:contre", nom="tissot", headers=HTMX)
    assert reponse.status_code == 200
    lue = soupe(reponse)
    marc, jeanne = (ouverte.sieges[nom].pk for nom in ("marc", "jeanne"))
    notees = [champ["value"] for champ in lue.find_all("input", attrs={"name": "exception"})]
    assert notees == [f"{marc}:contre", f"{jeanne}:contre"]
    assert "Contre" in reponse.headers["HX-Trigger"]
    assert "<html" not in reponse.content.decode()


def test_without_scripts_the_same_button_brings_the_whole_page(client: Any, ouverte: Tenue) -> None:
    reponse = voter(client, ouverte, geste="ajouter:abstention")
    assert reponse.status_code == 200
    lue = soupe(reponse)
    assert lue.find("h1")
    assert lue.find("input", attrs={"name": "sans_nom_abstention"})["value"] == "1"
    with ouverte.scene.entrer():
        assert not Scrutin.objects.exists()


@pytest.mark.parametrize("entetes", [{}, HTMX])
def test_an_unknown_name_is_refused_and_the_state_kept(
    client: Any, ouverte: Tenue, entetes: dict[str, str]
) -> None:
    marc = ouverte.sieges["marc"].pk
    reponse = voter(
        client, ouverte, geste="ajouter:contre", nom="Durand", exception=f"{marc}:abstention",
        sans_nom_contre="1", headers=entetes,
    )  # fmt: skip
    assert reponse.status_code == 422
    lue = soupe(reponse)
    assert "Personne du nom de « Durand »" in texte(reponse)
    assert lue.find(id="id_nom")["value"] == "Durand"
    assert lue.find("input", attrs={"name": "exception"})["value"] == f"{marc}:abstention"
    assert lue.find("input", attrs={"name": "sans_nom_contre"})["value"] == "1"


@pytest.mark.regle("VOT-08")
@pytest.mark.parametrize("entetes", [{}, HTMX])
def test_voices_that_do_not_add_up_are_refused_and_kept(
    client: Any, ouverte: Tenue, entetes: dict[str, str]
) -> None:
    reponse = voter(client, ouverte, geste="proclamer", sans_nom_contre="7", headers=entetes)
    assert reponse.status_code == 422
    assert "7 voix sont notées pour 5 votants" in texte(reponse)
    lue = soupe(reponse)
    assert lue.find("input", attrs={"name": "sans_nom_contre"})["value"] == "7"
    assert lue.find("button", attrs={"value": "proclamer"})["aria-disabled"] == "true"
    with ouverte.scene.entrer():
        assert not Scrutin.objects.exists()


@pytest.mark.regle("VOT-04")
def test_a_tie_asks_for_the_voice_of_the_president(client: Any, ouverte: Tenue) -> None:
    etat = {"sans_nom_contre": "2", "sans_nom_abstention": "1"}
    lue = soupe(voter(client, ouverte, geste="", **etat, headers=HTMX))
    assert lue.find(id="id_voix_du_president")
    dite = voter(client, ouverte, geste="", **etat, voix_du_president="pour", headers=HTMX)
    assert "La voix du président l’emporte." in texte(dite)
    voter(client, ouverte, geste="proclamer", **etat, voix_du_president="contre")
    with ouverte.scene.entrer():
        assert Scrutin.objects.get().issue == "rejetee"


def test_proclaiming_moves_on_to_the_next_report(client: Any, ouverte: Tenue) -> None:
    reponse = voter(client, ouverte, geste="proclamer")
    assert reponse.status_code == 302
    lue = page(client, ouverte)
    assert "Rapport 1.2 : adopté." in texte(lue)
    assert soupe(lue).select_one("#vote .no").text == "1.3"


def test_with_scripts_every_region_comes_back(client: Any, ouverte: Tenue) -> None:
    reponse = voter(client, ouverte, geste="proclamer", headers=HTMX)
    lue = soupe(reponse)
    assert "<html" not in reponse.content.decode()
    assert lue.select_one("#vote .no").text == "1.3"
    assert "Rapport 1.2" in lue.select_one("#messages").text
    with ouverte.scene.entrer():
        assert reponse.headers["ETag"].endswith(f'.{ouverte.seance.revision}"')


def test_a_second_click_on_proclaim_changes_nothing(client: Any, ouverte: Tenue) -> None:
    voter(client, ouverte, geste="proclamer", sans_nom_contre="1")
    reponse = voter(client, ouverte, geste="proclamer", sans_nom_contre="1")
    assert reponse.status_code == 302
    assert "Ce rapport n’est plus en discussion." in texte(page(client, ouverte))
    with ouverte.scene.entrer():
        assert Scrutin.objects.count() == Deliberation.objects.count() == 1
        assert ouverte.point("1.3").etat == "en_discussion"


@pytest.mark.regle("QUO-04")
def test_the_next_report_waits_when_the_quorum_is_lost(client: Any, ouverte: Tenue) -> None:
    with ouverte.scene.entrer():
        ouverte.part("camille")
        ouverte.part("fatou")
    voter(client, ouverte, geste="proclamer")
    lue = texte(page(client, ouverte))
    assert "2 présents pour un quorum de 3 : le rapport 1.3 ne peut être délibéré" in lue
    assert "Mettre en discussion le 1.3" in lue


@pytest.mark.regle("VOT-09")
def test_the_last_vote_is_taken_again_with_its_reason(client: Any, ouverte: Tenue) -> None:
    voter(client, ouverte, geste="proclamer")
    voter(client, ouverte, "1.3", geste="proclamer")
    with ouverte.scene.entrer():
        pk = ouverte.point("1.3").pk
    sans = poster(client, ouverte, f"points/{pk}/vote/reprendre/", {"motif": ""})
    assert sans.status_code == 422
    motif = {"motif": "Voix mal comptées"}
    assert poster(client, ouverte, f"points/{pk}/vote/reprendre/", motif).status_code == 302
    assert "Le vote sur le rapport 1.3 est à reprendre." in texte(page(client, ouverte))


@pytest.mark.parametrize(
    "donnees",
    [
        {"geste": "ajouter:peut-etre"},
        {"geste": "retirer:abc"},
        {"geste": "retirer_sans_nom:?"},
        {"geste": "mode:tirage_au_sort"},
        {"geste": "x", "mode": "tirage_au_sort", "exception": ["?", "1:?", "999999999:contre"]},
        {"geste": "x", "demandeurs": "9" * 5000, "sans_nom_contre": "-3", "pour": "beaucoup"},
        {"geste": "proclamer", "mode": "secret", "demandeurs": "70000"},
    ],
)
def test_whatever_is_posted_nothing_breaks(client: Any, ouverte: Tenue, donnees: Any) -> None:
    assert voter(client, ouverte, **donnees, headers=HTMX).status_code in {200, 422}
    with ouverte.scene.entrer():
        assert not Scrutin.objects.exists()


# Cost ---------------------------------------------------------------------------------------


def test_the_console_asks_the_database_as_often_whatever_the_number_of_members(
    client: Any, ouverte: Tenue
) -> None:
    """Reads of tables; what the bench adds to enter and leave a request is not the page's."""

    def requetes() -> int:
        with f.portee_nette(), CaptureQueriesContext(connection) as captees:
            assert client.get(adresse).status_code == 200
        return sum(" FROM " in q["sql"] for q in captees.captured_queries)

    adresse = ouverte.scene.url("seances/1/conduite/")
    client.force_login(ouverte.scene.odile.user)
    avant = requetes()
    ici, seance = ouverte.scene.intercommunalite, ouverte.scene.seance
    sieges = [f.SiegeantFactory(intercommunalite=ici, seance=seance) for _ in range(12)]
    for siege in sieges[:8]:
        f.PresenceFactory(intercommunalite=ici, siegeant=siege)
    for porteur, mandant in zip(sieges[:4], sieges[8:], strict=True):
        f.PouvoirFactory(intercommunalite=ici, mandant=mandant, mandataire=porteur)
    assert requetes() == avant
    # Seven to enter; the facts and the vote; one or two for each panel of the console: floor,
    # incidents, closed doors, amendments, déports, arrivals, guests, pouvoirs, présidence; what is
    # being counted, and what may be put right.
    assert avant <= 39
