"""The API: same acts, same rights, same refusals as the pages; a fixed number of queries."""

import datetime as dt

import pytest
from django.utils import timezone

from governance import actions
from instances.models import Point, Pouvoir, Seance
from tests import factories as f
from tests.adresses import AT, objets_de
from tests.distribution import monter, monter_a_cote

pytestmark = pytest.mark.django_db
# Session, account, scope, access; then the rows of the answer.
FIXES = 16


@pytest.fixture
def scene():
    return monter()


class Programme:
    """A programme that calls the API with the token of somebody."""

    def __init__(self, client, scene, nom: str) -> None:
        self.client, self.scene = client, scene
        with scene.entrer():
            _, secret = actions.creer_jeton(scene.acces[nom], libelle="Essai", by=None, at=AT)
        self.entete = {"Authorization": f"Jeton {secret}"}

    def get(self, suite: str, **parametres):
        return self.client.get(self.scene.url(f"api/{suite}"), parametres, headers=self.entete)

    def post(self, suite: str, **corps):
        return self.client.post(
            self.scene.url(f"api/{suite}"),
            corps,
            content_type="application/json",
            headers=self.entete,
        )


@pytest.fixture
def odile(client, scene):
    return Programme(client, scene, "odile")


class TestComposition:
    def test_elus_come_with_the_mandats_of_the_day(self, odile):
        elus = {e["prenom"]: e for e in odile.get("elus/").json()["resultats"]}
        assert {m["nature"] for m in elus["Paul"]["mandats"]} == {
            "conseiller_communautaire", "maire", "president",
        }  # fmt: skip
        avant = {e["prenom"]: e for e in odile.get("elus/", le="2020-01-01").json()["resultats"]}
        assert avant["Paul"]["mandats"] == []

    @pytest.mark.parametrize("nom, lues", [("odile", True), ("camille", False), ("samir", False)])
    def test_private_data_are_for_those_who_convene(self, client, scene, nom, lues):
        elu = Programme(client, scene, nom).get("elus/").json()["resultats"][0]
        assert {c in elu for c in ("naissance", "courriel", "adresse")} == {lues}

    def test_members_of_a_day_carry_their_three_rights(self, odile, scene):
        membres = odile.get(f"instances/{scene.conseil.pk}/membres/", le="2026-11-24").json()
        assert len(membres["resultats"]) == 6
        assert all(m["vote"] and m["compte_quorum"] for m in membres["resultats"])

    def test_a_day_that_does_not_exist_is_said(self, odile):
        refus = odile.get("communes/", le="2026-02-31")
        assert refus.status_code == 422
        assert refus.json()["manquements"][0]["regle"] == "SAISIE"

    def test_a_commune_that_left_is_not_listed_afterwards(self, odile, scene):
        with scene.entrer():
            scene.communes["Orsans"].ends_on = dt.date(2026, 6, 30)
            scene.communes["Orsans"].save()
        noms = {c["nom"] for c in odile.get("communes/", le="2026-07-01").json()["resultats"]}
        assert noms == {"Brumeval", "Clairvent"}


