"""Who speaks next, for how long, and when the séance is interrupted.

CGCT, art. L. 2121-16 : « Le maire a seul la police de l'assemblée. » Durations, the order of
speakers and the number of members who may have a suspension put to the vote are written in
each règlement (SEA-05, SEA-06).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from governance.regles import Gravite, Manquement

ARTICLE_POLICE = "CGCT, art. L. 2121-16"


@dataclass(frozen=True, kw_only=True, slots=True)
class Tour:
    """A turn to speak. ``sans_limite``: rapporteur, président, or a vice-président invited."""

    qui: str
    groupe: str = ""
    fait_personnel: bool = False
    voeu: bool = False
    sans_limite: bool = False
    debut: datetime | None = None
    fin: datetime | None = None

    def duree(self, at: datetime) -> timedelta:
        """Zero before it begins; running, it goes to ``at``."""
        if self.debut is None:
            return timedelta()
        return max((self.fin or at) - self.debut, timedelta())


@dataclass(frozen=True, kw_only=True, slots=True)
class Limites:
    """Minutes of the règlement; ``None`` where it sets none."""

    intervention: int | None = None
    fait_personnel: int | None = None
    voeu: int | None = None


def limite(tour: Tour, limites: Limites) -> timedelta | None:
    """How long this turn may last (SEA-05)."""
    if tour.sans_limite:
        return None
    minutes = limites.intervention
    if tour.fait_personnel:
        minutes = limites.fait_personnel
    elif tour.voeu:
        minutes = limites.voeu
    return None if minutes is None else timedelta(minutes=minutes)


def reste(tour: Tour, limites: Limites, at: datetime) -> timedelta | None:
    """What is left to say; negative once the time is over."""
    permis = limite(tour, limites)
    return None if permis is None else permis - tour.duree(at)


def temps_par_groupe(tours: Iterable[Tour], at: datetime) -> dict[str, timedelta]:
    """The time used by each group; « » gathers those who belong to none."""
    cumul: dict[str, timedelta] = {}
    for tour in tours:
        cumul[tour.groupe] = cumul.get(tour.groupe, timedelta()) + tour.duree(at)
    return cumul


def depassement(tour: Tour, limites: Limites, at: datetime) -> tuple[Manquement, ...]:
    """Never blocks: the président alone withdraws the floor."""
    restant = reste(tour, limites, at)
    if restant is None or restant >= timedelta():
        return ()
    return (
        Manquement(
            regle="SEA-05",
            article=ARTICLE_POLICE,
            gravite=Gravite.ALERTE,
            message=f"{tour.qui} a dépassé son temps de parole\u00a0: le président peut l’inviter "
            "à conclure.",
        ),
    )


def suspension(
    *, par_le_president: bool, demandeurs: int, seuil: int | None
) -> tuple[Manquement, ...]:
    """The président suspends at will; members have it put to the vote from a number (SEA-06)."""
    if par_le_president or demandeurs >= (seuil or 1):
        return ()
    return (
        Manquement(
            regle="SEA-06",
            gravite=Gravite.ALERTE,
            message=(
                f"Le règlement met la suspension aux voix à la demande de {seuil} membres "
                f"présents\u00a0: {demandeurs} la demandent, le président n’y est pas tenu."
            ),
        ),
    )
