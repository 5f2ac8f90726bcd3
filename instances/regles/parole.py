"""Who speaks next, for how long, and when the séance is interrupted.

CGCT, art. L. 2121-16 : « Le maire a seul la police de l'assemblée. » Durations, the order of
speakers and the number of members who may have a suspension put to the vote are written in
each règlement (SEA-05, SEA-06).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from governance.regles import Gravite, Manquement

ARTICLE_POLICE = "CGCT, art. L. 2121-16"
# Heard before the others: they bear on the debate itself.
PRIORITAIRES = frozenset({"fait_personnel", "rappel_reglement"})


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


def temps_par(cle: Callable[[Tour], str], tours: Iterable[Tour]) -> dict[str, timedelta]:
    """The time used by each group, or each speaker, in turns that ended."""
    cumul: dict[str, timedelta] = {}
    for tour in tours:
        if tour.debut is not None and tour.fin is not None:
            cumul[cle(tour)] = cumul.get(cle(tour), timedelta()) + tour.duree(tour.fin)
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


def demande(
    *, nom: str, present: bool, parole: bool, deja: bool, exterieur: bool
) -> tuple[Manquement, ...]:
    """Who may be put on the list. Outsiders speak when invited, and never vote (SEA-08, SEA-09)."""
    if deja:
        return (_refus("SEA-05", f"{nom} attend déjà la parole sur ce rapport."),)
    if exterieur:
        return (
            Manquement(
                regle="SEA-08",
                gravite=Gravite.ALERTE,
                message=f"{nom} ne siège pas\u00a0: le président l’invite à parler, sans voix.",
            ),
        )
    if not present:
        return (_refus("SEA-05", f"{nom} n’est pas noté présent\u00a0: notez d’abord l’arrivée."),)
    if not parole:
        return (_refus("SEA-05", f"{nom} siège sans prendre la parole."),)
    return ()


def tour_de_parole(
    *, nom: str, premier: str, par_inscription: bool, prioritaire: bool
) -> tuple[Manquement, ...]:
    """Out of turn where the règlement follows the order of requests: said, never refused."""
    if not par_inscription or prioritaire or nom == premier:
        return ()
    return (
        Manquement(
            regle="SEA-05",
            gravite=Gravite.ALERTE,
            message=f"Le règlement suit l’ordre d’inscription\u00a0: {premier} passe avant {nom}.",
        ),
    )


def etat_de_la_parole(
    *, nom: str, voulu: str, commencee: bool, finie: bool
) -> tuple[Manquement, ...]:
    """``voulu``: « donner », « finir », « retirer » or « avancer »."""
    if finie:
        return (_refus("SEA-05", f"L’intervention de {nom} est déjà close."),)
    if voulu == "finir" and not commencee:
        return (_refus("SEA-05", f"{nom} n’a pas encore la parole."),)
    if voulu != "finir" and commencee:
        return (_refus("SEA-05", f"{nom} a déjà la parole."),)
    return ()


def vote_de_suspension(*, pour: int, contre: int, presents: int) -> tuple[Manquement, ...]:
    """Raised hands, counted; an abstention is nobody's voice."""
    if pour + contre > presents:
        return (_refus("SEA-06", f"Il y a plus de voix que les {presents} présents et pouvoirs."),)
    return ()


def _refus(regle: str, message: str) -> Manquement:
    return Manquement(regle=regle, article=ARTICLE_POLICE, message=message)


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
