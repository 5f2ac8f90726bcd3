"""What may be put right in séance, and what is then said: nothing written is unwritten.

A vote taken again, a report opened or closed by mistake, an amendment settled too soon: each is
an act of its own, with its reason, and the procès-verbal tells it (VOT-09).
"""

from dataclasses import dataclass

from governance.regles import Manquement

CLOS = ("traite", "ajourne", "retire", "renvoye", "non_examine")


@dataclass(frozen=True, kw_only=True, slots=True)
class PointACorriger:
    """``vote``: a vote ended it. ``dernier``: none came up after it. ``lie``: presences,
    pouvoirs or the chair change at it."""

    numero: str
    etat: str
    venu: bool
    vote: bool = False
    dernier: bool = True
    lie: bool = False


def motif(texte: str) -> list[Manquement]:
    if texte.strip():
        return []
    message = "Dites pourquoi\u00a0: le procès-verbal le mentionnera."
    return [Manquement(regle="VOT-09", message=message, champ="motif")]


def reprise_du_vote(*, proclame: bool, raison: str, en_discussion: str | None) -> list[Manquement]:
    """``en_discussion``: another report, to be ended first."""
    trouves = []
    if not proclame:
        message = "Aucun résultat n’a été proclamé sur ce rapport."
        trouves.append(Manquement(regle="VOT-09", message=message))
    return [*trouves, *_libre(en_discussion), *motif(raison)]


def reouverture(
    point: PointACorriger, *, raison: str, en_discussion: str | None
) -> list[Manquement]:
    """A report ended without a vote comes back; one that was voted is voted again instead."""
    trouves = _libre(en_discussion)
    if point.etat not in CLOS:
        trouves.append(_refus(f"Le rapport {point.numero} n’est pas clos."))
    elif point.vote:
        trouves.append(_refus(f"Un vote a clos le rapport {point.numero}\u00a0: reprenez ce vote."))
    elif not point.dernier and point.lie:
        trouves.append(
            _refus(
                f"D’autres rapports sont venus depuis le {point.numero}, et des présences ou des "
                "pouvoirs changent à celui-ci\u00a0: il ne se rouvre plus dans cette séance."
            )
        )
    return [*trouves, *motif(raison)]


def remise(point: PointACorriger, *, raison: str, appel: bool, parole: bool) -> list[Manquement]:
    """Brought up by mistake, it goes back to its place, unless something was done on it."""
    trouves = []
    if point.etat != "en_discussion":
        trouves.append(_refus(f"Le rapport {point.numero} n’est pas en discussion."))
    elif point.vote or appel or parole:
        trouves.append(
            _refus(
                f"Le rapport {point.numero} a commencé d’être examiné (parole ou vote)\u00a0: "
                "ajournez-le, ou reprenez d’abord ses votes."
            )
        )
    return [*trouves, *motif(raison)]


def amendement_remis(*, etat: str, etat_du_point: str, raison: str) -> list[Manquement]:
    trouves = []
    if etat not in ("retire", "irrecevable", "tombe"):
        message = "Cet amendement n’a pas été écarté sans vote\u00a0: reprenez plutôt son vote."
        trouves.append(Manquement(regle="AMD-02", message=message))
    if etat_du_point not in ("inscrit", "en_discussion"):
        message = "Le texte est voté\u00a0: rouvrez d’abord le rapport."
        trouves.append(Manquement(regle="AMD-02", message=message))
    return [*trouves, *motif(raison)]


def _libre(en_discussion: str | None) -> list[Manquement]:
    if en_discussion is None:
        return []
    message = f"Le rapport {en_discussion} est en discussion\u00a0: achevez-le ou remettez-le."
    return [Manquement(regle="ODJ-05", message=message)]


def _refus(message: str) -> Manquement:
    return Manquement(regle="ODJ-05", message=message)
