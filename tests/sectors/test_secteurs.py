"""Sectors: closed by an act, drawn, represented step by step, reported on."""

import datetime as dt
import json

import pytest
from django.utils import timezone

from governance.regles import RegleViolee
from instances.queries.facultes import facultes
from sectors.actions import secteurs as actions
from sectors.permissions import est_elu_de_secteur
from sectors.queries import secteurs as queries
from tests import factories as f
from tests.distribution import Scene, monter

pytestmark = pytest.mark.django_db
JOUR = dt.date(2026, 6, 1)


@pytest.fixture
def scene() -> Scene:
    scene = monter()
    with scene.entrer():
        yield scene


@pytest.fixture
def secteur(scene):
    ici = scene.intercommunalite
    secteur = f.PerimetreFactory(
        intercommunalite=ici, nom="Plateau", nature="secteur", provenance="Pacte de 2021"
    )
    f.PerimetreCommuneFactory(
        intercommunalite=ici, perimetre=secteur, commune=scene.communes["Orsans"]
    )
    return secteur


def par(scene):
    return {"by": scene.odile.user, "at": timezone.now()}


@pytest.mark.regle("TER-01")
def test_a_perimeter_closes_by_an_act_or_says_what_is_missing(scene, secteur):
    with pytest.raises(RegleViolee, match="Citez l’acte"):
        actions.clore_perimetre(secteur, ends_on=JOUR, acte="", anomalie="", **par(scene))
    actions.clore_perimetre(
        secteur, ends_on=JOUR, acte="", anomalie="Acte à retrouver (rapport de 2024)", **par(scene)
    )
    assert [p.nom for p in queries.clos(scene.intercommunalite, timezone.localdate())] == [
        "Plateau"
    ]
    assert secteur.rattachements.get().ends_on == JOUR
    actions.lever_anomalie(secteur, acte="Délibération du 1er juin", **par(scene))
    assert (secteur.anomalie, secteur.provenance) == ("", "Pacte de 2021\nDélibération du 1er juin")


@pytest.mark.regle("TER-01")
def test_closing_ends_the_comite_and_who_speaks_for_it(scene, secteur):
    ici = scene.intercommunalite
    comite, _elargie = instances_du_secteur(scene, secteur)
    represente = f.EluDeSecteurFactory(
        intercommunalite=ici, perimetre=secteur, elu=scene.elus["fatou"]
    )
    seance = f.SeanceFactory(
        intercommunalite=ici, instance=comite, starts_at=timezone.now(), numero=50
    )
    with pytest.raises(RegleViolee, match="encore une séance"):
        actions.clore_perimetre(
            secteur, ends_on=JOUR, acte="Délibération", anomalie="", **par(scene)
        )
    assert secteur.rattachements.get().ends_on is None
    seance.etat = "annulee"
    seance.save()
    actions.clore_perimetre(secteur, ends_on=JOUR, acte="Délibération", anomalie="", **par(scene))
    for ligne in (comite, represente):
        ligne.refresh_from_db()
        assert ligne.ends_on == JOUR


def test_no_form_closes_a_perimeter_by_its_date(client, scene, secteur):
    client.force_login(scene.odile.user)
    page = scene.url(f"composition/perimetres/{secteur.pk}/modifier/")
    saisie = {
        "nom": "Plateau", "nature": "secteur", "ends_on": "2026-06-01", "provenance": "Pacte",
        "communes": [scene.communes["Orsans"].pk], "a_compter_du": "2026-06-01",
    }  # fmt: skip
    assert client.post(page, saisie).status_code == 302
    secteur.refresh_from_db()
    assert secteur.ends_on is None


def instances_du_secteur(scene, secteur):
    """Its comité, and a commission élargie of the intercommunalité."""
    ici = scene.intercommunalite
    champs = {"intercommunalite": ici, "nature": "consultative", "quorum_regle": "aucun"}
    comites = f.TypeInstanceFactory(**champs, code="comite", modele="comite_de_secteur")
    elargies = f.TypeInstanceFactory(
        **champs, code="elargie", modele="commission_elargie", nommee=True
    )
    return (
        f.InstanceFactory(
            intercommunalite=ici, type_instance=comites, perimetre=secteur, nom="Comité du plateau"
        ),
        f.InstanceFactory(intercommunalite=ici, type_instance=elargies, nom="Voirie"),
    )


