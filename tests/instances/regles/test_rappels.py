"""Reminders leave by day, at the digest's hour of the place, once per step of a deadline."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.regles.rappels import (
    Horaires,
    heure_d_envoi,
    limite_de_la_demande,
    peut_partir,
    quand,
)

D_USINE = Horaires()
LIMITE = date(2026, 12, 10)  # a Thursday
FUSEAUX = {
    "Paris": "Europe/Paris",
    "La Réunion": "Indian/Reunion",
    "Guadeloupe": "America/Guadeloupe",
    "Nouméa": "Pacific/Noumea",
}


def utc(texte: str) -> datetime:
    return datetime.fromisoformat(texte).replace(tzinfo=UTC)


# The digest’s hour is that of the place ----------------------------------------------------


@pytest.mark.regle("GEN-04")
@pytest.mark.parametrize(
    ("lieu", "jour", "attendu"),
    [
        # The hour changes in Paris on Sunday 28 March and Sunday 31 October 2027, nowhere else.
        ("Paris", "2027-03-27", "2027-03-27T07:00"),
        ("Paris", "2027-03-28", "2027-03-28T06:00"),
        ("Paris", "2027-10-30", "2027-10-30T06:00"),
        ("Paris", "2027-10-31", "2027-10-31T07:00"),
        ("La Réunion", "2027-03-28", "2027-03-28T04:00"),
        ("La Réunion", "2027-10-31", "2027-10-31T04:00"),
        ("Guadeloupe", "2027-03-28", "2027-03-28T12:00"),
        ("Guadeloupe", "2027-10-31", "2027-10-31T12:00"),
        ("Nouméa", "2027-03-28", "2027-03-27T21:00"),
        ("Nouméa", "2027-10-31", "2027-10-30T21:00"),
    ],
)
def test_eight_in_the_morning_where_the_council_sits(lieu, jour, attendu):
    fuseau = ZoneInfo(FUSEAUX[lieu])
    minuit = datetime.combine(date.fromisoformat(jour), time.min, fuseau)
    horaires = Horaires(fin_de_semaine=True)
    assert heure_d_envoi(minuit, fuseau, horaires) == utc(attendu)


@pytest.mark.parametrize(
    ("depuis", "presse", "attendu"),
    [
        # Winter in Paris: one hour more than UTC. The 4th of December 2026 is a Friday.
        ("2026-12-04T06:59", False, "2026-12-04T07:00"),
        ("2026-12-04T07:00", False, "2026-12-04T07:00"),
        ("2026-12-04T07:01", False, "2026-12-07T07:00"),
        ("2026-12-04T18:59", True, "2026-12-04T18:59"),
        ("2026-12-04T19:00", True, "2026-12-05T06:30"),
        ("2026-12-04T23:00", True, "2026-12-05T06:30"),
        ("2026-12-05T06:29", True, "2026-12-05T06:30"),
        ("2026-12-05T06:30", True, "2026-12-05T06:30"),
        ("2026-12-05T10:00", False, "2026-12-07T07:00"),
    ],
)
def test_what_presses_waits_for_the_end_of_quiet_hours_only(depuis, presse, attendu):
    recu = heure_d_envoi(utc(depuis), ZoneInfo("Europe/Paris"), D_USINE, presse=presse)
    assert recu == utc(attendu)


@pytest.mark.parametrize(
    ("debut", "fin", "calmes"),
    [
        (time(20), time(7, 30), (time(20), time(23, 59), time(0), time(7, 29))),
        (time(12), time(14), (time(12), time(13, 59))),
        (time(8), time(8), ()),
    ],
)
def test_quiet_hours_start_included_end_excluded(debut, fin, calmes):
    horaires = Horaires(calme_debut=debut, calme_fin=fin)
    assert all(horaires.calme(heure) for heure in calmes)
    assert not horaires.calme(fin)
    assert not horaires.calme(time(19, 59))


def test_an_hour_that_the_spring_skips_is_the_hour_after():
    paris = ZoneInfo("Europe/Paris")
    horaires = Horaires(
        recapitulatif=time(2, 30), calme_debut=time(0), calme_fin=time(0), fin_de_semaine=True
    )
    assert heure_d_envoi(utc("2027-03-28T00:00"), paris, horaires) == utc("2027-03-28T01:30")


def test_a_digest_set_in_quiet_hours_leaves_when_they_end():
    horaires = Horaires(recapitulatif=time(6))
    recu = heure_d_envoi(utc("2026-12-04T00:00"), ZoneInfo("Europe/Paris"), horaires)
    assert recu == utc("2026-12-04T06:30")


ORIGINE = datetime(2026, 1, 1, tzinfo=UTC)
HEURES = st.times().map(lambda h: h.replace(second=0, microsecond=0))


@given(
    depuis=st.integers(0, 5 * 365 * 24 * 60).map(lambda n: ORIGINE + timedelta(minutes=n)),
    lieu=st.sampled_from([*FUSEAUX.values(), "America/Miquelon"]),
    horaires=st.builds(
        Horaires, recapitulatif=HEURES, calme_debut=HEURES, calme_fin=HEURES,
        fin_de_semaine=st.booleans(),
    ),
    presse=st.booleans(),
)  # fmt: skip
def test_nothing_ever_leaves_in_quiet_hours_nor_before_its_time(depuis, lieu, horaires, presse):
    fuseau = ZoneInfo(lieu)
    parti = heure_d_envoi(depuis, fuseau, horaires, presse=presse)
    assert peut_partir(parti, fuseau, horaires)
    assert depuis <= parti <= depuis + timedelta(days=2 if presse else 5)


# The steps of a deadline -------------------------------------------------------------------


def paliers(limite: date, **reglages) -> list[tuple[str, str, str]]:
    horaires = Horaires(fin_de_semaine=reglages.pop("fin_de_semaine", False))
    lus = quand(limite, horaires=horaires, fin=limite + timedelta(days=6), **reglages)
    return [(p.code, f"{p.debut:%d}", f"{p.fin:%d}") for p in lus]


@pytest.mark.regle("CNV-05")
@pytest.mark.parametrize(
    ("limite", "jours", "attendu"),
    [
        (LIMITE, 3, "avant 07-08, veille 09-09, jour 10-10, echu 11-16"),
        (LIMITE, 1, "veille 09-09, jour 10-10, echu 11-16"),
        (LIMITE, 0, "echu 11-16"),
        # Saturdays and Sundays count in the delay: what falls on them is recalled on Friday.
        (date(2026, 12, 13), 3, "avant 10-10, veille 11-12, jour 13-13, echu 14-19"),
        (date(2026, 12, 14), 1, "veille 11-13, jour 14-14, echu 15-20"),
        (date(2026, 12, 14), 2, "veille 11-13, jour 14-14, echu 15-20"),
    ],
)
def test_steps_follow_one_another_and_never_overlap(limite, jours, attendu):
    lus = ", ".join(f"{code} {debut}-{fin}" for code, debut, fin in paliers(limite, jours=jours))
    assert lus == attendu


def test_with_week_ends_the_day_before_is_the_day_before():
    [veille, *_] = paliers(date(2026, 12, 14), jours=1, fin_de_semaine=True)
    assert veille == ("veille", "13", "13")


@given(
    limite=st.dates(date(2026, 1, 10), date(2030, 12, 20)),
    jours=st.integers(1, 15),
    fin_de_semaine=st.booleans(),
)
def test_every_day_has_one_step_at_most_and_the_last_day_always_one(limite, jours, fin_de_semaine):
    lus = quand(
        limite,
        jours=jours,
        horaires=Horaires(fin_de_semaine=fin_de_semaine),
        fin=limite + timedelta(days=6),
    )
    for ecart in range(-20, 7):
        jour = limite + timedelta(days=ecart)
        nombre = sum(p.court(jour) for p in lus)
        assert nombre == 1 if ecart >= -jours else nombre <= 1


@pytest.mark.regle("CNV-16")
@pytest.mark.parametrize(
    ("recue", "avant", "attendu"),
    [
        (date(2026, 11, 2), None, date(2026, 11, 26)),
        (date(2026, 11, 2), date(2026, 11, 20), date(2026, 11, 14)),
    ],
)
def test_a_meeting_on_demand_is_held_not_merely_convened_within_thirty_days(recue, avant, attendu):
    assert limite_de_la_demande(recue, avant) == attendu
