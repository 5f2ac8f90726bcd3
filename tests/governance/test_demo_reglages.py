"""Four intercommunalités set by data alone: each parameter as its own document states it.

The table below was written from the documents, not from the data it is compared with. What a
document wrote against the law of today is told beside: the clause of its time, and its verdict.
"""

from datetime import date
from pathlib import Path

import pytest

from governance.demo.donnees import SLUGS, lire
from governance.demo.reglements import valeurs
from instances.queries.reglement import en_lettres
from instances.regles.reglement import CATALOGUE, parametres, verdict

RACINE = Path(__file__).resolve().parents[2]
AUJOURD_HUI = date(2026, 11, 24)
MOIS, TRIMESTRE = {"nombre": 1, "periode": "mois"}, {"nombre": 1, "periode": "trimestre"}
DIX_PAR_AN = {"nombre": 10, "periode": "an", "environ": True}

# What applies today; « None » is what the document does not say: the law alone applies.
TABLE = {
    "carcassonne-agglo": {
        "frequence_conseil": MOIS,
        "delai_convocation_conseil": 5,
        "majorite": "majorite_des_suffrages_exprimes",
        "bureau_effectif": 34,
        "bureau_deliberant": True,
        "frequence_executif": {"nombre": 2, "periode": "mois"},
        "commissions_permanentes": 13,
        "commission_elus_municipaux": True,
        "conseils_de_territoire_reunions_an": (4, 5),
        "conference_maires_reunions_an": None,
        "conference_maires_voix": "un_maire_une_voix",
        "questions_orales_heures": None,
        "droit_alerte": False,
        "expression_pages": None,
    },
    "lens-lievin": {
        "frequence_conseil": TRIMESTRE,
        "frequence_bureau": TRIMESTRE,
        "delai_convocation_conseil": 5,
        "bureau_deliberant": True,
        "points_urgents_en_seance": False,
        "commissions_permanentes": 4,
        "commission_elu_supplementaire": "commune_a_un_seul_siege",
        "conference_maires_demande": 3,
        "conference_maires_demandes_an": 4,
        "conference_maires_quorum": 0,
        "conference_maires_reglement_propre": True,
        "conference_adjoints": True,
        "avis_commune_clause": "compromis_avant_les_deux_tiers",
        "dob_semaines": {"nombre": 2, "periode": "mois"},
        "calendrier_concerte": "echange_mensuel",
        "conseil_developpement_autosaisine": True,
        "reunion_dgs_mois": 2,
        "droit_alerte": False,
    },
    "grand-besancon": {
        "frequence_conseil": DIX_PAR_AN,
        "frequence_bureau": DIX_PAR_AN,
        "jour_habituel": "jeudi",
        "heure_habituelle": "18:00",
        "delai_convocation_conseil": 5,
        "canal_suppleants": "dematerialise_sauf_demande",
        "consultation_contrats_heures": 24,
        "questions_orales_heures": 48,
        "questions_orales_debat": False,
        "questions_ecrites_jours": 21,
        "voeux_heures": 48,
        "voeux_minutes": 2,
        "rapports_presentes": 3,
        "presentation_minutes": 5,
        "ordre_orateurs": "president",
        "presence_signature": True,
        "signature_depart": True,
        "perte_quorum_conseil": "suspendre_puis_lever",
        "perte_quorum_bureau": "lever",
        "depot_pouvoir": "president_avant",
        "pouvoir_en_seance": True,
        "suppleance_avant_pouvoir": True,
        "secretaire": "nomme_sur_proposition",
        "huis_clos_demande": 5,
        "mode_vote_defaut": "main_levee",
        "vote_separe": True,
        "amendements": "discussion_rejet_ou_renvoi",
        "suspension_demande": 1,
        "modifier_ordre": "accord_du_conseil",
        "points_urgents_en_seance": False,
        "points_urgents_bureau_debats": True,
        "pv_adoption": "seance_suivante",
        "pv_contenu": "integral",
        "enregistrement_audio": True,
        "bureau_deliberant": True,
        "bureau_public": True,
        "bureau_debats": True,
        "commission_copresidence": "deux_ou_trois_vice_presidents",
        "commission_une_seule": True,
        "commission_quorum": 0,
        "commission_delai_convocation": 5,
        "commissions_elargies_reunions_an": 2,
        "conference_maires_reunions_an": 2,
        "conference_maires_adjoint": True,
        "conference_maires_delai_convocation": 5,
        "conference_maires_reponse_ecrite": True,
        "droit_alerte": True,
        "alerte_auteurs": "maire_ou_comite",
        "alerte_seuil_maires": 1,
        "alerte_formation": "bureau",
        "alerte_effet": "inscription",
        "mission_delai_jours": 30,
        "mission_titulaires": 5,
        "mission_suppleants": 5,
        "mission_duree_mois": 6,
        "mission_fraction": 6,
        "mission_seuil_habitants": 20_000,
        "expression_pages": 2,
        "dob_semaines": {"nombre": 2, "periode": "mois"},
        "modification_reglement": "president_ou_un_tiers_en_exercice",
        "calendrier_concerte": "calendrier_annuel",
    },
    "pays-d-agout": {
        "frequence_conseil": TRIMESTRE,
        "frequence_executif": {"nombre": 1, "periode": "quinzaine"},
        "delai_convocation_conseil": 5,
        "canal_titulaires": "dematerialise_sauf_demande",
        "convocation_affichee": "siege_et_communes_membres",
        "consultation_contrats": "au siège, aux heures ouvrables",
        "questions_orales_heures": 24,
        "questions_ecrites_jours": 30,
        "intervention_minutes": 5,
        "fait_personnel_minutes": 5,
        "presence_signature": True,
        "depot_pouvoir": "secretariat_avant_ou_president_au_debut",
        "secretaire": "tournant",
        "huis_clos_demande": 5,
        "mode_vote_defaut": "main_levee",
        "amendements": "votes_avant_le_texte",
        "renvoi_pour_etude": "majorite_du_conseil",
        "suspension_demande": 5,
        "modifier_ordre": "accord_de_la_majorite",
        "lecture_deliberations": True,
        "bureau_composition": "president_vice_presidents_presidents_de_commission",
        "bureau_deliberant": False,
        "bureau_elargi": "bureau_et_tous_les_maires",
        "commissions_permanentes": 10,
        "commission_groupes": 4,
        "commission_copresidence": "president_de_commission",
        "ordre_orateurs": "president",
        "commission_quorum": 5,
        "cao_titulaires": 5,
        "cao_suppleants": 5,
        "cao_quorum": "plus_de_la_moitie",
        "cao_voix_preponderante": True,
        "cao_delai_convocation": 5,
        "modification_reglement": "un_quart_des_membres",
        "droit_alerte": False,
    },
}
# What each first wrote and the law of today no longer allows, as it was written.
CADUQUES = {
    "carcassonne-agglo": {"majorite": "majorite_simple_des_presents"},
    "lens-lievin": {"points_urgents_en_seance": True},
    "grand-besancon": {
        "huis_clos_demande": 3,
        "points_urgents_en_seance": True,
        "mission_seuil_habitants": 50_000,
        "registre_signature": "tous_les_presents",
    },
    "pays-d-agout": {
        "canal_titulaires": "ecrit_a_domicile",
        "cao_titulaires": 3,
        "cao_quorum": "moitie_plus_un",
        "registre_signature": "tous_les_presents",
    },
}
COMMUNES = {
    "carcassonne-agglo": (83, 128), "lens-lievin": (36, None), "grand-besancon": (69, 128),
    "pays-d-agout": (None, None),
}  # fmt: skip
INSTANCES = {
    ("carcassonne-agglo", "commission_thematique"): 13,
    ("carcassonne-agglo", "conseil_de_territoire"): 7,
    ("lens-lievin", "commission_thematique"): 4,
    ("lens-lievin", "conference_des_adjoints"): 1,
    ("lens-lievin", "reunion_des_dgs"): 1,
    ("grand-besancon", "commission_elargie"): 3,
    ("grand-besancon", "comite_de_secteur"): 8,
    ("grand-besancon", "bureau_debats"): 1,
    ("pays-d-agout", "commission_thematique"): 10,
    ("pays-d-agout", "bureau_elargi"): 1,
}


