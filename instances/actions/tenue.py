"""Acts of the séance itself: it opens, points come up, members arrive and leave, it closes."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import Manquement, exiger
from instances.models import Elu, Point, Pouvoir, Presence, Presidence, Seance, Secretaire, Siegeant
from instances.queries.faits import faits_de
from instances.queries.seances import point_en_discussion, point_suivant, seance_commencee
from instances.regles import tenue as regles
from instances.regles.etats import exiger_etat


class Borne(NamedTuple):
    """A point of the ordre de passage, included or not; none means the opening."""

    point: Point | None
    inclus: bool


@transaction.atomic
def ouvrir(
    seance: Seance,
    *,
    president: Elu | None,
    qualite: str,
    secretaires: Iterable[Elu],
    by: User,
    at: datetime,
) -> Seance:
    """Declare the séance open, with who presides and who keeps the minutes (SEA-01)."""
    lock(seance)
    exiger_etat(seance.etat, "ouvrir")
    nommes = list(secretaires)
    exiger(
        regles.ouverture(faits_de(seance), president=president is not None, secretaires=len(nommes))
    )
    seance.etat = Seance.Etat.OUVERTE
    seance.ouverte_at = at
    seance.save(update_fields=["etat", "ouverte_at"])
    _presider(seance, president, qualite)
    for elu in nommes:
        Secretaire.objects.create(
            intercommunalite_id=seance.intercommunalite_id, seance=seance, elu=elu
        )
    audit.record("seance_ouvrir", seance, by=by, at=at, president=str(president))
    return seance


@transaction.atomic
def changer_de_president(
    seance: Seance, *, president: Elu, qualite: str, by: User, at: datetime
) -> Presidence:
    """Somebody else takes the chair from the point now up, or from the next one."""
    lock(seance)
    exiger_etat(seance.etat, "conduire")
    presidence = _presider(seance, president, qualite)
    audit.record("presidence_changer", seance, by=by, at=at, president=str(president))
    return presidence


def _presider(seance: Seance, president: Elu | None, qualite: str) -> Presidence:
    return Presidence.objects.create(
        intercommunalite_id=seance.intercommunalite_id,
        seance=seance,
        elu=president,
        qualite=qualite,
        ordre=seance.presidences.count() + 1,
        debut_point=_repere(seance).point,
    )


@transaction.atomic
def suspendre(seance: Seance, *, by: User, at: datetime) -> Seance:
    return _changer(seance, "suspendre", Seance.Etat.SUSPENDUE, by=by, at=at)


@transaction.atomic
def reprendre(seance: Seance, *, by: User, at: datetime) -> Seance:
    """Resume; the quorum is looked at again when the next point comes up (SEA-06)."""
    return _changer(seance, "reprendre", Seance.Etat.OUVERTE, by=by, at=at)


@transaction.atomic
def lever(seance: Seance, *, by: User, at: datetime) -> Seance:
    """Close the séance. Refused while a point is in discussion; those left are « non examinés »."""
    lock(seance)
    exiger(regles.levee(en_discussion=_numero(point_en_discussion(seance))))
    seance.points.filter(etat=Point.Etat.INSCRIT).update(etat=Point.Etat.NON_EXAMINE)
    seance.levee_at = at
    seance.save(update_fields=["levee_at"])
    return _changer(seance, "lever", Seance.Etat.LEVEE, by=by, at=at)


def _changer(seance: Seance, acte: str, etat: str, *, by: User, at: datetime) -> Seance:
    lock(seance)
    exiger_etat(seance.etat, acte)
    seance.etat = etat
    seance.save(update_fields=["etat"])
    audit.record(f"seance_{acte}", seance, by=by, at=at)
    return seance


@transaction.atomic
def mettre_en_discussion(point: Point, *, by: User, at: datetime) -> Point:
    """Bring a point up: the quorum is counted at that moment (QUO-04)."""
    seance = lock(point.seance)
    exiger_etat(seance.etat, "conduire")
    point.refresh_from_db()
    exiger(
        regles.mise_en_discussion(
            faits_de(seance),
            rang=point.rang,
            etat=point.etat,
            en_discussion=_numero(point_en_discussion(seance)),
        )
    )
    point.etat = Point.Etat.EN_DISCUSSION
    point.mis_en_discussion_at = at
    point.save(update_fields=["etat", "mis_en_discussion_at"])
    audit.record("point_mettre_en_discussion", point, by=by, at=at)
    return point


@transaction.atomic
def clore_point(point: Point, *, etat: str, by: User, at: datetime) -> Point:
    """End a point without a vote: debated, adjourned, sent back to study, or withdrawn."""
    seance = lock(point.seance)
    exiger_etat(seance.etat, "conduire")
    point.refresh_from_db()
    exiger(regles.cloture_sans_vote(nature=point.type, actuel=point.etat, voulu=etat))
    point.etat = etat
    point.traite_at = at
    point.save(update_fields=["etat", "traite_at"])
    audit.record(f"point_{etat}", point, by=by, at=at)
    return point


@transaction.atomic
def arriver(
    siegeant: Siegeant, *, by: User, at: datetime, suppleant: Elu | None = None
) -> Presence:
    """Note an arrival: it counts from the point in discussion, or from the next one (POU-05)."""
    seance = lock(siegeant.seance)
    exiger_etat(seance.etat, "emarger")
    exiger(
        regles.arrivee(
            nom=str(siegeant),
            deja_present=siegeant.presences.filter(fin_point=None, fin_at=None).exists(),
            suppleant_admis=suppleant is None or suppleant.pk == siegeant.suppleant_id,
        )
    )
    borne = _repere(seance)
    presence = Presence.objects.create(
        intercommunalite_id=seance.intercommunalite_id,
        seance=seance,
        siegeant=siegeant,
        suppleant=suppleant,
        debut_point=borne.point,
        debut_inclus=borne.inclus,
    )
    audit.record("presence_arriver", siegeant, by=by, at=at, suppleant=str(suppleant or ""))
    return presence


@transaction.atomic
def partir(siegeant: Siegeant, *, by: User, at: datetime) -> None:
    """Note a departure. Who leaves during a point counts for it, not for the next (QUO-04)."""
    seance = lock(siegeant.seance)
    exiger_etat(seance.etat, "emarger")
    presence = siegeant.presences.filter(fin_point=None, fin_at=None).first()
    exiger(regles.depart(nom=str(siegeant), present=presence is not None))
    assert presence is not None  # the rule above refused otherwise
    courant = point_en_discussion(seance)
    borne = _repere(seance)
    if borne.point is None or (courant is None and presence.debut_point_id == borne.point.pk):
        # Gone before any point came up: the presence never was one.
        presence.delete()
    else:
        presence.fin_point = borne.point
        presence.fin_inclus = courant is not None or not borne.inclus
        presence.save(update_fields=["fin_point", "fin_inclus"])
    audit.record("presence_partir", siegeant, by=by, at=at, apres=_numero(courant))


@transaction.atomic
def donner_pouvoir(
    seance: Seance,
    *,
    mandant: Siegeant,
    mandataire: Siegeant,
    by: User,
    at: datetime,
    date_du_pouvoir: date | None = None,
) -> Pouvoir:
    """Record a written pouvoir received; given during the séance, it holds from the next point."""
    lock(seance)
    exiger_etat(seance.etat, "emarger")
    borne = _repere(seance)
    pouvoir = Pouvoir(
        intercommunalite_id=seance.intercommunalite_id,
        seance=seance,
        mandant=mandant,
        mandataire=mandataire,
        date_du_pouvoir=date_du_pouvoir,
        recu_at=at,
        debut_point=borne.point,
        debut_inclus=borne.inclus and point_en_discussion(seance) is None,
    )
    exiger(_juger_le_pouvoir(pouvoir))
    pouvoir.save()
    audit.record("pouvoir_donner", pouvoir, by=by, at=at)
    return pouvoir


def _juger_le_pouvoir(pouvoir: Pouvoir) -> Iterable[Manquement]:
    faits = faits_de(pouvoir.seance)
    repere = pouvoir.debut_point
    rang = (repere.rang if repere else 1) + (0 if pouvoir.debut_inclus else 1)
    return regles.pouvoir_nouveau(
        faits,
        mandant=pouvoir.mandant_id,
        mandataire=pouvoir.mandataire_id,
        rang=rang,
        ouverte=pouvoir.seance.ouverte_at is not None,
    )


@transaction.atomic
def revoquer_pouvoir(pouvoir: Pouvoir, *, by: User, at: datetime) -> Pouvoir:
    """A pouvoir is always revocable (POU-05): what it already voted stands."""
    seance = lock(pouvoir.seance)
    exiger_etat(seance.etat, "emarger")
    borne = _repere(seance)
    if borne.point is not None:
        en_cours = point_en_discussion(seance) is not None
        pouvoir.fin_point, pouvoir.fin_inclus = borne.point, en_cours or not borne.inclus
        pouvoir.save(update_fields=["fin_point", "fin_inclus"])
    else:
        pouvoir.revoque_at = at
        pouvoir.save(update_fields=["revoque_at"])
    audit.record("pouvoir_revoquer", pouvoir, by=by, at=at)
    return pouvoir


def _repere(seance: Seance) -> Borne:
    """The bound of a change made now: nothing came up yet, a point is up, or the next one is."""
    if not seance_commencee(seance):
        return Borne(point=None, inclus=True)
    suivant = point_en_discussion(seance) or point_suivant(seance)
    if suivant is not None:
        return Borne(point=suivant, inclus=True)
    return Borne(point=seance.points.order_by("rang").last(), inclus=False)


def _numero(point: Point | None) -> str | None:
    return point.numero if point else None
