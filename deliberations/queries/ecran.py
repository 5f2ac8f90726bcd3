"""What the room sees: the point, the quorum, the result just proclaimed; names only if public."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.timezone import now

from deliberations.models import Candidat, Scrutin, Vote
from deliberations.queries.appels import Registre
from deliberations.queries.conduite import Console, LignePoint
from deliberations.queries.votes import appel_ouvert
from instances.models import Seance
from instances.queries.ecrans import huis_clos_en_cours
from instances.queries.parole import Orateur


@dataclass(frozen=True, kw_only=True)
class Resultat:
    """A result as it may be shown: of a public scrutin the names, of a secret one the totals."""

    ligne: LignePoint
    scrutin: Scrutin
    noms: list[tuple[str, list[str]]]
    elus: list[str]


class Salle:
    """The room's screen: the figures of the console, without its names.

    Behind closed doors nothing is read, so that nothing can show.
    """

    def __init__(self, seance: Seance) -> None:
        self.seance, self.console = seance, Console(seance)

    @cached_property
    def huis_clos(self) -> bool:
        return huis_clos_en_cours(self.seance, self.console.courant)

    @cached_property
    def resultat(self) -> Resultat | None:
        ligne = self.console.dernier
        if ligne is None or ligne.scrutin is None:
            return None
        return Resultat(
            ligne=ligne,
            scrutin=ligne.scrutin,
            noms=noms_publics(ligne.scrutin),
            elus=[] if ligne.scrutin.issue else elus_de(ligne.scrutin),
        )

    @cached_property
    def voix(self) -> Registre | None:
        """How many voices came in, never which: the result is told at once, by the president."""
        point = self.console.courant
        appel = appel_ouvert(point) if point else None
        if point is None or appel is None:
            return None
        appel.point = point
        return Registre(appel, at=now(), faits=self.console.faits)

    @cached_property
    def orateur(self) -> Orateur | None:
        return self.console.paroles.en_cours

    @property
    def phrase(self) -> str:
        """Read aloud when the screen changes."""
        courant = self.console.courant
        debut = f"Rapport {courant.numero} en discussion. " if courant else ""
        return f"{debut}{self.console.annonce_du_quorum}".strip()


def noms_publics(scrutin: Scrutin) -> list[tuple[str, list[str]]]:
    """Who voted what, at a public scrutin, or where phones took the place of raised hands.

    Everybody sees hands: voices that nobody saw would be a secret ballot (SCR-02, SCR-07).
    """
    electronique = scrutin.appels.filter(electronique=True)
    if scrutin.mode != Scrutin.Mode.PUBLIC and not electronique.exists():
        return []
    votes = list(scrutin.votes.select_related("siegeant__elu"))
    groupes = [
        (str(sens.label), sorted(str(v.siegeant) for v in votes if v.sens == sens))
        for sens in Vote.Sens
    ]
    return [(sens, noms) for sens, noms in groupes if noms]


def elus_de(scrutin: Scrutin) -> list[str]:
    elus = Candidat.objects.filter(tour__scrutin=scrutin, proclame_elu=True)
    return [str(c) for c in elus.select_related("elu")]