class TestListes:
    def test_pages_follow_by_key_until_null(self, odile, scene):
        for _ in range(5):
            f.SeanceFactory(intercommunalite=scene.intercommunalite, instance=scene.conseil)
        numeros, suite = [], odile.get("seances/", taille=2).json()
        while True:
            numeros += [s["numero"] for s in suite["resultats"]]
            if suite["suivante"] is None:
                break
            suite = odile.client.get(suite["suivante"], headers=odile.entete).json()
        assert len(numeros) == len(set(numeros)) == 7

    @pytest.mark.parametrize(
        "nom, lue", [("odile", True), ("camille", True), ("marc", False), ("samir", False)]
    )
    def test_what_may_not_be_read_is_not_there(self, client, scene, nom, lue):
        """The commission does not meet in public: its members and the services read it."""
        programme = Programme(client, scene, nom)
        for suite in ("", "ordre-du-jour/", "sieges/", "presences/", "pouvoirs/", "scrutins/"):
            statut = programme.get(f"seances/2/{suite}").status_code
            assert statut == (200 if lue else 404), suite
        listees = {s["numero"] for s in programme.get("seances/").json()["resultats"]}
        assert listees == ({1, 2} if lue else {1})

    @pytest.mark.parametrize("taille", ["0", "-4", "abc", "100000", "9" * 30])
    def test_a_strange_size_is_no_error(self, odile, taille):
        assert odile.get("seances/", taille=taille).status_code == 200

    @pytest.mark.parametrize("fois", [1, 6])
    @pytest.mark.parametrize(
        "adresse",
        [
            "communes/", "elus/", "mandats/", "instances/", "seances/", "deliberations/",
            "seances/1/ordre-du-jour/", "seances/1/convocations/", "seances/1/sieges/",
            "seances/1/presences/", "seances/1/pouvoirs/", "seances/1/scrutins/",
        ],
    )  # fmt: skip
    def test_as_many_queries_whatever_the_length(
        self, client, scene, adresse, fois, django_assert_max_num_queries
    ):
        objets_de(scene, "odile")
        for _ in range(fois):
            peupler(scene)
        odile = Programme(client, scene, "odile")
        with django_assert_max_num_queries(FIXES):
            reponse = odile.get(adresse)
        assert reponse.status_code == 200
        assert len(reponse.json()["resultats"]) >= fois


def peupler(scene) -> None:
    """One more of everything that lists show."""
    champs = {"intercommunalite": scene.intercommunalite}
    siege = f.SiegeantFactory(**champs, seance=scene.seance)
    f.MandatFactory(**champs, elu=siege.elu)
    f.PresenceFactory(**champs, siegeant=siege, debut_point=scene.points[0])
    f.PouvoirFactory(**champs, mandant=siege, mandataire=None, fin_point=scene.points[1])
    # Above the ranks of the scene, whatever the number of rows made before in this worker.
    rang = 1_000 + siege.pk % 30_000
    point = f.PointFactory(**champs, seance=scene.seance, rang=rang)
    f.VoteFactory(**champs, scrutin=f.ScrutinFactory(**champs, point=point), siegeant=siege)
    f.DeliberationFactory(**champs, point=point)
    with scene.entrer():
        version = scene.seance.convocations.count() + 1
    convocation = f.ConvocationFactory(**champs, seance=scene.seance, version=version)
    f.RemiseFactory(**champs, convocation=convocation, elu=siege.elu)
    f.InstanceFactory(**champs)
    f.SeanceFactory(**champs)


