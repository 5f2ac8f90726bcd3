from dataclasses import replace
from datetime import date

import pytest

from governance.regles import RegleViolee
from sectors.regles.alertes import (
    ACTES,
    Auteur,
    Demande,
    Etat,
    Regime,
    SeanceOuverte,
    actes_possibles,
    cloture,
    completude,
    debat,
    manquements,
    retard,
    seance_d_inscription,
    suivant,
)

REGIME = Regime(ouvert=True)
VIA = Regime(ouvert=True, via_elu_de_secteur=True)
MAIRE = Demande(
    auteur=Auteur(maire_de="Brumeval"),
    commune="Brumeval",
    objet="Desserte scolaire",
    expose="L’arrêt du centre est supprimé.",
    grief="atteinte",
    president=True,
    elus_de_secteur=True,
)
COMITE = replace(
    MAIRE, auteur=Auteur(elu_de_secteur=True), au_nom_du_comite=True, decidee_en_comite=True
)


def regles(demande: Demande, regime: Regime = REGIME) -> list[tuple[str, bool]]:
    return [(m.regle, m.bloquant) for m in manquements(demande, regime)]


@pytest.mark.regle("ALR-01")
@pytest.mark.parametrize(
    ("demande", "regime", "attendu"),
    [
        (MAIRE, REGIME, []),
        (COMITE, REGIME, []),
        (replace(MAIRE, auteur=Auteur()), REGIME, [("ALR-01", True)]),
        (MAIRE, Regime(ouvert=False), [("ALR-01", True)]),
        (MAIRE, Regime(ouvert=True, auteurs=frozenset({"comite"})), [("ALR-01", True)]),
        (COMITE, Regime(ouvert=True, auteurs=frozenset({"maire"})), [("ALR-01", True)]),
    ],
)
def test_a_mayor_or_a_comite_and_nobody_else(demande, regime, attendu):
    assert regles(demande, regime) == attendu


@pytest.mark.regle("ALR-01")
def test_a_mayor_who_alerts_for_another_commune_is_told_not_refused():
    assert regles(replace(MAIRE, commune="Orsans")) == [("ALR-01", False)]


@pytest.mark.regle("ALR-02")
def test_the_comite_acts_through_its_elu_after_deciding_in_seance():
    assert regles(replace(COMITE, auteur=Auteur(maire_de="Brumeval"))) == [("ALR-02", True)]
    assert regles(replace(COMITE, decidee_en_comite=False)) == [("ALR-02", True)]


@pytest.mark.regle("ALR-02")
def test_a_reglement_may_send_mayors_through_the_elu_de_secteur():
    assert regles(MAIRE, VIA) == [("ALR-02", True)]


@pytest.mark.regle("ALR-02")
@pytest.mark.parametrize(
    ("changements", "attendu"),
    [
        ({"maire_signe": True}, []),
        ({"maire_signe": False}, [("ALR-02", True)]),
        ({"maire_signe": True, "commune": ""}, [("ALR-02", True)]),
        ({"auteur": Auteur(elu_de_secteur=True, maire_de="Brumeval")}, []),
    ],
)
def test_he_then_files_what_the_mayor_of_a_commune_of_his_sector_signed(changements, attendu):
    """Himself mayor of that commune, his filing is his signature."""
    demande = replace(MAIRE, auteur=Auteur(elu_de_secteur=True))
    assert regles(replace(demande, **changements), VIA) == attendu


@pytest.mark.regle("ALR-06")
@pytest.mark.parametrize("traite", [True, False])
def test_a_debate_is_noted_once_held(traite):
    assert (debat(point_traite=traite) == ()) is traite


@pytest.mark.regle("ALR-06")
@pytest.mark.parametrize(("en_cours", "ferme"), [(0, True), (1, False), (2, False)])
def test_it_is_not_closed_while_a_suite_waits(en_cours, ferme):
    assert (cloture(suites_en_cours=en_cours) == ()) is ferme


