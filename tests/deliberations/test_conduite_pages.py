"""The console of a séance, with scripts and without: each button one act, each refusal a reason."""

import datetime as dt
from typing import Any

import pytest
from bs4 import BeautifulSoup

from instances.models import Pouvoir, Presence
from tests import distribution
from tests import factories as f
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


@pytest.fixture
def t() -> Tenue:
    return installer(distribution.monter())


@pytest.fixture
def ouverte(t: Tenue) -> Tenue:
    """1.2 is in discussion: Marc, Paul, Camille and Fatou present, Jeanne by Marc."""
    with t.scene.entrer():
        t.pouvoir("jeanne", "marc")
        t.ouvrir("marc", "paul", "camille", "fatou")
        t.passer("1.1")
        t.discuter("1.2")
    return t


def page(client: Any, t: Tenue, suite: str = "", qui: str = "odile", **autres: Any) -> Any:
    client.force_login(t.scene.acces[qui].user)
    with f.portee_nette():
        return client.get(t.scene.url(f"seances/1/conduite/{suite}"), **autres)


def poster(
    client: Any, t: Tenue, suite: str, donnees: Any = None, qui: str = "odile", **autres: Any
) -> Any:
    client.force_login(t.scene.acces[qui].user)
    with f.portee_nette():
        return client.post(t.scene.url(f"seances/1/conduite/{suite}"), donnees or {}, **autres)


def soupe(reponse: Any) -> BeautifulSoup:
    return BeautifulSoup(reponse.content, "html.parser")


def texte(reponse: Any) -> str:
    return " ".join(soupe(reponse).text.replace("\u00a0", " ").replace("\u202f", " ").split())


def voter(client: Any, t: Tenue, numero: str = "1.2", **donnees: Any) -> Any:
    autres = {"headers": donnees.pop("headers")} if "headers" in donnees else {}
    with t.scene.entrer():
        pk = t.point(numero).pk
    return poster(client, t, f"points/{pk}/vote/", donnees, **autres)


def ouverture(t: Tenue, **autres: Any) -> dict[str, Any]:
    elus = t.scene.elus
    return {
        "president": elus["paul"].pk, "qualite": "Président", "secretaires": [elus["camille"].pk],
        **autres,
    }  # fmt: skip


# Who may ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("qui", "statut"),
    [
        ("adele", 200), ("odile", 200), ("diane", 200), ("line", 403), ("marc", 403),
        ("paul", 403), ("camille", 403), ("samir", 403),
    ],
)  # fmt: skip
def test_the_console_is_for_those_in_charge_of_the_instance(
    client: Any, t: Tenue, qui: str, statut: int
) -> None:
    assert page(client, t, qui=qui).status_code == statut
    if statut != 200:
        assert poster(client, t, "ouvrir/", ouverture(t), qui=qui).status_code == statut
        with t.scene.entrer():
            assert t.seance.etat == "convoquee"


def test_a_clerk_of_the_commission_runs_the_commission(client: Any, t: Tenue) -> None:
    client.force_login(t.scene.line.user)
    with f.portee_nette():
        assert client.get(t.scene.url("seances/2/conduite/")).status_code == 200


def test_the_neighbour_finds_nothing(client: Any, t: Tenue) -> None:
    voisine = distribution.monter_a_cote()
    client.force_login(voisine.nadia.user)
    with f.portee_nette():
        assert client.get(t.scene.url("seances/1/conduite/")).status_code == 404
        chemin = t.scene.url(f"seances/1/conduite/membres/{t.sieges['marc'].pk}/")
        assert client.post(chemin, {"mouvement": "arrivee"}).status_code == 404
        chez_elle = voisine.url(f"seances/1/conduite/membres/{t.sieges['marc'].pk}/")
        assert client.post(chez_elle, {"mouvement": "arrivee"}).status_code == 404


