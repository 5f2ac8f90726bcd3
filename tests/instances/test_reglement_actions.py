"""Versions of the règlement: adopted one after the other, never below the law, never rewritten."""

import datetime as dt

import pytest
from django.utils import timezone

from governance.regles import RegleViolee
from instances.actions.reglement import Texte, adopter_reglement, modifier_reglement
from instances.queries import reglement as queries
from instances.queries.composition import parametres, reglement_en_vigueur
from tests import factories as f
from tests.distribution import Scene, monter

pytestmark = pytest.mark.django_db

DEMAIN = timezone.localdate() + dt.timedelta(days=1)
LOIN = timezone.localdate() + dt.timedelta(days=60)


@pytest.fixture
def scene() -> Scene:
    return monter()


@pytest.fixture
def par(scene):
    return {"by": scene.diane.user, "at": timezone.now()}


def texte(**champs) -> Texte:
    return Texte(**({"starts_on": LOIN, "acte": "Délibération n° 12"} | champs))


def refus(erreur) -> set[tuple[str, str]]:
    return {(m.regle, m.champ) for m in erreur.value.manquements}


def test_a_version_follows_the_one_before(scene, par):
    with scene.entrer():
        ici = scene.intercommunalite
        version = adopter_reglement(ici, texte(valeurs={"huis_clos_demande": 5}), **par)
        ancienne = ici.reglements.get(version=1)
        assert version.version == 2
        assert ancienne.ends_on == LOIN - dt.timedelta(days=1)
        assert reglement_en_vigueur(ici, timezone.localdate()) == ancienne
        assert reglement_en_vigueur(ici, LOIN) == version
        entree = ici.audit.get(verbe="reglement_adopter")
        assert entree.donnees["valeurs"] == {"huis_clos_demande": 5}


@pytest.mark.regle("GEN-02")
@pytest.mark.parametrize(
    ("valeurs", "manquement"),
    [
        ({"delai_convocation_conseil": 3}, ("CNV-04", "delai_convocation_conseil")),
        ({"frequence_conseil": {"nombre": 1, "periode": "an"}}, ("CNV-17", "frequence_conseil")),
        ({"cao_titulaires": 3}, ("CAO-01", "cao_titulaires")),
        ({"delai_convocation_conseil": "cinq"}, ("RGI-03", "delai_convocation_conseil")),
    ],
)
def test_a_value_below_the_law_is_refused_with_its_article(scene, par, valeurs, manquement):
    with scene.entrer():
        with pytest.raises(RegleViolee) as erreur:
            adopter_reglement(scene.intercommunalite, texte(valeurs=valeurs), **par)
        assert manquement in refus(erreur)
        assert scene.intercommunalite.reglements.count() == 1
        assert scene.intercommunalite.reglements.get().ends_on is None


def test_every_breach_is_said_at_once(scene, par):
    valeurs = {"delai_convocation_conseil": 3, "huis_clos_demande": 3}
    with scene.entrer(), pytest.raises(RegleViolee) as erreur:
        adopter_reglement(
            scene.intercommunalite, texte(valeurs=valeurs, starts_on=dt.date(2020, 1, 1)), **par
        )
    champs = {m.champ for m in erreur.value.manquements}
    assert champs >= {"huis_clos_demande", "starts_on"}


@pytest.mark.regle("GEN-03")
def test_a_version_is_judged_by_the_law_of_its_day(scene, par):
    """Three jours francs were lawful until 29 February 2020."""
    with scene.entrer():
        scene.intercommunalite.reglements.all().delete()
        ancien = texte(valeurs={"delai_convocation_conseil": 3}, starts_on=dt.date(2014, 9, 29))
        version = adopter_reglement(scene.intercommunalite, ancien, **par)
        assert (
            parametres(scene.intercommunalite, dt.date(2015, 1, 1)).delai_convocation_conseil == 3
        )
        assert (
            parametres(scene.intercommunalite, dt.date(2026, 1, 1)).delai_convocation_conseil == 5
        )
        lignes = queries.sections(version, dt.date(2026, 1, 1))
        assert queries.compter(lignes) == {"conforme": 0, "caduque": 1, "illegale": 0}


@pytest.mark.regle("RGI-01")
@pytest.mark.parametrize(
    "champs",
    [{"starts_on": f.MANDAT_DEPUIS}, {"adopte_on": LOIN + dt.timedelta(days=1)}],
)
def test_dates_follow_each_other(scene, par, champs):
    with scene.entrer(), pytest.raises(RegleViolee) as erreur:
        adopter_reglement(scene.intercommunalite, texte(**champs), **par)
    assert refus(erreur) == {("RGI-01", "starts_on")}


def test_a_version_to_come_is_corrected_and_moves_the_eve(scene, par):
    with scene.entrer():
        ici = scene.intercommunalite
        version = adopter_reglement(ici, texte(), **par)
        modifier_reglement(version, texte(starts_on=DEMAIN, valeurs={"voeux_heures": 48}), **par)
        version.refresh_from_db()
        assert version.valeurs == {"voeux_heures": 48}
        assert ici.reglements.get(version=1).ends_on == timezone.localdate()
        assert ici.audit.get(verbe="reglement_modifier").donnees["avant"] == {}


@pytest.mark.regle("RGI-01")
def test_a_version_that_applies_is_never_rewritten(scene, par):
    with scene.entrer():
        version = scene.intercommunalite.reglements.get()
        with pytest.raises(RegleViolee, match="elle ne se modifie plus"):
            modifier_reglement(version, texte(valeurs={"voeux_heures": 48}), **par)
        version.refresh_from_db()
        assert version.valeurs == {}


def test_a_silent_reglement_leaves_the_law(scene):
    with scene.entrer():
        lus = parametres(scene.intercommunalite, timezone.localdate())
    assert lus.delai_convocation_conseil == 5
    assert lus.pouvoir_en_seance is None
