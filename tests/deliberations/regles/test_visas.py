"""The circuit of visas: states, who signs, by when; and the texts that are filled in."""

from datetime import date

import pytest

from deliberations.regles import modeles_texte, visas
from deliberations.regles.visas import Absence, EtatProjet

pytestmark = pytest.mark.regle("BUR-08")
JEUDI = date(2026, 11, 26)
ACTES = ("rediger", "lancer", "viser", "retourner", "reprendre", "abandonner", "inscrire")


@pytest.mark.parametrize(
    ("etat", "possibles"),
    [
        ("redaction", {"rediger", "lancer", "abandonner", "inscrire"}),
        ("en_visa", {"viser", "retourner", "reprendre", "inscrire"}),
        ("retourne", {"rediger", "lancer", "abandonner", "inscrire"}),
        ("vise", {"reprendre", "abandonner", "inscrire"}),
        ("abandonne", {"reprendre"}),
    ],
)
def test_each_state_allows_its_acts_and_no_other(etat, possibles):
    assert {a for a in ACTES if not visas.manquements(etat, a)} == possibles


def test_a_text_is_locked_by_its_visas_until_the_assembly_holds_it():
    assert "reprenez-le" in visas.redaction("en_visa", en_seance=False)[0].message
    assert "annule les visas" in visas.redaction("vise", en_seance=False)[0].message
    assert visas.redaction("vise", en_seance=True) == ()
    assert visas.redaction("retourne", en_seance=False) == ()


@pytest.mark.parametrize(
    ("champs", "nombre"),
    [
        ({}, 0),
        ({"niveaux": None}, 1),
        ({"niveaux": 0}, 1),
        ({"titre": " ", "dispositif": ""}, 2),
        ({"etat": "en_visa"}, 1),
    ],
)
def test_a_draft_leaves_complete_into_a_circuit_that_has_levels(champs, nombre):
    valeurs = {"etat": "redaction", "niveaux": 3, "titre": "T", "dispositif": "D"} | champs
    etat = valeurs.pop("etat")
    assert len(visas.lancement(etat, **valeurs)) == nombre


@pytest.mark.parametrize(
    ("jour", "pour"),
    [
        (date(2026, 11, 25), {2}),
        (JEUDI, {1, 2}),
        (date(2026, 11, 30), {1, 2}),
        (date(2026, 12, 1), {2}),
    ],
)
def test_a_delegate_signs_for_the_absent_from_the_first_day_to_the_last(jour, pour):
    absence = Absence(titulaire=1, delegue=2, du=JEUDI, au=date(2026, 11, 30))
    assert visas.titulaires_de(2, [absence], jour) == pour


def test_a_delegation_received_is_not_passed_on():
    une = Absence(titulaire=1, delegue=2, du=JEUDI, au=JEUDI)
    autre = Absence(titulaire=2, delegue=3, du=JEUDI, au=JEUDI)
    assert visas.titulaires_de(3, [une, autre], JEUDI) == {2, 3}


@pytest.mark.parametrize(
    ("champs", "mot"),
    [
        ({}, ""),
        ({"attendu": False}, "un autre niveau vise d’abord"),
        ({"pour": frozenset({9})}, "revient à une autre personne"),
        ({"etat": "redaction"}, "ne peut pas être visé"),
        ({"acte": "retourner"}, "ce qu’il doit reprendre"),
        ({"acte": "retourner", "commentaire": "Chiffrez."}, ""),
    ],
)
def test_nobody_signs_out_of_turn_nor_for_another(champs, mot):
    valeurs = {"etat": "en_visa", "attendu": True, "viseur": 1, "pour": frozenset({1})} | champs
    lus = visas.signature(**valeurs)
    assert (mot in lus[0].message) if mot else lus == ()


def test_the_deadline_is_a_civil_day_and_late_begins_the_day_after():
    assert visas.echeance(JEUDI, 3) == date(2026, 11, 29)
    assert not visas.en_retard(JEUDI, JEUDI)
    assert visas.en_retard(JEUDI, date(2026, 11, 27))
    assert not visas.en_retard(None, JEUDI)


def test_a_circuit_has_between_one_and_eight_levels():
    assert visas.circuit([])
    assert visas.circuit([("Direction", 1)]) == ()
    assert visas.circuit([("Niveau", n) for n in range(9)])


def test_what_is_inscribed_without_all_its_visas_is_said():
    assert visas.avant_convocation("vise", numero="1.1") == ()
    (alerte,) = visas.avant_convocation(EtatProjet.RETOURNE, numero="1.1")
    assert (alerte.bloquant, alerte.points) == (False, ("1.1",))
    assert visas.inscription("vise", inscrit=True)
    assert visas.inscription("abandonne", inscrit=False)
    assert visas.inscription("en_visa", inscrit=False) == ()


@pytest.mark.parametrize(
    ("corps", "mots"),
    [
        ("Vu l’avis de {commission}, {instance} approuve.", ()),
        ("Le { rapporteur } expose.", ()),
        ("Le {maire} de {ville} et {maire}.", ("{maire}, {ville}", "{instance}")),
        ("Une accolade } perdue", ("une accolade seule",)),
    ],
)
def test_a_field_that_nothing_fills_is_refused_with_those_that_are_known(corps, mots):
    lus = modeles_texte.manquements(corps)
    assert bool(lus) is bool(mots)
    assert all(mot in lus[0].message for mot in mots)


def test_what_is_not_known_yet_stays_visible():
    lu = modeles_texte.remplir("{instance}, sur {rapporteur}", {"instance": "Le conseil"})
    assert lu == "Le conseil, sur [rapporteur à compléter]"
