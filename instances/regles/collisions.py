"""Meetings that would ask the same people to be in two places (CNV-23).

An undertaking of the pacte de gouvernance, not a law: it warns and never blocks. « Le même
soir »: the two begin within three hours of one another, or overlap.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import compte

ARTICLE = "Pacte de gouvernance, coordination des calendriers"
MARGE = timedelta(hours=3)
NOMMEES = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Reunion:
    """``debut``, ``fin``: instants with their zone; ``fin`` when the calendar tells it."""

    qui: str
    titre: str
    debut: datetime
    fin: datetime | None = None


def fenetre(debut: datetime, marge: timedelta = MARGE) -> tuple[datetime, datetime]:
    """Between which a meeting must begin to collide, or end after the first bound."""
    return debut - marge, debut + marge


def se_heurtent(seance: datetime, reunion: Reunion, marge: timedelta = MARGE) -> bool:
    du, au = fenetre(seance, marge)
    if du < reunion.debut < au:
        return True
    return reunion.fin is not None and reunion.debut <= seance < reunion.fin


def collisions(
    seance: datetime, reunions: Iterable[Reunion], marge: timedelta = MARGE
) -> tuple[Reunion, ...]:
    trouvees = (r for r in reunions if se_heurtent(seance, r, marge))
    return tuple(sorted(trouvees, key=lambda r: (r.debut, r.qui)))


def manquements(seance: datetime, reunions: Iterable[Reunion]) -> tuple[Manquement, ...]:
    """One warning that names the communes, whatever their number."""
    heurts = collisions(seance, reunions)
    if not heurts:
        return ()
    noms = list(dict.fromkeys(r.qui for r in heurts))
    reste = len(noms) - NOMMEES
    suite = f" et {compte(reste, 'autre')}" if reste > 0 else ""
    verbe = "tient son conseil" if len(noms) == 1 else "tiennent leur conseil"
    return (
        Manquement(
            regle="CNV-23",
            article=ARTICLE,
            gravite=Gravite.ALERTE,
            message=(
                f"{', '.join(noms[:NOMMEES])}{suite} {verbe} municipal le même soir\u00a0: "
                "changez de jour, ou prévenez les communes."
            ),
            champ="jour",
        ),
    )
