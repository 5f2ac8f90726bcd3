"""Who may do what with instances, séances and their members. docs/roles.md is the table.

The service des assemblées acts in every instance, or in those it has in charge when its
access is limited; élus and maires read, and act through the mandat in force of their Élu.
"""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from guardian.shortcuts import get_objects_for_user

from governance.models import Acces
from governance.permissions import est_de_commune
from instances.models import Commune, Elu, Instance, Mandat, Point, Seance, Siegeant
from instances.queries.agenda import instances_du_membre

Role = Acces.Role
SERVICES = frozenset({Role.ADMINISTRATEUR, Role.ASSEMBLEES, Role.DIRECTION})


def instances_en_charge(acces: Acces) -> frozenset[int] | None:
    """Ids of the instances whose séances the access may run; ``None`` means all of them.

    Guardian's rows bear no tenant: the query starts from the instances of this one.
    """
    if acces.role not in SERVICES:
        return frozenset()
    if not acces.instances_choisies:
        return None
    if not hasattr(acces, "_en_charge"):
        permises = get_objects_for_user(
            acces.user,
            "instances.gerer_seances",
            klass=acces.intercommunalite.instances.all(),
            accept_global_perms=False,
        )
        acces._en_charge = frozenset(permises.values_list("pk", flat=True))  # type: ignore[attr-defined]  # once per request
    return acces._en_charge  # type: ignore[attr-defined,no-any-return]


def can_gerer_seances(acces: Acces, instance: Instance) -> bool:
    en_charge = instances_en_charge(acces)
    return instance.intercommunalite_id == acces.intercommunalite_id and (
        en_charge is None or instance.pk in en_charge
    )


def instances_a_gerer(acces: Acces, on: date) -> QuerySet[Instance]:
    """The bodies in force that day for which the access may open a séance."""
    instances: QuerySet[Instance] = acces.intercommunalite.instances.au(on).order_by("nom")
    en_charge = instances_en_charge(acces)
    return instances if en_charge is None else instances.filter(pk__in=en_charge)


def can_creer_seance(acces: Acces) -> bool:
    """In one body at least: the form then offers those, and no other."""
    en_charge = instances_en_charge(acces)
    return en_charge is None or bool(en_charge)


def can_preparer(acces: Acces, seance: Seance) -> bool:
    return can_gerer_seances(acces, seance.instance)


def can_convoquer(acces: Acces, seance: Seance) -> bool:
    return can_gerer_seances(acces, seance.instance)


def can_conduire(acces: Acces, seance: Seance) -> bool:
    return can_gerer_seances(acces, seance.instance)


def can_lire_seance(acces: Acces, seance: Seance) -> bool:
    """What does not meet in public is read by its members and by the services (DIV-03)."""
    if est_de_commune(acces):
        return False
    return seance.instance.type_instance.publique or _siege_ou_sert(acces, seance)


def _siege_ou_sert(acces: Acces, seance: Seance) -> bool:
    return (
        acces.role in SERVICES
        or seance.siegeants.filter(_siege_de(acces)).exists()
        or seance.instance_id in instances_du_membre(acces, localdate(seance.starts_at))
    )


def points_reserves(acces: Acces, seance: Seance) -> QuerySet[Point]:
    """An alert is debated, not deliberated: even in a body that meets in public, its point is
    read by who sits, by who is invited to it and by the services (HUC-03, DIV-03)."""
    alertes: QuerySet[Point] = seance.points.filter(usage=Point.Usage.ALERTE)
    if not alertes.exists() or _siege_ou_sert(acces, seance):
        return alertes.none()
    return alertes.exclude(invites__elu__acces=acces)


def can_lire_point(acces: Acces, point: Point) -> bool:
    return not points_reserves(acces, point.seance).filter(pk=point.pk).exists()


def seances_lisibles(acces: Acces, on: date | None = None) -> QuerySet[Seance]:
    """The séances that ``can_lire_seance`` opens, membership being that of the day (today)."""
    on = on or localdate()
    seances: QuerySet[Seance] = acces.intercommunalite.seances.all()
    if acces.role in SERVICES:
        return seances
    if est_de_commune(acces):
        return seances.none()
    sieges = acces.intercommunalite.siegeants.filter(_siege_de(acces))
    return seances.filter(
        Q(instance__type_instance__publique=True)
        | Q(instance__in=instances_du_membre(acces, on))
        | Q(pk__in=sieges.values("seance_id"))
    )