def test_an_act_is_never_a_link(client: Any, ouverte: Tenue) -> None:
    with ouverte.scene.entrer():
        pk = ouverte.point("1.2").pk
    for suite in ("ouvrir/", "suspendre/", "reprendre/", "pouvoirs/", f"points/{pk}/vote/"):
        assert page(client, ouverte, suite).status_code == 405


# Opening ------------------------------------------------------------------------------------


def test_opening_asks_who_presides_and_proposes_the_president(client: Any, t: Tenue) -> None:
    lue = soupe(page(client, t))
    choisi = lue.select_one("#id_president option[selected]")
    assert choisi.text == "M. Paul GIRARD"
    assert lue.find("button", string="Déclarer la séance ouverte")
    assert "Non atteint" in lue.select_one("#presences").text


@pytest.mark.regle("QUO-04")
def test_an_opening_without_quorum_keeps_what_was_chosen(client: Any, t: Tenue) -> None:
    reponse = poster(client, t, "ouvrir/", ouverture(t, qualite="Doyen d’âge"))
    assert reponse.status_code == 422
    lue = soupe(reponse)
    assert "0 présent pour un quorum de 3" in texte(reponse)
    assert lue.select_one("#id_qualite")["value"] == "Doyen d’âge"
    with t.scene.entrer():
        assert t.seance.etat == "convoquee"


@pytest.mark.regle("SEA-01", "SEA-02")
def test_an_opening_without_anybody_says_who_is_missing(client: Any, t: Tenue) -> None:
    with t.scene.entrer():
        t.arrivent("marc", "paul", "camille")
    reponse = poster(client, t, "ouvrir/", {"president": "", "qualite": ""})
    assert reponse.status_code == 422
    assert "Indiquez qui préside la séance." in texte(reponse)
    assert "Nommez au moins un secrétaire" in texte(reponse)


def test_the_seance_opens_and_the_first_report_is_next(client: Any, t: Tenue) -> None:
    with t.scene.entrer():
        t.arrivent("marc", "paul", "camille")
    reponse = poster(client, t, "ouvrir/", ouverture(t))
    assert reponse.status_code == 302
    lue = page(client, t)
    assert "La séance est ouverte." in texte(lue)
    assert "Mettre en discussion le 1.1" in texte(lue)


@pytest.mark.regle("CNV-02")
def test_another_day_than_the_convened_one_is_said_before_opening(client: Any) -> None:
    t = installer(distribution.monter(), jours=14)
    jour = t.scene.seance.starts_at
    dite = "La séance est convoquée pour le"
    assert dite in texte(page(client, t))
    assert "règle CNV-02" in texte(page(client, t))
    with t.scene.entrer():
        t.ouvrir("marc", "paul", "camille")
    assert dite not in texte(page(client, t))
    assert isinstance(jour, dt.datetime)


def test_a_seance_of_today_opens_without_a_word(client: Any, t: Tenue) -> None:
    assert "La séance est convoquée pour le" not in texte(page(client, t))


@pytest.mark.regle("SEA-02")
def test_the_chair_is_handed_over_to_another_member(client: Any, ouverte: Tenue) -> None:
    assert "Présidence : M. Paul GIRARD" in texte(page(client, ouverte))
    personne = poster(client, ouverte, "presider/", {"president": "", "qualite": "Doyenne"})
    assert personne.status_code == 422
    assert soupe(personne).find(id="id_qualite")["value"] == "Doyenne"
    fatou = {"president": ouverte.scene.elus["fatou"].pk, "qualite": "Vice-présidente"}
    assert poster(client, ouverte, "presider/", fatou, qui="paul").status_code == 403
    assert poster(client, ouverte, "presider/", fatou).status_code == 302
    assert "Présidence : Mme Fatou DIOP" in texte(page(client, ouverte))


# Presence -----------------------------------------------------------------------------------


