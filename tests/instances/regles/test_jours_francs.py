from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.regles import Gravite
from instances.regles.jours_francs import (
    Contexte,
    Role,
    date_locale,
    delai_requis,
    dernier_jour_d_envoi,
    francs,
    frise,
    manquements,
    phrase_du_delai,
    premiere_seance_possible,
)

LUNDI_17 = date(2018, 12, 17)
MARDI_11 = date(2018, 12, 11)

jours = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


@pytest.mark.regle("CNV-05")
@pytest.mark.parametrize(
    "envoi, seance, attendus",
    [
        (date(2018, 12, 11), LUNDI_17, 5),
        (date(2018, 12, 12), LUNDI_17, 4),
        (date(2018, 12, 16), LUNDI_17, 0),
        (LUNDI_17, LUNDI_17, -1),
        # Christmas, New Year and week-ends count like any other day.
        (date(2025, 12, 24), date(2025, 12, 30), 5),
        (date(2024, 2, 25), date(2024, 3, 2), 5),
        # The change of time makes no day shorter.
        (date(2026, 3, 26), date(2026, 4, 1), 5),
    ],
)
def test_neither_the_day_of_dispatch_nor_that_of_the_seance_counts(envoi, seance, attendus):
    assert francs(envoi, seance) == attendus


@pytest.mark.regle("CNV-05")
@given(seance=jours, delai=st.integers(min_value=0, max_value=60))
def test_the_last_day_is_in_time_and_the_next_one_is_not(seance, delai):
    limite = dernier_jour_d_envoi(seance, delai)
    assert francs(limite, seance) == delai
    assert francs(limite + timedelta(days=1), seance) == delai - 1
    assert premiere_seance_possible(limite, delai) == seance


@pytest.mark.regle("CNV-04")
@pytest.mark.regle("CNV-10")
@pytest.mark.regle("CNV-11")
@pytest.mark.regle("INS-02")
@pytest.mark.parametrize(
    "contexte, attendus, regle",
    [
        ({}, 5, "CNV-04"),
        ({"urgence": True}, 1, "CNV-10"),
        ({"seconde_convocation": True}, 3, "CNV-11"),
        ({"seconde_convocation": True, "urgence": True}, 1, "CNV-10"),
        ({"installation": True}, 5, "INS-02"),
        ({"delai_du_reglement": 7}, 7, "CNV-04"),
        ({"delai_du_reglement": 3}, 5, "CNV-04"),
        ({"delai_du_reglement": 7, "urgence": True}, 1, "CNV-10"),
    ],
)
def test_the_delay_follows_the_reason_of_the_seance(contexte, attendus, regle):
    delai = delai_requis(Contexte(seance=LUNDI_17, **contexte))
    assert (delai.jours, delai.regle) == (attendus, regle)


@pytest.mark.regle("CNV-11")
def test_only_a_second_convocation_at_three_days_lifts_the_quorum():
    assert delai_requis(Contexte(seance=LUNDI_17, seconde_convocation=True)).dispense_de_quorum
    abregee = Contexte(seance=LUNDI_17, seconde_convocation=True, urgence=True)
    assert not delai_requis(abregee).dispense_de_quorum
    assert [m.regle for m in manquements(date(2018, 12, 15), abregee)] == ["CNV-11"]


@pytest.mark.regle("CNV-11")
def test_a_quorum_missed_and_reconvoked_on_monday_allows_friday():
    assert premiere_seance_possible(date(2026, 11, 23), 3) == date(2026, 11, 27)


@pytest.mark.regle("GEN-01")
@pytest.mark.parametrize(
    "seance, commune_de_3500, attendus",
    [
        (date(2020, 2, 29), False, 3),
        (date(2020, 2, 29), True, 5),
        (date(2020, 2, 29), None, 5),
        (date(2020, 3, 1), False, 5),
        (date(2020, 3, 1), None, 5),
    ],
)
def test_small_epci_had_three_days_until_march_2020(seance, commune_de_3500, attendus):
    contexte = Contexte(seance=seance, commune_de_3500=commune_de_3500)
    assert delai_requis(contexte).jours == attendus


