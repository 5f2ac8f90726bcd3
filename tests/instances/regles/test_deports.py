from datetime import date

import pytest

from instances.regles import deports, registre
from instances.regles.deports import FINIS, declaration, effet, retrait_du_president, roles
from instances.regles.faits import (
    Deport,
    Faits,
    Membre,
    MotifDeport,
    Point,
    Presence,
    Regime,
    RegleQuorum,
)
from instances.regles.interets import Organisme
from instances.regles.registre import Declaration

JOUR = date(2026, 11, 24)
INTERET, REPRESENTANT, COMPTES = MotifDeport.INTERET, MotifDeport.L1111_6, MotifDeport.COMPTES


def faits(*, dits=(), comptes=False, president=None, presents=("ana", "bob", "cleo")):
    noms = ("ana", "bob", "cleo", "dan")
    return Faits(
        regime=Regime(date=JOUR, quorum=RegleQuorum.MAJORITE_EN_EXERCICE),
        points=(Point(numero="1.1", rang=1, comptes=comptes),),
        membres=tuple(Membre(id=n, nom=n.capitalize()) for n in noms),
        presences=tuple(Presence(membre=n) for n in presents),
        pouvoirs=(),
        deports=tuple(Deport(membre=m, rang=1, motif=motif) for m, motif in dits),
        president=president,
        en_exercice=4,
    )


@pytest.mark.regle("INT-06")
@pytest.mark.parametrize("etat", sorted(FINIS))
def test_a_deport_is_said_before_the_result(etat):
    assert [m.regle for m in declaration("Ana", etat_du_point=etat, deja=False)] == ["INT-06"]


@pytest.mark.regle("INT-06")
@pytest.mark.parametrize("etat", ["inscrit", "en_discussion"])
def test_a_deport_is_said_once(etat):
    assert declaration("Ana", etat_du_point=etat, deja=False) == []
    assert declaration("Ana", etat_du_point=etat, deja=True)[0].champ == "siegeant"


@pytest.mark.regle("QUO-05", "QUO-06")
@pytest.mark.parametrize(
    ("motif", "jour", "mot"),
    [
        (INTERET, JOUR, "les membres en exercice ne changent pas"),
        (COMPTES, JOUR, "L. 2121-14"),
        (REPRESENTANT, JOUR, "ni parmi les membres en exercice"),
        (REPRESENTANT, date(2022, 2, 22), "les membres en exercice ne changent pas"),
    ],
)
def test_the_console_says_what_the_quorum_becomes(motif, jour, mot):
    assert mot in effet("Ana", motif, jour)


@pytest.mark.regle("INT-02")
def test_whoever_withdrew_neither_reports_nor_presides():
    lus = faits(dits=[("ana", INTERET)])
    assert [m.regle for m in roles(lus, rang=1, rapporteur="ana", preside="ana")] == ["INT-02"] * 2
    assert list(roles(lus, rang=1, rapporteur="bob", preside="bob")) == []


@pytest.mark.regle("SEA-02")
def test_the_president_may_report_his_accounts_and_leaves_at_the_vote():
    avant = faits(comptes=True, president="ana")
    assert list(roles(avant, rang=1, rapporteur="ana", preside="bob")) == []
    assert [m.regle for m in retrait_du_president(avant, rang=1)] == ["SEA-02"]
    apres = faits(comptes=True, president="ana", dits=[("ana", COMPTES)])
    assert retrait_du_president(apres, rang=1) == []


@pytest.mark.regle("SEA-02")
def test_an_absent_president_has_nothing_to_leave():
    assert retrait_du_president(faits(comptes=True, president="dan"), rang=1) == []
    assert retrait_du_president(faits(president="ana"), rang=1) == []


@pytest.mark.regle("MEM-11")
@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"par_la_loi": True}, "par_la_loi"),
        ({"nature": Organisme.PERSONNEL, "designe": True}, "designe"),
        ({"declare_on": date(2026, 11, 25)}, "declare_on"),
    ],
)
def test_an_entry_of_the_register_holds_together(champs, champ):
    dite = Declaration(**{"organisme": "SPL", "nature": Organisme.SOCIETE_PUBLIQUE, **champs})
    assert [m.champ for m in registre.manquements(dite, aujourd_hui=JOUR)] == [champ]


@pytest.mark.regle("MEM-12")
def test_a_paid_post_in_a_member_commune_is_pointed_out():
    dite = Declaration(
        organisme="CIAS", nature=Organisme.ACTION_SOCIALE, qualite="Agent d’accueil, salarié"
    )
    (trouve,) = registre.manquements(dite, aujourd_hui=JOUR)
    assert (trouve.regle, trouve.bloquant) == ("MEM-12", False)


@pytest.mark.regle("MEM-11")
def test_an_entry_is_closed_once_and_not_before_it_began():
    assert registre.cloture(deja=True, starts_on=None, ends_on=JOUR)
    assert registre.cloture(deja=False, starts_on=JOUR, ends_on=date(2026, 11, 23))
    assert registre.cloture(deja=False, starts_on=JOUR, ends_on=JOUR) == []


@pytest.mark.regle("QUO-07")
def test_the_president_counts_as_withdrawn_whether_or_not_it_was_noted():
    lus = faits(comptes=True, president="ana")
    assert [d.motif for d in deports.deports_par_rang(lus)[1]] == [COMPTES]