def pointer(client: Any, t: Tenue, nom: str, mouvement: str, **autres: Any) -> Any:
    donnees = {"mouvement": mouvement, **autres.pop("donnees", {})}
    return poster(client, t, f"membres/{t.sieges[nom].pk}/", donnees, **autres)


def test_one_tap_notes_an_arrival_and_brings_the_column_back(client: Any, t: Tenue) -> None:
    reponse = pointer(client, t, "marc", "arrivee", headers=HTMX)
    assert reponse.status_code == 200
    lue = soupe(reponse)
    bouton = lue.find(id=f"membre-{t.sieges['marc'].pk}")
    assert bouton["aria-pressed"] == "true"
    assert "1 présent" in lue.find(id="compte-des-presents").text.replace("\u00a0", " ")
    assert lue.select_one("#id_mandant"), "the form of pouvoirs comes back with its fields"
    assert "arriv\\u00e9e not\\u00e9e" in reponse.headers["HX-Trigger"]
    assert "<html" not in reponse.content.decode()


def test_without_scripts_the_same_tap_leads_back_to_the_page(client: Any, t: Tenue) -> None:
    reponse = pointer(client, t, "marc", "arrivee")
    assert (reponse.status_code, reponse.url) == (302, t.scene.url("seances/1/conduite/"))
    pointer(client, t, "marc", "depart")
    with t.scene.entrer():
        assert not Presence.objects.exists()


def test_the_suppleant_takes_the_seat(client: Any, t: Tenue) -> None:
    reponse = pointer(client, t, "fatou", "arrivee", donnees={"suppleant": "1"}, headers=HTMX)
    bouton = soupe(reponse).find(id=f"membre-{t.sieges['fatou'].pk}")
    assert bouton.select_one(".name").text == "M. Hugo MOREL"
    assert bouton.select_one("small").text == "supplée Mme\u00a0Fatou DIOP"


@pytest.mark.regle("MEM-01")
def test_a_second_tap_on_an_old_page_is_refused_in_its_place(client: Any, t: Tenue) -> None:
    pointer(client, t, "marc", "arrivee")
    reponse = pointer(client, t, "marc", "arrivee", headers=HTMX)
    assert reponse.status_code == 422
    assert "déjà occupé" in texte(reponse)
    assert "titre-refus" in reponse.content.decode()


def test_a_seat_of_another_seance_is_not_found(client: Any, t: Tenue) -> None:
    ici = t.scene.intercommunalite
    ailleurs = f.SiegeantFactory(intercommunalite=ici, seance=t.scene.seance_de_commission)
    reponse = poster(client, t, f"membres/{ailleurs.pk}/", {"mouvement": "arrivee"})
    assert reponse.status_code == 404


# Pouvoirs -----------------------------------------------------------------------------------

ECRIT = {"date_du_pouvoir": "2026-01-05", "recu_par": "papier"}


@pytest.mark.regle("POU-03")
def test_a_pouvoir_to_somebody_absent_comes_back_with_what_was_chosen(
    client: Any, ouverte: Tenue
) -> None:
    donnees = {
        "mandant": ouverte.sieges["marc"].pk, "mandataire": ouverte.sieges["jeanne"].pk,
        **ECRIT,
    }  # fmt: skip
    reponse = poster(client, ouverte, "pouvoirs/", donnees)
    assert reponse.status_code == 422
    lue = soupe(reponse)
    assert "désignez un mandataire présent" in texte(reponse)
    choisi = lue.select_one("#id_mandataire option[selected]")
    assert choisi["value"] == str(donnees["mandataire"])
    assert lue.select_one("#id_date_du_pouvoir")["value"] == ECRIT["date_du_pouvoir"]


