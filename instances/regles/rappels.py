"""When a reminder is due, and when it may leave.

No text orders reminders: they serve the delays of the convocation (CNV-04, CNV-16). What is
fixed here is that the clerk learns in time that a delay runs out, by day, once each time.
CNV-16, CGCT, art. L. 2121-9, alinéa 2 : « le maire est tenu de le convoquer dans un délai maximal
de trente jours quand la demande motivée lui en est faite ». Read strictly: the meeting itself is
held within thirty days, so that the convocation leaves six days before (CNV-05).

Hours are civil hours where the council sits (GEN-04). Instants are compared in UTC: on the two
days when the hour changes, civil hours do not follow one another.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

SAMEDI = 5
DEMANDE = timedelta(days=30 - 6)
REUNION_AVANT = timedelta(days=6)


@dataclass(frozen=True, kw_only=True, slots=True)
class Horaires:
    """When messages may leave; quiet hours may span midnight, and may be none."""

    recapitulatif: time = time(8)
    calme_debut: time = time(20)
    calme_fin: time = time(7, 30)
    fin_de_semaine: bool = False

    def calme(self, heure: time) -> bool:
        if self.calme_debut <= self.calme_fin:
            return self.calme_debut <= heure < self.calme_fin
        return heure >= self.calme_debut or heure < self.calme_fin

    def ouvre(self, jour: date) -> bool:
        return self.fin_de_semaine or jour.weekday() < SAMEDI

    def jour_ouvre(self, jour: date) -> date:
        """That day, or the working day before: what is recalled early is still in time."""
        while not self.ouvre(jour):
            jour -= timedelta(days=1)
        return jour


@dataclass(frozen=True, kw_only=True, slots=True)
class Palier:
    """One step of a deadline: recalled once between two days. ``presse``: it cannot wait."""

    code: str
    debut: date
    fin: date
    presse: bool = False

    def court(self, jour: date) -> bool:
        return self.debut <= jour <= self.fin


def quand(limite: date, *, jours: int, horaires: Horaires, fin: date) -> tuple[Palier, ...]:
    """The steps of a last day: some days before, the day before, that day, then passed.

    ``jours`` at zero: nothing before. That it is passed is always said, until ``fin``.
    """
    veille = horaires.jour_ouvre(limite - timedelta(days=1))
    avant = horaires.jour_ouvre(limite - timedelta(days=jours))
    un = timedelta(days=1)
    paliers = (
        Palier(code="avant", debut=avant, fin=veille - un),
        Palier(code="veille", debut=veille, fin=limite - un),
        Palier(code="jour", debut=limite, fin=limite, presse=True),
        Palier(code="echu", debut=limite + un, fin=fin, presse=True),
    )
    utiles = paliers if jours else paliers[-1:]
    return tuple(p for p in utiles if p.debut <= p.fin)


def limite_de_la_demande(recue: date, avant: date | None) -> date:
    """Last day to convene a meeting that was demanded (CNV-16); the préfet may shorten it."""
    return avant - REUNION_AVANT if avant else recue + DEMANDE


def heure_d_envoi(
    au_plus_tot: datetime, fuseau: tzinfo, horaires: Horaires, *, presse: bool = False
) -> datetime:
    """The first instant when it may leave; ``presse``: without waiting for the digest's hour."""
    local = au_plus_tot.astimezone(fuseau)
    if presse:
        return _apres_le_calme(local, horaires)
    return next(
        instant
        for jour in _jours(local.date())
        if horaires.ouvre(jour)
        for instant in [_apres_le_calme(_a(jour, horaires.recapitulatif, fuseau), horaires)]
        if instant >= au_plus_tot.astimezone(UTC)
    )


def peut_partir(at: datetime, fuseau: tzinfo, horaires: Horaires) -> bool:
    """Asked again at the moment of leaving: neither a late clock nor a new setting wakes anyone."""
    return not horaires.calme(at.astimezone(fuseau).time())


def _apres_le_calme(instant: datetime, horaires: Horaires) -> datetime:
    fuseau = instant.tzinfo
    assert fuseau is not None  # both callers have placed it
    if not horaires.calme(instant.time()):
        return instant.astimezone(UTC)
    utc = instant.astimezone(UTC)
    fins = (_a(jour, horaires.calme_fin, fuseau) for jour in _jours(instant.date()))
    return next(fin.astimezone(UTC) for fin in fins if fin.astimezone(UTC) >= utc)


def _a(jour: date, heure: time, fuseau: tzinfo) -> datetime:
    """An hour that the spring skips is read as the hour that follows."""
    return datetime.combine(jour, heure, fuseau).astimezone(UTC).astimezone(fuseau)


def _jours(depuis: date) -> Iterator[date]:
    return (depuis + timedelta(days=n) for n in range(15))
