"""Reads of comités and conseils de territoire: who votes on what, and where their avis go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate

from governance.models import Intercommunalite
from governance.regles import Manquement
from instances.models import Avis, Instance, Invite, Nomination, Perimetre, Point, Seance
from instances.queries.composition import SiegeDetaille, parametres, sieges_detailles
from instances.queries.voix import voix_des_sieges
from instances.regles.mandats import Nature
from instances.regles.modeles_instances import COMITE_DE_SECTEUR, CONSEIL_DE_TERRITOIRE
from sectors.regles import secteurs as regles

MODELES = (COMITE_DE_SECTEUR.code, CONSEIL_DE_TERRITOIRE.code)
HORS_DE_CAUSE = (Seance.Etat.ANNULEE, Seance.Etat.REPORTEE)
# An invitation bears on one point: its field is that point’s.
POINT = "point"
REFERENT = "Référent de"
CLOS = (Point.Etat.TRAITE, Point.Etat.RETIRE, Point.Etat.NON_EXAMINE)


def comites(ici: Intercommunalite, on: date) -> QuerySet[Instance]:
    instances = ici.instances.filter(type_instance__modele__in=MODELES).au(on)
    trouves: QuerySet[Instance] = instances.select_related("type_instance", "perimetre")
    return trouves.order_by("nom")


def comites_du(perimetre: Perimetre, on: date) -> QuerySet[Instance]:
    return comites(perimetre.intercommunalite, on).filter(perimetre=perimetre)


def titulaires(comite: Instance, on: date) -> list[SiegeDetaille]:
    return [s for s in sieges_detailles(comite, on) if s.siege.vote]


@dataclass(frozen=True, kw_only=True)
class PointVu:
    """A point of a comité: who votes, who was sent for it, where its avis goes."""

    point: Point
    votants: tuple[regles.Participant, ...]
    invites: tuple[Invite, ...]
    destinations: tuple[Point, ...]
    avis: tuple[Avis, ...]
    manquements: tuple[Manquement, ...]

    @property
    def destine(self) -> bool:
        """Its avis has reached a report: another destination would come too late to choose."""
        return any(a.point_id != self.point.pk for a in self.avis)


def points_vus(seance: Seance) -> list[PointVu]:
    """The whole ordre du jour; the seats are read once."""
    sieges = votants_de_droit(seance)
    points = seance.points.exclude(etat=Point.Etat.RETIRE).order_by("rang")
    lus = points.prefetch_related(
        "invites__elu", "invites__voix_de",
        "destinations__vers__seance__instance", "avis_issus__point__seance__instance",
    )  # fmt: skip
    return [_vu(seance, point, sieges) for point in lus]


def _vu(seance: Seance, point: Point, sieges: tuple[regles.Participant, ...]) -> PointVu:
    invites = tuple(point.invites.all())
    invites_vus = tuple(p for i in invites for p in _invite_vu(i))
    return PointVu(
        point=point,
        votants=(*sieges, *invites_vus),
        invites=invites,
        destinations=tuple(d.vers for d in point.destinations.all()),
        avis=tuple(point.avis_issus.all()),
        manquements=tuple(regles.invitations(invites_vus, domaine=POINT)),
    )


def votants_de_droit(seance: Seance) -> tuple[regles.Participant, ...]:
    """Seats with a voice on every point: as convened, or as they would be if it were today."""
    convoques = list(seance.siegeants.select_related("elu"))
    if convoques:
        return tuple(
            _de_droit(str(s), s.commune) for s in convoques if s.vote and not s.sur_invitation
        )
    sieges = sieges_detailles(seance.instance, localdate(seance.starts_at))
    return tuple(
        _de_droit(s.nom, str(s.commune or ""))
        for s, vote in zip(sieges, voix_des_sieges(seance, sieges), strict=True)
        if vote
    )


def _de_droit(nom: str, commune: str) -> regles.Participant:
    return regles.Participant(nom=nom, qualite=regles.Qualite.CONSEILLER, commune=commune)


def _invite_vu(invite: Invite) -> Iterable[regles.Participant]:
    if invite.voix_de is not None:
        yield regles.Participant(
            nom=str(invite),
            qualite=regles.Qualite.INVITE,
            commune=invite.voix_de.nom,
            domaines=frozenset({POINT}),
            invite_par_le_maire=True,
        )


def maires_sans_voix(seance: Seance) -> int:
    """Mayors who sit without being conseillers, and whom the parameter gives no voice (SEC-04)."""
    on = localdate(seance.starts_at)
    if parametres(seance.intercommunalite, on).secteur_maire_non_conseiller_vote:
        return 0
    if seance.instance.type_instance.modele != COMITE_DE_SECTEUR.code or est_d_une_seule_commune(
        seance.instance, on
    ):
        return 0
    sieges = sieges_detailles(seance.instance, on)
    return sum(s.siege.qualite is Nature.MAIRE and not s.siege.vote for s in sieges)


def est_d_une_seule_commune(instance: Instance, on: date) -> bool:
    """A sector by itself, as a ville-centre is: its comité takes no vote (SEC-01, SEC-03)."""
    if instance.perimetre_id is None or instance.type_instance.modele != COMITE_DE_SECTEUR.code:
        return False
    rattachements = instance.intercommunalite.perimetre_communes.filter(
        perimetre=instance.perimetre_id
    )
    return int(rattachements.au(on).count()) == 1


def destinations_possibles(point: Point) -> QuerySet[Point]:
    """Reports of the bodies that decide, still to be dealt with; the same title comes first."""
    depuis = point.seance.starts_at - timedelta(days=1)
    rapports = point.intercommunalite.points.filter(
        seance__starts_at__gte=depuis, seance__instance__type_instance__nature="deliberante"
    )
    ouverts = rapports.exclude(etat__in=CLOS).exclude(seance__etat__in=HORS_DE_CAUSE)
    trouves: QuerySet[Point] = ouverts.select_related("seance__instance")
    return trouves.order_by("seance__starts_at", "rang")


def proposee(point: Point) -> Point | None:
    """The report of the same title, if one is already inscribed."""
    trouve: Point | None = destinations_possibles(point).filter(titre__iexact=point.titre).first()
    return trouve


def referents(comite: Instance, on: date) -> list[Nomination]:
    """Its delegates to the commissions élargies, by what their nomination says (SEC-06)."""
    nominations = comite.intercommunalite.nominations.au(on).filter(
        acte__startswith=f"{REFERENT} {comite} "
    )
    return list(nominations.select_related("elu", "instance").order_by("instance__nom"))
