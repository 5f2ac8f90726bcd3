"""What the clock asks of the territory: alerts go to the first Bureau still open (ALR-05)."""

from datetime import datetime

from governance.echeances import Echeance, d_un_bloc, inscrire
from governance.models import Intercommunalite
from instances.models import Point
from sectors.actions import comites, inscriptions
from sectors.models import Alerte, Destination
from sectors.queries import alertes as queries


def intercommunalites_en_attente() -> list[int]:
    """Who has an alert on its way, as the scheduler alone sees them."""
    dues = Alerte.objects.filter(etat__in=queries.OUVERTES)
    return sorted(set(dues.values_list("intercommunalite_id", flat=True).distinct()))


def inscrire_les_alertes(ici: Intercommunalite, at: datetime) -> int:
    """Inscribe what is admissible; take back what its séance did not debate. How many moved."""
    faits = 0
    for alerte in ici.alertes.filter(etat__in=queries.OUVERTES).select_related("point__seance"):
        if alerte.point is not None and queries.perdue(alerte.point):
            _reprendre(alerte, alerte.point, at)
            faits += 1
        if alerte.etat == Alerte.Etat.RECEVABLE:
            faits += inscriptions.inscrire_si_possible(alerte, at=at) is not None
    return faits


def _reprendre(alerte: Alerte, point: Point, at: datetime) -> None:
    """Where the service has already taken it up again, else in the queue."""
    reprises = point.reprises.select_related("seance").order_by("-pk")
    reprise = next((p for p in reprises if not queries.perdue(p)), None)
    if reprise is not None:
        inscriptions.suivre_la_reprise(alerte, reprise, at=at)
    else:
        inscriptions.desinscrire_alerte(alerte, by=None, at=at)


inscrire(
    Echeance(nom="alertes", dus=intercommunalites_en_attente, faire=d_un_bloc(inscrire_les_alertes))
)


def avis_a_porter() -> list[int]:
    """Who has a comité whose avis is awaited. The scheduler's scope alone answers for all."""
    attendus = Destination.objects.values_list("intercommunalite_id", flat=True)
    return sorted(set(attendus.distinct()))


def porter_les_avis(ici: Intercommunalite, at: datetime) -> int:
    """Carry what comités voted to the reports of the bureau and conseil (SEC-02)."""
    traites = ici.destinations.filter(point__etat=Point.Etat.TRAITE)
    lues = traites.select_related("point__seance__instance", "vers")
    return sum(
        comites.porter_avis(destination, by=None, at=at) is not None
        for destination in lues
        if comites.a_porter(destination)
    )


inscrire(Echeance(nom="avis", dus=avis_a_porter, faire=d_un_bloc(porter_les_avis)))
