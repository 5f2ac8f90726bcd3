import pytest

from governance.regles import RegleViolee
from instances.regles.etats import (
    EtatPoint,
    EtatSeance,
    actes_possibles,
    etat_suivant,
    exiger_etat,
    manquements,
    manquements_du_point,
    point_suivant,
)


@pytest.mark.regle("ETA-01")
@pytest.mark.parametrize(
    "etat, acte, suivant",
    [
        ("preparation", "convoquer", "convoquee"),
        ("convoquee", "convoquer", "convoquee"),
        ("convoquee", "ouvrir", "ouverte"),
        ("ouverte", "suspendre", "suspendue"),
        ("suspendue", "reprendre", "ouverte"),
        ("ouverte", "lever", "levee"),
        ("suspendue", "lever", "levee"),
        ("convoquee", "rectifier", "convoquee"),
        ("convoquee", "constater_carence", "levee"),
        ("ouverte", "constater_carence", "levee"),
        ("convoquee", "reporter", "reportee"),
        ("preparation", "annuler", "annulee"),
        ("preparation", "modifier", "preparation"),
        ("ouverte", "emarger", "ouverte"),
    ],
)
def test_a_seance_moves_along_its_table(etat, acte, suivant):
    assert etat_suivant(etat, acte) is EtatSeance(suivant)


@pytest.mark.regle("ETA-01")
@pytest.mark.parametrize(
    "etat, acte",
    [
        ("preparation", "ouvrir"),
        ("preparation", "emarger"),
        ("convoquee", "modifier"),
        ("preparation", "rectifier"),
        ("ouverte", "rectifier"),
        ("ouverte", "modifier_point"),
        ("preparation", "constater_carence"),
        ("convoquee", "conduire"),
        ("convoquee", "lever"),
        ("ouverte", "ouvrir"),
        ("ouverte", "annuler"),
        ("suspendue", "conduire"),
        ("levee", "reprendre"),
        ("levee", "emarger"),
        ("annulee", "convoquer"),
        ("reportee", "ouvrir"),
    ],
)
def test_what_the_table_does_not_list_is_refused_with_a_sentence(etat, acte):
    (manquement,) = manquements(etat, acte)
    assert manquement.message.startswith("La séance est ")
    with pytest.raises(RegleViolee):
        exiger_etat(etat, acte)


@pytest.mark.regle("ETA-01")
@pytest.mark.parametrize("etat", ["levee", "reportee", "annulee"])
def test_nothing_moves_a_finished_seance(etat):
    assert actes_possibles(etat) <= {"rediger"}


def test_an_unknown_act_is_a_mistake_of_ours_not_of_the_clerk():
    with pytest.raises(ValueError):
        manquements("ouverte", "applaudir")
    with pytest.raises(ValueError):
        manquements_du_point("inscrit", "applaudir")


@pytest.mark.regle("ETA-02")
@pytest.mark.parametrize(
    "etat, acte, suivant",
    [
        ("inscrit", "mettre_en_discussion", "en_discussion"),
        ("en_discussion", "traiter", "traite"),
        ("en_discussion", "ajourner", "ajourne"),
        ("en_discussion", "renvoyer", "renvoye"),
        ("inscrit", "retirer", "retire"),
        ("inscrit", "laisser", "non_examine"),
        ("ajourne", "mettre_en_discussion", "en_discussion"),
    ],
)
def test_a_point_moves_along_its_table(etat, acte, suivant):
    assert point_suivant(etat, acte) is EtatPoint(suivant)


@pytest.mark.regle("ETA-02")
@pytest.mark.parametrize(
    "etat, acte",
    [
        ("inscrit", "traiter"),
        ("traite", "mettre_en_discussion"),
        ("traite", "retirer"),
        ("retire", "mettre_en_discussion"),
        ("renvoye", "traiter"),
        ("non_examine", "mettre_en_discussion"),
    ],
)
def test_a_settled_point_does_not_come_back(etat, acte):
    (manquement,) = manquements_du_point(etat, acte, numero="0.2")
    assert manquement.points == ("0.2",)
    with pytest.raises(RegleViolee):
        point_suivant(etat, acte)
