from datetime import date

import pytest

from governance.regles import Gravite
from instances.regles.envois import (
    Canal,
    EnvoiAuMembre,
    date_retenue,
    manquements_par_membre,
    membre_regulierement_convoque,
)
from instances.regles.jours_francs import Contexte

CONSEIL = Contexte(seance=date(2026, 12, 17))
A_TEMPS, TROP_TARD = date(2026, 12, 11), date(2026, 12, 12)


def envoi(**valeurs):
    return EnvoiAuMembre(**{"membre": "Camille Roy", "canal": Canal.ELECTRONIQUE, **valeurs})


@pytest.mark.regle("CNV-06")
@pytest.mark.parametrize(
    "cas, attendue",
    [
        (envoi(envoi=A_TEMPS), A_TEMPS),
        (envoi(envoi=A_TEMPS, reception=TROP_TARD), A_TEMPS),
        (envoi(envoi=A_TEMPS, canal_voulu=Canal.POSTAL), None),
        (envoi(envoi=A_TEMPS, canal_voulu=Canal.POSTAL, reception=A_TEMPS), A_TEMPS),
        (envoi(envoi=A_TEMPS, canal=Canal.POSTAL), None),
        (envoi(envoi=A_TEMPS, canal=Canal.POSTAL, canal_voulu=Canal.POSTAL), A_TEMPS),
        (envoi(envoi=A_TEMPS, canal=Canal.REMISE), A_TEMPS),
        (envoi(envoi=A_TEMPS, canal=Canal.REMISE, canal_voulu=Canal.POSTAL), A_TEMPS),
        (envoi(envoi=None), None),
    ],
)
def test_the_day_that_counts_depends_on_the_channel(cas, attendue):
    assert date_retenue(cas) == attendue


@pytest.mark.regle("CNV-07")
@pytest.mark.regle("CNV-08")
@pytest.mark.parametrize(
    "cas, regle",
    [
        (envoi(envoi=A_TEMPS), None),
        (envoi(envoi=TROP_TARD), "CNV-07"),
        (envoi(envoi=A_TEMPS, canal_voulu=Canal.POSTAL), "CNV-07"),
        (envoi(envoi=A_TEMPS, canal_voulu=Canal.POSTAL, reception=A_TEMPS), None),
        (envoi(envoi=A_TEMPS, canal_voulu=Canal.POSTAL, reception=TROP_TARD), "CNV-08"),
        (envoi(canal=None), "CNV-07"),
    ],
)
def test_each_member_is_judged_by_his_own_channel(cas, regle):
    trouves = manquements_par_membre([cas], CONSEIL)
    assert [m.regle for m in trouves] == ([regle] if regle else [])
    assert membre_regulierement_convoque(cas, CONSEIL) is (regle is None)
    assert all(m.bloquant for m in trouves)


@pytest.mark.regle("CNV-07")
def test_every_irregular_member_is_named_at_once():
    envois = [envoi(membre=nom, envoi=TROP_TARD) for nom in ("A", "B", "C")]
    assert len(manquements_par_membre(envois, CONSEIL)) == 3


@pytest.mark.regle("CNV-22")
def test_outside_the_conseil_a_late_member_only_warns():
    contexte = Contexte(seance=CONSEIL.seance, regime_du_conseil=False, delai_du_reglement=5)
    assert manquements_par_membre([envoi(envoi=TROP_TARD)], contexte) == ()
    (manquement,) = manquements_par_membre([envoi(canal=None)], contexte)
    assert manquement.gravite is Gravite.ALERTE