@pytest.mark.regle("ALR-03", "ALR-04")
@pytest.mark.parametrize("champ", ["objet", "expose", "grief"])
def test_the_request_is_written_and_reasoned_and_that_is_all(champ):
    vide = replace(MAIRE, **{champ: "  "})
    assert [(m.regle, m.champ) for m in manquements(vide, REGIME)] == [("ALR-04", champ)]


@pytest.mark.regle("ALR-03")
@pytest.mark.parametrize("texte", ["Trop cher.", "x" * 2000, "Ce n’est pas juste !"])
def test_nobody_judges_the_substance(texte):
    assert regles(replace(MAIRE, expose=texte)) == []


@pytest.mark.regle("ALR-01")
@pytest.mark.parametrize(("signataires", "admis"), [(2, False), (3, True)])
def test_a_charter_may_ask_for_several_mayors(signataires, admis):
    regime = Regime(ouvert=True, seuil_maires=3)
    assert (regles(replace(MAIRE, signataires=signataires), regime) == []) is admis


@pytest.mark.regle("ALR-07")
@pytest.mark.parametrize(("deja", "averti"), [(1, False), (2, True), (9, True)])
def test_the_exceptional_character_is_recalled_and_never_blocks(deja, averti):
    trouves = regles(replace(MAIRE, deja_cette_annee=deja), Regime(ouvert=True, annuel=2))
    assert trouves == ([("ALR-07", False)] if averti else [])


@pytest.mark.regle("ALR-04")
def test_a_missing_recipient_makes_it_incomplete():
    assert completude(president=True, elus_de_secteur=True, regime=REGIME) == ()
    assert len(completude(president=False, elus_de_secteur=False, regime=REGIME)) == 2


@pytest.mark.regle("ALR-04")
def test_where_there_is_no_sector_the_president_is_enough():
    seul = Regime(ouvert=True, aux_elus_de_secteur=False)
    assert completude(president=True, elus_de_secteur=False, regime=seul) == ()
    assert len(completude(president=False, elus_de_secteur=False, regime=seul)) == 1


@pytest.mark.regle("ALR-05")
def test_once_admissible_no_act_refuses_it():
    assert actes_possibles(Etat.RECEVABLE) == {"inscrire", "retirer"}
    assert not any("refuser" in acte or "rejeter" in acte for _, acte in ACTES)


@pytest.mark.regle("ALR-05")
def test_a_point_taken_off_does_not_end_the_alert():
    assert suivant(Etat.INSCRITE, "desinscrire") is Etat.RECEVABLE


@pytest.mark.regle("ALR-05", "ALR-06")
def test_it_goes_from_filing_to_closing():
    etat = Etat.BROUILLON
    for acte in ("deposer", "recevoir", "inscrire", "debattre", "donner_suite", "clore"):
        etat = suivant(etat, acte)
    assert etat is Etat.CLOSE


@pytest.mark.regle("ALR-06")
@pytest.mark.parametrize("etat", [Etat.SAISIE, Etat.RECEVABLE, Etat.CLOSE])
def test_the_debate_comes_after_the_inscription(etat):
    with pytest.raises(RegleViolee):
        suivant(etat, "debattre")


@pytest.mark.regle("ALR-05")
def test_it_goes_to_the_first_bureau_still_open():
    seances = [
        SeanceOuverte(numero=9, jour=date(2026, 12, 17)),
        SeanceOuverte(numero=8, jour=date(2026, 12, 3)),
        SeanceOuverte(numero=7, jour=date(2026, 11, 20)),
    ]
    trouvee = seance_d_inscription(seances, on=date(2026, 11, 24))
    assert trouvee is not None
    assert trouvee.numero == 8
    assert seance_d_inscription([], on=date(2026, 11, 24)) is None


@pytest.mark.regle("ALR-05")
@pytest.mark.parametrize(("jour", "en_retard"), [(30, False), (1, True)])
def test_the_clock_shows_when_nobody_acts(jour, en_retard):
    on = date(2026, 11, 30) if jour == 30 else date(2026, 12, 1)
    trouves = retard(recevable_on=date(2026, 11, 24), on=on, patience=7)
    assert bool(trouves) is en_retard
