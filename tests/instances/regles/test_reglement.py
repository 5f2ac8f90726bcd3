from dataclasses import fields
from datetime import date

import pytest

from governance.regles import Gravite
from instances.regles.reglement import (
    CATALOGUE,
    Etat,
    Frequence,
    Parametres,
    manquements,
    par_section,
    parametres,
    verdict,
)

AUJOURD_HUI = date(2026, 11, 24)


def mois(nombre):
    return {"nombre": nombre, "periode": "mois"}


def an(nombre):
    return {"nombre": nombre, "periode": "an"}


@pytest.mark.regle("GEN-02")
@pytest.mark.parametrize(
    "code, valeur, regle",
    [
        ("delai_convocation_conseil", 4, "CNV-04"),
        ("delai_convocation_conseil", 5, None),
        ("delai_convocation_conseil", 7, None),
        ("delai_urgence", 0, "CNV-10"),
        ("frequence_conseil", an(3), "CNV-17"),
        ("frequence_conseil", an(4), None),
        ("frequence_conseil", mois(1), None),
        ("huis_clos_demande", 3, "HUC-01"),
        ("huis_clos_demande", 5, None),
        ("huis_clos_demande", 6, "HUC-01"),
        ("questions_orales_heures", 71, "QST-02"),
        ("questions_orales_heures", 72, "QST-02"),
        ("points_urgents_en_seance", True, "ODJ-02"),
        ("pouvoirs_par_mandataire", 2, "POU-02"),
        ("pouvoir_seances", 4, "POU-04"),
        ("quorum_par_point", False, "QUO-04"),
        ("majorite", "majorite_simple_des_presents", "VOT-02"),
        ("mode_vote_defaut", "secret", "SCR-03"),
        ("cao_titulaires", 3, "CAO-01"),
        ("cao_titulaires", 5, None),
        ("cao_voix_preponderante", True, None),
        ("mission_seuil_habitants", 20_001, "MIE-01"),
        ("mission_duree_mois", 7, "MIE-04"),
        ("conference_maires_demande", 2, "CDM-02"),
        ("conference_maires_demandes_an", 3, "CDM-02"),
        ("dob_semaines", mois(2), None),
        ("dob_semaines", mois(3), "BUD-01"),
        ("bureau_public", False, "BUR-04"),
        ("amendements", "depot_prealable_en_commission", "AMD-01"),
        ("canal_titulaires", "ecrit_a_domicile", "CNV-03"),
    ],
)
def test_a_value_below_the_law_is_refused_with_its_article(code, valeur, regle):
    trouves = manquements({code: valeur}, AUJOURD_HUI)
    if regle is None:
        assert trouves == []
        return
    assert [(m.regle, m.champ) for m in trouves] == [(regle, code)]
    assert trouves[0].article


@pytest.mark.regle("QST-02")
@pytest.mark.parametrize(
    "heures, gravite",
    [(24, None), (25, Gravite.ALERTE), (48, Gravite.ALERTE), (72, Gravite.BLOQUANT)],
)
def test_oral_questions_are_asked_at_most_a_day_ahead_without_risk(heures, gravite):
    trouves = manquements({"questions_orales_heures": heures}, AUJOURD_HUI)
    assert [m.gravite for m in trouves] == ([gravite] if gravite else [])


@pytest.mark.regle("CNV-20")
def test_a_bureau_by_video_is_allowed_with_a_warning():
    (manquement,) = manquements({"visioconference_bureau": True}, AUJOURD_HUI)
    assert manquement.gravite is Gravite.ALERTE


@pytest.mark.regle("RGI-03")
@pytest.mark.regle("GEN-03")
@pytest.mark.parametrize(
    "code, valeur, le, etat",
    [
        ("huis_clos_demande", 3, AUJOURD_HUI, Etat.ILLEGALE),
        ("points_urgents_en_seance", True, date(2018, 12, 17), Etat.ILLEGALE),
        ("canal_titulaires", "ecrit_a_domicile", date(2019, 12, 28), Etat.CONFORME),
        ("canal_titulaires", "ecrit_a_domicile", date(2019, 12, 29), Etat.CADUQUE),
        ("mission_seuil_habitants", 50_000, date(2022, 2, 22), Etat.CONFORME),
        ("mission_seuil_habitants", 50_000, date(2022, 2, 23), Etat.CADUQUE),
        ("mission_seuil_habitants", 60_000, AUJOURD_HUI, Etat.ILLEGALE),
        ("registre_signature", "tous_les_presents", date(2022, 6, 30), Etat.CONFORME),
        ("registre_signature", "tous_les_presents", date(2022, 7, 1), Etat.CADUQUE),
        ("cao_titulaires", 3, date(2004, 9, 30), Etat.CONFORME),
        ("cao_titulaires", 3, AUJOURD_HUI, Etat.CADUQUE),
        ("cao_quorum", "moitie_plus_un", AUJOURD_HUI, Etat.CADUQUE),
        ("delai_convocation_conseil", 3, date(2020, 2, 29), Etat.CONFORME),
        ("delai_convocation_conseil", 3, date(2020, 3, 1), Etat.CADUQUE),
        ("delai_convocation_conseil", 2, AUJOURD_HUI, Etat.ILLEGALE),
        ("charte_elu_local", "sept_points", date(2025, 12, 23), Etat.CONFORME),
        ("charte_elu_local", "sept_points", date(2025, 12, 24), Etat.CADUQUE),
    ],
)
def test_a_clause_is_judged_by_the_law_of_the_day(code, valeur, le, etat):
    assert verdict(code, valeur, le).etat is etat