@pytest.mark.regle("POU-02")
def test_a_second_pouvoir_is_refused_and_an_impossible_date_too(client: Any, t: Tenue) -> None:
    champs = {"mandant": t.sieges["jeanne"].pk, "mandataire": t.sieges["marc"].pk, **ECRIT}
    fausse = poster(client, t, "pouvoirs/", {**champs, "date_du_pouvoir": "2026-02-31"})
    assert fausse.status_code == 422
    assert poster(client, t, "pouvoirs/", champs).status_code == 302
    encore = {"mandant": t.sieges["fatou"].pk, "mandataire": t.sieges["marc"].pk, **ECRIT}
    reponse = poster(client, t, "pouvoirs/", encore)
    assert reponse.status_code == 422
    assert "porte déjà un pouvoir" in texte(reponse)
    soi_meme = dict.fromkeys(("mandant", "mandataire"), t.sieges["paul"].pk)
    assert poster(client, t, "pouvoirs/", soi_meme).status_code == 422


@pytest.mark.regle("POU-05")
def test_a_pouvoir_is_revoked_from_the_list_once(client: Any, ouverte: Tenue) -> None:
    with ouverte.scene.entrer():
        pk = Pouvoir.objects.get().pk
    assert poster(client, ouverte, f"pouvoirs/{pk}/revoquer/").status_code == 302
    assert "0 en vigueur" in texte(page(client, ouverte))
    assert poster(client, ouverte, f"pouvoirs/{pk}/revoquer/").status_code == 422


# Points -------------------------------------------------------------------------------------


def test_a_report_comes_up_and_another_waits(client: Any, ouverte: Tenue) -> None:
    with ouverte.scene.entrer():
        pk = ouverte.point("1.3").pk
    reponse = poster(client, ouverte, f"points/{pk}/discuter/")
    assert reponse.status_code == 422
    assert "Le rapport 1.2 est en discussion" in texte(reponse)


def test_a_report_ends_without_a_vote(client: Any, ouverte: Tenue) -> None:
    with ouverte.scene.entrer():
        pk = ouverte.point("1.2").pk
    assert poster(client, ouverte, f"points/{pk}/clore/", {"etat": "traite"}).status_code == 422
    assert poster(client, ouverte, f"points/{pk}/clore/", {"etat": "perdu"}).status_code == 422
    assert poster(client, ouverte, f"points/{pk}/clore/", {"etat": "renvoye"}).status_code == 302
    lue = texte(page(client, ouverte))
    assert "Rapport 1.2 : Point renvoyé pour étude." in lue
    assert "Mettre en discussion le 1.3" in lue


@pytest.mark.parametrize("nature", ["debat", "information"])
def test_what_is_not_counted_by_voices_is_closed(client: Any, ouverte: Tenue, nature: str) -> None:
    with ouverte.scene.entrer():
        point = ouverte.point("1.2")
        point.type = nature
        point.save()
    lue = soupe(page(client, ouverte))
    assert lue.find("button", string="Clore le rapport 1.2")
    assert not lue.find("button", attrs={"value": "proclamer"})
    assert (
        poster(client, ouverte, f"points/{point.pk}/clore/", {"etat": "traite"}).status_code == 302
    )


def test_suspended_then_resumed_then_closed(client: Any, ouverte: Tenue) -> None:
    assert poster(client, ouverte, "suspendre/").status_code == 302
    assert soupe(page(client, ouverte)).find("button", string="Reprendre la séance")
    assert poster(client, ouverte, "reprendre/").status_code == 302
    avant = soupe(page(client, ouverte, "lever/"))
    assert "Rapports sans issue" in avant.text
    assert avant.find("button", string="Lever la séance")["aria-disabled"] == "true"
    refusee = poster(client, ouverte, "lever/")
    assert refusee.status_code == 422
    voter(client, ouverte, geste="proclamer")
    voter(client, ouverte, "1.3", geste="proclamer")
    reponse = poster(client, ouverte, "lever/")
    assert reponse.url == ouverte.scene.url("seances/1/deliberations/")
    lue = page(client, ouverte)
    assert "La séance est levée" in texte(lue)
    assert not soupe(lue).find("button", string="Suspendre")