@pytest.mark.regle("COM-07")
@pytest.mark.regle("SEC-07")
def test_designated_he_sits_at_the_comite_and_the_commissions_elargies(scene, secteur):
    comite, elargie = instances_du_secteur(scene, secteur)
    represente = actions.predesigner(
        secteur, elu=scene.elus["fatou"], qualite="titulaire", le=JOUR, **par(scene)
    )
    assert not est_elu_de_secteur(acces_de(scene, "fatou"), JOUR)
    actions.elire_de_secteur(represente, le=JOUR, **par(scene))
    assert not est_elu_de_secteur(acces_de(scene, "fatou"), JOUR)
    actions.designer_de_secteur(represente, le=JOUR, acte="Arrêté n° 12", **par(scene))
    assert est_elu_de_secteur(acces_de(scene, "fatou"), JOUR)
    nommes = [n.instance for n in scene.elus["fatou"].nominations.filter(starts_on=JOUR)]
    assert set(nommes) == {comite, elargie}
    fin = JOUR + dt.timedelta(days=90)
    actions.cesser_de_secteur(represente, le=fin, **par(scene))
    assert {n.ends_on for n in scene.elus["fatou"].nominations.filter(starts_on=JOUR)} == {fin}


def acces_de(scene, nom):
    """An access that acts for this élu, the only one who has none in the scene."""
    elu = scene.elus[nom]
    if elu.acces is None:
        elu.acces = f.AccesFactory(intercommunalite=scene.intercommunalite, role="elu")
        elu.save()
    return elu.acces


@pytest.mark.regle("SEC-07")
def test_an_elu_de_secteur_is_put_forward_then_elected_then_designated(scene, secteur):
    represente = actions.predesigner(
        secteur, elu=scene.elus["fatou"], qualite="titulaire", le=JOUR, **par(scene)
    )
    with pytest.raises(RegleViolee, match="n’est pas notée"):
        actions.designer_de_secteur(represente, le=JOUR, acte="", **par(scene))
    veille = JOUR - dt.timedelta(days=1)
    with pytest.raises(RegleViolee, match="précède"):
        actions.elire_de_secteur(represente, le=veille, **par(scene))
    actions.elire_de_secteur(represente, le=JOUR, **par(scene))
    actions.designer_de_secteur(represente, le=JOUR, acte="Arrêté n° 12", **par(scene))
    [vu] = [p for p in queries.perimetres(scene.intercommunalite, JOUR) if p.elus]
    assert (vu.elus[0].elu, vu.seule) == (scene.elus["fatou"], True)


@pytest.mark.regle("SEC-07")
@pytest.mark.parametrize(("nom", "phrase"), [("paul", "du secteur"), ("remi", "membre du Bureau")])
def test_he_comes_from_the_sector_and_sits_at_the_bureau(scene, secteur, nom, phrase):
    with pytest.raises(RegleViolee, match=phrase):
        actions.predesigner(
            secteur, elu=scene.elus[nom], qualite="titulaire", le=JOUR, **par(scene)
        )
    assert not secteur.elus_de_secteur.exists()


@pytest.mark.regle("SEC-07")
def test_up_to_two_reports_a_year(scene, secteur):
    f.EluDeSecteurFactory(
        intercommunalite=scene.intercommunalite, perimetre=secteur, elu=scene.elus["fatou"]
    )
    on = timezone.localdate()
    assert queries.rapports_a_presenter(scene.intercommunalite, on)[0].restent == 2
    assert [f.qui for f in facultes(scene.intercommunalite, on)] == ["Plateau"]
    for mois in (5, 6):
        actions.presenter_rapport(
            secteur, elu=scene.elus["fatou"], presente_on=dt.date(2026, mois, 1), resume="",
            **par(scene),
        )  # fmt: skip
    assert queries.rapports_a_presenter(scene.intercommunalite, dt.date(2026, 7, 1)) == []


def geojson(*codes: str) -> bytes:
    carre = [[6.0, 47.0], [6.1, 47.0], [6.1, 47.1], [6.0, 47.1], [6.0, 47.0]]
    elements = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "Polygon", "coordinates": [carre]},
        }
        for code in codes
    ]
    return json.dumps({"type": "FeatureCollection", "features": elements}).encode()


def test_the_map_keeps_the_communes_it_knows(scene, secteur):
    fond = actions.dessiner(
        scene.intercommunalite, octets=geojson("25002", "99999"), source="IGN", **par(scene)
    )
    assert list(fond.traces) == ["25002"]
    assert fond.traces["25002"].startswith("M0.0")
    vus = queries.perimetres(scene.intercommunalite, timezone.localdate())
    carte = queries.carte(scene.intercommunalite, vus)
    assert [str(t.perimetre.perimetre) for t in carte.traces] == ["Plateau"]


@pytest.mark.parametrize("octets", [b"", b"[]", b'{"features": [1]}', geojson("99999"), b"\xff"])
def test_a_file_that_draws_nothing_is_refused(scene, octets):
    with pytest.raises(RegleViolee):
        actions.dessiner(scene.intercommunalite, octets=octets, source="IGN", **par(scene))
    assert not scene.intercommunalite.fonds_de_carte.exists()
