"""Acts of the séance itself: it opens, points come up, pouvoirs are given, it closes."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import Manquement, exiger
from instances.actions.bornes import faire_venir, maintenant, rang_du_debut
from instances.actions.huis_clos import ouvrir_apres
from instances.actions.questions import solder_questions
from instances.models import Elu, Point, Pouvoir, Presidence, Seance, Secretaire, Siegeant
from instances.queries import discussion
from instances.queries.composition import parametres
from instances.queries.faits import faits_de
from instances.queries.pouvoirs import ecrit_de, limite, suppleant_a_appeler
from instances.queries.salle import quorum_de_la_salle, suite_de_la_perte
from instances.queries.seances import (
    point_en_discussion,
    president_elu,
    siege_du_president,
)
from instances.queries.voix import manquements_du_pouvoir
from instances.regles import ecrits, issue_sans_vote, perte_du_quorum
from instances.regles import tenue as regles
from instances.regles.etats import exiger_etat
from instances.regles.faits import TypePoint


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
    alertes = exiger(
        [
            *regles.ouverture(
                faits_de(seance),
                president=president is not None,
                secretaires=len(nommes),
                jour=localdate(at),
            ),
            *regles.bureau_de_seance(
                president=_etranger(seance, president),
                secretaires=tuple(n for e in nommes if (n := _etranger(seance, e))),
            ),
        ]
    )
    seance.etat = Seance.Etat.OUVERTE
    seance.ouverte_at = at
    seance.save(update_fields=["etat", "ouverte_at"])
    _presider(seance, president, qualite)
    for elu in nommes:
        Secretaire.objects.create(
            intercommunalite_id=seance.intercommunalite_id, seance=seance, elu=elu
        )
    dites = [m.message for m in alertes]
    audit.record("seance_ouvrir", seance, by=by, at=at, president=str(president), alertes=dites)
    return seance


def _etranger(seance: Seance, elu: Elu | None) -> str:
    """The name of whoever has no seat in this séance, empty otherwise."""
    if elu is None or seance.siegeants.filter(elu=elu).exists():
        return ""
    return str(elu)


@transaction.atomic
def changer_de_president(
    seance: Seance,
    *,
    president: Elu,
    qualite: str,
    election: str = "",
    voix: int | None = None,
    exprimes: int | None = None,
    by: User,
    at: datetime,
) -> Presidence:
    """Somebody else takes the chair from the point now up, or from the next one.

    ``election``: how the conseil elected him, as it does for the accounts (SEA-02).
    """
    lock(seance)
    exiger_etat(seance.etat, "conduire")
    vote: dict[str, Any] = {"election": election, "voix": voix, "exprimes": exprimes}
    exiger(
        [
            *regles.bureau_de_seance(president=_etranger(seance, president), secretaires=()),
            *regles.election_du_president(**vote),
        ]
    )
    presidence = _presider(seance, president, qualite, **vote)
    dit = {nom: valeur for nom, valeur in vote.items() if valeur}
    audit.record("presidence_changer", seance, by=by, at=at, president=str(president), **dit)
    return presidence


def _presider(seance: Seance, president: Elu | None, qualite: str, **vote: Any) -> Presidence:
    return Presidence.objects.create(
        intercommunalite_id=seance.intercommunalite_id,
        seance=seance,
        elu=president,
        qualite=qualite,
        ordre=seance.presidences.count() + 1,
        debut_point=maintenant(seance).point,
        **vote,
    )


@transaction.atomic
def lever(seance: Seance, *, by: User, at: datetime) -> Seance:
    """Close the séance. Refused while a point has no outcome."""
    lock(seance)
    exiger_etat(seance.etat, "lever")
    restants = seance.points.filter(etat=Point.Etat.INSCRIT).order_by("rang")
    exiger(
        regles.levee(
            en_discussion=_numero(point_en_discussion(seance)),
            sans_issue=list(restants.values_list("numero", flat=True)),
        )
    )
    seance.suspensions.filter(fin_at=None).update(fin_at=at)
    seance.huis_clos.filter(decide=True, fin_at=None).update(fin_at=at)
    solder_questions(seance)
    seance.etat, seance.levee_at = Seance.Etat.LEVEE, at
    seance.save(update_fields=["etat", "levee_at"])
    audit.record("seance_lever", seance, by=by, at=at)
    return seance


@transaction.atomic
def laisser_non_examine(point: Point, *, motif: str, by: User, at: datetime) -> Point:
    """What the séance does not reach: its reason is kept, and it needs another convocation."""
    seance = lock(point.seance)
    exiger_etat(seance.etat, "lever")
    point.refresh_from_db()
    exiger(regles.laisser(etat=point.etat, motif=motif))
    point.issue_motif = motif.strip()
    return _issue(point, Point.Etat.NON_EXAMINE, by=by, at=at)


@transaction.atomic
def laisser_non_examines(
    seance: Seance, *, points: Iterable[Point], motif: str, by: User, at: datetime
) -> list[Point]:
    """Several at once, with one reason."""
    laisses = []
    for point in points:
        point.seance = seance
        laisses.append(laisser_non_examine(point, motif=motif, by=by, at=at))
    return laisses


@transaction.atomic
def mettre_en_discussion(point: Point, *, by: User, at: datetime) -> Point:
    """Bring a point up, next in the passage: the quorum is counted at that moment (QUO-04)."""
    seance = lock(point.seance)
    exiger_etat(seance.etat, "conduire")
    point.refresh_from_db()
    autre = _numero(point_en_discussion(seance))
    exiger(
        [
            *regles.mise_en_discussion(etat=point.etat, en_discussion=autre),
            *discussion.manquements(point, seance),
            *_apres_la_perte_du_quorum(point, seance),
        ]
    )
    ouvrir_apres(seance, by=by, at=at)
    # The quorum is that of the place where the point comes up: a refusal puts it back.
    ancien_rang = faire_venir(point, seance)
    faits = faits_de(seance)
    preside, elu = siege_du_president(seance), president_elu(seance)
    exiger(
        [
            *regles.presidence_du_point(faits, rang=point.rang, preside=preside, elu=elu),
            *regles.quorum_du_point(faits, rang=point.rang),
        ]
    )
    point.etat = Point.Etat.EN_DISCUSSION
    point.mis_en_discussion_at = at
    point.save(update_fields=["etat", "mis_en_discussion_at"])
    audit.record("point_mettre_en_discussion", point, by=by, at=at, ancien_rang=ancien_rang)
    return point


def _apres_la_perte_du_quorum(point: Point, seance: Seance) -> tuple[Manquement, ...]:
    """What is deliberated waits for the quorum by law; the rest, where the règlement says so."""
    voulue = suite_de_la_perte(seance)
    if voulue is None or TypePoint(point.type).delibere:
        return ()
    return perte_du_quorum.examen(quorum_de_la_salle(seance), voulue)


@transaction.atomic
def clore_point(
    point: Point, *, etat: str, motif: str = "", accord: bool = False, by: User, at: datetime
) -> Point:
    """End a point without a vote: debated, adjourned, sent back to study, or withdrawn.

    ``accord``: the conseil agreed, where the règlement asks for it.
    """
    seance = lock(point.seance)
    exiger_etat(seance.etat, "clore_point")
    point.refresh_from_db()
    reglement = parametres(seance.intercommunalite, localdate(seance.starts_at))
    exiger(
        [
            *regles.cloture_sans_vote(nature=point.type, actuel=point.etat, voulu=etat),
            *issue_sans_vote.accord(
                voulu=etat,
                retrait_point=reglement.retrait_point,
                renvoi_pour_etude=reglement.renvoi_pour_etude,
                conseil=accord,
            ),
        ]
    )
    point.issue_motif = motif.strip()
    return _issue(point, etat, by=by, at=at)


def _issue(point: Point, etat: str, *, by: User, at: datetime) -> Point:
    point.etat, point.traite_at = etat, at
    point.save(update_fields=["etat", "traite_at", "issue_motif"])
    ouvrir_apres(point.seance, by=by, at=at)
    audit.record(f"point_{etat}", point, by=by, at=at, motif=point.issue_motif)
    return point


@transaction.atomic
def donner_pouvoir(
    seance: Seance,
    *,
    mandant: Siegeant,
    mandataire: Siegeant,
    by: User,
    at: datetime,
    date_du_pouvoir: date | None = None,
    recu_par: str = "",
    maladie_on: date | None = None,
    suppleant_empeche: bool = False,
    vaut_report: bool = False,
) -> Pouvoir:
    """Record a written pouvoir received; given during the séance, it holds from the next point.

    ``vaut_report``: the writing names the meeting that follows a want of quorum (POU-07).
    ``maladie_on``: the day of the medical document that lets one writing last (POU-04).
    """
    lock(seance)
    exiger_etat(seance.etat, "emarger")
    borne = maintenant(seance, en_cours_exclu=True)
    ecrit = ecrit_de(mandant, seance, date_du_pouvoir, maladie=maladie_on is not None, at=at)
    alertes = exiger([
        *_du_pouvoir(seance, mandant, mandataire, rang=borne.rang),
        *manquements_du_pouvoir(mandant, mandataire),
        *ecrits.manquements(ecrit, limite=limite(seance)),
        *suppleant_a_appeler(mandant, seance, empeche=suppleant_empeche),
    ])  # fmt: skip
    pouvoir = Pouvoir.objects.create(
        intercommunalite_id=seance.intercommunalite_id,
        seance=seance,
        mandant=mandant,
        mandataire=mandataire,
        date_du_pouvoir=date_du_pouvoir,
        recu_par=recu_par,
        maladie_on=maladie_on,
        recu_at=at,
        vaut_report=vaut_report,
        debut_point=borne.point,
        debut_inclus=borne.inclus,
    )
    dites = [m.message for m in alertes]
    audit.record("pouvoir_donner", pouvoir, by=by, at=at, alertes=dites)
    return pouvoir


def _du_pouvoir(
    seance: Seance, mandant: Siegeant, mandataire: Siegeant, *, rang: int
) -> list[Manquement]:
    return regles.pouvoir_nouveau(
        faits_de(seance),
        mandant=mandant.pk,
        mandataire=mandataire.pk,
        rang=rang,
        ouverte=seance.ouverte_at is not None,
    )


@transaction.atomic
def revoquer_pouvoir(pouvoir: Pouvoir, *, by: User | None, at: datetime) -> Pouvoir:
    """A pouvoir is always revocable, at once (POU-05): what it already voted stands."""
    seance = lock(pouvoir.seance)
    exiger_etat(seance.etat, "emarger")
    pouvoir.refresh_from_db()
    finie = pouvoir.revoque_at is not None or pouvoir.fin_point_id is not None
    exiger(regles.revocation(deja=finie))
    borne = maintenant(seance)
    if rang_du_debut(pouvoir.debut_point, inclus=pouvoir.debut_inclus) < borne.rang:
        pouvoir.fin_point, pouvoir.fin_inclus = borne.point, not borne.inclus
    else:
        pouvoir.revoque_at = at
    pouvoir.save(update_fields=["fin_point", "fin_inclus", "revoque_at"])
    audit.record("pouvoir_revoquer", pouvoir, by=by, at=at)
    return pouvoir


def _numero(point: Point | None) -> str | None:
    return point.numero if point else None
