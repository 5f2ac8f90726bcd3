"""What is put to the vote on a report: its text, an amendment, a part, or the debate itself.

Amendments come before the text, whole parts before the whole (AMD-02, SEA-07). What the conseil
decides of its own debate (set an amendment aside, send the report back to study) is voted too, and
never makes a délibération (AMD-03, AMD-05).
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from deliberations.regles import amendements
from deliberations.regles.amendements import Amendement, en_attente
from governance.regles import Manquement


class Nature(StrEnum):
    TEXTE = "texte"
    AMENDEMENT = "amendement"
    PARTIE = "partie"
    ECARTER = "ecarter"
    COMMISSION = "commission"
    VOTE_SEPARE = "vote_separe"
    RENVOI = "renvoi"
    ORDRE = "ordre"


PROCEDURES = frozenset(
    {Nature.ECARTER, Nature.COMMISSION, Nature.VOTE_SEPARE, Nature.RENVOI, Nature.ORDRE}
)
D_UN_AMENDEMENT = frozenset({Nature.AMENDEMENT, Nature.ECARTER, Nature.COMMISSION})
D_UNE_PARTIE = frozenset({Nature.PARTIE, Nature.VOTE_SEPARE})


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """``amendement``: its number on the report; ``motif``: why the conseil is asked."""

    nature: Nature = Nature.TEXTE
    amendement: int | None = None
    partie: str = ""
    motif: str = ""

    @property
    def procedure(self) -> bool:
        return self.nature in PROCEDURES

    @property
    def code(self) -> str:
        """How a page carries it from one button to the next: « amendement:2 »."""
        objet = self.partie or self.motif if self.amendement is None else str(self.amendement)
        return f"{self.nature}:{objet}"

    @property
    def libelle(self) -> str:
        """What the président puts to the vote, in a few words."""
        return {
            Nature.TEXTE: "",
            Nature.AMENDEMENT: f"Amendement n° {self.amendement}",
            Nature.PARTIE: f"Vote séparé\u00a0: {self.partie}",
            Nature.ECARTER: f"Écarter l’amendement n° {self.amendement}",
            Nature.COMMISSION: f"Renvoyer l’amendement n° {self.amendement} en commission",
            Nature.VOTE_SEPARE: f"Voter séparément\u00a0: {self.partie}",
            Nature.RENVOI: "Renvoyer le rapport pour étude",
            Nature.ORDRE: f"Modifier l’ordre du jour\u00a0: {self.motif}",
        }[self.nature]


TEXTE = Question()


def lire(code: str) -> Question:
    """Anything that is not a question asks for the text: the page is shown again, nothing more."""
    tete, _, objet = code.partition(":")
    nature = next((n for n in Nature if n == tete), Nature.TEXTE)
    if nature in D_UN_AMENDEMENT:
        if not (objet.isascii() and objet.isdecimal() and len(objet) < 5):
            return TEXTE
        return Question(nature=nature, amendement=int(objet))
    if nature in D_UNE_PARTIE:
        return Question(nature=nature, partie=objet[:200])
    return TEXTE if nature is Nature.TEXTE else Question(nature=nature, motif=objet[:200])


@dataclass(frozen=True, kw_only=True, slots=True)
class Debat:
    """Where the report stands: its amendments, the parts to be voted apart, the règlement."""

    amendements: tuple[Amendement, ...] = ()
    parties_admises: tuple[str, ...] = ()
    vote_separe: bool | None = None


def manquements(question: Question, debat: Debat) -> tuple[Manquement, ...]:
    """Everything against putting this question to the vote now."""
    if question.nature is Nature.TEXTE:
        return (*amendements.avant_le_texte(debat.amendements), *_parties(debat.parties_admises))
    if question.nature in D_UN_AMENDEMENT:
        return _amendement(question, debat)
    if question.nature is Nature.PARTIE:
        return _partie(question, debat.parties_admises)
    if question.nature is Nature.VOTE_SEPARE:
        return _vote_separe(question, debat)
    if question.nature is Nature.RENVOI and not question.motif.strip():
        return (Manquement(regle="AMD-05", message="Dites pourquoi ce rapport est renvoyé."),)
    return ()


def _parties(admises: Collection[str]) -> tuple[Manquement, ...]:
    if not admises:
        return ()
    parties = ", ".join(f"«\u00a0{p}\u00a0»" for p in admises)
    return (
        Manquement(
            regle="SEA-07",
            message=f"Le conseil a admis un vote séparé\u00a0: mettez d’abord aux voix {parties}.",
        ),
    )


def _amendement(question: Question, debat: Debat) -> tuple[Manquement, ...]:
    vu = next((a for a in debat.amendements if a.numero == question.amendement), None)
    if vu is None:
        message = f"L’amendement {question.amendement} n’est pas déposé sur ce rapport."
        return (Manquement(regle="AMD-02", article=amendements.ARTICLE_ORDRE, message=message),)
    trouves = amendements.mise_aux_voix(vu, debat.amendements)
    # The order of the vote says nothing of what is set aside or sent to a commission.
    return tuple(m for m in trouves if m.bloquant or question.nature is Nature.AMENDEMENT)


def _partie(question: Question, admises: Collection[str]) -> tuple[Manquement, ...]:
    if question.partie in admises:
        return ()
    message = "Le conseil n’a pas admis de vote séparé sur cette partie, ou elle est déjà votée."
    return (Manquement(regle="SEA-07", message=message),)


def _vote_separe(question: Question, debat: Debat) -> tuple[Manquement, ...]:
    trouves = []
    if debat.vote_separe is False:
        message = "Le règlement intérieur n’admet pas le vote séparé."
        trouves.append(Manquement(regle="SEA-07", message=message))
    if not question.partie.strip():
        message = "Dites quelle partie du texte est à voter séparément."
        trouves.append(Manquement(regle="SEA-07", message=message, champ="partie"))
    if question.partie in debat.parties_admises:
        message = "Le conseil a déjà admis un vote séparé sur cette partie."
        trouves.append(Manquement(regle="SEA-07", message=message, champ="partie"))
    return tuple(trouves)


def premiere(debat: Debat) -> Question:
    """What comes next: the furthest amendment, then the parts, then the whole."""
    if restants := en_attente(debat.amendements):
        return Question(nature=Nature.AMENDEMENT, amendement=restants[0].numero)
    if debat.parties_admises:
        return Question(nature=Nature.PARTIE, partie=debat.parties_admises[0])
    return TEXTE
