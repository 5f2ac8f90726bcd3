"""Who may do what to accounts and settings; and the pages where it is done."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from governance import actions, permissions
from governance.models import Acces, Envoi, Jeton
from tests.adresses import AT
from tests.distribution import monter, monter_a_cote
from tests.governance.test_acces import SVG, png

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return monter()


def test_require_refuses_with_a_403():
    permissions.require(True)
    with pytest.raises(PermissionDenied):
        permissions.require(False)


@pytest.mark.parametrize(
    "permission, permis",
    [
        ("can_gerer_acces", {"adele"}),
        ("can_lire_journal", {"adele", "odile", "line", "diane"}),
        ("can_regler_intercommunalite", {"adele", "diane"}),
    ],
)
def test_each_permission_names_its_roles(scene, permission, permis):
    autorise = getattr(permissions, permission)
    assert {nom for nom, acces in scene.acces.items() if autorise(acces)} == permis


def test_a_token_is_revoked_by_its_owner_or_an_administrateur(scene):
    with scene.entrer():
        jeton, _ = actions.creer_jeton(scene.samir, libelle="Site", by=None, at=AT)
        peuvent = {
            nom for nom, a in scene.acces.items() if permissions.can_revoquer_jeton(a, jeton)
        }
    assert peuvent == {"samir", "adele"}


class TestPagesDesAcces:
    @pytest.fixture(autouse=True)
    def _adele(self, client, scene):
        client.force_login(scene.adele.user)

    def test_an_access_opens_and_its_invitation_is_due(self, client, scene):
        reponse = client.post(
            scene.url("acces/ouvrir/"),
            {"email": "lea@exemple.fr", "prenom": "Léa", "nom": "Simon", "role": "elu"},
            follow=True,
        )
        assert "Léa Simon" in reponse.text
        assert "l’invitation part" in reponse.text
        with scene.entrer():
            assert Envoi.objects.get().adresse == "lea@exemple.fr"

    def test_a_refused_form_comes_back_with_what_was_typed(self, client, scene):
        reponse = client.post(
            scene.url("acces/ouvrir/"),
            {"email": scene.odile.user.email, "prenom": "Léa", "nom": "Simon", "role": "elu"},
        )
        assert reponse.status_code == 422
        assert "déjà un accès" in reponse.text
        assert 'value="Simon"' in reponse.text

    def test_the_last_administrateur_is_told_why(self, client, scene):
        page = scene.url(f"acces/{scene.adele.pk}/")
        reponse = client.post(page, {"role": "lecteur", "fonction": ""})
        assert reponse.status_code == 422
        assert "dernier accès d’administrateur" in reponse.text
        reponse = client.post(scene.url(f"acces/{scene.adele.pk}/fermer/"))
        assert reponse.status_code == 422
        with scene.entrer():
            assert Acces.objects.get(pk=scene.adele.pk).ferme_at is None

    def test_instances_are_entrusted_from_the_page(self, client, scene):
        page = scene.url(f"acces/{scene.odile.pk}/instances/")
        assert client.post(page, {"limite": "on"}).status_code == 422
        choix = {"limite": "on", "instances": [scene.commission.pk]}
        assert client.post(page, choix).status_code == 302
        client.force_login(scene.odile.user)
        assert client.get(scene.url("seances/1/convocation/")).status_code == 403

    def test_an_instance_of_the_neighbour_is_no_choice(self, client, scene):
        choix = {"limite": "on", "instances": [monter_a_cote().conseil.pk]}
        page = scene.url(f"acces/{scene.odile.pk}/instances/")
        assert client.post(page, choix).status_code == 422

    def test_an_elu_already_attached_is_said(self, client, scene):
        page = scene.url(f"acces/{scene.samir.pk}/elu/")
        reponse = client.post(page, {"elu": scene.elus["camille"].pk})
        assert reponse.status_code == 422
        assert "détachez-le d’abord" in reponse.text
        assert client.post(page, {"elu": scene.elus["hugo"].pk}).status_code == 302

    def test_a_closed_access_has_no_page_any_more(self, client, scene):
        assert client.post(scene.url(f"acces/{scene.samir.pk}/fermer/")).status_code == 302
        assert client.get(scene.url(f"acces/{scene.samir.pk}/")).status_code == 404
        assert "Fermé" in client.get(scene.url("acces/")).text


class TestPageDesJetons:
    def test_the_secret_shows_once(self, client, scene):
        client.force_login(scene.samir.user)
        page = client.post(scene.url("jetons/"), {"libelle": "Tableur"})
        assert "hc_" in page.text
        assert "hc_" not in client.get(scene.url("jetons/")).text

    def test_an_unnamed_token_is_not_created(self, client, scene):
        client.force_login(scene.samir.user)
        assert client.post(scene.url("jetons/"), {"libelle": " "}).status_code == 422
        with scene.entrer():
            assert not Jeton.objects.exists()

    def test_the_token_of_somebody_else_is_not_revoked(self, client, scene):
        with scene.entrer():
            jeton, _ = actions.creer_jeton(scene.odile, libelle="Site", by=None, at=AT)
        client.force_login(scene.samir.user)
        assert client.post(scene.url(f"jetons/{jeton.pk}/revoquer/")).status_code == 403
        client.force_login(scene.adele.user)
        assert client.post(scene.url(f"jetons/{jeton.pk}/revoquer/")).status_code == 302
        with scene.entrer():
            assert Jeton.objects.get().revoque_at is not None


class TestPageDesParametres:
    CHAMPS = {
        "nom": "Communauté d’agglomération du Val",
        "nom_court": "Val",
        "couleur": "#0A5C36",
        "taille_max_piece": 12,
        "gabarit_numero": "{annee}/{numero:06d}",
    }

    @pytest.fixture(autouse=True)
    def _diane(self, client, scene):
        client.force_login(scene.diane.user)

    def envoyer(self, client, scene, **champs):
        return client.post(scene.url("parametres/"), self.CHAMPS | champs)

    def test_settings_are_saved(self, client, scene):
        assert self.envoyer(client, scene).status_code == 302
        page = client.get(scene.url("parametres/")).text
        assert "{annee}/{numero:06d}" in page
        assert "--tenant: #0a5c36" in client.get(scene.url("couleur.css")).text

    @pytest.mark.parametrize(
        "octets, nom, type_mime",
        [
            (png(), "logo.png", "image/png"),
            (SVG.format("<g/>").encode(), "logo.svg", "image/svg+xml"),
        ],
    )
    def test_a_logo_is_kept_and_served_as_what_it_is(self, client, scene, octets, nom, type_mime):
        fichier = SimpleUploadedFile(nom, octets, "application/octet-stream")
        assert self.envoyer(client, scene, logo=fichier).status_code == 302
        reponse = client.get(scene.url("logo/"))
        assert reponse.headers["Content-Type"] == type_mime
        assert b"".join(reponse) == octets

    @pytest.mark.parametrize(
        "octets, phrase",
        [
            (b"MZ\x90 programme", "ni une image PNG"),
            (SVG.format("<script/>").encode(), "peut exécuter du code"),
            (png(suite=b"." * 600_000), "Ce logo dépasse"),
        ],
    )
    def test_a_wrong_logo_loses_nothing_typed(self, client, scene, octets, phrase):
        fichier = SimpleUploadedFile("logo.png", octets, "image/png")
        reponse = self.envoyer(client, scene, logo=fichier, nom_court="Val retapé")
        assert reponse.status_code == 422
        assert phrase in reponse.text
        assert "Val retapé" in reponse.text
        with scene.entrer():
            scene.intercommunalite.refresh_from_db()
        assert scene.intercommunalite.logo_id is None

    @pytest.mark.parametrize(
        "champs",
        [
            {"couleur": "rouge"},
            {"taille_max_piece": 500},
            {"taille_max_piece": "beaucoup"},
            {"gabarit_numero": "{numero.__init__}"},
            {"nom": ""},
        ],
    )
    def test_a_wrong_setting_is_a_422_in_a_sentence(self, client, scene, champs):
        reponse = self.envoyer(client, scene, **champs)
        assert reponse.status_code == 422
        assert "data-hc-refus" in reponse.text


class TestAccueil:
    def test_one_access_leads_straight_there(self, client, scene):
        client.force_login(scene.odile.user)
        assert client.get("/").headers["Location"] == scene.url()

    def test_several_are_listed_and_none_is_said(self, client, scene):
        voisine = monter_a_cote()
        with voisine.entrer():
            actions.ouvrir_acces(
                voisine.intercommunalite,
                actions.Demande(
                    email=scene.odile.user.email, prenom="", nom="", role=Acces.Role.LECTEUR
                ),
                by=None,
                at=timezone.now(),
            )
        client.force_login(scene.odile.user)
        page = client.get("/").text
        assert voisine.intercommunalite.nom in page
        assert scene.intercommunalite.nom in page

    def test_an_account_without_access_is_told_whom_to_ask(self, client, django_user_model):
        client.force_login(django_user_model.objects.create_user("seul@exemple.fr"))
        assert "Aucun accès" in client.get("/").text

    @pytest.mark.parametrize("page", ["aide", "donnees-personnelles", "accessibilite"])
    def test_public_pages_are_public(self, client, page):
        assert client.get(f"/{page}/").status_code == 200

    def test_the_demo_door_does_not_exist_outside_the_demo(self, client, scene):
        reponse = client.post("/demo/connexion/", {"email": scene.odile.user.email})
        assert reponse.status_code == 404
        assert "_auth_user_id" not in client.session


def test_the_link_of_an_invitation_opens_the_password_page(client, scene):
    with scene.entrer():
        actions.ouvrir_acces(
            scene.intercommunalite,
            actions.Demande(email="lea@exemple.fr", prenom="Léa", nom="Simon", role="elu"),
            by=scene.adele.user,
            at=timezone.now(),
        )
        mots = Envoi.objects.get().corps.split()
    lien = next(mot for mot in mots if "/password/reset/key/" in mot)
    page = client.get("/" + lien.split("/", 3)[3], follow=True)
    assert page.status_code == 200
    assert 'type="password"' in page.text
