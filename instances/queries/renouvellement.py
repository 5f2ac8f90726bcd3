"""The last general renewal, as the mandats tell it, and what the law dates from it.

A module ``renouvellements`` of an application adds the lines that it alone knows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from django.db.models import QuerySet
from django.utils.module_loading import autodiscover_modules

from governance.models import Intercommunalite
from instances.models import Elu, Mandat, Seance
from instances.regles import renouvellement as regles
from instances.regles.dates_en_lettres import compte
from instances.regles.modeles_instances import CONSEIL

Nature = Mandat.Nature
DUREE_AFFICHEE = 12


@dataclass(frozen=True, kw_only=True)
class Renouvellement:
    """``debut``: when the mandats of the conseil began. ``installation``: the président elected.

    ``tour``: the round of the municipal elections that completed it, where the maires tell it.
    """

    debut: date
    election_des_maires: date | None
    tour: date | None
    installation: date | None

    @property
    def limite(self) -> date | None:
        if self.election_des_maires is None:
            return None
        return regles.date_limite_d_installation(self.election_des_maires)


@dataclass(frozen=True, kw_only=True)
class Ligne:
    """One date of the schedule. ``fait_le``: known only where a row tells it."""

    echeance: regles.Echeance
    fait_le: date | None
    aujourd_hui: date

    @property
    def ton(self) -> str:
        if self.fait_le is not None:
            return "ok"
        passee = self.echeance.le is not None and self.echeance.le < self.aujourd_hui
        return "stop" if passee else "time"

    @property
    def mot(self) -> str:
        if self.fait_le is not None:
            return "Fait"
        if self.echeance.le is None:
            return "À faire"
        reste = (self.echeance.le - self.aujourd_hui).days
        if reste < 0:
            return "Date passée, à vérifier"
        return f"Reste {compte(reste, 'jour')}" if reste else "Aujourd’hui"


Source: TypeAlias = Callable[[Intercommunalite, Renouvellement, date], Iterable[Ligne]]
_registre: dict[str, Source] = {}


def inscrire(source: Source) -> Source:
    """Called at the import of an application's own ``renouvellements`` module; a decorator."""
    _registre[f"{source.__module__}.{source.__qualname__}"] = source
    return source


def renouvellement(intercommunalite: Intercommunalite, on: date) -> Renouvellement | None:
    """``None`` when the mandats do not tell it. One query."""
    suivis = (Nature.CONSEILLER, Nature.PRESIDENT, Nature.MAIRE)
    mandats = list(
        intercommunalite.mandats.filter(nature__in=suivis)
        .exclude(starts_on__gt=on)
        .values_list("nature", "starts_on", "ends_on")
    )
    debuts = [d for n, d, fin in mandats if n == Nature.CONSEILLER and not (fin and fin < on)]
    debut = regles.debut_commun(debuts)
    if debut is None:
        return None
    maires = regles.elections_du_printemps(
        debut, (d for n, d, _fin in mandats if n == Nature.MAIRE)
    )
    return Renouvellement(
        debut=debut,
        election_des_maires=max(maires, default=None),
        tour=regles.tour_complet(maires),
        installation=regles.election_du_president(
            debut, (d for n, d, _fin in mandats if n == Nature.PRESIDENT)
        ),
    )


def sieges_recents(intercommunalite: Intercommunalite, on: date) -> QuerySet[Mandat]:
    """Where there is none, no séance of that day can be the first of a conseil."""
    mandats: QuerySet[Mandat] = intercommunalite.mandats.filter(
        nature=Nature.CONSEILLER, starts_on__range=(on - regles.PRINTEMPS, on)
    )
    return mandats


def installe_par(seance: Seance, on: date) -> Renouvellement | None:
    """The renewal that this séance of the conseil opens, before a président is elected (INS-02)."""
    if seance.instance.type_instance.modele != CONSEIL.code:
        return None
    lu = renouvellement(seance.intercommunalite, on)
    if lu is None or not regles.est_une_installation(on, lu.debut, lu.installation):
        return None
    avant = seance.intercommunalite.seances.tenues().filter(
        instance=seance.instance_id, starts_at__date__range=(lu.debut, on - timedelta(days=1))
    )
    return None if avant.exists() else lu


def president_sortant(intercommunalite: Intercommunalite, lu: Renouvellement) -> Elu | None:
    """He stays in office until the conseil is installed, whatever end his mandat was given."""
    veille = lu.debut - timedelta(days=1)
    mandats = intercommunalite.mandats.filter(nature=Nature.PRESIDENT).exclude(
        starts_on__gte=lu.debut
    )
    dernier = (
        mandats.exclude(ends_on__lt=veille).select_related("elu").order_by("-starts_on", "-id")
    ).first()
    return dernier.elu if dernier else None


def echeancier(
    intercommunalite: Intercommunalite, lu: Renouvellement | None, on: date
) -> list[Ligne]:
    """INS-01, then INS-05, during the year that follows a renewal; empty afterwards."""
    if lu is None or on > regles.dans_n_mois(lu.debut, DUREE_AFFICHEE):
        return []
    lignes = [
        Ligne(echeance=e, fait_le=lu.installation, aujourd_hui=on)
        for e in regles.installation(lu.limite)
    ]
    if lu.installation is None:
        return lignes
    reglement = _premier_reglement(intercommunalite, lu.installation)
    lignes += [
        Ligne(
            echeance=e, fait_le=reglement if e.objet == regles.REGLEMENT else None, aujourd_hui=on
        )
        for e in regles.echeancier(lu.installation)
    ]
    autodiscover_modules("renouvellements")
    for nom in sorted(_registre):
        lignes += _registre[nom](intercommunalite, lu, on)
    return sorted(lignes, key=lambda li: li.echeance.le or date.min)


def _premier_reglement(intercommunalite: Intercommunalite, depuis: date) -> date | None:
    versions = intercommunalite.reglements.filter(starts_on__gt=depuis).order_by("starts_on")
    return versions.values_list("starts_on", flat=True).first()
