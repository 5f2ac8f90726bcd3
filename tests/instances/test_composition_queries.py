"""Who sits on a day: read in a fixed number of queries, whatever the size."""

import datetime as dt

import pytest

from instances.queries import composition as queries
from instances.regles.mandats import Nature
from tests import factories as f
from tests.distribution import Scene, monter

pytestmark = pytest.mark.django_db

JOUR = dt.date(2026, 11, 24)


@pytest.fixture
def scene() -> Scene:
    return monter()


def noms(sieges: tuple[queries.SiegeDetaille, ...]) -> list[str]:
    return [s.elu.prenom if s.elu else s.nom for s in sieges]


def test_the_conseil_seats_its_councillors_the_executive_first(scene):
    with scene.entrer():
        sieges = queries.sieges_detailles(scene.conseil, JOUR)
    assert noms(sieges) == ["Paul", "Fatou", "Rémi", "Camille", "Marc", "Jeanne"]
    assert sieges[0].qualite == "Président"
    assert sieges[1].qualite == "1re vice-présidente"
    assert sieges[1].commune.nom == "Orsans"


@pytest.mark.regle("MEM-02")
def test_only_a_commune_with_one_seat_has_a_suppleant(scene):
    with scene.entrer():
        sieges = queries.sieges_detailles(scene.conseil, JOUR)
    assert {s.elu.prenom: s.suppleant.prenom for s in sieges if s.suppleant} == {"Fatou": "Hugo"}


@pytest.mark.regle("QUO-02")
def test_a_vacant_seat_lowers_members_in_office_not_the_legal_number(scene):
    with scene.entrer():
        scene.elus["remi"].mandats.update(ends_on=dt.date(2026, 10, 1))
        assert queries.effectif_legal(scene.intercommunalite, JOUR) == 6
        assert queries.membres_en_exercice(scene.conseil, JOUR) == 5
        assert queries.membres_en_exercice(scene.conseil, dt.date(2026, 10, 1)) == 6


def test_the_legal_number_is_unknown_until_an_order_is_entered(scene):
    with scene.entrer():
        assert queries.effectif_legal(scene.intercommunalite, dt.date(2020, 1, 1)) is None


def test_a_person_from_outside_sits_by_nomination(scene):
    with scene.entrer():
        f.NominationFactory(
            intercommunalite=scene.intercommunalite,
            instance=scene.commission,
            elu=None,
            personne="Mme Ines Valet, usagère",
            qualite="invite",
            vote=False,
        )
        sieges = queries.sieges_detailles(scene.commission, JOUR)
    exterieure = sieges[-1]
    assert (exterieure.nom, exterieure.elu) == ("Mme Ines Valet, usagère", None)
    assert not exterieure.siege.vote
    assert not exterieure.de_droit


def test_a_perimeter_keeps_only_its_communes(scene):
    with scene.entrer():
        ici = scene.intercommunalite
        secteur = f.PerimetreFactory(intercommunalite=ici)
        f.PerimetreCommuneFactory(
            intercommunalite=ici, perimetre=secteur, commune=scene.communes["Clairvent"]
        )
        genre = f.TypeInstanceFactory(intercommunalite=ici, suppleance="aucune", modele="comite")
        f.RegleCompositionFactory(
            intercommunalite=ici, type_instance=genre, source="elus_du_perimetre"
        )
        comite = f.InstanceFactory(intercommunalite=ici, type_instance=genre, perimetre=secteur)
        sans = f.InstanceFactory(intercommunalite=ici, type_instance=genre)
        assert noms(queries.sieges_detailles(comite, JOUR)) == ["Paul", "Jeanne"]
        assert queries.composition(sans, JOUR) == ()


def test_other_members_elected_to_the_bureau_join_the_executive(scene):
    with scene.entrer():
        ici = scene.intercommunalite
        genre = f.TypeInstanceFactory(intercommunalite=ici, modele="bureau", suppleance="aucune")
        f.RegleCompositionFactory(intercommunalite=ici, type_instance=genre, source="bureau")
        bureau = f.InstanceFactory(intercommunalite=ici, type_instance=genre)
        assert noms(queries.sieges_detailles(bureau, JOUR)) == ["Paul", "Fatou"]
        f.NominationFactory(intercommunalite=ici, instance=bureau, elu=scene.elus["camille"])
        assert noms(queries.sieges_detailles(bureau, JOUR)) == ["Paul", "Fatou", "Camille"]


def test_composition_takes_six_queries_whatever_the_size(scene, django_assert_max_num_queries):
    with scene.entrer():
        for _ in range(12):
            f.MandatFactory(
                intercommunalite=scene.intercommunalite, commune=scene.communes["Brumeval"]
            )
            f.NominationFactory(intercommunalite=scene.intercommunalite, instance=scene.commission)
        with django_assert_max_num_queries(6):
            assert len(queries.sieges_detailles(scene.conseil, JOUR)) == 18
        with django_assert_max_num_queries(4):
            queries.composition(scene.commission, JOUR)


def test_the_president_is_the_one_of_the_day(scene):
    with scene.entrer():
        assert queries.president(scene.intercommunalite, JOUR) == scene.elus["paul"]
        assert queries.president(scene.intercommunalite, dt.date(2026, 1, 1)) is None


@pytest.mark.regle("CNV-03")
def test_the_channel_is_electronic_until_paper_is_asked_for(scene):
    with scene.entrer():
        camille = scene.elus["camille"]
        f.PreferenceCanalFactory(
            intercommunalite=scene.intercommunalite, elu=camille, demande_on=dt.date(2026, 9, 1)
        )
        assert not queries.canal_de(camille, dt.date(2026, 8, 31)).papier
        choisi = queries.canal_de(camille, dt.date(2026, 9, 1))
    assert choisi.papier
    assert choisi.adresse == "3 rue du Lavoir, 25000 Brumeval"


def test_mandates_are_read_for_a_day_and_a_nature(scene):
    with scene.entrer():
        maires = queries.mandats_vus(scene.intercommunalite, JOUR, Nature.MAIRE)
        assert len(maires) == 3
        assert queries.mandats_vus(scene.intercommunalite, dt.date(2020, 1, 1)) == ()


def test_french_names_sort_without_their_accents():
    communes = ["Fontain", "École-Valentin", "Deluz"]
    assert sorted(communes, key=queries.cle_de_nom) == ["Deluz", "École-Valentin", "Fontain"]
