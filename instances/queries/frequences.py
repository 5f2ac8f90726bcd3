"""What each body owes the current period: meetings held, to come, missing, and until when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate

from governance.models import Acces, Intercommunalite
from governance.regles import Manquement
from instances.models import Instance, Seance
from instances.permissions import instances_en_charge, instances_lisibles
from instances.queries import composition
from instances.queries.delai import delai_de_l_instance
from instances.regles import frequences as regles
from instances.regles import renouvellement
from instances.regles.dates_en_lettres import compte
from instances.regles.frequences import UNE_PAR_TRIMESTRE, Bilan, Exigence
from instances.regles.jours_francs import Delai, dernier_jour_d_envoi
from instances.regles.modeles_instances import CONSEIL
from instances.regles.reglement import Parametres, corps

Etat = Seance.Etat
NON_TENUES = (Etat.ANNULEE, Etat.REPORTEE)
COMMISSIONS = "commission"


@dataclass(frozen=True, kw_only=True)
class Echeance:
    """One body: what it owes, and its next meeting."""

    instance: Instance
    aujourd_hui: date
    delai: Delai | None
    bilans: tuple[Bilan, ...]
    prochaine: Seance | None
    premiere_reunion: date | None = None

    @property
    def limite(self) -> date | None:
        """Last day to send for the next meeting, while its convocation is still to leave."""
        seance = self.prochaine
        if seance is None or seance.etat != Etat.PREPARATION or self.delai is None:
            return None
        return dernier_jour_d_envoi(localdate(seance.starts_at), self.delai)

    @property
    def reste(self) -> str:
        """« reste 4 jours », of the limit."""
        if self.limite is None:
            return ""
        jours = (self.limite - self.aujourd_hui).days
        if jours < 0:
            return "délai échu"
        return "aujourd’hui, avant minuit" if jours == 0 else f"reste {compte(jours, 'jour')}"

    @property
    def manquements(self) -> tuple[Manquement, ...]:
        nom = str(self.instance)
        trouves = tuple(m for b in self.bilans for m in regles.manquements(nom, b))
        return trouves + self._premiere_reunion()

    def _premiere_reunion(self) -> tuple[Manquement, ...]:
        if self.premiere_reunion is None:
            return ()
        return renouvellement.manquements_de_commission(
            str(self.instance), self.premiere_reunion, aujourd_hui=self.aujourd_hui
        )

    @property
    def ton(self) -> str:
        if not self.manquements:
            return "ok" if self.bilans else ""
        return "stop" if any(b.perdue for b in self.bilans) else "time"

    @property
    def mot(self) -> str:
        if not self.manquements:
            return "À jour" if self.bilans else "Sans fréquence fixée"
        manquent = max((b.manquent for b in self.bilans), default=0)
        return f"{compte(manquent, 'réunion')} à tenir" if manquent else "Première réunion à tenir"


def echeances(intercommunalite: Intercommunalite, at: datetime) -> list[Echeance]:
    """Every body in force, those that owe something first. Three queries."""
    return _echeances(intercommunalite.instances.au(localdate(at)), intercommunalite, at)


def echeances_lisibles(acces: Acces, at: datetime) -> list[Echeance]:
    """Of the bodies whose calendar shows to this reader (DIV-03)."""
    return _echeances(instances_lisibles(acces, localdate(at)), acces.intercommunalite, at)


def _echeances(
    instances: QuerySet[Instance], intercommunalite: Intercommunalite, at: datetime
) -> list[Echeance]:
    jour = localdate(at)
    reglement = composition.parametres(intercommunalite, jour)
    reunions = _reunions(intercommunalite, jour)
    lignes = []
    for instance in instances.select_related("type_instance"):
        instance.intercommunalite = intercommunalite
        lignes.append(_echeance(instance, jour, reglement, reunions[instance.pk]))
    return sorted(lignes, key=lambda li: (not li.manquements, not li.bilans, li.instance.nom))


def manquements(intercommunalite: Intercommunalite, at: datetime) -> tuple[Manquement, ...]:
    """For the dashboard and the reminders: what the periods still lack (CNV-17, CNV-22)."""
    return tuple(m for e in echeances(intercommunalite, at) for m in e.manquements)


def a_tenir(acces: Acces, at: datetime) -> tuple[Manquement, ...]:
    """What the bodies that this access runs still owe the period; nothing to who runs none."""
    en_charge = instances_en_charge(acces)
    if en_charge is not None and not en_charge:
        return ()
    return tuple(
        m
        for e in echeances(acces.intercommunalite, at)
        if en_charge is None or e.instance.pk in en_charge
        for m in e.manquements
    )


def _reunions(intercommunalite: Intercommunalite, jour: date) -> dict[int, list[Seance]]:
    """From the first day of the year on; a commission made last month has met since or not."""
    debut = date(jour.year, 1, 1) - timedelta(days=1)
    seances = intercommunalite.seances.exclude(etat__in=NON_TENUES)
    par_instance: dict[int, list[Seance]] = defaultdict(list)
    for seance in seances.filter(starts_at__date__gte=debut).order_by("starts_at", "pk"):
        seance.intercommunalite = intercommunalite
        par_instance[seance.instance_id].append(seance)
    return par_instance


def _echeance(
    instance: Instance, jour: date, reglement: Parametres, seances: list[Seance]
) -> Echeance:
    delai = delai_de_l_instance(instance, jour, reglement)
    jours = [localdate(s.starts_at) for s in seances]
    a_venir = (s for s in seances if localdate(s.starts_at) >= jour and s.etat != Etat.LEVEE)
    return Echeance(
        instance=instance,
        aujourd_hui=jour,
        delai=delai,
        bilans=tuple(
            regles.bilan(e, jours, aujourd_hui=jour, delai=delai.jours if delai else None)
            for e in exigences(instance, reglement)
        ),
        prochaine=next(a_venir, None),
        premiere_reunion=_premiere_reunion(
            instance, jour, jours, reglement.commission_premiere_reunion_jours
        ),
    )


def _premiere_reunion(
    instance: Instance, jour: date, reunions: Iterable[date], sous: int
) -> date | None:
    """The last day of the first meeting of a commission made this year, if none was set."""
    creee = instance.starts_on
    commission = instance.type_instance.modele.startswith(COMMISSIONS)
    if not commission or creee is None or creee.year != jour.year:
        return None
    if any(r >= creee for r in reunions):
        return None
    return renouvellement.premiere_reunion_de_commission(creee, sous)


def exigences(instance: Instance, reglement: Parametres) -> Iterator[Exigence]:
    """The law first, then whatever asks for more than what was already asked."""
    genre = instance.type_instance
    plancher = 0
    if genre.modele == CONSEIL.code:
        yield UNE_PAR_TRIMESTRE
        plancher = 4
    autres = [_du_reglement(instance, reglement), _du_type(instance)]
    demandes = [e for e in autres if e is not None]
    plus = max(demandes, key=regles.par_an, default=None)
    if plus is not None and regles.par_an(plus) > plancher:
        yield plus


def _du_type(instance: Instance) -> Exigence | None:
    genre = instance.type_instance
    if not genre.frequence or not genre.frequence_periode:
        return None
    return Exigence(nombre=genre.frequence, periode=genre.frequence_periode)


def _du_reglement(instance: Instance, reglement: Parametres) -> Exigence | None:
    conseil = instance.type_instance.modele == CONSEIL.code
    frequence = corps.frequence(instance.type_instance.modele, reglement)
    if frequence is None or frequence.environ:
        return None
    deux_par_mois = frequence.periode == "quinzaine"
    return Exigence(
        nombre=frequence.nombre * (2 if deux_par_mois else 1),
        periode="mois" if deux_par_mois else frequence.periode,
        regle="CNV-17" if conseil else "CNV-22",
        article="Règlement intérieur, réunions au moins",
    )
