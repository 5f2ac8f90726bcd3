"""What the drafts add to the checks before a dispatch."""

from collections.abc import Iterator

from deliberations.models import Projet
from deliberations.regles import visas
from governance.regles import Manquement
from instances.models import Point
from instances.queries.controles import inscrire
from instances.queries.convocation import Preparation


@inscrire
def projets_sans_tous_leurs_visas(preparation: Preparation) -> Iterator[Manquement]:
    """Only of drafts that follow a circuit: an intercommunalité may have none."""
    seance = preparation.seance
    projets = seance.intercommunalite.projets.filter(point__seance=seance, circuit__isnull=False)
    restants = projets.exclude(etat=Projet.Etat.VISE).exclude(point__etat=Point.Etat.RETIRE)
    for etat, numero in restants.order_by("point__rang").values_list("etat", "point__numero"):
        yield from visas.avant_convocation(etat, numero=numero)
