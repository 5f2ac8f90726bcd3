"""What is to be recalled, to whom: read from the facts as they stand, never from a memory of them.

Each application registers its planners at the import of its own ``rappels`` module. A planner
says everything that is due in a span of days; what it no longer says has lost its reason.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import TypeVar

from django.utils.module_loading import autodiscover_modules
from django.utils.timezone import get_current_timezone, localdate

from governance.models import Acces, Intercommunalite
from instances.models import Elu, Instance, Rappel, ReglageRappels, Seance
from instances.permissions import can_gerer_seances
from instances.regles.rappels import Horaires, Palier, heure_d_envoi

Nature = Rappel.Nature
Role = Acces.Role
# In the order in which a digest says them: what is lost first, what is merely awaited last.
ORDRE = (
    Nature.LIMITE_PASSEE, Nature.LIMITE_PROCHE, Nature.DEMANDE, Nature.RETOUR, Nature.VISA,
    Nature.ALERTE, Nature.PACTE, Nature.QUESTION, Nature.REPONSE, Nature.NON_OUVERTE,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Prevu:
    """One thing to recall to one person, and the days when it is worth recalling."""

    cle: str
    nature: Nature
    palier: Palier
    phrase: str
    chemin: str = ""
    acces: Acces | None = None
    elu: Elu | None = None
    seance: Seance | None = None

    @property
    def destinataire(self) -> str:
        return str(self.acces.user if self.acces else self.elu)


@dataclass(frozen=True, kw_only=True)
class Contexte:
    """Where and when planners look, from the day itself to ``jusqu_au``, and how they are set."""

    intercommunalite: Intercommunalite
    at: datetime
    reglage: ReglageRappels
    jusqu_au: date

    @cached_property
    def jour(self) -> date:
        return localdate(self.at)

    @cached_property
    def horaires(self) -> Horaires:
        return horaires(self.reglage)

    @cached_property
    def seances(self) -> list[Seance]:
        """Those to come, read once for all planners."""
        a_venir = self.intercommunalite.seances.filter(
            etat__in=[Seance.Etat.PREPARATION, Seance.Etat.CONVOQUEE], starts_at__gt=self.at
        )
        lues = a_venir.select_related("intercommunalite", "instance__type_instance")
        return list(lues.order_by("starts_at", "pk"))

    @cached_property
    def convoquees(self) -> list[Seance]:
        return [s for s in self.seances if s.etat == Seance.Etat.CONVOQUEE]

    @cached_property
    def _services(self) -> list[Acces]:
        acces = self.intercommunalite.acces.en_vigueur().filter(
            role__in=[Role.ASSEMBLEES, Role.ADMINISTRATEUR], user__is_active=True
        )
        return list(acces.select_related("intercommunalite", "user").order_by("pk"))

    def responsables(self, instance: Instance) -> list[Acces]:
        """Who convenes it: its own service, else the whole service, else who may name one."""
        service = [a for a in self._services if a.role == Role.ASSEMBLEES]
        en_charge = [a for a in service if can_gerer_seances(a, instance)]
        return en_charge or service or self._services

    def utile(self, palier: Palier) -> bool:
        return palier.debut <= self.jusqu_au and palier.fin >= self.jour

    def partira(self, palier: Palier) -> datetime:
        """The hour at which it leaves, if its reason still stands then."""
        fuseau = get_current_timezone()
        debut = datetime.combine(palier.debut, datetime.min.time(), fuseau)
        au_plus_tot = max(debut, self.at)
        return heure_d_envoi(au_plus_tot, fuseau, self.horaires, presse=palier.presse)


T = TypeVar("T", Prevu, Rappel)
Planificateur = Callable[[Contexte], Iterable[Prevu]]
_planificateurs: dict[str, Planificateur] = {}


def inscrire(planificateur: Planificateur) -> Planificateur:
    """Called at the import of an application's own ``rappels`` module."""
    _planificateurs[f"{planificateur.__module__}.{planificateur.__qualname__}"] = planificateur
    return planificateur


def prevus(contexte: Contexte) -> Iterator[Prevu]:
    autodiscover_modules("rappels")
    for planificateur in list(_planificateurs.values()):
        yield from (p for p in planificateur(contexte) if contexte.utile(p.palier))


def reglage_de(intercommunalite: Intercommunalite) -> ReglageRappels:
    """That of the intercommunalité, or the one we propose as long as nobody has chosen."""
    choisi: ReglageRappels | None = intercommunalite.reglages_rappels.first()
    return choisi or ReglageRappels(intercommunalite=intercommunalite)


def horaires(reglage: ReglageRappels) -> Horaires:
    return Horaires(
        recapitulatif=reglage.recapitulatif,
        calme_debut=reglage.calme_debut,
        calme_fin=reglage.calme_fin,
        fin_de_semaine=reglage.fin_de_semaine,
    )


def contexte_de(intercommunalite: Intercommunalite, at: datetime, *, jours: int = 0) -> Contexte:
    return Contexte(
        intercommunalite=intercommunalite,
        at=at,
        reglage=reglage_de(intercommunalite),
        jusqu_au=localdate(at) + timedelta(days=jours),
    )


def par_nature(rappels: Iterable[T]) -> list[tuple[str, list[T]]]:
    """Under the words of each nature, the most pressing first."""
    tries = sorted(rappels, key=lambda r: ORDRE.index(Nature(r.nature)))
    groupes = groupby(tries, key=lambda r: Nature(r.nature))
    return [(str(nature.label), list(siens)) for nature, siens in groupes]


# Read by people -----------------------------------------------------------------------------


def a_faire(acces: Acces) -> list[Rappel]:
    """What stands due to one person, recalled already or not; the pressing first. One query."""
    siens = acces.rappels.filter(eteint_at=None).select_related("seance")
    return sorted(siens, key=lambda r: (ORDRE.index(Nature(r.nature)), r.due_at, r.pk))


@dataclass(frozen=True, kw_only=True)
class Depart:
    """One message of the days to come."""

    at: datetime
    destinataire: str
    rappels: list[Prevu] = field(default_factory=list)


def apercu(intercommunalite: Intercommunalite, at: datetime, *, jours: int = 7) -> list[Depart]:
    """Who will receive what, as things stand: what is done before then will not leave."""
    contexte = contexte_de(intercommunalite, at, jours=jours)
    deja = set(intercommunalite.rappels.exclude(envoi=None).values_list("cle", flat=True))
    departs: dict[tuple[date, str], Depart] = {}
    for prevu in prevus(contexte):
        partira = contexte.partira(prevu.palier)
        if prevu.cle in deja or localdate(partira) > min(prevu.palier.fin, contexte.jusqu_au):
            continue
        cle = (localdate(partira), prevu.destinataire)
        depart = departs.get(cle)
        lot = [*depart.rappels, prevu] if depart else [prevu]
        heure = min(depart.at, partira) if depart else partira
        departs[cle] = Depart(at=heure, destinataire=prevu.destinataire, rappels=lot)
    return sorted(departs.values(), key=lambda d: (d.at, d.destinataire))
