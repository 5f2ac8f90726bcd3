"""Comités de secteur: whom mayors send, what is voted, and the avis carried to its report."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.actions.avis import noter_avis
from instances.actions.instances import nommer
from instances.actions.inviter import inviter
from instances.models import Avis, Elu, Instance, Mandat, Nomination, Point, Seance
from instances.regles.faits import TypePoint
from sectors.models import Destination, InvitationDuMaire
from sectors.queries import comites as queries
from sectors.queries.alertes import commune_du_maire
from sectors.regles import comites as regles
from sectors.regles.secteurs import avis_adopte, referent

AVIS = ("rendu_on", "sens", "texte", "pour", "contre", "abstention")
MUNICIPAUX = (Mandat.Nature.ADJOINT, Mandat.Nature.MUNICIPAL)


@transaction.atomic
def inviter_un_elu(
    point: Point, *, maire: Elu, elu: Elu, domaine: str, by: User, at: datetime
) -> InvitationDuMaire:
    """The mayor sends an adjoint or councillor: he votes on that point alone (SEC-03)."""
    seance = lock(point.seance)
    on = localdate(seance.starts_at)
    commune = commune_du_maire(maire, on)
    deja = InvitationDuMaire.objects.filter(invite__point=point, commune=commune)
    exiger(
        regles.invitation(
            meme_commune=commune is not None
            and elu.mandats.filter(commune=commune, nature__in=MUNICIPAUX).au(on).exists(),
            deja=deja.count(),
            domaine=domaine,
        )
    )
    assert commune is not None  # the rule above refused otherwise
    invite = inviter(
        seance,
        elu=elu,
        qualite=f"Invité par le maire de {commune}, {domaine}"[:120],
        point=point,
        voix_de=None if queries.est_d_une_seule_commune(seance.instance, on) else commune,
        by=by,
        at=at,
    )
    invitation: InvitationDuMaire = invite.invitations_du_maire.create(
        intercommunalite=point.intercommunalite, commune=commune, maire=maire, domaine=domaine,
        at=at,
    )  # fmt: skip
    audit.record("comite_inviter", point, by=by, at=at, elu=elu.pk, domaine=domaine)
    return invitation


@transaction.atomic
def destiner(point: Point, *, vers: Point, by: User, at: datetime) -> Destination:
    """Say which report of the bureau or conseil this point enlightens."""
    lock(point.seance)
    exiger(
        regles.destination(
            delibere=TypePoint(vers.type).delibere or vers.type == Point.Type.DEBAT,
            ouvert=vers.etat not in queries.CLOS,
            le_sien=vers.seance_id == point.seance_id,
        )
    )
    destination = Destination(intercommunalite=point.intercommunalite, point=point, vers=vers)
    destination.full_clean()
    destination.save()
    _faire_suivre(point, vers, by=by, at=at)
    audit.record("comite_destiner", point, by=by, at=at, vers=vers.pk)
    return destination


def _faire_suivre(point: Point, vers: Point, *, by: User, at: datetime) -> None:
    """An avis already written goes at once to the report chosen afterwards."""
    rendu = point.avis_issus.filter(point=point).first()
    if rendu is not None:
        champs = {nom: getattr(rendu, nom) for nom in AVIS}
        noter_avis(vers, instance=rendu.instance, point_source=point, by=by, at=at, **champs)


@transaction.atomic
def rendre_avis(
    point: Point,
    *,
    sens: str,
    texte: str,
    pour: int | None,
    contre: int | None,
    abstention: int | None,
    by: User,
    at: datetime,
) -> list[Avis]:
    """Write the comité's avis with its votes: it reaches at once each report it goes to.

    With no report to enlighten yet, it is kept on the point itself.
    """
    seance = lock(point.seance)
    destinations = [d.vers for d in point.destinations.select_related("vers__seance")] or [point]
    votants = next(v for v in queries.points_vus(seance) if v.point.pk == point.pk).votants
    exiger(
        regles.vote(
            exprimees=sum(n or 0 for n in (pour, contre, abstention)),
            votants=len(votants),
            tenue=seance.starts_at <= at and seance.etat not in queries.HORS_DE_CAUSE,
        )
    )
    rendus = [
        noter_avis(
            vers,
            instance=seance.instance,
            rendu_on=localdate(seance.starts_at),
            point_source=point,
            sens=sens,
            texte=texte,
            pour=pour,
            contre=contre,
            abstention=abstention,
            by=by,
            at=at,
        )
        for vers in destinations
    ]
    audit.record("comite_rendre_avis", point, by=by, at=at, sens=sens, pour=pour, contre=contre)
    return rendus


def porter_avis(destination: Destination, *, by: User | None, at: datetime) -> Avis | None:
    """A vote proclaimed in the comité's séance goes to its report by itself."""
    point, vers = destination.point, destination.vers
    scrutin = point.scrutins.filter(annule_at=None, proclame_at__isnull=False).last()
    if scrutin is None:
        return None
    adopte = avis_adopte(pour=scrutin.pour or 0, contre=scrutin.contre or 0)
    avis: Avis = Avis(
        intercommunalite=point.intercommunalite,
        point=vers,
        instance=point.seance.instance,
        point_source=point,
        rendu_on=localdate(point.seance.starts_at),
        sens=Avis.Sens.FAVORABLE if adopte else Avis.Sens.DEFAVORABLE,
        pour=scrutin.pour,
        contre=scrutin.contre,
        abstention=scrutin.abstention,
    )
    avis.save()
    audit.record("avis_noter", avis, by=by, at=at, rapport=vers.numero, sens=avis.sens)
    return avis


@transaction.atomic
def designer_referent(
    comite: Instance,
    *,
    commission: Instance,
    elu: Elu,
    competence: str,
    starts_on: date,
    by: User,
    at: datetime,
) -> Nomination:
    """The sector's delegate to a commission élargie: a titulaire, for one competence (SEC-06)."""
    titulaires = {s.elu for s in queries.titulaires(comite, localdate(at))}
    exiger(referent(titulaire=elu in titulaires, competence=competence))
    return nommer(
        commission,
        elu=elu,
        qualite=Nomination.Qualite.TITULAIRE,
        starts_on=starts_on,
        acte=f"{queries.REFERENT} {comite} pour {competence}"[:200],
        by=by,
        at=at,
    )


def a_porter(destination: Destination) -> bool:
    """Whether its vote is over and no avis has travelled yet."""
    seance: Seance = destination.point.seance
    return (
        seance.etat not in queries.HORS_DE_CAUSE
        and not destination.point.avis_issus.filter(point=destination.vers).exists()
    )
