"""A text voted in secret, on paper: ballots printed, counted by two people, on two machines."""

from typing import Any

import pytest
from django.test import Client

from deliberations.models import Comptage, Scrutin, Vote
from governance.models import AuditEntry
from tests import distribution
from tests import factories as f
from tests.deliberations.test_conduite_pages import HTMX, page, poster, soupe, texte, voter
from tests.lecture_pdf import texte as texte_du_pdf
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db


@pytest.fixture
def ouverte() -> Tenue:
    """1.2 is in discussion: Marc, Paul, Camille and Fatou present, Jeanne by Marc."""
    t = installer(distribution.monter())
    with t.scene.entrer():
        t.pouvoir("jeanne", "marc")
        t.ouvrir("marc", "paul", "camille", "fatou")
        t.passer("1.1")
        t.discuter("1.2")
    return t


def compter(client: Any, ouverte: Tenue, par: str, pour: int, contre: int, **papiers: int) -> Any:
    lus = {"blancs": 0, "nuls": 0, "enveloppes": pour + contre} | papiers
    return voter(
        client, ouverte, geste="relever", mode="secret", demandeurs="2", par=par,
        voix_1=pour, voix_2=contre, **lus, headers=HTMX,
    )  # fmt: skip


@pytest.mark.regle("ELE-02", "SCR-07")
def test_two_people_count_a_text_on_two_machines(client: Any, ouverte: Tenue) -> None:
    premier = compter(client, ouverte, "Line", 3, 1, blancs=1, enveloppes=5)
    assert "Second relevé" in texte(premier)
    # A reload, or another machine: the ballot is still secret, and the first count unseen.
    ailleurs = page(Client(), ouverte)
    assert "Second relevé" in texte(ailleurs)
    assert soupe(ailleurs).select_one("#form-vote input[name=mode]")["value"] == "secret"
    assert "Line" not in texte(ailleurs)
    for champ in ("voix_1", "voix_2", "enveloppes", "par"):
        assert not soupe(ailleurs).select_one(f"#vote input[name={champ}]").get("value")
    ecart = compter(client, ouverte, "Samir", 4, 1)
    assert ecart.status_code == 422
    assert "Pour : 3 au premier relevé, 4 au second. Recomptez ces bulletins." in texte(ecart)
    refus = voter(client, ouverte, geste="proclamer", mode="secret", demandeurs="2", headers=HTMX)
    assert refus.status_code == 422
    accord = compter(client, ouverte, "Samir", 3, 1, blancs=1, enveloppes=5)
    assert "Les deux relevés concordent : 5 enveloppes, 1 blanc" in texte(accord)
    voter(client, ouverte, geste="proclamer", mode="secret", demandeurs="2")
    with ouverte.scene.entrer():
        scrutin = Scrutin.objects.get()
        assert (scrutin.mode, scrutin.pour, scrutin.contre, scrutin.blancs) == ("secret", 3, 1, 1)
        assert not Comptage.objects.exists()
        assert not Vote.objects.exists()
        donnees = AuditEntry.objects.get(verbe="scrutin_proclamer").donnees
        assert donnees["scrutateurs"] == ["Line", "Samir"]


@pytest.mark.regle("VOT-08", "ELE-02")
def test_a_count_that_does_not_add_up_is_refused_before_the_second(
    client: Any, ouverte: Tenue
) -> None:
    faux = compter(client, ouverte, "Line", 3, 1, enveloppes=5)
    assert faux.status_code == 422
    assert "Blancs, nuls et voix font 4, pour 5 enveloppes" in texte(faux)
    assert "Premier relevé" in texte(faux)
    compter(client, ouverte, "Line", 4, 1)
    assert "par deux personnes" in texte(compter(client, ouverte, "line ", 4, 1))
    recommence = voter(client, ouverte, geste="recommencer", mode="secret", headers=HTMX)
    assert "Premier relevé" in texte(recommence)
    with ouverte.scene.entrer():
        assert not Comptage.objects.exists()


@pytest.mark.regle("SCR-07", "POU-10")
def test_the_papers_of_a_text_are_printed(client: Any, ouverte: Tenue) -> None:
    vue = voter(client, ouverte, geste="mode:secret")
    liens = [a["href"] for a in soupe(vue).select("#vote a[href*='.pdf']")]
    with f.portee_nette():
        bulletins, feuille = (texte_du_pdf(client.get(lien).content) for lien in liens)
    assert (bulletins.count("Pour"), bulletins.count("Contre")) == (8, 8)
    assert "Nom et prénom" not in bulletins
    assert "Mme Jeanne PETIT" in feuille
    assert "pouvoir porté par M. Marc TISSOT" in " ".join(feuille.split())


def test_a_member_cannot_note_a_count(client: Any, ouverte: Tenue) -> None:
    with ouverte.scene.entrer():
        point = ouverte.point("1.2").pk
    envoi = {"geste": "relever", "mode": "secret"}
    reponse = poster(client, ouverte, f"points/{point}/vote/", envoi, qui="camille")
    assert reponse.status_code in {403, 404}
