"""Accesses, tokens and settings: each act, each refusal, its entry in the journal."""

import datetime as dt
import re
import struct
import zlib

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from guardian.models import GroupObjectPermission, UserObjectPermission

from governance import actions, groupes, images, tenancy
from governance.actions import Demande
from governance.models import Acces, Envoi, Jeton, User
from governance.regles import RegleViolee
from governance.regles_acces import gabarit, piece
from instances.actions.acces import confier_instances, rattacher_commune, rattacher_elu
from instances.permissions import can_gerer_seances, instances_en_charge
from tests.distribution import TOUS, monter, monter_a_cote

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC)


def demande(**champs) -> Demande:
    defaut = {
        "email": "Lea.Simon@exemple.fr",
        "prenom": "Léa",
        "nom": "Simon",
        "role": "lecteur",
    }
    return Demande(**(defaut | champs))


def verbes(scene) -> list[str]:
    return list(scene.intercommunalite.audit.order_by("pk").values_list("verbe", flat=True))


@pytest.fixture
def scene():
    scene = monter()
    with scene.entrer():
        yield scene


class TestOuvrir:
    def test_a_new_account_receives_a_link_to_choose_its_password(self, scene):
        acces = actions.ouvrir_acces(scene.intercommunalite, demande(), by=scene.adele.user, at=AT)
        assert acces.user.email == "lea.simon@exemple.fr"
        assert not acces.user.has_usable_password()
        envoi = Envoi.objects.get(adresse="lea.simon@exemple.fr")
        assert envoi.etat == "a_envoyer"
        assert re.search(r"http\S+/comptes/password/reset/key/\S+", envoi.corps)
        assert verbes(scene) == ["acces_ouvrir"]

    def test_an_account_that_has_a_password_keeps_it_and_its_name(self, scene):
        voisine = monter_a_cote()
        with scene.entrer():
            acces = actions.ouvrir_acces(
                scene.intercommunalite,
                demande(email=voisine.nadia.user.email, prenom="Autre"),
                by=scene.adele.user,
                at=AT,
            )
            assert acces.user == voisine.nadia.user
            assert User.objects.get(pk=acces.user_id).first_name == "Nadia"
            assert "password" not in Envoi.objects.get().corps

    def test_a_second_access_of_the_same_account_is_refused(self, scene):
        with pytest.raises(ValidationError, match="déjà un accès"):
            actions.ouvrir_acces(
                scene.intercommunalite,
                demande(email=scene.camille.user.email),
                by=scene.adele.user,
                at=AT,
            )
        assert verbes(scene) == []

    def test_a_closed_access_opens_again_without_its_former_charges(self, scene):
        actions.fermer_acces(scene.line, by=scene.adele.user, at=AT)
        acces = actions.ouvrir_acces(
            scene.intercommunalite,
            demande(email=scene.line.user.email, role="assemblees"),
            by=scene.adele.user,
            at=AT,
        )
        assert (acces.pk, acces.ferme_at, acces.instances_choisies) == (scene.line.pk, None, False)
        assert groupes.charges(acces) == []


class TestModifierEtFermer:
    def test_the_last_administrateur_can_neither_change_role_nor_leave(self, scene):
        for acte in (
            lambda: actions.modifier_acces(
                scene.adele, role="lecteur", fonction="", by=scene.diane.user, at=AT
            ),
            lambda: actions.fermer_acces(scene.adele, by=scene.diane.user, at=AT),
        ):
            with pytest.raises(RegleViolee) as refus:
                acte()
            assert [m.regle for m in refus.value.manquements] == ["ACC-01"]
        assert Acces.objects.get(pk=scene.adele.pk).role == "administrateur"
        assert verbes(scene) == []

    def test_nobody_closes_their_own_access(self, scene):
        actions.modifier_acces(
            scene.diane, role="administrateur", fonction="", by=scene.adele.user, at=AT
        )
        with pytest.raises(RegleViolee) as refus:
            actions.fermer_acces(scene.adele, by=scene.adele.user, at=AT)
        assert [m.regle for m in refus.value.manquements] == ["ACC-02"]

    def test_closing_revokes_tokens_and_charges(self, scene):
        jeton, secret = actions.creer_jeton(scene.line, libelle="Site", by=scene.line.user, at=AT)
        actions.fermer_acces(scene.line, by=scene.adele.user, at=AT)
        assert Jeton.objects.get(pk=jeton.pk).revoque_at == AT
        assert Jeton.acces_ouvert(scene.intercommunalite, secret) is None
        assert groupes.charges(scene.line) == []
        assert verbes(scene) == ["jeton_creer", "acces_fermer"]

    def test_another_role_gives_back_the_chosen_instances(self, scene):
        actions.modifier_acces(
            scene.line, role="direction", fonction="", by=scene.adele.user, at=AT
        )
        assert not scene.line.instances_choisies
        assert groupes.charges(scene.line) == []