class TestActes:
    def test_a_seance_is_created_and_its_agenda_filled_and_ordered(self, odile, scene):
        quand = (timezone.now() + dt.timedelta(days=30)).isoformat()
        creee = odile.post("seances/", instance=scene.conseil.pk, starts_at=quand)
        assert creee.status_code == 201, creee.content
        numero = creee.json()["numero"]
        points = [
            odile.post(
                f"seances/{numero}/ordre-du-jour/", numero=n, titre=f"Rapport {n}",
                note_de_synthese="Note.",
            ).json()
            for n in ("1.1", "1.2", "3C")
        ]  # fmt: skip
        odile.post(f"points/{points[2]['id']}/deplacer/", vers=1)
        ordre = odile.get(f"seances/{numero}/ordre-du-jour/").json()["resultats"]
        assert [p["numero"] for p in ordre] == ["3C", "1.1", "1.2"]
        with scene.entrer():
            verbes = scene.intercommunalite.audit.order_by("pk").values_list("verbe", flat=True)
            assert list(verbes)[-5:] == [
                "seance_creer", "point_inscrire", "point_inscrire", "point_inscrire",
                "point_deplacer",
            ]  # fmt: skip

    def test_a_refusal_is_a_422_with_every_manquement_and_nothing_kept(self, odile, scene):
        refus = odile.post("seances/1/ordre-du-jour/", numero="1.1", titre="Encore")
        assert refus.status_code == 422
        [manquement] = refus.json()["manquements"]
        assert set(manquement) == {"regle", "gravite", "article", "message", "points", "champ"}
        assert manquement["gravite"] == "bloquant"
        with scene.entrer():
            assert scene.seance.points.count() == 3

    def test_what_is_missing_is_said_field_by_field(self, odile):
        refus = odile.post("seances/")
        assert refus.status_code == 422
        assert {m["champ"] for m in refus.json()["manquements"]} == {"instance", "starts_at"}

    def test_an_instance_of_the_neighbour_is_unknown_here(self, odile):
        voisine = monter_a_cote()
        refus = odile.post(
            "seances/", instance=voisine.conseil.pk, starts_at="2027-01-10T18:00:00+01:00"
        )
        assert refus.status_code == 422
        assert refus.json()["manquements"][0]["champ"] == "instance"

    @pytest.mark.parametrize("nom", ["camille", "marc", "samir"])
    def test_a_role_that_may_not_is_403_and_changes_nothing(self, client, scene, nom):
        reponse = Programme(client, scene, nom).post("seances/1/annuler/", motif="Sans objet")
        assert reponse.status_code == 403
        with scene.entrer():
            assert Seance.objects.get(pk=scene.seance.pk).etat == "preparation"

    def test_a_clerk_of_the_commission_works_there_and_only_there(self, client, scene):
        line = Programme(client, scene, "line")
        point = {"numero": "9.9", "titre": "Piste cyclable", "type": "avis"}
        assert line.post("seances/2/ordre-du-jour/", **point).status_code == 201
        assert line.post("seances/1/ordre-du-jour/", **point).status_code == 403

    def test_a_point_is_withdrawn(self, odile, scene):
        assert odile.post(f"points/{scene.points[0].pk}/retirer/").status_code == 204
        with scene.entrer():
            assert not Point.objects.filter(pk=scene.points[0].pk).exists()

    def test_a_seance_is_cancelled_once_with_its_reason(self, odile):
        assert odile.post("seances/1/annuler/", motif="Neige").json()["etat"] == "annulee"
        assert odile.post("seances/1/annuler/", motif="Neige").status_code == 422

    @pytest.mark.parametrize("chemin", ["seances/99/", "deliberations/99/", "seances/99/sieges/"])
    def test_what_does_not_exist_is_404(self, odile, chemin):
        assert odile.get(chemin).status_code == 404


class TestPouvoirs:
    @pytest.fixture
    def sieges(self, scene):
        with scene.entrer():
            scene.seance.etat = "convoquee"
            scene.seance.en_exercice = 6
            scene.seance.save()
        return {
            nom: f.SiegeantFactory(
                intercommunalite=scene.intercommunalite, seance=scene.seance, elu=scene.elus[nom]
            ).pk
            for nom in ("camille", "paul", "marc")
        }

    def test_a_member_gives_their_own_pouvoir_and_no_other(self, client, scene, sieges):
        camille = Programme(client, scene, "camille")
        donner = "seances/1/pouvoirs/"
        autrui = camille.post(donner, mandant=sieges["marc"], mandataire=sieges["paul"])
        assert autrui.status_code == 403
        sien = camille.post(donner, mandant=sieges["camille"], mandataire=sieges["paul"])
        assert sien.status_code == 201, sien.content
        with scene.entrer():
            assert Pouvoir.objects.get().mandant_id == sieges["camille"]

    def test_a_mandat_that_ended_closes_what_it_opened(self, client, scene, sieges):
        with scene.entrer():
            scene.elus["camille"].mandats.update(ends_on="2026-06-30")
        reponse = Programme(client, scene, "camille").post(
            "seances/1/pouvoirs/", mandant=sieges["camille"], mandataire=sieges["paul"]
        )
        assert reponse.status_code == 403

    def test_a_second_pouvoir_is_refused_in_a_sentence(self, odile, sieges):
        donner = {"mandant": sieges["camille"], "mandataire": sieges["paul"]}
        assert odile.post("seances/1/pouvoirs/", **donner).status_code == 201
        refus = odile.post("seances/1/pouvoirs/", **donner)
        assert refus.status_code == 422
        assert refus.json()["manquements"][0]["message"].endswith(".")

    def test_a_seat_of_another_seance_is_not_found(self, odile, scene, sieges):
        ailleurs = f.SiegeantFactory(
            intercommunalite=scene.intercommunalite, seance=scene.seance_de_commission
        )
        reponse = odile.post("seances/1/pouvoirs/", mandant=ailleurs.pk, mandataire=sieges["paul"])
        assert reponse.status_code == 404