def _en_vigueur(slug: str):
    """The last version alone counts today."""
    return parametres(valeurs(lire(slug)["reglements"][-1]), AUJOURD_HUI)


def _simple(valeur):
    """A frequency or a duration as the document writes it."""
    if isinstance(valeur, dict):
        return (valeur["nombre"], valeur["periode"], valeur.get("environ", False))
    if hasattr(valeur, "periode"):
        return (valeur.nombre, valeur.periode, getattr(valeur, "environ", False))
    return valeur


@pytest.mark.regle("RGI-03")
@pytest.mark.parametrize("slug", SLUGS)
def test_each_parameter_is_what_the_document_states(slug):
    lus = _en_vigueur(slug)
    ecarts = {
        code: (_simple(getattr(lus, code)), _simple(attendu))
        for code, attendu in TABLE[slug].items()
        if _simple(getattr(lus, code)) != _simple(attendu)
    }
    assert ecarts == {}


@pytest.mark.regle("GEN-02")
@pytest.mark.parametrize("slug", SLUGS)
def test_a_clause_of_its_time_is_kept_as_written_and_the_law_applies_in_its_place(slug):
    ecrites = [valeurs(r) for r in lire(slug)["reglements"]]
    for code, valeur in CADUQUES[slug].items():
        assert any(v.get(code) == valeur for v in ecrites), code
        assert not verdict(code, valeur, AUJOURD_HUI).conforme, code
        assert getattr(_en_vigueur(slug), code) != valeur, code