class TestInstancesConfiees:
    def test_a_clerk_acts_in_the_instances_in_charge_and_in_no_other(self, scene):
        assert can_gerer_seances(scene.line, scene.commission)
        assert not can_gerer_seances(scene.line, scene.conseil)
        assert instances_en_charge(scene.odile) is None

    def test_the_right_is_held_by_one_group_per_instance_never_by_the_account(self, scene):
        for acces in (scene.odile, scene.line):
            confier_instances(acces, instances=[scene.conseil], by=scene.adele.user, at=AT)
        nom = f"{scene.intercommunalite.pk}:instance:{scene.conseil.pk}:secretariat"
        assert Group.objects.get(name=nom).user_set.count() == 2
        assert GroupObjectPermission.objects.filter(object_pk=scene.conseil.pk).count() == 1
        assert not UserObjectPermission.objects.exists()

    def test_charges_here_leave_those_of_another_intercommunalite_alone(self, scene):
        voisine = monter_a_cote()
        with voisine.entrer():
            chez_nadia = voisine.nadia
            confier_instances(chez_nadia, instances=[voisine.conseil], by=chez_nadia.user, at=AT)
        with scene.entrer():
            ici = actions.ouvrir_acces(
                scene.intercommunalite,
                demande(email=chez_nadia.user.email, role="assemblees"),
                by=scene.adele.user,
                at=AT,
            )
            confier_instances(ici, instances=[scene.conseil], by=scene.adele.user, at=AT)
            confier_instances(ici, instances=None, by=scene.adele.user, at=AT)
        with voisine.entrer():
            assert len(groupes.charges(chez_nadia)) == 1

    def test_an_instance_next_door_cannot_be_entrusted(self, scene):
        voisine = monter_a_cote()
        with scene.entrer(), pytest.raises(ValueError, match="n’est pas de cette"):
            confier_instances(scene.line, instances=[voisine.conseil], by=scene.adele.user, at=AT)

    @pytest.mark.parametrize("nom, regle", [("samir", "ACC-03"), ("adele", "ACC-03")])
    def test_only_the_service_des_assemblees_is_limited(self, scene, nom, regle):
        with pytest.raises(RegleViolee) as refus:
            confier_instances(
                scene.acces[nom], instances=[scene.conseil], by=scene.adele.user, at=AT
            )
        assert refus.value.manquements[0].regle == regle

    def test_a_limit_to_nothing_is_refused(self, scene):
        with pytest.raises(RegleViolee) as refus:
            confier_instances(scene.line, instances=[], by=scene.adele.user, at=AT)
        assert refus.value.manquements[0].regle == "ACC-04"
        assert can_gerer_seances(scene.line, scene.commission)


def test_an_elu_is_attached_to_one_access_only(scene):
    rattacher_elu(scene.samir, elu=scene.elus["hugo"], by=scene.adele.user, at=AT)
    rattacher_elu(scene.samir, elu=scene.elus["jeanne"], by=scene.adele.user, at=AT)
    assert list(scene.samir.elus.values_list("prenom", flat=True)) == ["Jeanne"]
    assert verbes(scene) == ["acces_rattacher_elu"] * 2


