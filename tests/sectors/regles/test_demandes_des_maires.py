"""The demand of a third of the mayors: counted, limited in the year, without a written delay."""

from dataclasses import replace
from datetime import date

import pytest

from instances.regles.demandes import (
    DES_MAIRES,
    Demande,
    Origine,
    fondee,
    manquements,
    regime_de,
    verdict,
)


@pytest.mark.regle("CDM-02")
def test_mayors_ask_within_four_meetings_a_year_and_no_delay_is_written():
    demande = Demande(
        origine=Origine.MAIRES, recue=date(2026, 9, 1), motif="Eau", objet="Tarifs", en_exercice=7,
        signataires=3,
    )  # fmt: skip
    des_maires = DES_MAIRES
    assert fondee(demande, des_maires)
    (alerte,) = manquements(demande, [], aujourd_hui=date(2026, 9, 2), regime=des_maires)
    assert (alerte.regle, "plus tard" in alerte.message) == ("CDM-02", False)
    assert not fondee(replace(demande, signataires=2), des_maires)
    assert fondee(replace(demande, tenues=3), des_maires)
    assert not fondee(replace(demande, tenues=4), des_maires)
    assert "la limite est atteinte" in verdict(replace(demande, tenues=4), des_maires)


@pytest.mark.regle("CDM-02")
@pytest.mark.parametrize(
    ("signataires", "maires", "recevable"),
    [(22, 68, False), (23, 68, True), (1, 3, True), (0, 3, False), (12, 36, True), (11, 36, False)],
)
def test_a_third_of_the_mayors_rounded_up(signataires, maires, recevable):
    demande = Demande(
        origine=Origine.MAIRES, recue=date(2026, 9, 1), motif="Eau", objet="Tarifs",
        en_exercice=maires, signataires=signataires,
    )  # fmt: skip
    assert fondee(demande, DES_MAIRES) is recevable


@pytest.mark.regle("CDM-02")
@pytest.mark.parametrize(
    ("sur", "par_an", "attendu"), [(3, 4, (3, 4)), (5, 6, (5, 6)), (2, 1, (3, 4))]
)
def test_a_reglement_is_more_generous_than_the_law_never_less(sur, par_an, attendu):
    regime = regime_de(Origine.MAIRES, maires_sur=sur, maires_par_an=par_an)
    assert (regime.fraction, regime.par_an) == attendu
    assert regime_de(Origine.MEMBRES, maires_sur=sur).fraction == 3


@pytest.mark.regle("CDM-02")
def test_the_alert_names_the_share_of_the_reglement():
    regime = regime_de(Origine.MAIRES, maires_sur=5)
    demande = Demande(
        origine=Origine.MAIRES, recue=date(2026, 9, 1), motif="Eau", objet="Tarifs",
        en_exercice=36, signataires=8,
    )  # fmt: skip
    (alerte,) = manquements(demande, [], aujourd_hui=date(2026, 9, 2), regime=regime)
    assert "un cinquième des maires" in alerte.message
