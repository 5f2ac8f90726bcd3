"""Reads of votes and acts: who has a voice on a point, the acts of a séance, the register."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from deliberations.models import Deliberation, Projet, Scrutin
from deliberations.regles.proclamation import Assemblee
from governance.models import Acces, Intercommunalite
from governance.queries import Page, paginer
from instances.models import Point, Seance
from instances.permissions import seances_lisibles
from instances.queries.commissions import voix_preponderante_admise
from instances.queries.faits import faits_de
from instances.queries.seances import siege_du_president
from instances.regles.deports import deports_par_rang
from instances.regles.faits import SANS_FIN, Cle, Faits
from instances.regles.faits import Presence as PresenceVue
from instances.regles.pouvoirs import pouvoirs_actifs
from instances.regles.presences import presents_au
from instances.regles.seance import PointEvalue, evaluer, evaluer_point


@dataclass(frozen=True, kw_only=True)
class VoteEnCours:
    """What the console shows of the point in discussion."""

    assemblee: Assemblee
    evalue: PointEvalue


def vote_en_cours(point: Point, faits: Faits | None = None) -> VoteEnCours:
    faits = faits or faits_de(point.seance)
    return VoteEnCours(
        assemblee=assemblee_au(point, faits), evalue=evaluer_point(faits, point.rang)
    )


def assemblee_au(point: Point, faits: Faits) -> Assemblee:
    """Who votes on this point, in person or through a mandataire.

    Guests are in the room, yet they neither vote nor ask for a ballot. The président leaves
    when the accounts are voted (QUO-07), as does whoever declared an interest.
    """
    avec_voix = {m.id for m in faits.membres if m.vote}
    membres = avec_voix | {m.id for m in faits.membres if m.compte_au_quorum}
    deportes = {d.membre for d in deports_par_rang(faits).get(point.rang, ())}
    presents = (presents_au(faits, point.rang) & membres) - deportes
    pouvoirs = {p.mandant: p.mandataire for p in pouvoirs_actifs(faits, point.rang)}
    mandants = frozenset(m for m in pouvoirs if m is not None)
    partis = presents - _dans_la_salle(faits, point.rang)
    return Assemblee(
        presents=frozenset(presents),
        votants=frozenset(presents & avec_voix) | mandants,
        partis=frozenset(partis | {m for m in mandants if pouvoirs[m] in partis}),
        president=_president_qui_departage(point.seance),
        visioconference=bool(faits.regime.visioconference),
        noms={m.id: m.nom for m in faits.membres} | _noms_des_suppleants(point.seance),
    )


def _president_qui_departage(seance: Seance) -> Cle | None:
    """Nobody settles a split where the règlement of the body gives nobody that voice (CAO-03)."""
    if not voix_preponderante_admise(seance.instance, localdate(seance.starts_at)):
        return None
    return siege_du_president(seance)


def _dans_la_salle(faits: Faits, rang: int) -> frozenset[Cle]:
    """The seats occupied when that point came up, and still."""
    return frozenset(
        p.membre
        for p in faits.presences or ()
        if p.plage.fin == SANS_FIN and p.plage.contient(rang)
    )


def _noms_des_suppleants(seance: Seance) -> dict[Cle, str]:
    """Whoever sits for another is called by both names: the clerk sees one, and types it."""
    ouvertes = seance.presences.filter(suppleant__isnull=False, fin_point=None, fin_at=None)
    return {
        p.siegeant_id: f"{p.suppleant}, pour {p.siegeant}"
        for p in ouvertes.select_related("suppleant", "siegeant__elu")
    }


def faits_presents(faits: Faits, presents: frozenset[int]) -> Faits:
    """The facts as if a point came up now: who is in the room, whatever came before."""
    ici = tuple(PresenceVue(membre=pk) for pk in presents)
    return replace(faits, presences=ici)


def projet_de(point: Point) -> Projet | None:
    return next(iter(point.projets.all()), None)


def scrutin_de(point: Point) -> Scrutin | None:
    """The vote on the text that stands."""
    return point.scrutins.sur_le_texte().order_by("ordre").last()


def deliberations_de(intercommunalite: Intercommunalite) -> QuerySet[Deliberation]:
    return intercommunalite.deliberations.select_related(
        "seance__instance", "point", "extrait", "intercommunalite"
    )


def page_des_deliberations(
    acces: Acces, *, avant: str | None, recherche: str = ""
) -> Page[Deliberation]:
    """Newest first; only acts of séances that this account may open."""
    lignes = deliberations_de(acces.intercommunalite).filter(seance__in=seances_lisibles(acces))
    if recherche:
        lignes = lignes.filter(Q(titre__icontains=recherche) | Q(numero__icontains=recherche))
    return paginer(lignes, avant=avant)


def actes_de(seance: Seance) -> QuerySet[Deliberation]:
    return seance.deliberations.select_related("point", "extrait").order_by("point__rang")


def resultats_par_point(seance: Seance) -> dict[int, Scrutin]:
    """The standing vote of each point of a séance, in one query."""
    scrutins: Any = seance.intercommunalite.scrutins.sur_le_texte()
    scrutins = scrutins.filter(point__seance=seance).order_by("ordre")
    return {s.point_id: s for s in scrutins}


@dataclass(frozen=True, kw_only=True)
class LignePassage:
    """A point of a séance held, its figures and its result."""

    point: Point
    evalue: PointEvalue
    scrutin: Scrutin | None


def passage_de(seance: Seance) -> list[LignePassage]:
    """The whole ordre de passage with the figures of each point, computed at once."""
    points = {p.rang: p for p in seance.points.exclude(etat=Point.Etat.RETIRE)}
    resultats = resultats_par_point(seance)
    return [
        LignePassage(point=points[e.rang], evalue=e, scrutin=resultats.get(points[e.rang].pk))
        for e in evaluer(faits_de(seance))
    ]