class TestSessionEtDescription:
    def test_a_session_acts_with_its_csrf_token_only(self, scene):
        from django.test import Client

        client = Client(enforce_csrf_checks=True)
        client.force_login(scene.odile.user)
        assert client.get(scene.url("api/moi/")).status_code == 200
        reponse = client.post(
            scene.url("api/seances/1/annuler/"), {"motif": "x"}, content_type="application/json"
        )
        assert reponse.status_code == 403

    def test_the_description_names_every_address_of_the_api(self, odile):
        reponse = odile.get("schema/", format="json")
        assert reponse.status_code == 200
        assert "/{slug}/api/seances/{numero}/ordre-du-jour/" in reponse.content.decode()

    def test_the_documentation_is_a_page_without_code(self, client, scene):
        client.force_login(scene.samir.user)
        page = client.get(scene.url("api/documentation/"))
        assert page.status_code == 200
        assert "Inscrire un point" in page.text
        assert "script-src" not in page.text
        assert "unsafe-inline" not in page.headers["Content-Security-Policy"]

    def test_every_operation_says_what_it_is_in_french(self, client, scene):
        from governance.api import _description, groupes

        for groupe in groupes(_description()):
            for operation in groupe["operations"]:
                if not operation["chemin"].endswith("/schema/"):
                    assert operation["resume"], operation["chemin"]


def test_a_seance_is_held_from_its_convocation_to_its_numbers(odile, scene):
    """The clerk's journey, told by a programme."""
    convoquee = odile.post("seances/1/convocations/")
    assert convoquee.status_code == 201, convoquee.content
    assert {r["etat"] for r in convoquee.json()["remises"]} == {"a_envoyer"}
    assert odile.post("seances/1/convocations/").status_code == 422
    sieges = {s["elu"]: s["id"] for s in odile.get("seances/1/sieges/").json()["resultats"]}
    paul, marc, camille, fatou = (
        scene.elus[nom].pk for nom in ("paul", "marc", "camille", "fatou")
    )
    tenue = {"president": paul, "qualite": "Président", "secretaires": [camille]}
    assert odile.post("seances/1/ouvrir/", **tenue).status_code == 422
    for elu in (paul, marc, camille, fatou):
        assert odile.post("seances/1/presences/", siegeant=sieges[elu]).status_code == 201
    assert odile.post("seances/1/ouvrir/", **tenue).json()["etat"] == "ouverte"

    information, deuxieme, troisieme = (p.pk for p in scene.points)
    assert odile.post(f"points/{information}/discuter/").json()["etat"] == "en_discussion"
    assert odile.post(f"points/{information}/clore/", etat="traite").json()["etat"] == "traite"
    odile.post(f"points/{deuxieme}/discuter/")
    contre = [{"siegeant": sieges[marc], "sens": "contre"}]
    scrutin = odile.post(f"points/{deuxieme}/proclamer/", voix=contre).json()
    assert (scrutin["pour"], scrutin["contre"], scrutin["issue"]) == (3, 1, "adoptee")
    assert odile.post("seances/1/departs/", siegeant=sieges[marc]).status_code == 204
    sans_quorum = odile.post(f"points/{troisieme}/discuter/")
    assert sans_quorum.status_code == 422
    assert "QUO" in sans_quorum.json()["manquements"][0]["regle"]

    assert odile.post("seances/1/suspendre/").json()["etat"] == "suspendue"
    assert odile.post("seances/1/reprendre/").json()["etat"] == "ouverte"
    assert odile.post("seances/1/lever/").status_code == 422
    ajourne = odile.post(f"points/{troisieme}/clore/", etat="ajourne")
    assert ajourne.json()["etat"] == "ajourne"
    assert odile.post("seances/1/lever/").json()["etat"] == "levee"
    [acte] = odile.post("seances/1/numeroter/").json()["resultats"]
    assert (acte["rapport"], acte["numero_ordre"], acte["etat"]) == ("1.2", 1, "adoptee")
    assert odile.get(f"deliberations/{acte['id']}/").json() == acte
    assert odile.get("seances/1/scrutins/").json()["resultats"][0]["votes"] == [
        {"siegeant": sieges[marc], "sens": "contre", "par_mandataire": False}
    ]
