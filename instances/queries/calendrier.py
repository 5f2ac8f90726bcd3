"""The shared calendar: our séances and the municipal councils, month by month (CNV-23)."""

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate, localtime, make_aware

from governance.models import Acces, Intercommunalite
from governance.regles import Manquement
from instances.models import Commune, ReunionMunicipale, Seance
from instances.permissions import seances_lisibles
from instances.regles import collisions as regles
from instances.regles.dates_en_lettres import MOIS

Etat = Seance.Etat
SANS_EFFET = (Etat.ANNULEE, Etat.REPORTEE)
# A meeting that began half a day before may still be on: whole days are read so too.
AVANT = timedelta(days=1)
PASSE = timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class Inscrit:
    """One line of a day: a séance, or a municipal council."""

    debut: datetime
    titre: str
    lieu: str = ""
    url: str = ""
    annule: bool = False
    municipal: bool = False
    heurte: tuple[str, ...] = ()

    @property
    def heure(self) -> datetime:
        return localtime(self.debut)


@dataclass(frozen=True, kw_only=True)
class Jour:
    le: date
    du_mois: bool
    aujourd_hui: bool
    inscrits: tuple[Inscrit, ...]


@dataclass(frozen=True, kw_only=True)
class Mois:
    debut: date
    semaines: tuple[tuple[Jour, ...], ...] = field(default=())

    @property
    def nom(self) -> str:
        return f"{MOIS[self.debut.month - 1]} {self.debut.year}"

    @property
    def precedent(self) -> str:
        return f"{self.debut - timedelta(days=1):%Y-%m}"

    @property
    def suivant(self) -> str:
        return f"{self.debut + timedelta(days=31):%Y-%m}"

    @property
    def jours_occupes(self) -> list[Jour]:
        """For the list of a narrow screen: only the days of the month that bear something."""
        return [j for s in self.semaines for j in s if j.du_mois and j.inscrits]


def mois_demande(texte: str, aujourd_hui: date) -> date:
    """« 2026-11 »; anything else shows the current month."""
    try:
        lu = datetime.strptime(texte, "%Y-%m").date()  # noqa: DTZ007 – a month has no zone
    except ValueError:
        return aujourd_hui.replace(day=1)
    return lu if 1990 <= lu.year <= 2200 else aujourd_hui.replace(day=1)


def mois(acces: Acces, debut: date, at: datetime) -> Mois:
    """The séances that the reader may read, and every municipal council of the month."""
    semaines = calendar.Calendar().monthdatescalendar(debut.year, debut.month)
    du = make_aware(datetime.combine(semaines[0][0], time()))
    au = make_aware(datetime.combine(semaines[-1][-1] + timedelta(days=1), time()))
    seances = seances_lisibles(acces, localdate(at)).filter(starts_at__gte=du, starts_at__lt=au)
    reunions = list(_reunions(acces.intercommunalite, du, au))
    par_jour: dict[date, list[Inscrit]] = defaultdict(list)
    for inscrit in (
        *_seances(seances.select_related("instance", "intercommunalite"), reunions),
        *(_municipale(r) for r in reunions if r.starts_at >= du),
    ):
        par_jour[localdate(inscrit.debut)].append(inscrit)
    return Mois(
        debut=debut,
        semaines=tuple(
            tuple(_jour(j, debut, localdate(at), par_jour[j]) for j in semaine)
            for semaine in semaines
        ),
    )


def _jour(le: date, debut: date, aujourd_hui: date, inscrits: Iterable[Inscrit]) -> Jour:
    return Jour(
        le=le,
        du_mois=le.month == debut.month,
        aujourd_hui=le == aujourd_hui,
        inscrits=tuple(sorted(inscrits, key=lambda i: (i.debut, i.municipal, i.titre))),
    )


def _seances(seances: Iterable[Seance], reunions: list[ReunionMunicipale]) -> list[Inscrit]:
    vues = [_vue(r) for r in reunions if not r.annulee]
    lignes = []
    for seance in seances:
        annule = seance.etat in SANS_EFFET
        heurts = () if annule else regles.collisions(seance.starts_at, vues)
        lignes.append(
            Inscrit(
                debut=seance.starts_at,
                titre=str(seance.instance),
                lieu=seance.lieu,
                url=seance.get_absolute_url(),
                annule=annule,
                heurte=tuple(dict.fromkeys(r.qui for r in heurts)),
            )
        )
    return lignes


def _municipale(reunion: ReunionMunicipale) -> Inscrit:
    return Inscrit(
        debut=reunion.starts_at,
        titre=str(reunion.commune),
        lieu=reunion.titre,
        annule=reunion.annulee,
        municipal=True,
    )


def _reunions(
    intercommunalite: Intercommunalite, du: datetime, au: datetime
) -> QuerySet[ReunionMunicipale]:
    reunions: QuerySet[ReunionMunicipale] = intercommunalite.reunions_municipales.filter(
        starts_at__gte=du - AVANT, starts_at__lt=au
    )
    return reunions.select_related("commune").order_by("starts_at", "commune__nom", "pk")


def _vue(reunion: ReunionMunicipale) -> regles.Reunion:
    return regles.Reunion(
        qui=str(reunion.commune),
        titre=reunion.titre,
        debut=reunion.starts_at,
        fin=reunion.ends_at,
    )


# Collisions -----------------------------------------------------------------------------


def collisions(intercommunalite: Intercommunalite, starts_at: datetime) -> tuple[Manquement, ...]:
    """What a séance at that moment would run into: one alert CNV-23, or nothing. One query."""
    reunions = _reunions(intercommunalite, starts_at, starts_at + regles.MARGE)
    return regles.manquements(starts_at, map(_vue, reunions.filter(annulee=False)))


# A commune's own ------------------------------------------------------------------------


def reunions_de(commune: Commune, at: datetime) -> list[ReunionMunicipale]:
    return list(commune.reunions.filter(starts_at__gte=at - AVANT).order_by("starts_at", "pk"))


# Feeds ----------------------------------------------------------------------------------


def flux(acces: Acces, at: datetime) -> list[Seance]:
    """What the reader of this access may read, from three months back."""
    return a_publier(seances_lisibles(acces, localdate(at)), at)


def flux_public(intercommunalite: Intercommunalite, at: datetime) -> list[Seance]:
    """Public séances, once they are convened: a draft is nobody's business."""
    seances = intercommunalite.seances.filter(instance__type_instance__publique=True)
    convoquees = seances.exclude(etat=Etat.PREPARATION).exclude(
        etat__in=SANS_EFFET, convocations=None
    )
    return a_publier(convoquees, at)


def a_publier(seances: QuerySet[Seance], at: datetime) -> list[Seance]:
    recentes = seances.filter(starts_at__gte=at - PASSE)
    return list(
        recentes.select_related("instance", "intercommunalite")
        .order_by("starts_at", "pk")
        .distinct()
    )