def instances_lisibles(acces: Acces, on: date) -> QuerySet[Instance]:
    """The bodies whose calendar shows: the public ones, and those where one sits (DIV-03)."""
    instances: QuerySet[Instance] = acces.intercommunalite.instances.au(on)
    if acces.role in SERVICES:
        return instances
    siennes = Q(pk__in=instances_du_membre(acces, on))
    return instances.filter(siennes | Q(type_instance__publique=True))


def _siege_de(acces: Acces) -> Q:
    return Q(elu__acces=acces) | Q(suppleant__acces=acces)


def can_deroger(acces: Acces) -> bool:
    """« Rôle juridique » of the rules: the direction."""
    return acces.role == Role.DIRECTION


def can_composer(acces: Acces) -> bool:
    """Communes, élus, mandats, instances and nominations."""
    return acces.role in SERVICES and not acces.instances_choisies


def can_tenir_calendrier(acces: Acces, commune: Commune) -> bool:
    """The municipal councils of a commune: the service, its maire and its clerk (CNV-23)."""
    if can_composer(acces) or est_secretaire_de(acces, commune):
        return True
    mandats = commune.mandats.filter(nature=Mandat.Nature.MAIRE, elu__acces=acces)
    return mandats.au(localdate()).exists()


def est_secretaire_de(acces: Acces, commune: Commune) -> bool:
    """By the role and the link together: a clerk who changed role keeps nothing."""
    return est_de_commune(acces) and acces.secretariats.filter(commune=commune).exists()


def can_lire_demande(acces: Acces, instance: Instance) -> bool:
    """A demand for a meeting: the services, and the members of the body."""
    return acces.role in SERVICES or can_signer_demande(acces, instance)


def can_signer_demande(acces: Acces, instance: Instance) -> bool:
    """In one's own name; the rule then looks at the day of the demand (CNV-16)."""
    return instance.pk in instances_du_membre(acces, localdate())


def can_deposer_question(acces: Acces) -> bool:
    """In one's own name; the rule then looks at the members of the conseil (QST-01)."""
    return bool(mandats_en_vigueur(acces, localdate()))


def can_traiter_question(acces: Acces) -> bool:
    """Inscribe, answer: the services whose access covers the conseil."""
    return acces.role in SERVICES and not acces.instances_choisies


def can_regler(acces: Acces) -> bool:
    """Types d'instance and règlement intérieur."""
    return acces.role in {Role.ADMINISTRATEUR, Role.DIRECTION}


def can_lire_coordonnees(acces: Acces) -> bool:
    """Dates of birth, private addresses: those who convene and compose, nobody else."""
    return acces.role in SERVICES


def can_lire_interets(acces: Acces, elu: Elu) -> bool:
    """The register of interests: the services, and the élu about himself (MEM-11)."""
    return acces.role in SERVICES or elu.acces_id == acces.pk


def can_tenir_interets(acces: Acces, elu: Elu) -> bool:
    return can_composer(acces) or elu.acces_id == acces.pk


# Through the mandat ---------------------------------------------------------------------
# An élu or a maire acts by the mandats in force of the Élu that the access points to: the
# role's name opens nothing, and a mandat that ended closes at once what it opened.


def mandats_en_vigueur(acces: Acces, on: date) -> frozenset[str]:
    """Natures of the mandats in force that day; none when the access points to no élu."""
    mandats = acces.intercommunalite.mandats.filter(elu__acces=acces).au(on)
    return frozenset(mandats.values_list("nature", flat=True))


def est_maire(acces: Acces, on: date) -> bool:
    return Mandat.Nature.MAIRE in mandats_en_vigueur(acces, on)


def est_conseiller(acces: Acces, on: date) -> bool:
    return Mandat.Nature.CONSEILLER in mandats_en_vigueur(acces, on)


def est_president(acces: Acces, on: date) -> bool:
    return Mandat.Nature.PRESIDENT in mandats_en_vigueur(acces, on)


def can_donner_pouvoir(acces: Acces, mandant: Siegeant) -> bool:
    """Who runs the séance notes it; a member gives it in their own name (POU-01)."""
    if can_conduire(acces, mandant.seance):
        return True
    return (
        mandant.vote
        and mandant.elu is not None
        and mandant.elu.acces_id == acces.pk
        and bool(mandats_en_vigueur(acces, localdate(mandant.seance.starts_at)))
    )
