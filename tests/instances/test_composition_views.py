"""The pages of the composition: who opens them, what they say, what they refuse."""

import datetime as dt

import pytest
from django.utils.timezone import localdate

from instances.models import TypeInstance
from instances.regles.modeles_instances import MODELES
from tests import factories as f
from tests.distribution import Scene, monter, monter_a_cote

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return monter()


@pytest.fixture
def ouvrir(client, scene):
    """Log someone of the cast in and read a page of the scene."""

    def page(chemin: str, qui: str = "odile", **kwargs):
        client.force_login(getattr(scene, qui).user)
        return client.get(scene.url(f"composition/{chemin}"), **kwargs)

    return page


@pytest.fixture
def envoyer(client, scene):
    def page(chemin: str, donnees: dict, qui: str = "odile"):
        client.force_login(getattr(scene, qui).user)
        return client.post(scene.url(f"composition/{chemin}"), donnees)

    return page


LECTURES = [
    "", "communes/", "elus/", "instances/", "types/", "perimetres/",
    "communes/{commune}/", "elus/{elu}/", "instances/{instance}/", "types/{type}/",
]  # fmt: skip
ECRITURES = [
    "communes/ajouter/", "communes/{commune}/modifier/", "sieges/", "elus/ajouter/",
    "elus/{elu}/modifier/", "elus/{elu}/canal/", "elus/{elu}/mandat/", "mandats/{mandat}/clore/",
    "instances/creer/", "instances/{instance}/modifier/", "instances/{instance}/nommer/",
    "nominations/{nomination}/clore/", "perimetres/creer/", "perimetres/{perimetre}/modifier/",
]  # fmt: skip
REGLAGES = ["types/creer/conseil/", "types/{type}/modifier/"]


def chemin(scene: Scene, patron: str) -> str:
    with scene.entrer():
        ici = scene.intercommunalite
        perimetre = ici.perimetres.first() or f.PerimetreFactory(intercommunalite=ici)
        return patron.format(
            commune=scene.communes["Orsans"].pk,
            elu=scene.elus["fatou"].pk,
            instance=scene.commission.pk,
            type=scene.commission.type_instance_id,
            mandat=scene.elus["fatou"].mandats.first().pk,
            nomination=scene.commission.nominations.first().pk,
            perimetre=perimetre.pk,
        )


@pytest.mark.parametrize("qui", ["odile", "camille", "samir"])
@pytest.mark.parametrize("patron", LECTURES)
def test_everyone_inside_reads_who_sits(ouvrir, scene, patron, qui):
    assert ouvrir(chemin(scene, patron), qui).status_code == 200


@pytest.mark.parametrize("patron", ECRITURES)
def test_only_the_services_compose(ouvrir, scene, patron):
    page = chemin(scene, patron)
    assert ouvrir(page, "odile").status_code == 200
    assert ouvrir(page, "camille").status_code == 403
    assert ouvrir(page, "samir").status_code == 403
    assert ouvrir(page, "line").status_code == 403


@pytest.mark.parametrize("patron", REGLAGES)
def test_only_the_direction_tunes_the_types(ouvrir, scene, patron):
    page = chemin(scene, patron)
    assert ouvrir(page, "diane").status_code == 200
    assert ouvrir(page, "odile").status_code == 403


@pytest.mark.parametrize("patron", [p for p in LECTURES + ECRITURES if "{" in p])
def test_what_the_neighbour_owns_does_not_exist_here(ouvrir, patron):
    voisine = monter_a_cote()
    page = chemin(voisine, patron)
    assert ouvrir(page, "odile").status_code == 404


def test_private_details_are_for_the_services(ouvrir, scene):
    page = f"elus/{scene.elus['marc'].pk}/"
    adresse = scene.elus["marc"].courriel
    assert adresse in ouvrir(page, "odile").content.decode()
    assert adresse not in ouvrir(page, "samir").content.decode()


def test_the_overview_counts_vacant_seats(ouvrir, scene):
    with scene.entrer():
        scene.elus["remi"].mandats.update(ends_on=dt.date(2026, 10, 1))
    page = ouvrir("?au=2026-11-24").content.decode()
    assert "1\u00a0siège vacant" in page
    assert "1\u00a0siège vacant" not in ouvrir("?au=2026-09-01").content.decode()


def test_an_impossible_day_shows_today_and_says_why(ouvrir):
    reponse = ouvrir("?au=31/02/2026")
    assert reponse.status_code == 200
    assert "Cette date n’existe pas" in reponse.content.decode()


