"""The facts of a séance, as a rule needs them: plain, frozen, and honest about the unknown.

The same shapes serve a séance being held and a séance read from a published document.
``None`` always means « the source does not say », and whatever depends on it is ``None``
too. Ranks count from 1 in the *ordre de passage*, never in the order of report numbers
(ODJ-05): every bound of a presence or of a pouvoir is a rank.
"""

import sys
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

Cle: TypeAlias = int | str

SANS_FIN = sys.maxsize


class TypePoint(StrEnum):
    DELIBERATION = "deliberation"
    ELECTION = "election"
    AVIS = "avis"
    DEBAT = "debat"
    INFORMATION = "information"

    @property
    def delibere(self) -> bool:
        return self in (TypePoint.DELIBERATION, TypePoint.ELECTION)


class RegleQuorum(StrEnum):
    MAJORITE_EN_EXERCICE = "majorite_en_exercice"
    PLUS_DE_LA_MOITIE = "plus_de_la_moitie"
    FIXE = "fixe"
    AUCUN = "aucun"


class MotifDeport(StrEnum):
    """Why a member leaves a point: the reason decides what the quorum becomes."""

    INTERET = "interet"
    L1111_6 = "l1111_6"
    COMPTES = "comptes"
    # Sent by a mayor for other points: he leaves this one to those who have a voice on it.
    DOMAINE = "domaine"


@dataclass(frozen=True, kw_only=True, slots=True)
class Plage:
    """A span of points, both bounds included.

    A vague bound (« arrivé en cours de séance ») widens ``au_plus_tot`` or
    ``au_plus_tard``: outside the certain core and inside the possible extent, nobody can
    say whether the member was there.
    """

    debut: int = 1
    fin: int = SANS_FIN
    au_plus_tot: int | None = None
    au_plus_tard: int | None = None

    @property
    def inversee(self) -> bool:
        return self.possible_du > self.possible_au

    @property
    def possible_du(self) -> int:
        return self.debut if self.au_plus_tot is None else self.au_plus_tot

    @property
    def possible_au(self) -> int:
        return self.fin if self.au_plus_tard is None else self.au_plus_tard

    def contient(self, rang: int) -> bool:
        return self.debut <= rang <= self.fin


TOUTE_LA_SEANCE = Plage()


@dataclass(frozen=True, kw_only=True, slots=True)
class Membre:
    """One seat, one voice (MEM-01), named after its titulaire.

    Voting and counting for the quorum are two separate rights; a member who has neither
    sits with a voix consultative.
    """

    id: Cle
    nom: str
    commune: str = ""
    vote: bool = True
    compte_au_quorum: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Presence:
    """Who occupied a seat, and when. A member who comes and goes has several."""

    membre: Cle
    plage: Plage = TOUTE_LA_SEANCE
    par_suppleant: bool = False
    a_distance: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Pouvoir:
    """A written proxy; an unknown giver or holder is ``None``."""

    mandant: Cle | None
    mandataire: Cle | None
    plage: Plage = TOUTE_LA_SEANCE


@dataclass(frozen=True, kw_only=True, slots=True)
class Absence:
    """An absence printed with bounds: « absent jusqu’au 4.7 »."""

    membre: Cle
    plage: Plage


@dataclass(frozen=True, kw_only=True, slots=True)
class Deport:
    membre: Cle
    rang: int
    motif: MotifDeport = MotifDeport.INTERET


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A point of the ordre de passage.

    ``type`` unknown counts as submitted to a deliberation, the stricter reading.
    ``en_exercice`` overrides the figure of the séance when a seat fell vacant or was
    filled meanwhile (QUO-02). ``reprise``: taken up again after a séance that lacked its
    quorum. ``presents_annonces`` and ``pouvoirs_annonces`` are what the source prints for
    this very point; they answer only where the lists themselves are unknown.
    """

    numero: str
    rang: int
    type: TypePoint | None = TypePoint.DELIBERATION
    retire: bool = False
    comptes: bool = False
    reprise: bool = False
    en_exercice: int | None = None
    presents_annonces: int | None = None
    pouvoirs_annonces: int | None = None

    @property
    def delibere(self) -> bool:
        return not self.retire and (self.type is None or self.type.delibere)


@dataclass(frozen=True, kw_only=True, slots=True)
class Regime:
    """The law and the règlement that hold on the day of the séance."""

    date: date | None
    quorum: RegleQuorum | None = RegleQuorum.MAJORITE_EN_EXERCICE
    quorum_fixe: int | None = None
    deliberante: bool = True
    pouvoirs_admis: bool = True
    pouvoir_en_seance: bool | None = None
    suppleance_avant_pouvoir: bool = False
    suppleant_peut_porter_pouvoir: bool = False
    visioconference: bool | None = None
    seconde_convocation: bool = False
    droit_local: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Faits:
    """Everything that presence, pouvoirs and quorum depend on.

    ``presences``, ``absents`` and ``pouvoirs`` are ``None`` when the source gives no such
    list; an empty tuple says that there is nobody on it.
    """

    regime: Regime
    points: tuple[Point, ...]
    membres: tuple[Membre, ...]
    presences: tuple[Presence, ...] | None
    pouvoirs: tuple[Pouvoir, ...] | None
    absents: tuple[Cle, ...] | None = None
    absences_partielles: tuple[Absence, ...] = ()
    deports: tuple[Deport, ...] = ()
    president: Cle | None = None
    effectif_legal: int | None = None
    en_exercice: int | None = None
