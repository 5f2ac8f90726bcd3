"""A year proposed: spread, on the usual day, clear of what else is held, in the right order."""

from datetime import date, time, timedelta

import pytest

from instances.regles.calendrier_annuel import (
    Besoin,
    Conges,
    heure_ecrite,
    jours_feries,
    paques,
    proposer,
)

DU, AU = date(2027, 1, 1), date(2027, 12, 31)
JEUDI = 3
DIX_HUIT = time(18)


def besoin(modele: str = "conseil", nombre: int = 4, cle: int = 1) -> Besoin:
    return Besoin(cle=cle, modele=modele, nombre=nombre, jour=JEUDI, heure=DIX_HUIT)


@pytest.mark.regle("CNV-17")
def test_four_meetings_fall_one_in_each_quarter_on_the_usual_day():
    jours = [p.jour for p in proposer([besoin()], du=DU, au=AU)]
    assert [(j.month - 1) // 3 for j in jours] == [0, 1, 2, 3]
    assert {j.weekday() for j in jours} == {JEUDI}


@pytest.mark.regle("CNV-23")
def test_neither_holidays_nor_a_municipal_council_are_run_into():
    libre = proposer([besoin()], du=DU, au=AU)
    conges = [Conges(du=p.jour - timedelta(days=3), au=p.jour + timedelta(days=3)) for p in libre]
    ailleurs = proposer([besoin()], du=DU, au=AU, conges=conges)
    assert not {p.jour for p in libre} & {p.jour for p in ailleurs}
    pris = {p.jour for p in libre}
    heurts = proposer([besoin()], du=DU, au=AU, heurte=lambda jour, _: jour in pris)
    assert not pris & {p.jour for p in heurts}
    assert len(heurts) == 4


def test_commissions_come_before_the_bureau_and_the_bureau_before_the_conseil():
    lues = proposer(
        [besoin(), besoin("bureau", cle=2), besoin("commission_thematique", cle=3)], du=DU, au=AU
    )
    par_cle = {cle: [p.jour for p in lues if p.cle == cle] for cle in (1, 2, 3)}
    for conseil, bureau, commission in zip(*(par_cle[c] for c in (1, 2, 3)), strict=True):
        assert commission < bureau < conseil


def test_two_bodies_never_sit_at_the_same_hour():
    lues = proposer([besoin(), besoin(cle=2)], du=DU, au=AU)
    assert len({(p.jour, p.heure) for p in lues}) == 8


def test_a_public_holiday_is_not_proposed():
    assert paques(2027) == date(2027, 3, 28)
    assert date(2027, 5, 6) in jours_feries(2027)
    ascension = Besoin(cle=1, modele="conseil", nombre=52, jour=JEUDI, heure=DIX_HUIT)
    assert date(2027, 5, 6) not in {p.jour for p in proposer([ascension], du=DU, au=AU)}


@pytest.mark.parametrize(
    "texte, heure",
    [("18 h", time(18)), ("18h30", time(18, 30)), ("9:15", time(9, 15)), ("", DIX_HUIT),
     (None, DIX_HUIT), ("le soir", DIX_HUIT)],
)  # fmt: skip
def test_an_hour_is_read_as_a_reglement_writes_it(texte, heure):
    assert heure_ecrite(texte, DIX_HUIT) == heure
