"""The demonstration: what documents state is kept, what is invented says so, loading is safe."""

import json
from datetime import date, timedelta
from itertools import pairwise

import pytest

from governance.demo import fictifs
from governance.demo.donnees import SEANCE_DE_2018, SLUGS, lire
from governance.demo.noms import DOMAINE
from governance.demo.reglements import valeurs
from governance.validators import siren_valide
from instances.regles.mandats import plafond_de_vice_presidents
from instances.regles.modeles_instances import MODELES
from instances.regles.reglement import parametres, verdict

AUJOURD_HUI = date(2026, 11, 24)
TOUTES = {slug: lire(slug) for slug in SLUGS}
NOMMES_AILLEURS = {"BANQUET", "CLARENC"}


@pytest.fixture(params=SLUGS)
def donnees(request):
    return TOUTES[request.param]


# --- What the documents state -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "communes", "sieges"),
    [
        ("grand-besancon", 67, 128),
        ("carcassonne-agglo", 83, 128),
        ("lens-lievin", 36, 76),
        ("pays-d-agout", 28, 39),
    ],
)
def test_communes_and_seats_match_what_is_published(slug, communes, sieges):
    presentes = [c for c in TOUTES[slug]["communes"] if c["sieges"]]
    assert len(presentes) == communes
    assert sum(c["sieges"] for c in presentes) == sieges


@pytest.mark.regle("QUO-02")
def test_published_effectifs_are_those_of_the_data(donnees):
    publies = {cle: fiche["valeur"] for cle, fiche in donnees["effectifs_publies"].items()}
    mandature = donnees["mandature"]
    comptes = {
        "communes": len(donnees["communes"]),
        "conseillers": sum(c["sieges"] for c in donnees["communes"]),
        "bureau": 1 + len(mandature["vice_presidents"]) + len(mandature["conseillers_delegues"]),
        "vice_presidents": len(mandature["vice_presidents"]),
        "commissions": _nombre(donnees, "commission_thematique"),
        "groupes_de_commissions": len({f["groupe"] for f in donnees["instances"] if "groupe" in f}),
    }
    assert {cle: comptes[cle] for cle in publies} == publies


def test_every_datum_says_where_it_comes_from(donnees):
    for liste in ("perimetres", "types_instance", "instances", "reglements", "seances"):
        assert all(fiche["source"] for fiche in donnees[liste]), liste
    for reglement in donnees["reglements"]:
        assert all(p["article"] for p in reglement["parametres"])


def test_every_conflict_is_listed_with_its_resolution():
    vus = {c["code"]: c for d in TOUTES.values() for c in d["conflits"]}
    assert set(vus) == {f"K{n}" for n in range(1, 25)}
    assert all(c["objet"] and c["resolution"] for c in vus.values())


def test_conflicts_cited_by_a_parameter_are_listed_for_its_intercommunalite(donnees):
    listes = {c["code"] for c in donnees["conflits"]}
    cites = {p.get("conflit") for r in donnees["reglements"] for p in r["parametres"]} - {None}
    assert cites <= listes


@pytest.mark.regle("TER-01")
def test_eight_territoires_then_seven_with_an_anomaly_to_lift():
    territoires = TOUTES["carcassonne-agglo"]["perimetres"]
    ouverts = [t for t in territoires if t["fin"] is None]
    (clos,) = [t for t in territoires if t["fin"] is not None]
    assert (len(territoires), len(ouverts)) == (8, 7)
    assert (clos["debut"], clos["fin"], clos["communes"]) == ("2021-09-29", "2024-12-31", [])
    assert clos["anomalie"]["conflit"] == "K1"
    assert "acte à retrouver" in clos["anomalie"]["texte"]


@pytest.mark.regle("SEC-01")
def test_besancon_is_a_secteur_beside_seven_others():
    secteurs = TOUTES["grand-besancon"]["perimetres"]
    assert len(secteurs) == 8
    assert [s["communes"] for s in secteurs if not s["demonstration"]] == [["Besançon"]]
    assert sorted(c for s in secteurs for c in s["communes"]) == sorted(
        c["nom"] for c in TOUTES["grand-besancon"]["communes"] if c["sieges"]
    )


@pytest.mark.parametrize(
    ("slug", "modele", "nombre"),
    [
        ("grand-besancon", "commission_elargie", 3),
        ("grand-besancon", "comite_de_secteur", 8),
        ("carcassonne-agglo", "commission_thematique", 13),
        ("carcassonne-agglo", "conseil_de_territoire", 8),
        ("lens-lievin", "commission_thematique", 4),
        ("pays-d-agout", "commission_thematique", 10),
    ],
)
def test_each_body_that_a_document_names_is_there(slug, modele, nombre):
    assert _nombre(TOUTES[slug], modele) == nombre


def test_every_type_starts_from_a_ready_made_model(donnees):
    assert {t["modele"] for t in donnees["types_instance"]} <= set(MODELES)


