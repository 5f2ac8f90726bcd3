"""What a séance decided, read and copied out: the list, an act, its numbers, its extrait."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from deliberations import actions
from deliberations.models import Deliberation
from deliberations.regles.majorite import Sens
from deliberations.regles.proclamation import Saisie
from governance.models import AuditEntry
from tests import distribution
from tests import factories as f
from tests.seances_tenues import Tenue, installer

pytestmark = pytest.mark.django_db


@pytest.fixture
def t() -> Tenue:
    """1.2 adopted with one voice against, 1.3 rejected; the séance is closed."""
    t = installer(distribution.monter())
    with t.scene.entrer():
        t.ouvrir("marc", "paul", "camille", "fatou")
        t.passer("1.1")
        for numero, contre in (("1.2", 1), ("1.3", 4)):
            saisie = Saisie(non_nommees={Sens.CONTRE: contre})
            actions.proclamer(t.discuter(numero), saisie, **t.qui())
        t.lever()
    return t


@pytest.fixture
def numerotee(t: Tenue) -> Tenue:
    with t.scene.entrer():
        actions.numeroter(t.seance, **t.qui())
    return t


def lire(client: Any, t: Tenue, chemin: str, qui: str = "odile") -> Any:
    client.force_login(t.scene.acces[qui].user)
    with f.portee_nette():
        return client.get(t.scene.url(chemin))


def poster(client: Any, t: Tenue, chemin: str, qui: str = "odile") -> Any:
    client.force_login(t.scene.acces[qui].user)
    with f.portee_nette():
        return client.post(t.scene.url(chemin))


def texte(reponse: Any) -> str:
    lu = BeautifulSoup(reponse.content, "html.parser").text
    return " ".join(lu.replace("\u00a0", " ").replace("\u202f", " ").split())


def acte(t: Tenue, numero: str = "1.2") -> Deliberation:
    with t.scene.entrer():
        return Deliberation.objects.select_related("extrait").get(point__numero=numero)


# Reading ------------------------------------------------------------------------------------


@pytest.mark.parametrize("qui", distribution.ICI)
def test_the_acts_of_a_public_seance_are_read_by_everyone(
    client: Any, numerotee: Tenue, qui: str
) -> None:
    un = acte(numerotee)
    chemins = ("deliberations/", f"deliberations/{un.pk}/", "seances/1/deliberations/")
    for chemin in chemins:
        reponse = lire(client, numerotee, chemin, qui=qui)
        assert reponse.status_code == 200
        assert un.numero in texte(reponse)


def test_the_neighbour_reads_nothing(client: Any, numerotee: Tenue) -> None:
    voisine = distribution.monter_a_cote()
    un = acte(numerotee)
    client.force_login(voisine.nadia.user)
    suites = (f"deliberations/{un.pk}/", f"deliberations/{un.pk}/extrait.pdf")
    with f.portee_nette():
        for scene in (numerotee.scene, voisine):
            for suite in suites:
                assert client.get(scene.url(suite)).status_code == 404
            chemin = scene.url(f"deliberations/{un.pk}/extrait/")
            assert client.post(chemin).status_code == 404
        assert un.numero not in client.get(voisine.url("deliberations/")).content.decode()


@pytest.mark.regle("DIV-03")
def test_what_does_not_meet_in_public_is_read_by_its_members(client: Any, numerotee: Tenue) -> None:
    genre = numerotee.scene.conseil.type_instance
    with numerotee.scene.entrer():
        genre.publique = False
        genre.save()
    un = acte(numerotee)
    assert lire(client, numerotee, f"deliberations/{un.pk}/", qui="marc").status_code == 200
    assert lire(client, numerotee, f"deliberations/{un.pk}/", qui="samir").status_code == 403
    assert lire(client, numerotee, "seances/1/deliberations/", qui="samir").status_code == 403
    assert un.numero not in texte(lire(client, numerotee, "deliberations/", qui="samir"))


def test_the_list_is_searched_by_number_and_by_title(client: Any, numerotee: Tenue) -> None:
    un, autre = acte(numerotee), acte(numerotee, "1.3")
    for recherche in (un.numero, "fonds de concours"):
        lue = texte(lire(client, numerotee, f"deliberations/?q={recherche}"))
        assert un.titre in lue
        assert autre.titre not in lue
    vide = texte(lire(client, numerotee, "deliberations/?q=introuvable"))
    assert "Aucune délibération ne correspond à « introuvable »." in vide
    assert lire(client, numerotee, "deliberations/?avant=n-importe-quoi").status_code in {200, 404}


def test_an_act_says_how_it_was_voted(client: Any, numerotee: Tenue) -> None:
    lue = texte(lire(client, numerotee, f"deliberations/{acte(numerotee).pk}/"))
    assert "4 présents à l’examen du rapport, 3 nécessaires" in lue
    assert "À la majorité des suffrages exprimés, 1 contre" in lue or "à la majorité" in lue


# Numbers --------------------------------------------------------------------------------------


@pytest.mark.regle("REG-01")
def test_numbering_is_offered_once_the_seance_is_over(client: Any, t: Tenue) -> None:
    avant = texte(lire(client, t, "seances/1/deliberations/"))
    assert "Numéroter les 2 délibérations" in avant
    assert poster(client, t, "seances/1/numeroter/").status_code == 302
    apres = texte(lire(client, t, "seances/1/deliberations/"))
    assert "2 délibérations numérotées, dans l’ordre de passage." in apres
    assert "Numéroter les" not in apres
    encore = poster(client, t, "seances/1/numeroter/")
    assert encore.status_code == 422
    assert "déjà numérotées" in texte(encore)


@pytest.mark.parametrize("qui", ["line", "marc", "paul", "camille", "samir"])
def test_numbers_and_extraits_are_given_by_those_in_charge(client: Any, t: Tenue, qui: str) -> None:
    assert poster(client, t, "seances/1/numeroter/", qui=qui).status_code == 403
    assert acte(t).numero == ""
    with t.scene.entrer():
        actions.numeroter(t.seance, **t.qui())
    assert poster(client, t, f"deliberations/{acte(t).pk}/extrait/", qui=qui).status_code == 403
    assert acte(t).extrait is None
    lue = texte(lire(client, t, "seances/1/deliberations/", qui=qui))
    assert "Établir" not in lue


# Extraits -----------------------------------------------------------------------------------


def test_an_extrait_is_made_once_and_served_as_it_was_kept(client: Any, numerotee: Tenue) -> None:
    un = acte(numerotee)
    chemin = f"deliberations/{un.pk}/extrait"
    assert lire(client, numerotee, f"{chemin}.pdf").status_code == 404
    assert poster(client, numerotee, f"{chemin}/").status_code == 302
    premier = lire(client, numerotee, f"{chemin}.pdf", qui="samir")
    assert premier.content.startswith(b"%PDF")
    assert premier.headers["Content-Type"] == "application/pdf"
    assert premier.headers["X-Content-Type-Options"] == "nosniff"
    assert "extrait-" in premier.headers["Content-Disposition"]
    assert poster(client, numerotee, f"{chemin}/").status_code == 302
    second = lire(client, numerotee, f"{chemin}.pdf")
    assert second.content == premier.content
    with numerotee.scene.entrer():
        assert AuditEntry.objects.filter(verbe="extrait_etablir").count() == 1


def test_an_altered_extrait_is_not_handed_out(client: Any, numerotee: Tenue) -> None:
    un = acte(numerotee)
    poster(client, numerotee, f"deliberations/{un.pk}/extrait/")
    fichier = acte(numerotee).extrait
    assert fichier is not None
    fichier.chemin.chmod(0o640)
    fichier.chemin.write_bytes(b"%PDF-1.7 autre")
    reponse = lire(client, numerotee, f"deliberations/{un.pk}/extrait.pdf")
    assert reponse.status_code == 422
    assert "il a été altéré sur le disque" in reponse.content.decode()


@pytest.mark.regle("REG-01")
def test_an_extrait_waits_for_its_number(client: Any, t: Tenue) -> None:
    reponse = poster(client, t, f"deliberations/{acte(t).pk}/extrait/")
    assert reponse.status_code == 422
    assert "Numérotez les délibérations" in texte(reponse)