class TestJetons:
    def test_the_secret_is_never_kept(self, scene):
        jeton, secret = actions.creer_jeton(
            scene.odile, libelle="Tableur", by=scene.odile.user, at=AT
        )
        assert secret.startswith("hc_")
        assert secret not in str(vars(Jeton.objects.get(pk=jeton.pk)))
        assert Jeton.acces_ouvert(scene.intercommunalite, secret) == scene.odile

    def test_a_revoked_token_opens_nothing_and_is_revoked_once(self, scene):
        jeton, secret = actions.creer_jeton(
            scene.odile, libelle="Tableur", by=scene.odile.user, at=AT
        )
        for _ in range(2):
            actions.revoquer_jeton(jeton, by=scene.odile.user, at=AT)
        assert Jeton.acces_ouvert(scene.intercommunalite, secret) is None
        assert verbes(scene) == ["jeton_creer", "jeton_revoquer"]


class TestParametres:
    def test_settings_change_with_their_former_values_in_the_journal(self, scene):
        ici = scene.intercommunalite
        actions.modifier_parametres(
            ici, couleur="#0a5c36", taille_max_piece=12, by=scene.diane.user, at=AT
        )
        entree = ici.audit.get()
        assert entree.verbe == "parametres_modifier"
        assert entree.donnees["avant"] == {"couleur": "#4b3168", "taille_max_piece": "20"}

    @pytest.mark.parametrize(
        "champs, champ",
        [
            ({"gabarit_numero": "{annee}"}, "gabarit_numero"),
            ({"gabarit_numero": "{numero.__class__}"}, "gabarit_numero"),
            ({"gabarit_numero": "{annee}-{numero}-{numero}"}, "gabarit_numero"),
            ({"taille_max_piece": 0}, "taille_max_piece"),
            ({"taille_max_piece": 21}, "taille_max_piece"),
        ],
    )
    def test_a_refused_setting_changes_nothing(self, scene, champs, champ):
        with pytest.raises(RegleViolee) as refus:
            actions.modifier_parametres(
                scene.intercommunalite, by=scene.diane.user, at=AT, **champs
            )
        assert {m.champ for m in refus.value.manquements} == {champ}
        scene.intercommunalite.refresh_from_db()
        assert scene.intercommunalite.taille_max_piece == 20
        assert verbes(scene) == []


@pytest.mark.parametrize("texte", ["{annee}-{numero:03d}", "{annee}/{numero:06d}", "{numero}"])
def test_a_usual_numbering_template_is_accepted(texte):
    assert not list(gabarit(texte))


@pytest.mark.parametrize(
    "texte", ["", "2026", "{annee}-{0}", "{numero!r}", "{numero", "{{numero}}"]
)
def test_any_other_template_is_refused(texte):
    assert [m.regle for m in gabarit(texte)] == ["REG-01"]


@pytest.mark.parametrize("megaoctets, refus", [(0, 1), (1, 0), (20, 0), (21, 1)])
def test_the_size_of_a_document_stays_within_the_server(megaoctets, refus):
    assert len(list(piece(megaoctets=megaoctets, plafond=20))) == refus


def morceau(nom: bytes, corps: bytes) -> bytes:
    somme = zlib.crc32(nom + corps)
    return struct.pack(">I", len(corps)) + nom + corps + struct.pack(">I", somme)


def png(cote: int = 1, suite: bytes = b"") -> bytes:
    entete = struct.pack(">IIBBBBB", cote, cote, 8, 0, 0, 0, 0)
    image = morceau(b"IDAT", zlib.compress(b"\0\0"))
    return images.SIGNATURE_PNG + morceau(b"IHDR", entete) + image + morceau(b"IEND", b"") + suite


SVG = '<svg xmlns="http://www.w3.org/2000/svg">{}</svg>'


