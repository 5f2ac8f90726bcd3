"""What each body still owes a year, and the meetings proposed for it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.timezone import localtime, make_aware

from governance.models import Acces, Intercommunalite
from instances.models import Instance
from instances.permissions import instances_a_gerer
from instances.queries.composition import parametres
from instances.queries.frequences import NON_TENUES, exigences
from instances.regles import calendrier_annuel as regles
from instances.regles.collisions import Reunion, collisions
from instances.regles.frequences import par_an
from instances.regles.modeles_instances import CONSEIL
from instances.regles.reglement import Parametres, corps

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
JEUDI, DIX_HUIT = 3, time(18)


@dataclass(frozen=True, kw_only=True)
class Ligne:
    """One meeting proposed, for the page to offer and the clerk to move."""

    instance: Instance
    jour: date
    heure: time


@dataclass(frozen=True, kw_only=True)
class Du:
    """What one body owes the year and what is already on the calendar."""

    instance: Instance
    exigees: int
    prevues: int

    @property
    def manquent(self) -> int:
        return max(self.exigees - self.prevues, 0)


def dus(acces: Acces, annee: int, aujourd_hui: date) -> list[Du]:
    """The bodies that this access runs and that owe meetings to that year."""
    ici = acces.intercommunalite
    reglement = parametres(ici, aujourd_hui)
    seances = ici.seances.filter(starts_at__year=annee).exclude(etat__in=NON_TENUES)
    prevues = Counter(seances.values_list("instance_id", flat=True))
    instances = instances_a_gerer(acces, aujourd_hui).select_related("type_instance")
    lus = [Du(instance=i, exigees=_exigees(i, reglement), prevues=prevues[i.pk]) for i in instances]
    return [du for du in lus if du.exigees]


def _exigees(instance: Instance, reglement: Parametres) -> int:
    """What is owed, or the custom that the règlement tells (« une dizaine par an »)."""
    demandes = [par_an(e) for e in exigences(instance, reglement)]
    frequence = corps.frequence(instance.type_instance.modele, reglement)
    return max([*demandes, frequence.par_an if frequence else 0])


def propose(
    lus: Iterable[Du], annee: int, aujourd_hui: date, conges: Sequence[regles.Conges]
) -> list[Ligne]:
    par_cle = {du.instance.pk: du for du in lus if du.manquent}
    if not par_cle:
        return []
    ici = next(iter(par_cle.values())).instance.intercommunalite
    reglement = parametres(ici, aujourd_hui)
    habitudes = _habitudes(ici, reglement, list(par_cle))
    besoins = [
        regles.Besoin(
            cle=cle,
            modele=du.instance.type_instance.modele,
            nombre=du.manquent,
            jour=habitudes[cle][0],
            heure=habitudes[cle][1],
        )
        for cle, du in par_cle.items()
    ]
    moments = regles.proposer(
        besoins,
        du=max(date(annee, 1, 1), aujourd_hui),
        au=date(annee, 12, 31),
        conges=conges,
        heurte=_heurte(ici, annee),
    )
    return [Ligne(instance=par_cle[p.cle].instance, jour=p.jour, heure=p.heure) for p in moments]


def _heurte(ici: Intercommunalite, annee: int) -> Callable[[date, time], bool]:
    """The municipal councils known for that year, read once (CNV-23)."""
    reunions = ici.reunions_municipales.filter(starts_at__year=annee, annulee=False)
    vues = [
        Reunion(qui=str(r.commune), titre=r.titre, debut=r.starts_at, fin=r.ends_at)
        for r in reunions.select_related("commune")
    ]
    return lambda jour, heure: bool(collisions(make_aware(datetime.combine(jour, heure)), vues))


def _habitudes(
    ici: Intercommunalite, reglement: Parametres, cles: list[int]
) -> dict[int, tuple[int, time]]:
    """The day and hour of a body's last séance, else those of the règlement."""
    jour = JOURS.index(reglement.jour_habituel) if reglement.jour_habituel in JOURS else JEUDI
    heure = regles.heure_ecrite(reglement.heure_habituelle, DIX_HUIT)
    lues = dict.fromkeys(cles, (jour, heure))
    tenues = ici.seances.filter(instance__in=cles).exclude(
        instance__type_instance__modele=CONSEIL.code
    )
    for cle, starts_at in tenues.order_by("starts_at").values_list("instance_id", "starts_at"):
        debut = localtime(starts_at)
        lues[cle] = (debut.weekday(), debut.time().replace(second=0, microsecond=0))
    return lues