@pytest.mark.regle("GEN-01")
@pytest.mark.parametrize(
    "restants, attendue",
    [(5, None), (4, Gravite.ALERTE), (3, Gravite.ALERTE), (2, Gravite.BLOQUANT)],
)
def test_an_unknown_population_before_2020_doubts_rather_than_condemns(restants, attendue):
    contexte = Contexte(seance=LUNDI_17, commune_de_3500=None)
    trouves = manquements(LUNDI_17 - timedelta(days=restants + 1), contexte)
    assert [m.gravite for m in trouves] == ([attendue] if attendue else [])


@pytest.mark.regle("CNV-04")
@pytest.mark.parametrize("envoi, refuse", [(MARDI_11, False), (date(2018, 12, 12), True)])
def test_four_days_are_refused_and_five_are_not(envoi, refuse):
    trouves = manquements(envoi, Contexte(seance=LUNDI_17))
    assert bool(trouves) is refuse
    if refuse:
        assert trouves[0].regle == "CNV-04"
        assert trouves[0].bloquant
        assert "4\u00a0jours francs" in trouves[0].message
        assert "mardi 11 décembre" in trouves[0].message
        assert "mardi 18 décembre" in trouves[0].message


@pytest.mark.regle("CNV-10")
@pytest.mark.parametrize(
    "envoi, refuse", [(date(2018, 12, 15), False), (date(2018, 12, 16), True), (LUNDI_17, True)]
)
def test_urgency_never_goes_below_one_clear_day(envoi, refuse):
    trouves = manquements(envoi, Contexte(seance=LUNDI_17, urgence=True))
    assert [m.regle for m in trouves] == (["CNV-10"] if refuse else [])


@pytest.mark.regle("RGI-01")
def test_a_longer_delay_of_the_reglement_warns_without_blocking():
    (manquement,) = manquements(MARDI_11, Contexte(seance=LUNDI_17, delai_du_reglement=7))
    assert (manquement.regle, manquement.gravite) == ("RGI-01", Gravite.ALERTE)


@pytest.mark.regle("CNV-22")
@pytest.mark.parametrize(
    "reglement, particuliere, attendue",
    [
        (None, False, None),
        (5, False, Gravite.ALERTE),
        (5, True, Gravite.INFO),
        (0, False, None),
    ],
)
def test_other_bodies_follow_their_reglement(reglement, particuliere, attendue):
    contexte = Contexte(
        seance=LUNDI_17,
        regime_du_conseil=False,
        delai_du_reglement=reglement,
        situation_particuliere=particuliere,
    )
    trouves = manquements(date(2018, 12, 14), contexte)
    assert [(m.regle, m.gravite) for m in trouves] == ([("CNV-22", attendue)] if attendue else [])


@pytest.mark.regle("CNV-22")
def test_a_commission_without_delay_is_still_not_convoked_for_yesterday():
    contexte = Contexte(seance=LUNDI_17, regime_du_conseil=False)
    assert manquements(LUNDI_17, contexte) == ()
    assert manquements(LUNDI_17 + timedelta(days=1), contexte)[0].bloquant


@pytest.mark.regle("GEN-04")
@pytest.mark.parametrize(
    "fuseau, attendu",
    [
        ("Europe/Paris", date(2018, 12, 11)),
        ("Indian/Reunion", date(2018, 12, 12)),
        ("America/Guadeloupe", date(2018, 12, 11)),
    ],
)
def test_the_day_is_that_of_the_place_where_the_council_sits(fuseau, attendu):
    instant = datetime(2018, 12, 11, 21, 30, tzinfo=UTC)
    assert date_locale(instant, ZoneInfo(fuseau)) == attendu