@pytest.mark.parametrize(
    "octets, attendu",
    [
        (png(), "image/png"),
        (SVG.format('<path d="M0 0h4"/>').encode(), "image/svg+xml"),
        (SVG.format('<use href="#a"/><g fill="url(#b)"/>').encode(), "image/svg+xml"),
    ],
)
def test_a_plain_drawing_is_accepted(octets, attendu):
    assert images.type_du_logo(octets) == attendu


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        b"<html><script>alert(1)</script></html>",
        png()[:-6],
        png(suite=b"<script>alert(1)</script>"),
        png(cote=5000),
        png().replace(b"IDAT", b"IDAX"),
        SVG.format("<script>alert(1)</script>").encode(),
        SVG.format('<path onload="alert(1)" d="M0 0"/>').encode(),
        SVG.format('<use href="https://ailleurs.fr/a.svg#b"/>').encode(),
        SVG.format('<image href="#a"/>').encode(),
        SVG.format("<foreignObject/>").encode(),
        SVG.format("<style>*{}</style>").encode(),
        SVG.format('<a href="javascript:alert(1)"/>').encode(),
        SVG.format('<g fill="url(https://ailleurs.fr)"/>').encode(),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(),
        b'<?xml-stylesheet href="https://ailleurs.fr/a.css"?>' + SVG.format("").encode(),
        b"<svg",
    ],
)
def test_a_disguised_or_active_logo_is_refused_in_a_sentence(octets):
    with pytest.raises(ValidationError) as refus:
        images.type_du_logo(octets)
    assert refus.value.messages[0].endswith(".")


def test_a_new_intercommunalite_starts_with_its_act():
    ici = actions.creer_intercommunalite(
        actions.Identite(
            slug="haute-vallee",
            nom="Communauté de communes de la Haute-Vallée",
            nom_court="Haute-Vallée",
            nature="communaute_communes",
            siren="242500361",
            departement="25",
        ),
        by=None,
        at=timezone.now(),
    )
    with tenancy.entrer(ici):
        assert [e.verbe for e in ici.audit.all()] == ["intercommunalite_creer"]


@pytest.mark.parametrize("champs", [{"slug": "api"}, {"siren": "123456789"}, {"departement": "99"}])
def test_a_wrong_identity_is_refused(champs):
    identite = {
        "slug": "haute-vallee", "nom": "Haute-Vallée", "nom_court": "Haute-Vallée",
        "nature": "communaute_communes", "siren": "242500361", "departement": "25",
    }  # fmt: skip
    with pytest.raises(ValidationError):
        actions.creer_intercommunalite(
            actions.Identite(**(identite | champs)), by=None, at=timezone.now()
        )


def test_two_intercommunalites_never_share_a_siren():
    scene = monter()
    identite = actions.Identite(
        slug="autre", nom="Autre", nom_court="Autre", nature="metropole",
        siren=scene.intercommunalite.siren, departement="25",
    )  # fmt: skip
    with pytest.raises((ValidationError, IntegrityError)):
        actions.creer_intercommunalite(identite, by=None, at=timezone.now())


def test_the_administrator_opens_the_access_of_a_commune_s_clerk(client):
    scene = monter()
    client.force_login(scene.adele.user)
    saisie = {"email": "mairie@exemple.fr", "prenom": "Sylvie", "nom": "Noël", "role": "commune"}
    reponse = client.post(scene.url("acces/ouvrir/"), saisie)
    with scene.entrer():
        acces = scene.intercommunalite.acces.get(role="commune")
    assert reponse.url == scene.url(f"acces/{acces.pk}/commune/")
    assert client.post(reponse.url, {}).status_code == 422
    for nom in ("Orsans", "Brumeval"):
        choix = {"commune": scene.communes[nom].pk}
        assert client.post(reponse.url, choix).status_code == 302
    with scene.entrer():
        assert acces.secretariats.get().commune == scene.communes["Brumeval"]
        assert verbes(scene)[-2:] == ["acces_rattacher_commune"] * 2
        with pytest.raises(RegleViolee) as refus:
            rattacher_commune(
                scene.samir, commune=scene.communes["Orsans"], by=scene.adele.user, at=AT
            )
    assert refus.value.manquements[0].regle == "ACC-05"


def test_a_commune_s_clerk_opens_no_other_page_and_no_token(client):
    scene = monter(personnes=TOUS)
    client.force_login(scene.sylvie.user)
    for lieu in ("seances/", "composition/", "calendrier/", "jetons/", "journal/"):
        assert client.get(scene.url(lieu)).status_code == 403, lieu
    with scene.entrer():
        # A token drawn when the access was something else opens nothing any more.
        _, secret = actions.creer_jeton(scene.sylvie, libelle="Ancien", by=None, at=AT)
    reponse = client.get(scene.url("api/moi/"), headers={"Authorization": f"Jeton {secret}"})
    assert reponse.status_code == 403
