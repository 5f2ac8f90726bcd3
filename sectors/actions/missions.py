"""Acts on missions d'information: asked, signed, created or refused by the conseil, reported."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit, mail, stockage
from governance.compteurs import prochain
from governance.db import lock
from governance.models import Intercommunalite, User
from governance.regles import Manquement, exiger
from governance.tasks import enqueue, tic
from instances.actions.instances import creer_instance
from instances.models import Elu, Point
from instances.regles.annexes import controler_annexe
from sectors import documents_avis
from sectors.models import Mission, SignataireMission
from sectors.queries import missions as queries
from sectors.regles import missions as regles


@transaction.atomic
def demander_mission(
    intercommunalite: Intercommunalite,
    *,
    signataires: Collection[Elu],
    by: User,
    at: datetime,
    **champs: Any,
) -> Mission:
    """``champs``: objet, motif, recue_on. Signatures may still come (MIE-01)."""
    mission = Mission(
        intercommunalite=intercommunalite,
        numero=prochain(intercommunalite.pk, "missions"),
        **champs,
    )
    mission.full_clean()
    mission.save()
    _signer(mission, signataires, at)
    audit.record("mission_demander", mission, by=by, at=at, signataires=len(signataires))
    return mission


@transaction.atomic
def ouvrir_mission(
    intercommunalite: Intercommunalite, elu: Elu, *, objet: str, motif: str, by: User, at: datetime
) -> Mission:
    """A member opens a demand and signs it; the others are told, each signs from his account."""
    exiger(_membre(elu, at))
    on = localdate(at)
    mission = demander_mission(
        intercommunalite,
        signataires=[elu],
        objet=objet,
        motif=motif,
        recue_on=on,
        by=by,
        at=at,
    )
    corps = documents_avis.corps_de_la_mission(
        mission, elu, queries.regime(intercommunalite, on).fraction
    )
    autres = queries.membres(intercommunalite, on).exclude(pk=elu.pk).exclude(courriel="")
    mail.inscrire(
        mail.preparer(
            intercommunalite,
            idem=f"mission/{mission.pk}/{membre.pk}",
            destinataire=str(membre),
            adresse=membre.courriel,
            objet=f"Demande de mission d’information\u00a0: {objet}",
            corps=corps,
        )
        for membre in autres
    )
    enqueue(tic)
    return mission


@transaction.atomic
def signer_mission(mission: Mission, *, elu: Elu, by: User, at: datetime) -> Mission:
    """In one's own name; a second demand in the civil year does not count (MIE-02)."""
    lock(mission)
    exiger((*_en_attente(mission), *_membre(elu, at)))
    _signer(mission, [elu], at)
    audit.record("mission_signer", mission, by=by, at=at, elu=str(elu))
    return mission


@transaction.atomic
def mettre_en_deliberation(mission: Mission, *, point: Point, by: User, at: datetime) -> Mission:
    """The conseil deliberates on creating it; it is not bound to accept (MIE-01 to 03, MIE-05)."""
    lock(mission)
    demande = queries.demande_de(mission, seance_on=localdate(point.seance.starts_at))
    regime = queries.regime(mission.intercommunalite, mission.recue_on)
    exiger((*_en_attente(mission), *regles.manquements(demande, regime)))
    mission.point = point
    mission.save(update_fields=["point"])
    audit.record("mission_deliberer", mission, by=by, at=at, rapport=point.numero)
    return mission


@transaction.atomic
def creer_mission(mission: Mission, *, creee_on: date, by: User, at: datetime) -> Mission:
    """Its body is opened until the last day of the law; its members are then named."""
    lock(mission)
    exiger((*_en_attente(mission), *_deliberee(mission)))
    exiger(_creation(mission, creee_on, at))
    ici = mission.intercommunalite
    genre = ici.types_instance.filter(modele="mission_information").first()
    exiger(_prevue(genre))
    assert genre is not None  # said just above, in French
    mission.creee_on = creee_on
    mission.instance = creer_instance(
        genre,
        nom=f"Mission d’information\u00a0: {mission.objet}"[:120],
        starts_on=creee_on,
        ends_on=regles.fin(creee_on, queries.regime(ici, creee_on)),
        provenance=f"Délibération du {creee_on:%d/%m/%Y}",
        by=by,
        at=at,
    )
    mission.save(update_fields=["creee_on", "instance"])
    audit.record("mission_creer", mission, by=by, at=at, fin=str(mission.instance.ends_on))
    return mission


@transaction.atomic
def refuser_mission(mission: Mission, *, refusee_on: date, by: User, at: datetime) -> Mission:
    lock(mission)
    exiger((*_en_attente(mission), *_deliberee(mission)))
    exiger(regles.deliberation(
        refusee_on, seance_on=_seance_on(mission), aujourd_hui=localdate(at)
    ))  # fmt: skip
    mission.refusee_on = refusee_on
    mission.save(update_fields=["refusee_on"])
    audit.record("mission_refuser", mission, by=by, at=at, refusee_on=str(refusee_on))
    return mission


@transaction.atomic
def remettre_rapport(
    mission: Mission, *, rapport_on: date, nom: str, octets: bytes, by: User, at: datetime
) -> Mission:
    """To be presented at the next séance of the conseil (MIE-05)."""
    lock(mission)
    exiger(_creee(mission))
    ici = mission.intercommunalite
    mime = controler_annexe(nom=nom, octets=octets, plafond=ici.taille_max_piece * 1024 * 1024)
    mission.rapport, mission.rapport_on = stockage.deposer(ici, octets, mime), rapport_on
    mission.save(update_fields=["rapport", "rapport_on"])
    audit.record("mission_rapporter", mission, by=by, at=at, sha256=mission.rapport.sha256)
    return mission


def _signer(mission: Mission, elus: Collection[Elu], at: datetime) -> None:
    for elu in elus:
        SignataireMission.objects.create(
            intercommunalite=mission.intercommunalite, mission=mission, elu=elu, at=at
        )


def _en_attente(mission: Mission) -> Iterable[Manquement]:
    if mission.creee_on or mission.refusee_on:
        yield _manquement("MIE-01", "Le conseil s’est déjà prononcé sur cette demande.")


def _membre(elu: Elu, at: datetime) -> Iterable[Manquement]:
    if not queries.membres(elu.intercommunalite, localdate(at)).filter(pk=elu.pk).exists():
        yield _manquement("MIE-01", "Seul un membre en exercice du conseil signe cette demande.")


def _deliberee(mission: Mission) -> Iterable[Manquement]:
    if mission.point is None:
        yield _manquement("MIE-01", "Mettez d’abord la création en délibération.")


def _seance_on(mission: Mission) -> date:
    assert mission.point is not None  # _deliberee has said it in French
    return localdate(mission.point.seance.starts_at)


def _creation(mission: Mission, creee_on: date, at: datetime) -> Iterable[Manquement]:
    return regles.creation(
        creee_on,
        seance_on=_seance_on(mission),
        aujourd_hui=localdate(at),
        renouvellement=queries.renouvellement_suivant(creee_on),
    )


def _prevue(genre: Any) -> Iterable[Manquement]:
    if genre is None:
        yield _manquement(
            "MIE-01", "Créez d’abord un type d’instance «\u00a0mission d’information\u00a0»."
        )


def _creee(mission: Mission) -> Iterable[Manquement]:
    if mission.creee_on is None:
        yield _manquement("MIE-05", "Cette mission n’est pas créée\u00a0: elle n’a pas de rapport.")


def _manquement(regle: str, phrase: str) -> Manquement:
    return Manquement(regle=regle, article=regles.ARTICLE, message=phrase)
