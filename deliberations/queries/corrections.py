"""What may still be put right: the last vote, the report in discussion, those just ended."""

from functools import cached_property
from typing import Any

from django.db.models import Q

from deliberations.models import Scrutin
from deliberations.regles.corrections import CLOS, PointACorriger
from instances.models import HuisClos, Point, Seance

# A change of the ordre du jour is undone by another one.
ORDRE = Scrutin.Procedure.ORDRE


def _votes(seance: Seance) -> Any:
    """Those that stand and have a result, or a round held."""
    tenus = Q(proclame_at__isnull=False) | Q(tours__votants__isnull=False)
    lus = seance.intercommunalite.scrutins.en_vigueur().filter(tenus, point__seance=seance)
    return lus.exclude(procedure=ORDRE).select_related("point", "amendement").distinct()


def dernier_vote(point: Point) -> Scrutin | None:
    dernier: Scrutin | None = _votes(point.seance).filter(point=point).order_by("ordre").last()
    return dernier


def conclu_par_un_vote(point: Point) -> bool:
    """A vote on the text, or to send the report back, that stands."""
    votes = _votes(point.seance).filter(point=point)
    texte = Q(amendement=None, partie="", procedure="")
    renvois = Q(procedure__in=("renvoi", "commission"), issue=Scrutin.Issue.ADOPTEE)
    return bool(votes.filter(texte | renvois).exists())


def a_corriger(point: Point) -> PointACorriger:
    seance = point.seance
    apres = seance.points.exclude(mis_en_discussion_at=None).filter(rang__gt=point.rang)
    return PointACorriger(
        numero=point.numero,
        etat=point.etat,
        venu=point.mis_en_discussion_at is not None,
        vote=dernier_vote(point) is not None
        if point.etat == Point.Etat.EN_DISCUSSION
        else conclu_par_un_vote(point),
        dernier=not apres.exists(),
        lie=any(lignes.exists() for lignes in bornes_a(point)),
    )


def bornes_a(point: Point) -> list[Any]:
    seance = point.seance
    borne = Q(debut_point=point) | Q(fin_point=point)
    return [
        seance.presences.filter(borne),
        seance.pouvoirs.filter(borne),
        seance.presidences.filter(debut_point=point),
    ]


class Corrigible:
    """For the console: asked for only as the panel is shown."""

    def __init__(self, seance: Seance, points: list[Point], courant: Point | None) -> None:
        self.seance, self.points, self.courant = seance, points, courant

    @cached_property
    def votes(self) -> list[Scrutin]:
        return list(_votes(self.seance).order_by("point__rang", "ordre"))

    @cached_property
    def vote(self) -> Scrutin | None:
        """The last one of the report in discussion; else the last proclaimed."""
        if self.courant is not None:
            siens = [v for v in self.votes if v.point_id == self.courant.pk]
            return siens[-1] if siens else None
        proclames = sorted((v.proclame_at, v.pk, v) for v in self.votes if v.proclame_at)
        return proclames[-1][-1] if proclames else None

    @property
    def phrase(self) -> str:
        vote = self.vote
        if vote is None:
            return ""
        issue = vote.get_issue_display().lower() or "élection"
        return f"rapport {vote.point.numero}, {vote.objet or 'le texte'}\u00a0: {issue}"

    @property
    def phrase_du_courant(self) -> str:
        return f"rapport {self.courant.numero}, mis en discussion" if self.courant else ""

    @cached_property
    def rouvrables(self) -> list[tuple[Point, str]]:
        """Ended without a vote; while another is in discussion, none."""
        if self.courant is not None:
            return []
        votes = {v.point_id for v in self.votes}
        return [
            (p, f"rapport {p.numero}, {p.get_etat_display().lower()}")
            for p in self.points
            if p.etat in CLOS and p.pk not in votes and p.traite_at is not None
        ]

    @cached_property
    def huis_clos(self) -> HuisClos | None:
        votes: Any = self.seance.huis_clos.filter(annule_at=None)
        dernier: HuisClos | None = votes.order_by("pk").last()
        return dernier

    @property
    def phrase_du_huis_clos(self) -> str:
        vote = self.huis_clos
        if vote is None:
            return ""
        issue = "décidé" if vote.decide else "rejeté"
        return f"huis clos {issue}, {vote.pour} voix sur {vote.votants}"
