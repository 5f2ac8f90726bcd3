"""How often a body must meet, and by when its next convocation must leave.

CGCT, art. L. 5211-11: the organe délibérant meets « au moins une fois par trimestre ».

A period is civil: the quarter begins in January, April, July and October (CNV-17). What the
type d'instance or the règlement asks beyond is counted in the same way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import MOIS, compte, jour_en_lettres
from instances.regles.jours_francs import dernier_jour_d_envoi

ARTICLE_TRIMESTRE = "CGCT, art. L. 5211-11"
ARTICLE_INSTANCE = "Règlement intérieur, réunions de l’instance"
MOIS_PAR_PERIODE = {"mois": 1, "bimestre": 2, "trimestre": 3, "semestre": 6, "an": 12}
ORDINAUX = ("1er", "2e", "3e", "4e")


@dataclass(frozen=True, kw_only=True, slots=True)
class Exigence:
    """« Deux fois par an »; ``regle`` and ``article`` say who asks for it."""

    nombre: int
    periode: str
    regle: str = "CNV-22"
    article: str = ARTICLE_INSTANCE


UNE_PAR_TRIMESTRE = Exigence(
    nombre=1, periode="trimestre", regle="CNV-17", article=ARTICLE_TRIMESTRE
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Bilan:
    """One period against what was asked: ``prevues`` are the meetings held or still to come."""

    exigence: Exigence
    du: date
    au: date
    prevues: tuple[date, ...]
    aujourd_hui: date
    delai: int | None

    @property
    def manquent(self) -> int:
        return max(self.exigence.nombre - len(self.prevues), 0)

    @property
    def envoyer_avant(self) -> date:
        """Last day a convocation may leave for a meeting held on the last day of the period."""
        return self.au if self.delai is None else dernier_jour_d_envoi(self.au, self.delai)

    @property
    def perdue(self) -> bool:
        """Too late for this period: even sent today, the convocation leads beyond it."""
        return bool(self.manquent) and self.aujourd_hui > self.envoyer_avant

    @property
    def nom(self) -> str:
        return nom_de_la_periode(self.du, self.exigence.periode)

    @property
    def phrase(self) -> str:
        if not self.manquent:
            return ""
        debut = f"{self.nom[0].upper()}{self.nom[1:]}\u00a0: "
        exige = compte(self.exigence.nombre, "réunion exigée", "réunions exigées")
        a_tenir = f"{exige}, {compte(len(self.prevues), 'prévue')}. "
        if self.perdue:
            return f"{debut}{a_tenir}Il est trop tard pour convoquer avant la fin de la période."
        jour = jour_en_lettres(self.envoyer_avant, repere=self.aujourd_hui)
        return f"{debut}{a_tenir}Envoyez la convocation au plus tard le {jour}."


def par_an(exigence: Exigence) -> int:
    return exigence.nombre * 12 // MOIS_PAR_PERIODE[exigence.periode]


def periode_civile(jour: date, periode: str) -> tuple[date, date]:
    """First and last day of the civil period that ``jour`` falls in."""
    mois = MOIS_PAR_PERIODE[periode]
    debut = (jour.month - 1) // mois * mois
    suivant = jour.year * 12 + debut + mois
    fin = date(suivant // 12, suivant % 12 + 1, 1) - timedelta(days=1)
    return date(jour.year, debut + 1, 1), fin


def nom_de_la_periode(du: date, periode: str) -> str:
    """« 4e trimestre 2026 », « novembre 2026 », « année 2026 »."""
    if periode == "an":
        return f"année {du.year}"
    mois = MOIS_PAR_PERIODE[periode]
    if mois == 1:
        return f"{MOIS[du.month - 1]} {du.year}"
    rang = (du.month - 1) // mois
    ordinal = ORDINAUX[rang] if rang < len(ORDINAUX) else f"{rang + 1}e"
    return f"{ordinal} {periode} {du.year}"


def bilan(
    exigence: Exigence, reunions: Iterable[date], *, aujourd_hui: date, delai: int | None
) -> Bilan:
    """``reunions``: held or to come; ``delai``: jours francs of the body, ``None`` if none."""
    du, au = periode_civile(aujourd_hui, exigence.periode)
    prevues = tuple(sorted(jour for jour in reunions if du <= jour <= au))
    return Bilan(
        exigence=exigence, du=du, au=au, prevues=prevues, aujourd_hui=aujourd_hui, delai=delai
    )


def manquements(instance: str, bilan: Bilan) -> tuple[Manquement, ...]:
    if not bilan.manquent:
        return ()
    return (
        Manquement(
            regle=bilan.exigence.regle,
            article=bilan.exigence.article,
            gravite=Gravite.ALERTE,
            message=f"{instance}, {bilan.phrase[0].lower()}{bilan.phrase[1:]}",
        ),
    )
