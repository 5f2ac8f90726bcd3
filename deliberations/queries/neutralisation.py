"""Which results a pouvoir weighed on, and what they would be without it (POU-12)."""

from collections.abc import Iterator
from dataclasses import dataclass

from deliberations.models import Scrutin
from deliberations.regles.majorite import Issue, Majorite, Sens
from deliberations.regles.neutralisation import Proclame, Reprise, neutraliser
from deliberations.regles.scrutin import Decompte
from instances.models import Point, Pouvoir
from instances.queries.faits import faits_de
from instances.regles.faits import Faits
from instances.regles.pouvoirs import pouvoirs_actifs


@dataclass(frozen=True, kw_only=True)
class SansLui:
    """One vote that counted the pouvoir. ``reprise`` is ``None`` for an election: read apart."""

    scrutin: Scrutin
    reprise: Reprise | None


@dataclass(frozen=True, kw_only=True)
class Verification:
    pouvoir: Pouvoir
    lignes: list[SansLui]

    @property
    def tombent(self) -> list[Scrutin]:
        return [x.scrutin for x in self.lignes if x.reprise is not None and x.reprise.tombe]

    @property
    def elections(self) -> int:
        return sum(x.reprise is None for x in self.lignes)


def verifier(pouvoir: Pouvoir) -> Verification:
    """Every vote proclaimed while the pouvoir was counted."""
    points = _points(pouvoir, faits_de(pouvoir.seance))
    scrutins = Scrutin.objects.filter(point__in=points, annule_at=None)
    proclames = scrutins.exclude(proclame_at=None).select_related("point")
    lus = proclames.prefetch_related("votes").order_by("point__rang", "ordre")
    return Verification(
        pouvoir=pouvoir, lignes=[SansLui(scrutin=s, reprise=_sans(s, pouvoir)) for s in lus]
    )


def _points(pouvoir: Pouvoir, faits: Faits) -> list[Point]:
    compte = {
        p.rang
        for p in faits.points
        for actif in pouvoirs_actifs(faits, p.rang)
        if (actif.mandant, actif.mandataire) == (pouvoir.mandant_id, pouvoir.mandataire_id)
    }
    return list(pouvoir.seance.points.filter(rang__in=compte))


def _sans(scrutin: Scrutin, pouvoir: Pouvoir) -> Reprise | None:
    if scrutin.point.type == Point.Type.ELECTION or not scrutin.issue:
        return None
    return neutraliser(
        Proclame(
            decompte=Decompte(
                pour=scrutin.pour or 0,
                contre=scrutin.contre or 0,
                abstention=scrutin.abstention or 0,
                ne_prend_pas_part=scrutin.ne_prend_pas_part or 0,
                blancs=scrutin.blancs or 0,
                nuls=scrutin.nuls or 0,
            ),
            issue=Issue(scrutin.issue),
            sens=next(_sens(scrutin, pouvoir), None),
            majorite=_majorite(scrutin),
            base=scrutin.base or 0,
            secret=scrutin.mode == Scrutin.Mode.SECRET,
            president=Sens(scrutin.voix_du_president) if scrutin.voix_du_president else None,
        )
    )


def _majorite(scrutin: Scrutin) -> Majorite:
    if scrutin.majorite:
        return Majorite(scrutin.majorite)
    return Majorite.COMPTES if scrutin.point.compte_administratif else Majorite.ORDINAIRE


def _sens(scrutin: Scrutin, pouvoir: Pouvoir) -> Iterator[Sens]:
    """As noted; a hand vote whose exceptions are all named leaves the others « pour »."""
    votes = list(scrutin.votes.all())
    for vote in votes:
        if vote.siegeant_id == pouvoir.mandant_id:
            yield Sens(vote.sens)
    exceptions = sum(
        n or 0 for n in (scrutin.contre, scrutin.abstention, scrutin.ne_prend_pas_part)
    )
    nommees = sum(v.sens != Sens.POUR for v in votes)
    if scrutin.mode == Scrutin.Mode.ORDINAIRE and exceptions == nommees:
        yield Sens.POUR
