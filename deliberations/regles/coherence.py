"""Whether what is written of a vote can be true.

EXT-02: « présents + mandants actifs = pour + contre + abstentions + NPPV (+ blancs +
nuls) », in the ordre de passage. A voice too many is a voice that nobody had.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from deliberations.regles.majorite import (
    Issue,
    Majorite,
    ModeScrutin,
    Sens,
    issue,
    issue_qualifiee,
    partage,
    unanimite,
)
from governance.regles import Gravite, Manquement


@dataclass(frozen=True, kw_only=True, slots=True)
class VoteAnnonce:
    """A vote as a document states it; ``None`` where it is silent."""

    point: str
    pour: int | None
    contre: int | None
    abstention: int | None
    ne_prend_pas_part: int | None
    blancs: int | None = None
    nuls: int | None = None
    exprimes: int | None = None
    votants: int | None = None
    issue: Issue | None = None
    unanimite: bool | None = None
    mode: ModeScrutin | None = None
    majorite: Majorite = Majorite.ORDINAIRE
    voix_du_president: Sens | None = None

    @property
    def compteurs(self) -> tuple[int | None, ...]:
        """Blank and void papers are silent outside a secret ballot: silence there is none."""
        papier = self.mode is ModeScrutin.SECRET
        blancs = self.blancs if papier or self.blancs is not None else 0
        nuls = self.nuls if papier or self.nuls is not None else 0
        return (
            self.pour,
            self.contre,
            self.abstention,
            self.ne_prend_pas_part,
            blancs,
            nuls,
        )

    @property
    def total(self) -> int | None:
        connus = [n for n in self.compteurs if n is not None]
        return sum(connus) if len(connus) == len(self.compteurs) else None

    @property
    def total_minimal(self) -> int:
        return sum(n for n in self.compteurs if n is not None)


def controler_voix(vote: VoteAnnonce, votants_max: int | None) -> list[Manquement]:
    """The four counters against those who could vote, then against each other."""
    return [*_total(vote, votants_max), *_exprimes(vote), *_votants(vote)]


def _total(vote: VoteAnnonce, votants_max: int | None) -> Iterable[Manquement]:
    if votants_max is None:
        return
    if vote.total_minimal > votants_max:
        yield _manquement(
            "VOT-08",
            f"{vote.total_minimal} voix sont comptées pour {votants_max} votants "
            "(présents et pouvoirs)\u00a0: au moins une voix est de trop.",
            vote,
        )
    elif vote.total is not None and vote.total < votants_max:
        yield _manquement(
            "VOT-08",
            f"{vote.total} voix sont comptées pour {votants_max} votants (présents et "
            "pouvoirs)\u00a0: il manque des voix, ou des membres qui n’ont pas pris part au vote.",
            vote,
        )
    elif vote.total is None and None not in (vote.pour, vote.contre):
        yield from _silence(vote, votants_max - vote.total_minimal)


def _silence(vote: VoteAnnonce, reste: int) -> Iterable[Manquement]:
    """Voices that a silent counter may hold: nothing is wrong, nothing is proved."""
    if reste:
        yield _manquement(
            "VOT-08",
            f"{reste} voix ne sont pas expliquées\u00a0: le document en tait une part.",
            vote,
            Gravite.INFO,
        )


def _exprimes(vote: VoteAnnonce) -> Iterable[Manquement]:
    if vote.exprimes is None or vote.pour is None or vote.contre is None:
        return
    if vote.exprimes != vote.pour + vote.contre:
        yield _manquement(
            "VOT-01",
            f"{vote.exprimes} suffrages exprimés sont annoncés\u00a0; pour et contre en font "
            f"{vote.pour + vote.contre}.",
            vote,
        )


def _votants(vote: VoteAnnonce) -> Iterable[Manquement]:
    """« Votants » may or may not include those who take no part: both readings pass."""
    if vote.votants is None or vote.total is None:
        return
    if vote.votants not in {vote.total, vote.total - (vote.ne_prend_pas_part or 0)}:
        yield _manquement(
            "COH-06",
            f"{vote.votants} votants sont annoncés\u00a0; les voix en font {vote.total}.",
            vote,
        )


def controler_issue(vote: VoteAnnonce, *, base: int | None = None) -> list[Manquement]:
    """The announced outcome against the one that the voices give."""
    if vote.pour is None or vote.contre is None:
        return []
    return [*_issue(vote, vote.pour, vote.contre, base), *_unanimite(vote, vote.pour, vote.contre)]


def _issue(vote: VoteAnnonce, pour: int, contre: int, base: int | None) -> Iterable[Manquement]:
    attendue = issue_attendue(vote, base=base)
    if vote.issue is None or attendue is None or vote.issue is attendue:
        return
    regle = {
        Majorite.COMPTES: "VOT-06",
        Majorite.HUIS_CLOS: "HUC-01",
        Majorite.DEUX_TIERS_DES_MEMBRES: "MAJ-03",
        Majorite.DEUX_TIERS_DES_EXPRIMES: "MAJ-08",
    }.get(vote.majorite)
    if regle is None:
        secret = vote.mode is ModeScrutin.SECRET
        regle = ("VOT-05" if secret else "VOT-04") if pour == contre else "VOT-02"
    annonce = "adoptée" if vote.issue is Issue.ADOPTEE else "rejetée"
    yield _manquement(
        regle,
        f"La délibération est annoncée {annonce} avec {pour} pour et {contre} contre\u00a0: "
        "les voix donnent le résultat inverse.",
        vote,
    )


def issue_attendue(vote: VoteAnnonce, *, base: int | None = None) -> Issue | None:
    """The outcome, ``None`` when it hangs on a fact the document does not state."""
    if vote.pour is None or vote.contre is None:
        return None
    if vote.majorite in (Majorite.HUIS_CLOS, Majorite.DEUX_TIERS_DES_MEMBRES) and base is None:
        return None
    if vote.majorite is not Majorite.ORDINAIRE:
        return issue_qualifiee(vote.majorite, pour=vote.pour, contre=vote.contre, base=base or 0)
    secret = vote.mode is ModeScrutin.SECRET
    indecis = vote.mode is None or vote.voix_du_president is None
    if partage(pour=vote.pour, contre=vote.contre) and not secret and indecis:
        return None
    return issue(
        pour=vote.pour,
        contre=vote.contre,
        secret=secret,
        voix_du_president=vote.voix_du_president,
    )


def _unanimite(vote: VoteAnnonce, pour: int, contre: int) -> Iterable[Manquement]:
    if vote.unanimite and not unanimite(pour=pour, contre=contre):
        yield _manquement(
            "VOT-03",
            f"«\u00a0À l’unanimité\u00a0» est écrit avec {pour} pour et {contre} contre.",
            vote,
            Gravite.BLOQUANT if contre else Gravite.ALERTE,
        )


def _manquement(
    regle: str, message: str, vote: VoteAnnonce, gravite: Gravite = Gravite.BLOQUANT
) -> Manquement:
    article = "" if regle.startswith("COH") else "CGCT, art. L. 2121-20"
    return Manquement(
        regle=regle, article=article, message=message, points=(vote.point,), gravite=gravite
    )
