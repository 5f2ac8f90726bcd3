"""What the règlement says of bodies: the stricter applies, and what differs is told."""

from dataclasses import replace

import pytest

from instances.regles.reglement import Duree, Frequence, Parametres, consignes, corps, revision


@pytest.mark.regle("CNV-22")
@pytest.mark.parametrize(
    ("modele", "attendu"),
    [
        ("conseil", 5), ("bureau", 6), ("commission_thematique", 3), ("commission_elargie", 3),
        ("cao", 4), ("conference_des_maires", 8), ("comite_de_secteur", 7), ("comite", None),
    ],
)  # fmt: skip
def test_the_delay_of_each_body_is_that_of_its_clause(modele, attendu):
    reglement = Parametres(
        delai_convocation_bureau=6, commission_delai_convocation=3, cao_delai_convocation=4,
        conference_maires_delai_convocation=8, secteur_delai_convocation=7,
    )  # fmt: skip
    assert corps.delai(modele, reglement) == attendu


@pytest.mark.regle("CNV-22")
@pytest.mark.parametrize(
    ("modele", "par_an"),
    [
        ("conseil", 4), ("conference_des_vice_presidents", 24), ("commission_elargie", 2),
        ("conference_des_maires", 3), ("conseil_de_territoire", 4), ("reunion_des_dgs", 6),
        ("bureau", None),
    ],
)  # fmt: skip
def test_the_frequency_of_each_body_is_that_of_its_clause(modele, par_an):
    reglement = Parametres(
        frequence_executif=Frequence(nombre=2, periode="mois"),
        commissions_elargies_reunions_an=2, conference_maires_reunions_an=3,
        conseils_de_territoire_reunions_an=(4, 5), reunion_dgs_mois=2,
    )  # fmt: skip
    lue = corps.frequence(modele, reglement)
    assert (lue.par_an if lue else None) == par_an


BUREAU = corps.GenreVu(
    modele="bureau", nom="Bureau", deliberante=True, sources=frozenset({"bureau"})
)
COMMISSION = corps.GenreVu(modele="commission_thematique", nom="Commission", presents_exiges=5)
MAIRES = corps.GenreVu(modele="conference_des_maires", nom="Maires", sources=frozenset({"maires"}))
VUS = corps.CorpsVus(
    genres=(BUREAU, COMMISSION, MAIRES),
    nombre={"bureau": 1, "commission_thematique": 10, "conference_des_maires": 1},
    bureau=34,
)


@pytest.mark.regle("BUR-01")
@pytest.mark.regle("BUR-04")
@pytest.mark.regle("BUR-05")
@pytest.mark.regle("CDM-03")
@pytest.mark.regle("CDM-06")
@pytest.mark.regle("QUO-11")
@pytest.mark.parametrize(
    ("clause", "regle"),
    [
        ({}, None),
        ({"commissions_permanentes": 10, "bureau_effectif": 34}, None),
        ({"commission_quorum": 5, "bureau_deliberant": True}, None),
        ({"bureau_composition": "president_vice_presidents_conseillers_delegues"}, None),
        ({"conference_maires_voix": "un_maire_une_voix", "conference_maires_quorum": 0}, None),
        ({"commissions_permanentes": 13}, "COM-01"),
        ({"bureau_effectif": 33}, "BUR-01"),
        ({"bureau_composition": "president_vice_presidents_presidents_de_commission"}, "BUR-01"),
        ({"bureau_deliberant": False}, "BUR-04"),
        ({"bureau_debats": True}, "BUR-05"),
        ({"bureau_elargi": "bureau_et_tous_les_maires"}, "BUR-07"),
        ({"conference_adjoints": True}, "CDM-06"),
        ({"commission_quorum": 4}, "QUO-11"),
        ({"conference_maires_quorum": 12}, "CDM-03"),
    ],
)
def test_a_body_that_differs_from_the_reglement_is_told(clause, regle):
    trouves = corps.concordance(Parametres(**clause), VUS)
    assert [m.regle for m in trouves] == ([regle] if regle else [])
    assert not any(m.bloquant for m in trouves)


@pytest.mark.regle("CDM-03")
def test_a_mayor_has_a_voice_where_the_reglement_says_so():
    muette = replace(MAIRES, muets=frozenset({"maires"}))
    vus = replace(VUS, genres=(muette,))
    (ecart,) = corps.concordance(Parametres(conference_maires_voix="un_maire_une_voix"), vus)
    assert ecart.regle == "CDM-03"


@pytest.mark.regle("CNV-14")
def test_clauses_that_no_machine_applies_are_said_where_they_serve():
    agout = Parametres(
        convocation_affichee="siege_et_communes_membres", secretaire="tournant",
        consultation_contrats="au siège, aux heures ouvrables", lecture_deliberations=True,
        amendements="votes_avant_le_texte", presence_signature=True,
    )  # fmt: skip
    assert len(consignes.avant_l_envoi(agout)) == 2
    dites = " ".join(consignes.en_seance(agout))
    for attendu in ("en arrivant.", "tourne", "sont lues", "avant le texte"):
        assert attendu in dites
    besancon = Parametres(
        consultation_contrats_heures=24, rapports_presentes=3, presentation_minutes=5,
        questions_orales_debat=False, enregistrement_audio=True, signature_depart=True,
        presence_signature=True, pv_contenu="integral", calendrier_concerte="calendrier_annuel",
        depot_pouvoir="president_avant", depart_en_seance="verifie_le_quorum",
        modifier_ordre="accord_du_conseil",
    )  # fmt: skip
    assert "24" in consignes.avant_l_envoi(besancon)[0]
    assert len(consignes.en_seance(besancon)) == 8
    assert len(consignes.au_proces_verbal(besancon)) == 2
    assert len(consignes.du_calendrier(besancon)) == 1
    silence = Parametres()
    assert not [
        *consignes.avant_l_envoi(silence), *consignes.en_seance(silence),
        *consignes.au_proces_verbal(silence), *consignes.du_calendrier(silence),
    ]  # fmt: skip


@pytest.mark.regle("RGI-02")
@pytest.mark.parametrize(
    ("clause", "attendu"),
    [
        (None, ""),
        ("un_quart_des_membres", "un quart des membres\u00a0: 32\u00a0membres"),
        ("president_ou_un_tiers_en_exercice", "du président, ou d’un tiers"),
    ],
)
def test_who_may_have_it_revised(clause, attendu):
    phrase = revision.qui_revise(Parametres(modification_reglement=clause), 128)
    assert attendu in phrase
    assert bool(phrase) is bool(clause)


def test_the_period_of_a_duration_is_counted_in_days():
    assert Duree(nombre=2, periode="mois").jours == 62