@pytest.mark.regle("GEN-02")
def test_a_clause_against_the_law_is_kept_as_written_and_the_law_applies(donnees):
    for reglement in donnees["reglements"]:
        for parametre in reglement["parametres"]:
            code = parametre["code"]
            assert verdict(code, parametre["valeur"], AUJOURD_HUI).etat == parametre["verdict"]
            if "retenue" in parametre:
                applique = parametres(valeurs(reglement), AUJOURD_HUI)
                assert getattr(applique, code) == parametre["retenue"], code


def test_the_huis_clos_of_2018_asked_for_three_members():
    reglement = next(r for r in TOUTES["grand-besancon"]["reglements"] if r["version"] == 3)
    assert valeurs(reglement)["huis_clos_demande"] == 3
    assert parametres(valeurs(reglement), date(2018, 12, 17)).huis_clos_demande == 5


def test_the_current_reglement_holds_only_lawful_values(donnees):
    actuel = donnees["reglements"][-1]
    assert actuel["fin"] is None
    assert actuel["fictif"]
    assert {p["verdict"] for p in actuel["parametres"]} == {"conforme"}


def test_versions_of_a_reglement_follow_each_other_without_gap(donnees):
    versions = donnees["reglements"]
    for avant, apres in pairwise(versions):
        fin, debut = date.fromisoformat(avant["fin"]), date.fromisoformat(apres["debut"])
        assert debut - fin == timedelta(days=1)


def test_siren_numbers_are_valid_and_colours_differ():
    fiches = [d["intercommunalite"] for d in TOUTES.values()]
    for fiche in fiches:
        siren_valide(fiche["siren"])
    assert len({f["couleur"] for f in fiches}) == len({f["siren"] for f in fiches}) == 4
    assert [f["slug"] for f in fiches if f["siren_fictif"]] == ["pays-d-agout"]


# --- What is invented ---------------------------------------------------------------------------


@pytest.mark.regle("ELE-04")
def test_vice_presidents_stay_within_the_cap(donnees):
    sieges = sum(c["sieges"] for c in donnees["communes"])
    vice_presidents = len(donnees["mandature"]["vice_presidents"])
    assert vice_presidents <= plafond_de_vice_presidents(sieges)


@pytest.mark.regle("MEM-02")
def test_only_communes_with_a_single_seat_have_a_suppleant(donnees):
    sieges = {c["nom"]: c["sieges"] for c in donnees["communes"]}
    suppleants = [e.commune for e in fictifs.elus(donnees) if e.cle.endswith(":suppleant")]
    assert sorted(suppleants) == sorted(nom for nom, n in sieges.items() if n == 1)


def test_each_commune_has_one_maire_and_one_person_holds_one_seat(donnees):
    elus = fictifs.elus(donnees)
    maires = [m.commune for e in elus for m in e.mandats if m.nature == "maire"]
    assert sorted(maires) == sorted(c["nom"] for c in donnees["communes"] if c["sieges"])
    assert all(sum(m.nature == "conseiller_communautaire" for m in e.mandats) <= 1 for e in elus)


def test_invented_names_are_the_same_at_each_start_and_never_those_of_real_people(donnees):
    elus = fictifs.elus(donnees)
    assert elus == fictifs.elus(lire(donnees["intercommunalite"]["slug"]))
    inventes = {(e.identite.prenom.lower(), e.identite.nom.lower()) for e in elus}
    assert len(inventes) == len(elus)
    assert not inventes & _personnes_de_2018()
    assert not NOMMES_AILLEURS & {e.identite.nom.upper() for e in elus}


def test_every_address_ends_in_a_domain_that_nobody_can_own(donnees):
    adresses = [e.identite.courriel for e in fictifs.elus(donnees)]
    assert len(set(adresses)) == len(adresses)
    comptes = [c["email"] for c in donnees["comptes"]]
    assert all(a.endswith(f"@{DOMAINE}") for a in adresses)
    assert all(c.endswith(f".{DOMAINE}") for c in comptes)


@pytest.mark.parametrize(
    ("apres", "attendu"),
    [(date(2026, 11, 24), date(2026, 12, 3)), (date(2026, 11, 25), date(2026, 12, 10))],
)
def test_the_next_seance_is_on_its_day_and_nine_days_ahead(apres, attendu):
    assert fictifs.prochain("jeudi", apres=apres, marge=9) == attendu


# --- Helpers ------------------------------------------------------------------------------------


def _nombre(donnees, modele):
    types = {t["code"] for t in donnees["types_instance"] if t["modele"] == modele}
    return sum(f["type"] in types for f in donnees["instances"])


def _personnes_de_2018():
    return set(_personnes(json.loads(SEANCE_DE_2018.read_text(encoding="utf-8"))))


def _personnes(arbre):
    """Everyone named anywhere in a dossier."""
    if isinstance(arbre, list):
        arbre = dict(enumerate(arbre))
    if isinstance(arbre, dict):
        if arbre.get("prenom") and arbre.get("nom"):
            yield arbre["prenom"].lower(), arbre["nom"].lower()
        for valeur in arbre.values():
            yield from _personnes(valeur)
