"""The console before the text: each button works without scripts, each refusal says why."""

from typing import Any

import pytest

from deliberations.models import Amendement, Scrutin
from tests import distribution
from tests.deliberations.test_conduite_pages import page, poster, soupe, texte, voter
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db


@pytest.fixture
def t() -> Tenue:
    """1.2 is in discussion: Marc, Paul, Camille and Fatou present, Jeanne by Marc."""
    t = installer(distribution.monter())
    with t.scene.entrer():
        t.pouvoir("jeanne", "marc")
        t.ouvrir("marc", "paul", "camille", "fatou")
        t.passer("1.1")
        t.discuter("1.2")
    return t


def pk_du_point(t: Tenue, numero: str = "1.2") -> int:
    with t.scene.entrer():
        return t.point(numero).pk


def deposer(client: Any, t: Tenue, **donnees: Any) -> Any:
    champs = {"auteur": t.sieges["camille"].pk, "texte": "Remplacer deux par trois.", **donnees}
    return poster(client, t, f"points/{pk_du_point(t)}/amendement/", champs)


@pytest.mark.regle("AMD-01", "AMD-02")
def test_an_amendment_is_deposited_voted_then_the_text_is_the_amended_one(
    client: Any, t: Tenue
) -> None:
    assert deposer(client, t).status_code == 302
    vu = soupe(page(client, t))
    assert "Amendement n°" in vu.select_one("#t-vote").text
    assert vu.select_one("#form-vote input[name=question]")["value"] == "amendement:1"
    reponse = voter(client, t, question="amendement:1", geste="proclamer")
    assert reponse.status_code == 302
    assert "Texte amendé" in texte(page(client, t))
    voter(client, t, question="texte:", geste="proclamer")
    with t.scene.entrer():
        assert [s.objet for s in Scrutin.objects.order_by("pk")] == ["Amendement n° 1", ""]
        assert t.point("1.3").etat == "en_discussion"


def test_the_text_cannot_be_proclaimed_over_an_amendment(client: Any, t: Tenue) -> None:
    deposer(client, t)
    reponse = voter(client, t, question="texte:", geste="proclamer")
    assert reponse.status_code == 422
    assert "AMD-02" in texte(reponse)


def test_what_is_refused_comes_back_with_what_was_typed(client: Any, t: Tenue) -> None:
    reponse = deposer(client, t, texte="", motifs="Trop court")
    assert reponse.status_code == 422
    assert "Trop court" in texte(reponse)
    deposer(client, t)
    with t.scene.entrer():
        amendement = Amendement.objects.get()
    chemin = f"amendements/{amendement.pk}/"
    assert poster(client, t, f"{chemin}sort/", {"sort": "irrecevable"}).status_code == 422
    assert poster(client, t, f"{chemin}place/", {"rang": "x"}).status_code == 422
    raison = {"sort": "irrecevable", "raison": "Sans lien"}
    assert poster(client, t, f"{chemin}sort/", raison).status_code == 302
    assert "Sans lien" in texte(page(client, t))


@pytest.mark.regle("SEA-07", "AMD-05")
def test_a_part_and_a_return_to_study_are_put_to_the_vote(client: Any, t: Tenue) -> None:
    vue = voter(client, t, geste="question:vote_separe", objet_vote_separe="Article 3")
    assert "Voter séparément : Article 3" in texte(vue)
    voter(client, t, question="vote_separe:Article 3", geste="proclamer")
    assert "Vote séparé : Article 3" in soupe(page(client, t)).select_one("#t-vote").text.replace(
        "\u00a0", " "
    )
    voter(client, t, question="partie:Article 3", geste="proclamer")
    vue = voter(client, t, geste="question:renvoi", objet_renvoi="chiffrage incomplet")
    assert "chiffrage incomplet" in texte(vue)
    voter(client, t, question="renvoi:chiffrage incomplet", geste="proclamer")
    with t.scene.entrer():
        assert (t.point("1.2").etat, t.point("1.2").issue_motif) == (
            "renvoye", "chiffrage incomplet",
        )  # fmt: skip


@pytest.mark.regle("SCR-02", "SCR-04")
def test_a_demand_sets_the_mode_of_the_vote(client: Any, t: Tenue) -> None:
    chemin = f"points/{pk_du_point(t)}/scrutin/"
    poster(client, t, chemin, {"mode": "secret", "demandeurs": "1"})
    assert "Non admise" in texte(page(client, t))
    poster(client, t, chemin, {"mode": "secret", "demandeurs": "2", "noms": "Marc, Camille"})
    vu = page(client, t)
    assert "impose le scrutin secret" in texte(vu)
    assert soupe(vu).select_one("#form-vote input[name=mode]")["value"] == "secret"
    assert poster(client, t, chemin, {"mode": "autre", "demandeurs": "-1"}).status_code == 422


@pytest.mark.regle("SCR-01")
def test_a_group_votes_in_one_gesture_then_its_exceptions(client: Any, t: Tenue) -> None:
    with t.scene.entrer():
        for nom in ("camille", "fatou", "jeanne"):
            elu = t.scene.elus[nom]
            elu.groupe = "Territoires unis"
            elu.save()
    vue = voter(client, t, geste="groupe:contre", groupe="Territoires unis")
    notees = {e["value"] for e in soupe(vue).select("#form-vote input[name=exception]")}
    assert notees == {f"{t.sieges[n].pk}:contre" for n in ("camille", "fatou", "jeanne")}
    vue = voter(client, t, geste="groupe:pour", groupe="Territoires unis", exception=list(notees))
    assert not soupe(vue).select("#form-vote input[name=exception]")
    assert voter(client, t, geste="groupe:pour", groupe="Inconnu").status_code == 200


@pytest.mark.regle("ODJ-04")
def test_a_report_is_put_off_or_withdrawn_with_its_reason(client: Any, t: Tenue) -> None:
    chemin = f"points/{pk_du_point(t)}/clore/"
    assert poster(client, t, chemin, {"etat": "adopte"}).status_code == 422
    poster(client, t, chemin, {"etat": "retire", "motif": "Rapport remis en octobre"})
    with t.scene.entrer():
        assert t.point("1.2").issue_motif == "Rapport remis en octobre"


@pytest.mark.regle("ODJ-04")
def test_the_order_changes_between_two_reports(client: Any, t: Tenue) -> None:
    reponse = poster(client, t, "ordre/", {"point": "", "avant": "x"})
    assert reponse.status_code == 422
    with t.scene.entrer():
        t.clore("1.2", "ajourne")
    assert "Modifier l’ordre du jour" in texte(page(client, t))


def test_whose_role_is_only_to_read_deposits_nothing(client: Any, t: Tenue) -> None:
    chemin = f"points/{pk_du_point(t)}/amendement/"
    assert poster(client, t, chemin, {}, qui="samir").status_code in (403, 404)
