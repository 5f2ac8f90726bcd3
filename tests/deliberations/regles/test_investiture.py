"""Whose mandat ends when another begins; until when an election may be contested."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from deliberations.regles import investiture, protestation
from deliberations.regles.investiture import EnPlace

JOUR = date(2026, 4, 17)
AVANT = date(2020, 7, 9)


def en_place(cle: int, fonction: str, *, elu: int = 0, rang: int | None = None, depuis=AVANT):
    return EnPlace(cle=cle, fonction=fonction, elu=elu or cle, rang=rang, depuis=depuis)


EXECUTIF = [
    en_place(1, "president"),
    en_place(2, "vice_president", rang=1),
    en_place(3, "vice_president", rang=2),
    en_place(4, "vice_president", rang=3, depuis=JOUR),
]


@pytest.mark.regle("ELE-05", "INS-06")
@pytest.mark.parametrize(
    ("fonction", "elus", "rangs", "closes"),
    [
        ("president", {9}, set(), [1, 2, 3]),
        ("vice_president", {9}, {2}, [3]),
        ("vice_president", {2}, {3}, [2]),
        ("vice_president", {9}, {4}, []),
    ],
)
def test_a_mandate_ends_when_another_takes_its_post(fonction, elus, rangs, closes):
    trouves = investiture.a_clore(
        fonction, EXECUTIF, elus=frozenset(elus), rangs=frozenset(rangs), postes=1, jour=JOUR
    )
    assert [t.cle for t in trouves] == closes


@pytest.mark.regle("ELE-05", "CAO-01")
@pytest.mark.parametrize(("postes", "closes"), [(5, [1, 2, 3, 4, 5]), (1, [])])
def test_an_election_for_every_seat_replaces_all_of_them(postes, closes):
    membres = [en_place(n, "titulaire") for n in range(1, 6)]
    trouves = investiture.a_clore(
        "titulaire", membres, elus=frozenset({9}), rangs=frozenset(), postes=postes, jour=JOUR
    )
    assert [t.cle for t in trouves] == closes


@pytest.mark.regle("MEM-11")
@pytest.mark.parametrize(
    ("fonction", "organisme", "nature", "refuse"),
    [
        ("representant", "", "association", True),
        ("representant", "SEM", "", True),
        ("representant", "SEM", "societe_publique", False),
        ("president", "", "", False),
    ],
)
def test_a_representative_needs_a_body_and_its_kind(fonction, organisme, nature, refuse):
    trouves = investiture.organisme(fonction=fonction, organisme=organisme, nature=nature)
    assert bool(trouves) is refuse


@pytest.mark.regle("ELE-06")
@pytest.mark.parametrize(
    ("quand", "ouvert"),
    [("2026-04-22T18:00", True), ("2026-04-22T18:01", False), ("2026-04-17T20:00", True)],
)
def test_a_protest_is_lodged_before_six_on_the_fifth_day(quand, ouvert):
    paris = ZoneInfo("Europe/Paris")
    delais = protestation.Delais(proclamee=datetime(2026, 4, 17, 19, tzinfo=paris))
    assert delais.dernier_jour == date(2026, 4, 22)
    assert delais.ouvert(datetime.fromisoformat(quand).replace(tzinfo=paris)) is ouvert


@pytest.mark.regle("ELE-06")
def test_posting_within_a_day_is_noted_or_reminded():
    dite = datetime(2026, 4, 17, 19, tzinfo=ZoneInfo("Europe/Paris"))
    delais = protestation.Delais(proclamee=dite)
    a_temps = dite + timedelta(hours=24)

    def messages(affiche, maintenant):
        trouves = protestation.manquements(delais, affiche=affiche, maintenant=maintenant)
        return [m.message.split(" ", 3)[2] for m in trouves]

    assert messages(a_temps, a_temps) == []
    assert messages(None, dite) == ["résultat"]
    assert messages(None, a_temps + timedelta(minutes=1)) == ["devait"]
    assert messages(a_temps + timedelta(minutes=1), a_temps) == ["a"]
