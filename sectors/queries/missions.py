"""Missions d'information: who signed validly, what stands against them, what is due."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate

from governance.models import Acces, Intercommunalite
from governance.regles import Manquement
from instances.models import Elu, Instance, Mandat, Point
from instances.queries.commissions import verdict
from instances.queries.composition import membres_en_exercice, parametres
from sectors.models import Mission, SignataireMission
from sectors.regles import missions as regles

PREMIER_RENOUVELLEMENT, PAS = 2026, 6
# The municipal renewal is held in March.
AVRIL = 4


@dataclass(frozen=True, kw_only=True)
class Vue:
    """A demand as its page reads it."""

    mission: Mission
    requises: int
    valables: int
    manquements: tuple[Manquement, ...]
    fin: date | None


def conseil(intercommunalite: Intercommunalite, on: date) -> Instance | None:
    conseils: QuerySet[Instance] = intercommunalite.instances.au(on)
    return conseils.filter(type_instance__modele="conseil").select_related("type_instance").first()


def regime(intercommunalite: Intercommunalite, on: date) -> regles.Regime:
    reglement = parametres(intercommunalite, on)
    return regles.Regime(
        seuil_habitants=reglement.mission_seuil_habitants,
        fraction=reglement.mission_fraction,
        duree_mois=reglement.mission_duree_mois,
        delai_jours=reglement.mission_delai_jours,
    )


def renouvellement_suivant(on: date) -> int:
    """The year of the next general renewal of the municipal councils."""
    ecoule = (on.year - PREMIER_RENOUVELLEMENT) % PAS
    if ecoule == 0 and on.month < AVRIL:
        return on.year
    return on.year + PAS - ecoule


def demande_de(mission: Mission, *, seance_on: date | None = None) -> regles.Demande:
    """The demand as the rules see it; a second signature of the civil year does not count."""
    ici, recue = mission.intercommunalite, mission.recue_on
    assemblee = conseil(ici, recue)
    signataires = list(mission.signataires.values_list("elu_id", flat=True))
    ailleurs = SignataireMission.objects.filter(
        elu__in=signataires, mission__recue_on__year=recue.year
    ).exclude(mission=mission)
    deja = ailleurs.filter(mission__numero__lt=mission.numero).values("elu").distinct().count()
    return regles.Demande(
        population=ici.population,
        membres=membres_en_exercice(assemblee, recue) if assemblee else 0,
        signataires=len(signataires),
        deja_signataires=deja,
        recue_on=recue,
        seance_on=seance_on,
        renouvellement=renouvellement_suivant(seance_on or recue),
    )


def vue(mission: Mission) -> Vue:
    seance_on = localdate(mission.point.seance.starts_at) if mission.point else None
    demande = demande_de(mission, seance_on=seance_on)
    regime_du_jour = regime(mission.intercommunalite, mission.recue_on)
    trouves = regles.manquements(demande, regime_du_jour)
    return Vue(
        mission=mission,
        requises=regles.requises(demande, regime_du_jour),
        valables=demande.valables,
        manquements=() if mission.creee_on or mission.refusee_on else trouves,
        fin=regles.fin(mission.creee_on, regime_du_jour) if mission.creee_on else None,
    )


def alertes(mission: Mission, on: date) -> tuple[Manquement, ...]:
    """The end that comes, while the report is still to give (MIE-04); who sits (MIE-05)."""
    if mission.creee_on is None or mission.rapport_on is not None:
        return ()
    composee = verdict(mission.instance, on) if mission.instance else ()
    fin = regles.bientot_finie(mission.creee_on, regime(mission.intercommunalite, on), on=on)
    return (*fin, *composee)


def sans_rapport(intercommunalite: Intercommunalite) -> list[Mission]:
    """Created, and whose report has not come."""
    missions = intercommunalite.missions.filter(creee_on__isnull=False, rapport_on=None)
    return list(missions.select_related("instance__type_instance").order_by("creee_on", "pk"))


def membres(intercommunalite: Intercommunalite, on: date) -> QuerySet[Elu]:
    """The councillors in office, titulaires only (MIE-05)."""
    mandats = intercommunalite.mandats.filter(nature=Mandat.Nature.CONSEILLER).au(on)
    elus: QuerySet[Elu] = intercommunalite.elus.filter(mandats__in=mandats)
    return elus.distinct().order_by("nom", "prenom")


def membre_de(acces: Acces, on: date) -> Elu | None:
    return membres(acces.intercommunalite, on).filter(acces=acces).first()


def points_du_conseil(intercommunalite: Intercommunalite, on: date) -> QuerySet[Point]:
    """Where the creation may be put to deliberation."""
    points = Point.objects.filter(
        seance__in=intercommunalite.seances.filter(
            instance__type_instance__modele="conseil", starts_at__date__gte=on
        ),
        type=Point.Type.DELIBERATION,
    )
    return points.exclude(etat=Point.Etat.RETIRE).select_related("seance__instance")
