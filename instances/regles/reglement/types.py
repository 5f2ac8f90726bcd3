"""What a parameter of the règlement is, and how the law bounds it over time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

Valeur: TypeAlias = Any

REUNIONS_PAR_AN = {
    "quinzaine": 24,
    "mois": 12,
    "bimestre": 6,
    "trimestre": 4,
    "semestre": 2,
    "an": 1,
}
# A month counts for its longest, so that a ceiling in days is never passed unseen.
JOURS = {"jour": 1, "semaine": 7, "mois": 31}


class Type(StrEnum):
    ENTIER = "entier"
    BOOLEEN = "booleen"
    CHOIX = "choix"
    TEXTE = "texte"
    LISTE = "liste"
    FREQUENCE = "frequence"
    DUREE = "duree"


class Section(StrEnum):
    CONVOCATION = "convocation"
    ORDRE_DU_JOUR = "ordre_du_jour"
    SEANCE = "seance"
    QUORUM_ET_POUVOIRS = "quorum_et_pouvoirs"
    VOTES = "votes"
    PROCES_VERBAL = "proces_verbal"
    BUREAU = "bureau"
    COMMISSIONS = "commissions"
    MAIRES_ET_TERRITOIRE = "maires_et_territoire"
    DIVERS = "divers"


SECTIONS: dict[Section, str] = {
    Section.CONVOCATION: "Réunions et convocation",
    Section.ORDRE_DU_JOUR: "Ordre du jour, questions et vœux",
    Section.SEANCE: "Déroulement de la séance",
    Section.QUORUM_ET_POUVOIRS: "Présence, quorum et pouvoirs",
    Section.VOTES: "Votes",
    Section.PROCES_VERBAL: "Procès-verbal, registre et publicité",
    Section.BUREAU: "Bureau et exécutif",
    Section.COMMISSIONS: "Commissions et missions",
    Section.MAIRES_ET_TERRITOIRE: "Maires, secteurs et territoire",
    Section.DIVERS: "Budget, expression, révision",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Frequence:
    """« Une fois par trimestre »; ``environ`` is a custom, not an undertaking."""

    nombre: int
    periode: str
    environ: bool = False

    @property
    def par_an(self) -> int:
        return self.nombre * REUNIONS_PAR_AN[self.periode]


@dataclass(frozen=True, kw_only=True, slots=True)
class Duree:
    nombre: int
    periode: str

    @property
    def jours(self) -> int:
        return self.nombre * JOURS[self.periode]


@dataclass(frozen=True, kw_only=True, slots=True)
class Droit:
    """What the law allows between two days, both included.

    ``refuses``: choices it forbids. ``deconseilles`` and ``alerte_au_dela``: what a court has
    censured, or no text confirms; allowed with a warning.
    """

    du: date = date.min
    au: date = date.max
    plancher: int | None = None
    plafond: int | None = None
    refuses: frozenset[Valeur] = frozenset()
    deconseilles: frozenset[Valeur] = frozenset()
    alerte_au_dela: int | None = None

    def s_applique(self, le: date) -> bool:
        return self.du <= le <= self.au


SANS_BORNE = Droit()


@dataclass(frozen=True, kw_only=True, slots=True)
class Parametre:
    """``defaut`` is the law, or ``None`` where the law is silent. ``choix`` maps value to label."""

    code: str
    section: Section
    libelle: str
    type: Type
    choix: Mapping[str, str] | None = None
    unite: str = ""
    defaut: Valeur = None
    droit: tuple[Droit, ...] = ()
    regle: str = ""
    article: str = ""
    aide: str = ""

    def droit_le(self, le: date) -> Droit:
        return next((d for d in self.droit if d.s_applique(le)), SANS_BORNE)

    def tranche_le(self, le: date) -> bool:
        """The law leaves one value only: the clause is kept as written, and changes nothing."""
        droit = self.droit_le(le)
        if self.type is Type.BOOLEEN:
            return bool(droit.refuses)
        if self.choix:
            return len(self.choix.keys() - droit.refuses) == 1 and bool(droit.refuses)
        return droit.plancher is not None and droit.plancher == droit.plafond

    @property
    def plancher(self) -> int | None:
        """Of the law as it stands now; ``droit_le`` for another day."""
        return self.droit[-1].plancher if self.droit else None

    @property
    def plafond(self) -> int | None:
        return self.droit[-1].plafond if self.droit else None

    def lire(self, valeur: Valeur) -> Valeur:
        """The stored value as the rules handle it. Raises ``ValueError`` on a wrong shape."""
        if valeur is None:
            return None
        if not _FORMES[self.type](self, valeur):
            raise ValueError(f"{self.code}\u00a0: valeur inattendue")
        if self.type is Type.FREQUENCE:
            return Frequence(**valeur)
        if self.type is Type.DUREE:
            return Duree(**valeur)
        return tuple(valeur) if self.type is Type.LISTE else valeur


def mesure(valeur: Valeur) -> int | None:
    """What a floor or a ceiling is compared with; ``None`` for what is not counted."""
    if isinstance(valeur, Frequence):
        return valeur.par_an
    if isinstance(valeur, Duree):
        return valeur.jours
    if isinstance(valeur, bool) or not isinstance(valeur, int):
        return None
    return int(valeur)


def _entier(parametre: Parametre, valeur: Valeur) -> bool:
    return isinstance(valeur, int) and not isinstance(valeur, bool) and valeur >= 0


def _booleen(parametre: Parametre, valeur: Valeur) -> bool:
    return isinstance(valeur, bool)


def _choix(parametre: Parametre, valeur: Valeur) -> bool:
    return isinstance(valeur, str) and valeur in (parametre.choix or {})


def _texte(parametre: Parametre, valeur: Valeur) -> bool:
    return isinstance(valeur, str)


def _liste(parametre: Parametre, valeur: Valeur) -> bool:
    admis = parametre.choix
    return isinstance(valeur, list | tuple) and (
        all(v in admis for v in valeur) if admis else all(isinstance(v, int) for v in valeur)
    )


def _frequence(parametre: Parametre, valeur: Valeur) -> bool:
    return (
        _nombre_et_periode(valeur, REUNIONS_PAR_AN)
        and valeur.keys() <= {"nombre", "periode", "environ"}
        and isinstance(valeur.get("environ", False), bool)
    )


def _duree(parametre: Parametre, valeur: Valeur) -> bool:
    return _nombre_et_periode(valeur, JOURS) and valeur.keys() == {"nombre", "periode"}


def _nombre_et_periode(valeur: Valeur, periodes: Mapping[str, int]) -> bool:
    if not isinstance(valeur, Mapping) or valeur.get("periode") not in periodes:
        return False
    nombre = valeur.get("nombre")
    return isinstance(nombre, int) and not isinstance(nombre, bool) and nombre >= 1


_FORMES = {
    Type.ENTIER: _entier,
    Type.BOOLEEN: _booleen,
    Type.CHOIX: _choix,
    Type.TEXTE: _texte,
    Type.LISTE: _liste,
    Type.FREQUENCE: _frequence,
    Type.DUREE: _duree,
}
