"""A pouvoir counted by mistake: take its voice off, and look at the result again (POU-12).

CE, 2 décembre 1991, n° 109724: an irregular vote vitiates the délibération only if the result
might have been another without it. Where nobody knows how the voice was cast, it is taken from
the side that won: what stands then stands in every case.
"""

from dataclasses import dataclass, replace

from deliberations.regles.majorite import Issue, Majorite, Sens, issue, issue_qualifiee
from deliberations.regles.scrutin import Decompte


@dataclass(frozen=True, kw_only=True, slots=True)
class Proclame:
    """A result as proclaimed. ``sens``: how the pouvoir voted, ``None`` when nobody knows.

    ``president``: the casting vote that settled an equal split, if one did.
    """

    decompte: Decompte
    issue: Issue
    sens: Sens | None
    majorite: Majorite = Majorite.ORDINAIRE
    base: int = 0
    secret: bool = False
    president: Sens | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reprise:
    decompte: Decompte
    issue: Issue
    tombe: bool
    suppose: bool


def neutraliser(vote: Proclame) -> Reprise:
    gagnant = Sens.POUR if vote.issue is Issue.ADOPTEE else Sens.CONTRE
    sens = vote.sens or gagnant
    reste = max(getattr(vote.decompte, sens) - 1, 0)
    decompte = replace(vote.decompte, **{str(sens): reste})
    nouvelle = _issue(vote, decompte)
    return Reprise(
        decompte=decompte,
        issue=nouvelle,
        tombe=nouvelle is not vote.issue,
        suppose=vote.sens is None,
    )


def _issue(vote: Proclame, decompte: Decompte) -> Issue:
    if vote.majorite in (Majorite.DEUX_TIERS_DES_MEMBRES, Majorite.DEUX_TIERS_DES_EXPRIMES):
        return issue_qualifiee(
            vote.majorite, pour=decompte.pour, contre=decompte.contre, base=vote.base
        )
    return issue(
        pour=decompte.pour,
        contre=decompte.contre,
        secret=vote.secret,
        voix_du_president=vote.president,
        comptes=vote.majorite is Majorite.COMPTES,
    )
