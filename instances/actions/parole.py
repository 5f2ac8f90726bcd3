"""The floor: asked for, given, ended, withdrawn; its substance written down (SEA-05)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, Min

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.models import Intervention, Point, Seance, Siegeant
from instances.queries.parole import Paroles, limites_de, tour_de
from instances.queries.salle import occupants, reglement_de
from instances.queries.seances import siege_du_president
from instances.regles import parole as regles
from instances.regles.etats import exiger_etat

EN_ATTENTE: dict[str, Any] = {"debut_at": None, "renoncee_at": None}


@transaction.atomic
def demander_parole(
    point: Point,
    *,
    siegeant: Siegeant | None = None,
    personne: str = "",
    nature: str = Intervention.Nature.INTERVENTION,
    by: User,
    at: datetime,
) -> Intervention:
    """Put somebody on the list: a member from his seat, or a person the président invites."""
    seance = lock(point.seance)
    exiger_etat(seance.etat, "conduire")
    presence = occupants(seance).get(siegeant.pk) if siegeant else None
    deja = point.interventions.filter(siegeant=siegeant, personne=personne, **EN_ATTENTE)
    if siegeant is not None:
        deja = point.interventions.filter(siegeant=siegeant, **EN_ATTENTE)
        # Whoever sits is who speaks: the suppléant keeps his own name in the procès-verbal.
        personne = str(presence.suppleant or "") if presence else ""
    nom = personne or str(siegeant)
    alertes = exiger(
        regles.demande(
            nom=nom,
            present=presence is not None,
            parole=siegeant is not None and siegeant.parole,
            deja=deja.exists(),
            exterieur=siegeant is None,
        )
    )
    dernier = point.interventions.aggregate(n=Max("ordre"))["n"] or 0
    intervention: Intervention = point.interventions.create(
        intercommunalite_id=point.intercommunalite_id, siegeant=siegeant, personne=personne,
        nature=nature, ordre=dernier + 1, demandee_at=at,
    )  # fmt: skip
    audit.record(
        "parole_demander", intervention, by=by, at=at, alertes=[m.message for m in alertes]
    )
    return intervention


@transaction.atomic
def donner_parole(intervention: Intervention, *, by: User, at: datetime) -> Intervention:
    """One key: whoever was speaking has ended. Out of turn is said, not refused."""
    seance, point = _tenir(intervention)
    exiger_etat(seance.etat, "conduire")
    exiger(_etat(intervention, "donner"))
    file = Paroles(seance, point).file
    alertes = exiger(
        regles.tour_de_parole(
            nom=str(intervention),
            premier=str(file[0].intervention),
            par_inscription=reglement_de(seance).ordre_orateurs == "inscription",
            prioritaire=intervention.nature in regles.PRIORITAIRES,
        )
    )
    for autre in point.interventions.filter(fin_at=None).exclude(debut_at=None):
        _finir(autre, seance, by=by, at=at)
    intervention.debut_at = at
    intervention.save(update_fields=["debut_at"])
    audit.record("parole_donner", intervention, by=by, at=at, alertes=[m.message for m in alertes])
    return intervention


@transaction.atomic
def finir_parole(intervention: Intervention, *, by: User, at: datetime) -> Intervention:
    """An excess is written down; the président alone withdraws the floor."""
    seance, _ = _tenir(intervention)
    exiger(_etat(intervention, "finir"))
    return _finir(intervention, seance, by=by, at=at)


def _finir(intervention: Intervention, seance: Seance, *, by: User, at: datetime) -> Intervention:
    intervention.fin_at = at
    intervention.save(update_fields=["fin_at"])
    tour = tour_de(intervention, president=siege_du_president(seance))
    alertes = regles.depassement(tour, limites_de(seance), at)
    audit.record("parole_finir", intervention, by=by, at=at, alertes=[m.message for m in alertes])
    return intervention


@transaction.atomic
def retirer_demande(intervention: Intervention, *, by: User, at: datetime) -> Intervention:
    """The speaker renounces before having spoken."""
    _tenir(intervention)
    exiger(_etat(intervention, "retirer"))
    intervention.renoncee_at = at
    intervention.save(update_fields=["renoncee_at"])
    audit.record("parole_retirer", intervention, by=by, at=at)
    return intervention


@transaction.atomic
def avancer_demande(intervention: Intervention, *, by: User, at: datetime) -> Intervention:
    """The président's order: this one speaks next."""
    _, point = _tenir(intervention)
    exiger(_etat(intervention, "avancer"))
    attendent = point.interventions.filter(**EN_ATTENTE)
    premier = attendent.aggregate(n=Min("ordre"))["n"]
    if intervention.ordre == premier:
        return intervention
    for rang, autre in enumerate(attendent.exclude(pk=intervention.pk), start=premier + 1):
        autre.ordre = rang
        autre.save(update_fields=["ordre"])
    intervention.ordre = premier
    intervention.save(update_fields=["ordre"])
    audit.record("parole_avancer", intervention, by=by, at=at)
    return intervention


@transaction.atomic
def ecrire_teneur(
    intervention: Intervention, *, teneur: str, by: User, at: datetime
) -> Intervention:
    """What was said, in substance: it goes into the procès-verbal under the speaker's name."""
    seance, _ = _tenir(intervention)
    exiger_etat(seance.etat, "rediger")
    intervention.teneur = teneur
    intervention.save(update_fields=["teneur"])
    return intervention


def _tenir(intervention: Intervention) -> tuple[Seance, Point]:
    seance = lock(intervention.point.seance)
    intervention.refresh_from_db()
    return seance, intervention.point


def _etat(intervention: Intervention, voulu: str) -> tuple[Any, ...]:
    return regles.etat_de_la_parole(
        nom=str(intervention),
        voulu=voulu,
        commencee=intervention.debut_at is not None,
        finie=intervention.fin_at is not None or intervention.renoncee_at is not None,
    )