@pytest.mark.regle("RGI-03")
def test_a_historic_clause_is_kept_and_only_warns():
    valeurs = {"huis_clos_demande": 3}
    (manquement,) = manquements(valeurs, AUJOURD_HUI, pour_memoire={"huis_clos_demande"})
    assert manquement.gravite is Gravite.ALERTE
    assert "CGCT, art. L. 5211-11" in manquement.message
    assert parametres(valeurs, AUJOURD_HUI).huis_clos_demande == 5


@pytest.mark.regle("RGI-03")
@pytest.mark.parametrize(
    "code, valeur",
    [
        ("delai_convocation_conseil", "cinq"),
        ("delai_convocation_conseil", True),
        ("delai_convocation_conseil", -1),
        ("vote_separe", 1),
        ("secretaire", "le plus jeune"),
        ("secretaire", ["tournant"]),
        ("frequence_conseil", 4),
        ("frequence_conseil", {"nombre": 1}),
        ("frequence_conseil", {"nombre": 0, "periode": "mois"}),
        ("frequence_conseil", {"nombre": 1, "periode": "mois", "autre": 1}),
        ("dob_semaines", {"nombre": 2, "periode": "an"}),
        ("ordre_ouverture", ["quorum", "hymne"]),
        ("heure_habituelle", 18),
        ("inconnu", 1),
    ],
)
def test_a_value_of_the_wrong_shape_is_refused_and_the_law_applies(code, valeur):
    (manquement,) = manquements({code: valeur}, AUJOURD_HUI)
    assert (manquement.regle, manquement.champ) == ("RGI-03", code)
    assert parametres({code: valeur}, AUJOURD_HUI) == Parametres()


@pytest.mark.regle("BUR-04")
@pytest.mark.parametrize(
    "deliberant, delai, refuse", [(True, 4, True), (True, 5, False), (False, 3, False)]
)
def test_a_bureau_that_deliberates_is_convened_like_the_conseil(deliberant, delai, refuse):
    valeurs = {"bureau_deliberant": deliberant, "delai_convocation_bureau": delai}
    assert [m.regle for m in manquements(valeurs, AUJOURD_HUI)] == (["BUR-04"] if refuse else [])


@pytest.mark.regle("ODJ-09")
def test_the_quorum_comes_first_whatever_the_order():
    assert manquements({"ordre_ouverture": ["secretaire", "quorum"]}, AUJOURD_HUI)
    assert not manquements({"ordre_ouverture": ["quorum", "proces_verbal"]}, AUJOURD_HUI)


def test_every_breach_is_told_at_once():
    valeurs = {"huis_clos_demande": 3, "pouvoir_seances": 5, "delai_convocation_conseil": 2}
    assert len(manquements(valeurs, AUJOURD_HUI)) == 3


def test_the_catalogue_and_the_parametres_name_the_same_things():
    assert {f.name for f in fields(Parametres)} == set(CATALOGUE)
    assert all(
        getattr(Parametres(), code) == parametre.lire(parametre.defaut)
        for code, parametre in CATALOGUE.items()
    )
    assert sum(map(len, par_section().values())) == len(CATALOGUE)


@pytest.mark.regle("GEN-02")
@pytest.mark.parametrize("code", CATALOGUE)
def test_the_law_never_refuses_its_own_default(code):
    assert verdict(code, CATALOGUE[code].defaut, AUJOURD_HUI).conforme


@pytest.mark.parametrize("code", [c for c, p in CATALOGUE.items() if p.droit])
def test_a_bounded_parameter_cites_its_rule_and_its_article_or_help(code):
    assert CATALOGUE[code].regle
    assert CATALOGUE[code].article


def test_values_are_read_into_shapes():
    lus = parametres(
        {"frequence_conseil": mois(1), "conseils_de_territoire_reunions_an": [4, 5]}, AUJOURD_HUI
    )
    assert lus.frequence_conseil == Frequence(nombre=1, periode="mois")
    assert lus.conseils_de_territoire_reunions_an == (4, 5)
    assert lus.pouvoir_en_seance is None


@pytest.mark.regle("POU-11")
@pytest.mark.parametrize("valeur", ["president_avant", "secretariat_avant_ou_president_au_debut"])
def test_no_law_says_when_a_pouvoir_is_handed_in(valeur):
    assert verdict("depot_pouvoir", valeur, AUJOURD_HUI).conforme


@pytest.mark.regle("COM-06")
def test_a_commune_with_one_seat_may_name_another_councillor_in_each_commission():
    valeur = "commune_a_un_seul_siege"
    assert verdict("commission_elu_supplementaire", valeur, AUJOURD_HUI).conforme