def test_the_members_of_a_body_show_their_three_rights(ouvrir, scene):
    page = ouvrir(f"instances/{scene.conseil.pk}/?au=2026-11-24").content.decode()
    assert "Suppléance : M. Hugo MOREL" in page
    assert "Majorité des membres en exercice" in page


def test_the_search_reads_names_and_communes(ouvrir):
    page = ouvrir("elus/?q=diop").content.decode()
    assert "DIOP" in page
    assert "TISSOT" not in page
    assert "Aucun élu ne correspond" in ouvrir("elus/?q=zzz").content.decode()


def test_a_commune_is_added(envoyer, scene):
    donnees = {"nom": "Vaugrisel", "code_insee": "2A004", "population": "310"}
    assert envoyer("communes/ajouter/", donnees).status_code == 302
    with scene.entrer():
        assert scene.intercommunalite.communes.filter(nom="Vaugrisel").exists()


def test_what_was_typed_comes_back_with_its_faults(envoyer, scene):
    donnees = {"nom": "Vaugrisel", "code_insee": "12", "starts_on": "2026-02-31"}
    reponse = envoyer("communes/ajouter/", donnees)
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert 'value="Vaugrisel"' in page
    assert "Cinq caractères" in page


def test_a_name_taken_twice_is_said_in_french(envoyer):
    reponse = envoyer("communes/ajouter/", {"nom": "Orsans", "code_insee": "25999"})
    assert reponse.status_code == 422
    assert "Cette commune est déjà membre." in reponse.content.decode()


def test_seats_are_entered_for_every_commune(envoyer, scene):
    donnees = {"starts_on": "2027-01-01", "acte": "Arrêté du 2 octobre 2026"}
    champs = {f"sieges_{c.pk}": "2" for c in scene.communes.values()}
    assert envoyer("sieges/", donnees | champs).status_code == 302
    refus = envoyer("sieges/", donnees | champs)
    assert refus.status_code == 422
    assert "la nouvelle doit commencer après" in refus.content.decode()


def test_a_mandat_opens_and_is_ended_by_a_demission(envoyer, scene):
    with scene.entrer():
        scene.elus["remi"].mandats.update(ends_on=dt.date(2026, 10, 1))
        mandat = scene.elus["camille"].mandats.get()
    hugo = scene.elus["hugo"].pk
    donnees = {
        "nature": "adjoint", "commune": scene.communes["Orsans"].pk, "starts_on": "2026-11-01",
    }  # fmt: skip
    assert envoyer(f"elus/{hugo}/mandat/", donnees).status_code == 302
    fin = {"motif": "demission", "jour": "2026-11-20"}
    assert envoyer(f"mandats/{mandat.pk}/clore/", fin).status_code == 302
    with scene.entrer():
        mandat.refresh_from_db()
    assert mandat.ends_on == dt.date(2026, 11, 19)
    assert envoyer(f"mandats/{mandat.pk}/clore/", fin).status_code == 422


def test_a_refused_mandat_leads_to_its_article(envoyer, scene):
    donnees = {
        "nature": "suppleant", "commune": scene.communes["Clairvent"].pk,
        "starts_on": "2026-11-01",
    }  # fmt: skip
    reponse = envoyer(f"elus/{scene.elus['hugo'].pk}/mandat/", donnees)
    assert reponse.status_code == 422
    assert "elle n’a pas de suppléant" in reponse.content.decode()


def test_a_mandat_needs_its_commune(envoyer, scene):
    donnees = {"nature": "maire", "starts_on": "2026-11-01"}
    reponse = envoyer(f"elus/{scene.elus['hugo'].pk}/mandat/", donnees)
    assert reponse.status_code == 422
    assert "Indiquez la commune" in reponse.content.decode()


def test_paper_is_recorded_from_the_page(envoyer, ouvrir, scene):
    camille = scene.elus["camille"].pk
    donnees = {"canal": "papier", "demande_on": str(localdate()), "motif": "courrier"}
    assert envoyer(f"elus/{camille}/canal/", donnees).status_code == 302
    assert "Sur papier" in ouvrir(f"elus/{camille}/").content.decode()


