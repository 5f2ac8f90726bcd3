"""The pages of the règlement: what they show, what they keep of what was typed."""

import datetime as dt

import pytest
from django.utils import timezone

from instances.forms.reglement import ReglementForm
from tests.distribution import Scene, monter

pytestmark = pytest.mark.django_db

LOIN = str(timezone.localdate() + dt.timedelta(days=60))
VALEURS = {
    "delai_convocation_conseil": 5,
    "frequence_conseil": {"nombre": 10, "periode": "an", "environ": True},
    "dob_semaines": {"nombre": 2, "periode": "mois"},
    "visioconference": True,
    "conseils_de_territoire_reunions_an": [4, 5],
    "ordre_ouverture": ["quorum", "secretaire", "proces_verbal"],
    "lieu_habituel": "Maison de l’intercommunalité",
    "canal_titulaires": "dematerialise_sauf_demande",
}


@pytest.fixture
def scene() -> Scene:
    scene = monter()
    with scene.entrer():
        scene.intercommunalite.reglements.update(
            valeurs=VALEURS, provenances={"delai_convocation_conseil": "art. 2"}
        )
    return scene


@pytest.fixture
def diane(client, scene):
    client.force_login(scene.diane.user)
    return client


@pytest.mark.parametrize("qui", ["odile", "camille", "samir"])
@pytest.mark.parametrize("page", ["", "1/"])
def test_everyone_inside_reads_the_reglement(client, scene, page, qui):
    client.force_login(getattr(scene, qui).user)
    assert client.get(scene.url(f"reglement/{page}")).status_code == 200


@pytest.mark.parametrize("page", ["adopter/", "1/modifier/"])
def test_only_the_direction_adopts(client, scene, page):
    client.force_login(scene.odile.user)
    assert client.get(scene.url(f"reglement/{page}")).status_code == 403
    client.force_login(scene.diane.user)
    assert client.get(scene.url(f"reglement/{page}")).status_code == 200


def test_an_unknown_version_does_not_exist(diane, scene):
    assert diane.get(scene.url("reglement/9/")).status_code == 404


def test_a_version_shows_values_law_verdict_and_source(diane, scene):
    with scene.entrer():
        scene.intercommunalite.reglements.update(
            valeurs=VALEURS | {"huis_clos_demande": 3, "ancienne_clause": "gardée"}
        )
    page = diane.get(scene.url("reglement/1/")).content.decode()
    for attendu in (
        "au moins 5 jours francs",
        "Illégale",
        "art.\u00a02",
        "gardée",
        "environ 10 par an",
    ):
        assert attendu in page


def saisie(form: ReglementForm, **champs: str) -> dict[str, object]:
    """What a browser sends back of a form that nobody touched."""
    donnees: dict[str, object] = {}
    for nom, champ in form.fields.items():
        valeur = champ.prepare_value(form.get_initial_for_field(champ, nom))
        if hasattr(champ.widget, "decompress"):
            morceaux = champ.widget.decompress(valeur)
            donnees |= {f"{nom}_{i}": m for i, m in enumerate(morceaux) if m is not None}
        elif valeur is not None:
            donnees[nom] = valeur
    return donnees | champs


def test_a_new_version_starts_from_the_last_and_loses_nothing(diane, scene):
    url = scene.url("reglement/adopter/")
    form = diane.get(url).context["form"]
    reponse = diane.post(url, saisie(form, starts_on=LOIN, acte="Délibération n° 61"))
    assert reponse.status_code == 302
    with scene.entrer():
        nouvelle = scene.intercommunalite.reglements.get(version=2)
    assert nouvelle.valeurs == VALEURS
    assert nouvelle.provenances == {"delai_convocation_conseil": "art. 2"}


def test_each_breach_comes_back_at_its_field(diane, scene):
    url = scene.url("reglement/adopter/")
    form = diane.get(url).context["form"]
    donnees = saisie(
        form, starts_on=LOIN, acte="Délibération n° 61", delai_convocation_conseil="3",
        lieu_habituel="Salle des fêtes", frequence_conseil_0="2", frequence_conseil_1="an",
    )  # fmt: skip
    reponse = diane.post(url, donnees)
    refusee = reponse.context["form"]
    assert reponse.status_code == 422
    assert "L. 2121-12" in str(refusee.errors["delai_convocation_conseil"])
    assert "frequence_conseil" in refusee.errors
    page = reponse.content.decode()
    assert 'value="Salle des fêtes"' in page
    assert "À reprendre" in page


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"dob_semaines_0": "", "dob_semaines_1": "mois"}, "aucun des deux"),
        ({"conseils_de_territoire_reunions_an": "quatre"}, "nombres entiers"),
        ({"ordre_ouverture": "apéritif"}, "n’est pas une étape connue"),
        ({"starts_on": "2026-02-31"}, "date du calendrier"),
    ],
)
def test_what_cannot_be_read_is_said_and_kept(diane, scene, champs, phrase):
    url = scene.url("reglement/adopter/")
    form = diane.get(url).context["form"]
    donnees = saisie(form, **({"starts_on": LOIN, "acte": "Délibération n° 61"} | champs))
    reponse = diane.post(url, donnees)
    assert reponse.status_code == 422
    assert phrase in str(reponse.context["form"].errors)


def test_a_version_to_come_is_corrected_from_its_page(diane, scene):
    url = scene.url("reglement/adopter/")
    diane.post(url, saisie(diane.get(url).context["form"], starts_on=LOIN, acte="Délibération"))
    modifier = scene.url("reglement/2/modifier/")
    form = diane.get(modifier).context["form"]
    assert str(form["starts_on"].initial) == LOIN
    assert diane.post(modifier, saisie(form, voeux_heures="48")).status_code == 302
    with scene.entrer():
        assert scene.intercommunalite.reglements.get(version=2).valeurs["voeux_heures"] == 48
    en_vigueur = scene.url("reglement/1/modifier/")
    assert diane.post(en_vigueur, saisie(form, starts_on=LOIN)).status_code == 422