@pytest.mark.regle("GEN-04")
def test_an_instant_without_a_time_zone_is_no_day():
    with pytest.raises(ValueError):
        date_locale(datetime(2018, 12, 11, 21, 30), ZoneInfo("Europe/Paris"))  # noqa: DTZ001 the case


# --- The clock on the page --------------------------------------------------------------------


def test_the_frise_runs_from_today_to_the_seance():
    cases = frise(date(2018, 12, 7), LUNDI_17, 5)
    assert [(c.jour.day, c.role) for c in cases] == [
        (7, Role.ATTENTE),
        (8, Role.ATTENTE),
        (9, Role.ATTENTE),
        (10, Role.ATTENTE),
        (11, Role.LIMITE),
        (12, Role.FRANC),
        (13, Role.FRANC),
        (14, Role.FRANC),
        (15, Role.FRANC),
        (16, Role.FRANC),
        (17, Role.SEANCE),
    ]
    assert [c.libelle for c in cases if c.libelle] == [
        "Aujourd’hui",
        "Dernier jour d’envoi",
        "1er jour franc",
        "2e",
        "3e",
        "4e",
        "5e",
        "Séance",
    ]
    assert cases[0].abrege == "ven."


def test_a_distant_seance_shows_today_then_skips_to_the_last_days():
    premiere, deuxieme, *_ = frise(date(2018, 11, 1), LUNDI_17, 5)
    assert premiere.aujourd_hui
    assert deuxieme.coupure
    assert deuxieme.jour == date(2018, 12, 5)


def test_today_on_the_last_day_says_both():
    case = frise(MARDI_11, LUNDI_17, 5)[0]
    assert case.libelle == "Aujourd’hui, Dernier jour d’envoi"


def test_once_the_limit_is_past_the_frise_starts_from_it():
    cases = frise(date(2018, 12, 14), LUNDI_17, 5)
    assert cases[0].jour == MARDI_11
    assert cases[0].passe
    assert [c.jour.day for c in cases if c.aujourd_hui] == [14]


@given(aujourd_hui=jours, avance=st.integers(min_value=0, max_value=400), delai=st.integers(0, 15))
def test_the_frise_always_ends_on_the_seance_and_stays_short(aujourd_hui, avance, delai):
    seance = aujourd_hui + timedelta(days=avance)
    cases = frise(aujourd_hui, seance, delai)
    assert cases[-1].role is Role.SEANCE
    assert len(cases) <= delai + 9
    assert sum(c.aujourd_hui for c in cases) == 1
    assert [c.rang for c in cases if c.role is Role.FRANC] == list(range(1, delai + 1))


@pytest.mark.parametrize(
    "aujourd_hui, phrase",
    [
        (
            date(2018, 12, 7),
            "Envoi au plus tard le mardi 11 décembre\u00a0: il reste 4\u00a0jours.",
        ),
        (
            date(2018, 12, 10),
            "Envoi au plus tard le mardi 11 décembre\u00a0: il reste 1\u00a0jour.",
        ),
        (MARDI_11, "Dernier jour d’envoi\u00a0: aujourd’hui, avant minuit."),
        (
            date(2018, 12, 12),
            (
                "Le délai est échu depuis le mardi 11 décembre\u00a0: une convocation envoyée "
                "aujourd’hui permet une séance à partir du mardi 18 décembre."
            ),
        ),
    ],
)
def test_the_delay_reads_as_a_sentence(aujourd_hui, phrase):
    assert phrase_du_delai(aujourd_hui, LUNDI_17, 5) == phrase


@pytest.mark.regle("CNV-10")
@pytest.mark.parametrize(("voulu", "attendu"), [(1, 1), (2, 2), (0, 1)])
def test_a_reglement_may_ask_more_than_one_day_in_urgency_never_less(voulu, attendu):
    delai = delai_requis(Contexte(seance=LUNDI_17, urgence=True, delai_d_urgence=voulu))
    assert (delai.jours, delai.plancher) == (attendu, 1)
