"""The schéma décisionnel: where a dossier is, and the opinions it still lacks to be decided.

No law draws that path: a pacte does. The one we know says « impulsion, travail, coordination,
décision, mise en œuvre, évaluation » and which body works at each step (BUR-08); a règlement may
want every matter seen in commission « sauf exception » before the conseil (ODJ-06). It never
binds the conseil: what is missing is told, not refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from governance.regles import Gravite, Manquement

ARTICLE = "Pacte de gouvernance ou règlement intérieur"


class Avancement(StrEnum):
    FRANCHIE = "franchie"
    EN_COURS = "en_cours"
    A_VENIR = "a_venir"


@dataclass(frozen=True, kw_only=True, slots=True)
class Etape:
    """``inscrite``: on an ordre du jour; ``faite``: examined there, or noted done by hand."""

    temps: str
    instance: str = ""
    avis_attendu: bool = False
    decide: bool = False
    inscrite: bool = False
    faite: bool = False
    avis: str = ""

    @property
    def franchie(self) -> bool:
        return self.faite and not self.avis_manque

    @property
    def avis_manque(self) -> bool:
        return self.avis_attendu and not self.avis


@dataclass(frozen=True, kw_only=True, slots=True)
class Position:
    """One step as the page draws it, and what it waits for."""

    etape: Etape
    avancement: Avancement
    attend: str = ""


def positions(etapes: Sequence[Etape]) -> tuple[Position, ...]:
    """Each step in its order; one that a later step has overtaken is not waited for any more."""
    derniere = max((rang for rang, e in enumerate(etapes) if e.faite), default=-1)
    return tuple(_position(e, rang, derniere, etapes) for rang, e in enumerate(etapes))


def _position(etape: Etape, rang: int, derniere: int, etapes: Sequence[Etape]) -> Position:
    if etape.franchie:
        return Position(etape=etape, avancement=Avancement.FRANCHIE)
    courante = next((n for n, e in enumerate(etapes) if not e.franchie and n >= derniere), None)
    if rang == courante:
        return Position(etape=etape, avancement=Avancement.EN_COURS, attend=_attend(etape))
    if rang < derniere:
        passee = "Passée sans l’avis attendu." if etape.avis_manque else "Passée sans être notée."
        return Position(etape=etape, avancement=Avancement.FRANCHIE, attend=passee)
    return Position(etape=etape, avancement=Avancement.A_VENIR)


def _attend(etape: Etape) -> str:
    qui = etape.instance or "les services"
    if etape.faite:
        return f"Examiné\u00a0: son avis reste à noter ({qui})."
    if etape.inscrite:
        return f"Inscrit à l’ordre du jour\u00a0: {qui}."
    if not etape.instance:
        return "À noter par les services, une fois fait."
    return f"À inscrire à une séance\u00a0: {qui}."


def attente(etapes: Sequence[Etape]) -> str:
    """One sentence for a list; empty once every step is behind."""
    return next((p.attend for p in positions(etapes) if p.avancement is Avancement.EN_COURS), "")


def manquements_a_la_decision(numero: str, etapes: Sequence[Etape]) -> tuple[Manquement, ...]:
    """The opinions that should have come before the first step that decides (ODJ-06)."""
    avant = []
    for etape in etapes:
        if etape.decide:
            break
        avant.append(etape)
    manquent = [e.instance or e.temps for e in avant if e.avis_manque]
    if not manquent:
        return ()
    return (
        Manquement(
            regle="ODJ-06",
            article=ARTICLE,
            gravite=Gravite.ALERTE,
            message=f"Rapport n°\u00a0{numero}\u00a0: le schéma décisionnel demande d’abord l’avis "
            f"de\u00a0: {', '.join(manquent)}.",
            points=(numero,),
        ),
    )
