"""A year of meetings proposed from what each body owes: usual day, spread, in the right order.

Nothing here binds: the conseil meets « au moins une fois par trimestre » (CGCT, art. L. 5211-11)
and as the règlement says; the proposal spreads those meetings over the year, keeps clear of the
municipal councils (CNV-23), of school holidays that were typed and of public holidays, and puts
commissions before the bureau and the bureau before the conseil.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

# Days before the conseil that the same cycle is prepared: a bureau, then commissions before it.
AVANCES = {"conseil": 0, "bureau": 14, "bureau_debats": 14, "bureau_elargi": 14}
AVANCE_DES_COMMISSIONS = 24
ECART = 45


@dataclass(frozen=True, kw_only=True, slots=True)
class Besoin:
    """What one body still owes the year. ``jour``: Monday is 0."""

    cle: int
    modele: str
    nombre: int
    jour: int
    heure: time

    @property
    def avance(self) -> timedelta:
        if self.modele.startswith("commission"):
            return timedelta(days=AVANCE_DES_COMMISSIONS)
        return timedelta(days=AVANCES.get(self.modele, 0))


@dataclass(frozen=True, kw_only=True, slots=True)
class Conges:
    du: date
    au: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Proposition:
    cle: int
    jour: date
    heure: time


def proposer(
    besoins: Iterable[Besoin],
    *,
    du: date,
    au: date,
    conges: Sequence[Conges] = (),
    heurte: Callable[[date, time], bool] = lambda _jour, _heure: False,
) -> tuple[Proposition, ...]:
    """In the order of the year. ``heurte``: whether that moment runs into a municipal council."""
    trouvees: list[Proposition] = []
    pris: set[tuple[date, time]] = set()
    feries = {jour for annee in range(du.year, au.year + 1) for jour in jours_feries(annee)}

    def libre(jour: date, heure: time) -> bool:
        return (
            du <= jour <= au
            and jour not in feries
            and not any(c.du <= jour <= c.au for c in conges)
            and (jour, heure) not in pris
            and not heurte(jour, heure)
        )

    for besoin in sorted(besoins, key=lambda b: (b.avance, b.cle)):
        for cible in _cibles(besoin, du, au):
            jour = next((j for j in _autour(cible, besoin.jour) if libre(j, besoin.heure)), None)
            if jour is not None:
                pris.add((jour, besoin.heure))
                trouvees.append(Proposition(cle=besoin.cle, jour=jour, heure=besoin.heure))
    return tuple(sorted(trouvees, key=lambda p: (p.jour, p.heure, p.cle)))


def _cibles(besoin: Besoin, du: date, au: date) -> Iterator[date]:
    """The last quarter of each equal part of the year, so that a body meets once in each."""
    jours = (au - du).days + 1
    for rang in range(besoin.nombre):
        yield du + timedelta(days=int((rang + 0.75) * jours / besoin.nombre)) - besoin.avance


def _autour(cible: date, jour_de_semaine: int) -> Iterator[date]:
    """The usual day of that week, then the week before, the one after, and so on."""
    premier = cible + timedelta(days=(jour_de_semaine - cible.weekday()) % 7)
    yield premier
    for semaines in range(1, ECART // 7):
        yield premier - timedelta(weeks=semaines)
        yield premier + timedelta(weeks=semaines)


def paques(annee: int) -> date:
    """Gregorian computus (Meeus, Jones, Butcher)."""
    a, b, c = annee % 19, annee // 100, annee % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    n = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * n) // 451
    mois, jour = divmod(h + n - 7 * m + 114, 31)
    return date(annee, mois, jour + 1)


def jours_feries(annee: int) -> tuple[date, ...]:
    """Code du travail, art. L. 3133-1."""
    dimanche = paques(annee)
    mobiles = (dimanche + timedelta(days=ecart) for ecart in (1, 39, 50))
    fixes = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
    return (*(date(annee, mois, jour) for mois, jour in fixes), *mobiles)


def heure_ecrite(texte: str | None, defaut: time) -> time:
    """« 18 h », « 18h30 », « 18:00 », as a règlement writes it."""
    if not texte:
        return defaut
    lu = texte.replace(" ", "").replace("\u00a0", "").lower().replace("h", ":").rstrip(":")
    for forme in ("%H:%M", "%H"):
        try:
            return datetime.strptime(lu, forme).time()  # noqa: DTZ007 – an hour has no zone
        except ValueError:
            continue
    return defaut
