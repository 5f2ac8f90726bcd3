"""The déports of a point as the console shows them, and what they forbid before the result."""

from dataclasses import dataclass

from governance.regles import Manquement
from instances.models import Deport, Point, Siegeant
from instances.queries.interets import Concerne, concernes
from instances.queries.seances import siege_du_president
from instances.regles import deports as regles
from instances.regles.faits import Faits, MotifDeport
from instances.regles.tenue import quorum_du_point

MENTIONS = {
    Deport.Motif.INTERET: "ne prend part ni au débat ni au vote (intérêt)",
    Deport.Motif.REPRESENTANT: "ne prend part ni au débat ni au vote (représentant désigné)",
    Deport.Motif.COMPTES: "se retire au vote de ses comptes",
}


def phrase_du_deport(deport: Deport) -> str:
    """As the extrait and the procès-verbal print it (INT-06)."""
    ou = "hors de la salle" if deport.sorti else "dans la salle"
    return f"{deport.siegeant} {MENTIONS[Deport.Motif(deport.motif)]}, {ou}"


@dataclass(frozen=True, kw_only=True)
class DeportsDuPoint:
    """``proposes``: named by the register, without a word from them yet."""

    notes: list[Deport]
    annonces: list[Deport]
    proposes: list[Concerne]
    effets: list[str]
    president_a_retirer: Siegeant | None
    rapporteur_deporte: bool

    @property
    def vide(self) -> bool:
        """Nothing to ask nor to show: the console keeps one line for it."""
        return not (self.notes or self.annonces or self.proposes or self.president_a_retirer)


def deports_du_point(point: Point, faits: Faits) -> DeportsDuPoint:
    lignes = list(point.deports.select_related("siegeant__elu").order_by("pk"))
    notes = [d for d in lignes if d.confirme_at]
    connus = {d.siegeant_id for d in lignes}
    retires = {d.siegeant.elu_id for d in notes if d.motif != Deport.Motif.COMPTES}
    return DeportsDuPoint(
        notes=notes,
        annonces=[d for d in lignes if not d.confirme_at],
        proposes=[c for c in concernes(point) if c.membre.pk not in connus],
        effets=[
            regles.effet(str(d.siegeant), MotifDeport(d.motif), faits.regime.date) for d in notes
        ],
        president_a_retirer=_president_a_retirer(point, faits),
        rapporteur_deporte=point.rapporteur_id is not None and point.rapporteur_id in retires,
    )


def _president_a_retirer(point: Point, faits: Faits) -> Siegeant | None:
    president = regles.president_a_retirer(faits, rang=point.rang)
    if president is None:
        return None
    return point.seance.siegeants.select_related("elu").get(pk=president)


def manquements_de_la_decision(point: Point, faits: Faits) -> list[Manquement]:
    """What déports forbid when a result is about to be proclaimed, however it was voted.

    A déport said in the course of the debate may have taken the quorum away (QUO-05).
    """
    return [
        *regles.roles(
            faits,
            rang=point.rang,
            rapporteur=_siege_du_rapporteur(point),
            preside=siege_du_president(point.seance),
        ),
        *regles.retrait_du_president(faits, rang=point.rang),
        *(quorum_du_point(faits, rang=point.rang) if faits.deports else ()),
    ]


def _siege_du_rapporteur(point: Point) -> int | None:
    if point.rapporteur_id is None:
        return None
    sieges = point.seance.siegeants.filter(elu=point.rapporteur_id)
    return sieges.values_list("pk", flat=True).first()