@pytest.mark.parametrize("slug", SLUGS)
def test_communes_seats_and_bodies_are_those_of_the_document(slug):
    donnees = lire(slug)
    communes, sieges = COMMUNES[slug]
    assert communes in (None, len(donnees["communes"]))
    assert sieges in (None, sum(c["sieges"] for c in donnees["communes"]))
    modeles = {t["code"]: t["modele"] for t in donnees["types_instance"]}
    ouvertes = [modeles[i["type"]] for i in donnees["instances"] if i["fin"] is None]
    attendues = {m: n for (s, m), n in INSTANCES.items() if s == slug}
    assert {m: ouvertes.count(m) for m in attendues} == attendues


def _tableau() -> list[str]:
    """Each clause as its document writes it, with its article: the table of docs/demonstration."""
    documents = {
        slug: {p["code"]: p for p in _du_document(slug)["parametres"] if p["valeur"] is not None}
        for slug in DANS_L_ORDRE
    }
    return [
        f"| {parametre.libelle} | "
        + " | ".join(_cellule(parametre, documents[slug].get(code)) for slug in DANS_L_ORDRE)
        + " |"
        for code, parametre in CATALOGUE.items()
        if any(code in clauses for clauses in documents.values())
    ]


DANS_L_ORDRE = ("grand-besancon", "carcassonne-agglo", "lens-lievin", "pays-d-agout")


def _du_document(slug: str) -> dict:
    """The last version that a document gives; the one of the invented mandate repeats it."""
    return [r for r in lire(slug)["reglements"] if not r["fictif"]][-1]


def _cellule(parametre, clause) -> str:
    if clause is None:
        return "—"
    lue = en_lettres(parametre, clause["valeur"])
    ecartee = {"caduque": " (caduque)", "illegale": " (illégale)"}.get(clause["verdict"], "")
    return f"{lue}{ecartee}, {clause['article']}"


def test_the_table_of_the_docs_is_the_data():
    docs = (RACINE / "docs" / "demonstration.md").read_text(encoding="utf-8")
    assert [ligne for ligne in _tableau() if ligne not in docs] == []