@pytest.mark.parametrize("modele", MODELES)
def test_a_type_from_each_model_can_be_tuned_as_it_stands(client, envoyer, scene, modele):
    nom = f"{MODELES[modele].libelle} bis"
    assert envoyer(f"types/creer/{modele}/", {"nom": nom}, "diane").status_code == 302
    with scene.entrer():
        genre = TypeInstance.objects.get(nom=nom)
    url = scene.url(f"composition/types/{genre.pk}/modifier/")
    form = client.get(url).context["form"]
    donnees = {
        nom: valeur
        for nom, champ in form.fields.items()
        if (valeur := form.get_initial_for_field(champ, nom)) not in (None, False)
    }
    assert client.post(url, donnees).status_code == 302
    with scene.entrer():
        assert genre.regles.count() == len(MODELES[modele].composition)


def test_an_unlawful_type_comes_back_with_each_breach(envoyer, scene):
    donnees = {
        "nom": "Conseil", "nature": "deliberante", "quorum_regle": "majorite_en_exercice",
        "suppleance": "aucune", "delai_francs": "3", "siege_conseillers_communautaires": "on",
    }  # fmt: skip
    reponse = envoyer(f"types/{scene.conseil.type_instance_id}/modifier/", donnees, "diane")
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert "cinq jours francs" in page
    assert "sont publiques" in page
    assert 'value="3"' in page


def test_an_unknown_model_does_not_exist(ouvrir):
    assert ouvrir("types/creer/senat/", "diane").status_code == 404


def test_an_instance_is_created_with_its_perimeter(envoyer, scene):
    with scene.entrer():
        genre = f.TypeInstanceFactory(
            intercommunalite=scene.intercommunalite, modele="conseil_de_territoire",
            nature="consultative", suppleance="aucune",
        )  # fmt: skip
        f.RegleCompositionFactory(
            intercommunalite=scene.intercommunalite, type_instance=genre, source="elus_du_perimetre"
        )
    perimetre = {
        "nom": "Vallée", "nature": "territoire", "communes": [scene.communes["Orsans"].pk],
        "starts_on": "2026-05-01",
    }  # fmt: skip
    assert envoyer("perimetres/creer/", perimetre).status_code == 422
    perimetre["provenance"] = "Pacte de gouvernance"
    assert envoyer("perimetres/creer/", perimetre).status_code == 302
    donnees = {"type_instance": genre.pk, "nom": "Territoire de la Vallée"}
    assert envoyer("instances/creer/", donnees).status_code == 422
    with scene.entrer():
        vallee = scene.intercommunalite.perimetres.get(nom="Vallée")
    assert envoyer("instances/creer/", donnees | {"perimetre": vallee.pk}).status_code == 302


def test_a_member_is_named_then_leaves(envoyer, scene):
    page = f"instances/{scene.commission.pk}/nommer/"
    donnees = {
        "elu": scene.elus["marc"].pk, "qualite": "titulaire", "vote": "on", "parole": "on",
        "starts_on": "2026-11-01",
    }  # fmt: skip
    assert envoyer(page, donnees).status_code == 302
    assert envoyer(page, donnees).status_code == 422
    assert envoyer(page, donnees | {"elu": ""}).status_code == 422
    with scene.entrer():
        nomination = scene.commission.nominations.get(elu=scene.elus["marc"])
    fin = f"nominations/{nomination.pk}/clore/"
    assert envoyer(fin, {"ends_on": "2026-10-01"}).status_code == 422
    assert envoyer(fin, {"ends_on": "2026-11-30"}).status_code == 302


@pytest.mark.parametrize("patron", LECTURES)
def test_pages_read_as_many_rows_with_as_many_queries(
    client, scene, patron, django_assert_max_num_queries
):
    page = scene.url(f"composition/{chemin(scene, patron)}")
    with scene.entrer():
        for _ in range(15):
            ici = scene.intercommunalite
            commune = f.CommuneFactory(intercommunalite=ici)
            f.MandatFactory(intercommunalite=ici, commune=commune)
            f.NominationFactory(intercommunalite=ici, instance=scene.commission)
            f.InstanceFactory(intercommunalite=ici, type_instance=scene.commission.type_instance)
            f.PerimetreCommuneFactory(intercommunalite=ici, commune=commune)
    client.force_login(scene.odile.user)
    with django_assert_max_num_queries(26):
        assert client.get(page).status_code == 200


def test_channels_are_for_the_services(ouvrir):
    assert "Convocations" in ouvrir("elus/", "odile").content.decode()
    assert "Convocations" not in ouvrir("elus/", "samir").content.decode()
