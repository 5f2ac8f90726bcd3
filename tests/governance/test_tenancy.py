"""The scope: where it is entered, what it shows, what it forgets."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from governance import actions, tenancy
from governance.models import Acces, Intercommunalite, Jeton
from governance.validators import MOTS_RESERVES
from tests import factories
from tests.distribution import monter, monter_a_cote

pytestmark = pytest.mark.django_db


def reglage(nom: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [f"app.{nom}"])
        return cursor.fetchone()[0]


@pytest.fixture
def scene():
    return monter()


class TestPortees:
    def test_outside_of_any_scope_nothing_shows(self, scene):
        assert not Intercommunalite.objects.exists()
        assert not Acces.objects.exists()

    def test_the_scope_shows_one_intercommunalite_and_is_given_back(self, scene):
        voisine = monter_a_cote()
        with scene.entrer():
            assert list(Intercommunalite.objects.all()) == [scene.intercommunalite]
            with voisine.entrer():
                assert [a.user.first_name for a in Acces.objects.all()] == ["Nadia"]
            assert Acces.objects.count() == len(scene.acces)
        assert reglage("tenant") == ""

    def test_a_failure_inside_gives_the_former_scope_back(self, scene):
        with scene.entrer():
            with pytest.raises(RuntimeError), monter_a_cote().entrer():
                raise RuntimeError
            assert reglage("tenant") == str(scene.intercommunalite.pk)

    def test_an_account_lists_its_own_accesses_and_no_other(self, scene):
        monter_a_cote()
        with tenancy.compte(scene.odile.user):
            assert list(Acces.objects.all()) == [scene.odile]
            assert list(Intercommunalite.objects.all()) == [scene.intercommunalite]

    def test_the_scheduler_sees_intercommunalites_but_nothing_of_theirs(self, scene):
        monter_a_cote()
        with tenancy.ordonnanceur():
            assert Intercommunalite.objects.count() == 2
            assert not Acces.objects.exists()

    def test_naming_a_slug_exactly_is_what_makes_it_visible(self, scene):
        assert tenancy.trouver(scene.slug) == scene.intercommunalite
        assert tenancy.trouver("val-de") is None

    def test_civil_time_is_that_of_the_intercommunalite(self):
        reunion = factories.IntercommunaliteFactory(fuseau="Indian/Reunion")
        with tenancy.entrer(reunion):
            assert timezone.get_current_timezone_name() == "Indian/Reunion"

    def test_a_transaction_forgets_its_scope(self, transactional_db, scene):
        with scene.entrer():
            pass
        with transaction.atomic():
            assert reglage("tenant") == ""


class TestRequetes:
    def test_anonymous_sees_the_login_page_whether_or_not_the_slug_exists(self, client, scene):
        for chemin in (scene.url("jetons/"), "/nulle-part/jetons/", "/nulle-part/"):
            reponse = client.get(chemin)
            assert reponse.status_code == 302
            assert reponse["Location"].startswith("/comptes/login/?next=")

    def test_an_outsider_cannot_tell_a_neighbour_from_nothing(self, client, scene):
        voisine = monter_a_cote()
        client.force_login(scene.odile.user)
        for chemin in (voisine.url("jetons/"), "/nulle-part/jetons/"):
            assert client.get(chemin).status_code == 404

    def test_a_closed_access_is_an_outsider(self, client, scene):
        client.force_login(scene.samir.user)
        assert client.get(scene.url("couleur.css")).status_code == 200
        with scene.entrer():
            actions.fermer_acces(scene.samir, by=scene.adele.user, at=timezone.now())
        assert client.get(scene.url("couleur.css")).status_code == 404

    def test_two_accesses_of_one_account_keep_their_own_roles(self, client, scene):
        voisine = monter_a_cote()
        factories.AccesFactory(
            intercommunalite=voisine.intercommunalite, user=scene.adele.user, role="lecteur"
        )
        client.force_login(scene.adele.user)
        assert client.post(scene.url("acces/ouvrir/")).status_code == 422
        assert client.post(voisine.url("acces/ouvrir/")).status_code == 403

    def test_a_token_opens_its_own_intercommunalite_and_no_other(self, client, scene):
        voisine = monter_a_cote()
        with scene.entrer():
            _, secret = actions.creer_jeton(scene.odile, libelle="Site", by=None, at=timezone.now())
        entete = {"Authorization": f"Jeton {secret}"}
        assert client.get(scene.url("api/moi/"), headers=entete).json()["role"] == "assemblees"
        for slug in (voisine.slug, "nulle-part"):
            assert client.get(f"/{slug}/api/moi/", headers=entete).status_code == 401

    def test_a_token_opens_the_api_and_no_page(self, client, scene):
        with scene.entrer():
            _, secret = actions.creer_jeton(scene.adele, libelle="Site", by=None, at=timezone.now())
        reponse = client.get(scene.url("acces/"), headers={"Authorization": f"Jeton {secret}"})
        assert reponse.headers["Location"].startswith("/comptes/login/")

    def test_a_deactivated_account_loses_its_tokens(self, client, scene):
        with scene.entrer():
            _, secret = actions.creer_jeton(scene.odile, libelle="Site", by=None, at=timezone.now())
        scene.odile.user.is_active = False
        scene.odile.user.save()
        with scene.entrer():
            assert Jeton.acces_ouvert(scene.intercommunalite, secret) is None


@pytest.mark.parametrize("mot", sorted(MOTS_RESERVES))
def test_a_reserved_word_is_no_slug(mot):
    with pytest.raises(ValidationError, match=r"réservé|slug"):
        actions.creer_intercommunalite(
            actions.Identite(
                slug=mot, nom="Val", nom_court="Val", nature="metropole",
                siren=factories.siren(7777), departement="25",
            ),
            by=None,
            at=timezone.now(),
        )  # fmt: skip


class TestCommandes:
    def test_provisioning_opens_the_first_access(self, capsys):
        call_command(
            "intercommunalite_creer", "haute-vallee", nom="CC de la Haute-Vallée",
            nom_court="Haute-Vallée", nature="communaute_communes", siren=factories.siren(888),
            departement="25", administrateur="ada@exemple.fr", prenom="Ada", nom_de_famille="Roy",
        )  # fmt: skip
        assert "/haute-vallee/" in capsys.readouterr().out
        with tenancy.entrer(tenancy.trouver("haute-vallee")):
            acces = Acces.objects.get()
            assert (acces.user.email, acces.role) == ("ada@exemple.fr", "administrateur")

    def test_provisioning_is_all_or_nothing(self):
        with pytest.raises(CommandError):
            call_command(
                "intercommunalite_creer", "haute-vallee", nom="CC", nom_court="HV",
                nature="communaute_communes", siren=factories.siren(889), departement="25",
                administrateur="pas une adresse", prenom="Ada", nom_de_famille="Roy",
            )  # fmt: skip
        assert tenancy.trouver("haute-vallee") is None

    def test_an_access_and_a_token_open_from_the_command_line(self, capsys, scene):
        ou = {"intercommunalite": scene.slug}
        call_command(
            "acces_ouvrir", "lea@exemple.fr", prenom="Léa", nom="Simon", role="lecteur", **ou
        )
        capsys.readouterr()
        call_command("jeton_creer", "lea@exemple.fr", libelle="Site", **ou)
        secret = capsys.readouterr().out.strip()
        with scene.entrer():
            ouvert = Jeton.acces_ouvert(scene.intercommunalite, secret)
            assert ouvert.user.email == "lea@exemple.fr"

    def test_an_unknown_intercommunalite_or_account_is_said(self, scene):
        with pytest.raises(CommandError, match="nulle-part"):
            call_command("jeton_creer", "a@b.fr", libelle="Site", intercommunalite="nulle-part")
        with pytest.raises(CommandError, match="Aucun accès ouvert"):
            call_command("jeton_creer", "a@b.fr", libelle="Site", intercommunalite=scene.slug)


def test_a_browser_without_account_is_led_to_the_login_page_of_the_documentation(
    client: Any, scene: Any
) -> None:
    adresse = scene.url("api/documentation/")
    assert client.get(adresse, headers={"Accept": "text/html"}).status_code == 302
    assert client.get(adresse, headers={"Accept": "application/json"}).status_code == 401
