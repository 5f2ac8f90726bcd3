"""An installation as its rows tell it: who presides first, how many posts, in which order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.timezone import localdate

from governance.models import Acces, Intercommunalite
from governance.regles import Manquement
from instances.models import Elu, Instance, Mandat, Point, Seance, Siegeant
from instances.permissions import can_gerer_seances
from instances.queries import composition
from instances.queries.convocation import Preparation
from instances.queries.renouvellement import Renouvellement, installe_par, renouvellement
from instances.regles import installation as regles
from instances.regles.faits import TypePoint
from instances.regles.installation import Etape, Plafonds, PointVu
from instances.regles.modeles_instances import CONSEIL

ETAPES = {
    Point.Fonction.PRESIDENT: Etape.PRESIDENT,
    Point.Fonction.VICE_PRESIDENT: Etape.VICE_PRESIDENT,
    Point.Fonction.BUREAU: Etape.BUREAU,
}
DOYEN, DOYENNE = "Doyen d’âge", "Doyenne d’âge"


@dataclass(frozen=True, kw_only=True)
class AInstaller:
    """What is known before the séance of installation is prepared."""

    intercommunalite: Intercommunalite
    aujourd_hui: date

    @cached_property
    def conseil(self) -> Instance | None:
        instances = self.intercommunalite.instances.au(self.aujourd_hui)
        trouve: Instance | None = (
            instances.filter(type_instance__modele=CONSEIL.code)
            .select_related("type_instance")
            .first()
        )
        return trouve

    @cached_property
    def renouvellement(self) -> Renouvellement | None:
        """A renewal after which no président has been elected yet."""
        lu = renouvellement(self.intercommunalite, self.aujourd_hui)
        return lu if lu is not None and lu.installation is None else None

    @cached_property
    def preparee(self) -> Seance | None:
        """The séance that elects the président, when it is already there."""
        if self.conseil is None:
            return None
        seances = self.conseil.seances.a_venir().filter(points__fonction=Point.Fonction.PRESIDENT)
        trouvee: Seance | None = seances.order_by("starts_at").first()
        return trouvee

    @cached_property
    def plafonds(self) -> Plafonds:
        return plafonds_de(self.intercommunalite, self.aujourd_hui)

    @cached_property
    def doyen(self) -> Elu | None:
        conseillers = self.intercommunalite.elus.filter(
            mandats__in=self.intercommunalite.mandats.au(self.aujourd_hui).filter(
                nature=Mandat.Nature.CONSEILLER
            )
        )
        return _doyen(list(conseillers.distinct()))


def plafonds_de(intercommunalite: Intercommunalite, on: date) -> Plafonds:
    return regles.plafonds(
        composition.effectif_legal(intercommunalite, on) or 0,
        metropole=intercommunalite.nature == Intercommunalite.Nature.METROPOLE,
    )


# The order of the points ----------------------------------------------------------------


def etape_de(point: Point) -> Etape | None:
    if point.usage == Point.Usage.NOMBRE:
        return Etape.NOMBRE
    if point.usage == Point.Usage.CHARTE:
        return Etape.CHARTE
    return ETAPES.get(Point.Fonction(point.fonction)) if point.fonction else None


def vu(point: Point) -> PointVu:
    return PointVu(
        numero=point.numero,
        rang=point.rang,
        etat=point.etat,
        delibere=TypePoint(point.type).delibere,
        usage=point.usage,
        etape=etape_de(point),
    )


def ordre(point: Point, seance: Seance) -> tuple[Manquement, ...]:
    """INS-04, as a point comes up: nothing is read further where no président is to be elected."""
    points = [vu(p) for p in seance.points.exclude(etat=Point.Etat.RETIRE)]
    if all(p.etape is None for p in points):
        return ()
    attendu = any(p.etape is Etape.PRESIDENT for p in points)
    installation = attendu and installe_par(seance, localdate(seance.starts_at)) is not None
    return regles.a_discuter(vu(point), points, installation=installation)


def controles(preparation: Preparation) -> Iterator[Manquement]:
    """INS-04, INS-06, MEM-10 before the dispatch: only where the executive is elected."""
    points = [vu(p) for p in preparation.points]
    if preparation.installation is not None or any(p.etape is Etape.PRESIDENT for p in points):
        yield from regles.a_convoquer(points, sortants=_sortants(preparation))


def _sortants(preparation: Preparation) -> list[str]:
    """Members of the conseil whose seat began before the renewal (INS-06)."""
    lu = preparation.installation
    if lu is None:
        return []
    anciens = preparation.seance.intercommunalite.mandats.au(preparation.jour).filter(
        nature=Mandat.Nature.CONSEILLER, starts_on__lt=lu.debut
    )
    return [str(m.elu) for m in anciens.select_related("elu")]


def mention_speciale(points: Iterable[Point]) -> str:
    return regles.mention_speciale(e for p in points if (e := etape_de(p)) is not None)


# Who presides before the président ------------------------------------------------------


def doyen_de(seance: Seance) -> Elu | None:
    """The eldest member there, or of all while nobody is noted present (INS-03)."""
    return _doyen([s.elu for s in _membres(seance) if s.elu is not None])


def elit_son_president(seance: Seance) -> bool:
    """Whether the président is still to be elected in this séance."""
    return (
        seance.points.filter(fonction=Point.Fonction.PRESIDENT)
        .exclude(etat__in=[Point.Etat.RETIRE, Point.Etat.TRAITE])
        .exists()
    )


def presidence(seance: Seance) -> tuple[Manquement, ...]:
    """INS-03: who presides over the election of the président."""
    actuelle = seance.presidences.select_related("elu").order_by("ordre").last()
    elus = [s.elu for s in _membres(seance) if s.elu is not None]
    trouve = _doyen(elus)
    return regles.presidence(
        preside=str(actuelle.elu) if actuelle and actuelle.elu else "",
        doyen=str(trouve or ""),
        sans_naissance=[str(e) for e in elus if e.naissance is None],
    )


def _membres(seance: Seance) -> list[Siegeant]:
    sieges = seance.siegeants.filter(vote=True).select_related("elu")
    presents = sieges.filter(presences__fin_point=None, presences__fin_at=None).exclude(
        presences=None
    )
    return list(presents.distinct()) or list(sieges)


def _doyen(elus: list[Elu]) -> Elu | None:
    cle = regles.doyen({elu.pk: elu.naissance for elu in elus})
    return next((elu for elu in elus if elu.pk == cle), None)


def presidence_provisoire(seance: Seance) -> dict[str, Any]:
    """What the opening proposes: the eldest member there, as such."""
    elu = doyen_de(seance)
    return {"president": elu, "qualite": DOYENNE if elu.feminin else DOYEN} if elu else {}


def a_preparer(acces: Acces, lu: Renouvellement | None, on: date) -> bool:
    """Whether this account may prepare an installation that is awaited and not yet there."""
    if lu is None or lu.installation is not None:
        return False
    etat = AInstaller(intercommunalite=acces.intercommunalite, aujourd_hui=on)
    if etat.conseil is None or etat.preparee is not None:
        return False
    return can_gerer_seances(acces, etat.conseil)
