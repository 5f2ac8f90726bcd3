from datetime import date

import pytest

from instances.regles.faits import MotifDeport
from instances.regles.interets import Affaire, Interet, Niveau, Organisme, conclure

AVANT, AVANT_2025, DEPUIS = date(2022, 2, 22), date(2025, 12, 23), date(2025, 12, 24)
REPRESENTANT = Interet(organisme=Organisme.PUBLIC, designe=True, par_la_loi=True)
AUCUN, CONSEILLE, REQUIS = Niveau.AUCUN, Niveau.CONSEILLE, Niveau.REQUIS


@pytest.mark.regle("INT-04")
@pytest.mark.parametrize(
    ("affaire", "avant", "depuis"),
    [
        (Affaire.COMMANDE_PUBLIQUE, REQUIS, REQUIS),
        (Affaire.SUBVENTION, REQUIS, CONSEILLE),
        (Affaire.GARANTIE, REQUIS, CONSEILLE),
        (Affaire.DESIGNATION, REQUIS, CONSEILLE),
        (Affaire.BUDGET, AUCUN, AUCUN),
        (Affaire.DEPENSE_OBLIGATOIRE, AUCUN, AUCUN),
        (Affaire.AUTRE, CONSEILLE, CONSEILLE),
    ],
)
def test_the_list_shrank_to_public_procurement_at_the_end_of_2025(affaire, avant, depuis):
    assert conclure(REPRESENTANT, affaire, on=AVANT_2025).niveau is avant
    assert conclure(REPRESENTANT, affaire, on=DEPUIS).niveau is depuis


@pytest.mark.regle("INT-04")
def test_a_paid_representative_falls_back_under_the_common_rule():
    paye = Interet(organisme=Organisme.PUBLIC, designe=True, par_la_loi=True, remunere=True)
    conclusion = conclure(paye, Affaire.AUTRE, on=DEPUIS)
    assert (conclusion.niveau, conclusion.motif) == (REQUIS, MotifDeport.INTERET)
    assert conclure(paye, Affaire.COMMANDE_PUBLIQUE, on=AVANT_2025).motif is MotifDeport.L1111_6


@pytest.mark.regle("INT-04")
@pytest.mark.parametrize("on", [AVANT_2025, DEPUIS])
def test_companies_with_public_capital_keep_the_former_list(on):
    societe = Interet(organisme=Organisme.SOCIETE_PUBLIQUE, designe=True, remunere=True)
    assert conclure(societe, Affaire.SUBVENTION, on=on).motif is MotifDeport.L1111_6


@pytest.mark.regle("INT-04")
@pytest.mark.parametrize("organisme", [Organisme.GROUPEMENT, Organisme.ACTION_SOCIALE])
def test_other_groupings_and_social_action_were_left_out_of_the_list(organisme):
    interet = Interet(organisme=organisme, designe=True, par_la_loi=True)
    assert conclure(interet, Affaire.SUBVENTION, on=AVANT_2025).niveau is AUCUN


@pytest.mark.regle("INT-01", "INT-03")
@pytest.mark.parametrize("on", [AVANT, AVANT_2025, DEPUIS])
def test_a_personal_interest_calls_for_a_deport_whatever_the_law_of_representatives(on):
    conclusion = conclure(Interet(organisme=Organisme.ENTREPRISE), Affaire.AUTRE, on=on)
    assert (conclusion.niveau, conclusion.motif) == (REQUIS, MotifDeport.INTERET)


@pytest.mark.regle("INT-04")
def test_before_the_law_of_2022_the_answer_is_only_prudence():
    assert conclure(REPRESENTANT, Affaire.COMMANDE_PUBLIQUE, on=AVANT).niveau is CONSEILLE
