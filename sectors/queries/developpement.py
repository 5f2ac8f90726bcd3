"""The conseil de développement as its page reads it: matters, reports, what is owed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from governance.models import Intercommunalite
from governance.regles import Manquement
from instances.models import Instance, Point, Seance
from instances.queries import commissions
from instances.queries.composition import parametres
from sectors.models import RapportDuDeveloppement, SaisineDuDeveloppement
from sectors.regles import developpement as regles


@dataclass(frozen=True, kw_only=True)
class DeveloppementVu:
    instance: Instance | None
    manquements: tuple[Manquement, ...]
    saisines: list[SaisineDuDeveloppement]
    rapports: list[RapportDuDeveloppement]
    autosaisine: bool


def conseil_de_developpement(ici: Intercommunalite, on: date) -> Instance | None:
    instances = ici.instances.filter(type_instance__modele="conseil_de_developpement").au(on)
    instance: Instance | None = instances.select_related("type_instance").order_by("pk").first()
    return instance


def vue(ici: Intercommunalite, on: date) -> DeveloppementVu:
    instance = conseil_de_developpement(ici, on)
    reglement = parametres(ici, on)
    return DeveloppementVu(
        instance=instance,
        manquements=_manquements(ici, instance, on),
        saisines=list(instance.saisines_du_developpement.all()) if instance else [],
        rapports=rapports(instance) if instance else [],
        autosaisine=bool(reglement.conseil_developpement_autosaisine),
    )


def _manquements(
    ici: Intercommunalite, instance: Instance | None, on: date
) -> tuple[Manquement, ...]:
    if instance is None:
        return commissions.developpement(ici, on)
    return (
        *commissions.verdict(instance, on),
        *regles.autosaisine(clause=parametres(ici, on).conseil_developpement_autosaisine),
        *rapport_du(instance, on),
    )


def rapport_du(instance: Instance, on: date) -> tuple[Manquement, ...]:
    lus = rapports(instance)
    return regles.rapport_du(
        creee_on=instance.starts_on,
        remis={r.annee for r in lus},
        debattus={r.annee for r in lus if r.point and r.point.etat == Point.Etat.TRAITE},
        on=on,
    )


def rapports(instance: Instance) -> list[RapportDuDeveloppement]:
    return list(instance.rapports_du_developpement.select_related("point__seance__instance"))


def points_du_debat(ici: Intercommunalite) -> QuerySet[Point]:
    """Of the conseil, where a report may be debated."""
    seances = ici.seances.filter(instance__type_instance__modele="conseil").exclude(
        etat__in=[Seance.Etat.ANNULEE, Seance.Etat.REPORTEE]
    )
    points = ici.points.filter(seance__in=seances).exclude(etat=Point.Etat.RETIRE)
    return points.select_related("seance__instance").order_by("-seance__starts_at", "rang")
