"""Who is in the room at this instant: voices of a vote by show of hands, quorum of a resumption."""

from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.timezone import localdate

from governance.models import Acces
from instances.models import Presence, Seance, Siegeant
from instances.queries.composition import parametres
from instances.queries.delai import regime_du_conseil
from instances.queries.faits import faits_de
from instances.regles import perte_du_quorum
from instances.regles.faits import Presence as PresenceVue
from instances.regles.modeles_instances import BUREAU, CONSEIL
from instances.regles.perte_du_quorum import Suite
from instances.regles.reglement import consignes
from instances.regles.reglement.parametres import Parametres
from instances.regles.seance import PointEvalue
from instances.regles.tenue import quorum_a_l_ouverture


@dataclass(frozen=True, kw_only=True)
class Voix:
    """Members with a vote: in the room, joined from afar among them, and represented."""

    presents: int
    representes: int
    a_distance: int

    @property
    def total(self) -> int:
        return self.presents + self.representes


def occupants(seance: Seance) -> dict[int, Presence]:
    """The presence now open on each seat."""
    ouvertes = seance.presences.filter(fin_point=None, fin_at=None)
    return {p.siegeant_id: p for p in ouvertes.select_related("suppleant", "siegeant__elu")}


def siege_de(seance: Seance, acces: Acces) -> Siegeant | None:
    """The seat of this account: its own, or the one where it sits now as suppléant."""
    suppleant = Q(
        presences__suppleant__acces=acces, presences__fin_point=None, presences__fin_at=None
    )
    sieges = seance.siegeants.filter(Q(elu__acces=acces) | suppleant)
    siegeant: Siegeant | None = sieges.select_related("elu").order_by("pk").first()
    return siegeant


def voix_presentes(seance: Seance) -> Voix:
    """A pouvoir speaks while its mandataire is here and its mandant is not."""
    presents = {pk: p for pk, p in occupants(seance).items() if p.siegeant.vote}
    pouvoirs = seance.pouvoirs.filter(
        revoque_at=None, fin_point=None, fin_at=None, mandataire__in=presents
    )
    mandants = {pk for pk in pouvoirs.values_list("mandant_id", flat=True) if pk not in presents}
    return Voix(
        presents=len(presents),
        representes=len(mandants),
        a_distance=sum(p.a_distance for p in presents.values()),
    )


def quorum_de_la_salle(seance: Seance) -> PointEvalue:
    """As if a point came up now, whatever came before."""
    ici = tuple(PresenceVue(membre=pk) for pk in occupants(seance))
    return quorum_a_l_ouverture(replace(faits_de(seance), presences=ici))


def suite_de_la_perte(seance: Seance) -> Suite | None:
    """What the règlement asks for here once the quorum is lost (QUO-08)."""
    return suite_reglee(seance, reglement_de(seance))


def suite_reglee(seance: Seance, reglement: Parametres) -> Suite | None:
    """Of a règlement already read. It rules the conseil and the bureau, no other body."""
    reglees = {
        CONSEIL.code: reglement.perte_quorum_conseil,
        BUREAU.code: reglement.perte_quorum_bureau,
    }
    return perte_du_quorum.suite(reglees.get(seance.instance.type_instance.modele))


def consignes_de(seance: Seance, reglement: Parametres) -> list[str]:
    """What the règlement asks of whoever runs a séance that deliberates."""
    return consignes.en_seance(reglement) if regime_du_conseil(seance) else []


def reglement_de(seance: Seance) -> Parametres:
    return parametres(seance.intercommunalite, localdate(seance.starts_at))
