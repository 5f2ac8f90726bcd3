"""An election as its rows tell it: what is settled, what is running, what the rules look at."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.timezone import localtime

from deliberations.models import Candidat, Scrutin, Tour
from deliberations.queries import faits_presents
from deliberations.regles import depouillement
from deliberations.regles.depouillement import Personne, Proclamation
from deliberations.regles.elections import DERNIER_TOUR
from deliberations.regles.listes import Liste
from deliberations.regles.nominations import Candidature, Etape, Personnes
from deliberations.regles.protestation import Delais
from instances.models import Elu, Point
from instances.regles.faits import Faits
from instances.regles.tenue import quorum_a_l_ouverture

RENONCIATION = "Renonciation au scrutin secret"
SANS_VOTE = "Nomination sans vote"


@dataclass(frozen=True, kw_only=True)
class Nom:
    """Who stands: an élu known here, or a name (a person from outside, a list)."""

    elu: Elu | None = None
    libelle: str = ""
    membres: str = ""


@dataclass(frozen=True, kw_only=True)
class Election:
    """The point of an election. ``ouvert``: the scrutin under way, none before candidacies."""

    point: Point
    scrutins: list[Scrutin]

    @property
    def personnes(self) -> Personnes:
        return Personnes(self.point.scrutin_de_personnes or Personnes.EXECUTIF)

    @property
    def renonciation(self) -> Scrutin | None:
        votees = [s for s in self.scrutins if s.objet == RENONCIATION]
        return votees[-1] if votees else None

    @property
    def main_levee(self) -> bool:
        return self.renonciation is not None and self.renonciation.issue == Scrutin.Issue.ADOPTEE

    @property
    def de_personnes(self) -> list[Scrutin]:
        return [s for s in self.scrutins if s.objet != RENONCIATION]

    @property
    def ouvert(self) -> Scrutin | None:
        return next((s for s in self.de_personnes if s.proclame_at is None), None)

    @property
    def elus(self) -> list[Candidat]:
        return [
            c
            for s in self.de_personnes
            if s.proclame_at
            for t in s.tours.all()
            for c in t.candidats.all()
            if c.proclame_elu
        ]

    @property
    def tours(self) -> list[Tour]:
        return list(self.ouvert.tours.all()) if self.ouvert else []

    @property
    def tenus(self) -> list[Tour]:
        """Rounds of the scrutin under way that elected nobody."""
        return [t for t in self.tours if t.votants is not None]

    @property
    def tour(self) -> Tour | None:
        """The round being held; none before candidacies, nor after a third without result."""
        return next((t for t in self.tours if t.votants is None), None)

    @property
    def rang(self) -> int:
        return self.tour.numero if self.tour else len(self.tenus) + 1

    @property
    def par_listes(self) -> bool:
        return self.personnes is Personnes.LISTE

    @property
    def listes(self) -> dict[int, Liste]:
        return {c.pk: liste(c) for c in self.candidats}

    @property
    def candidats(self) -> list[Candidat]:
        return list(self.tour.candidats.all()) if self.tour else []

    @property
    def restants(self) -> int:
        return max(self.point.postes - len(self.elus), 0)

    @property
    def etape(self) -> Etape:
        return Etape(
            personnes=self.personnes,
            etat_du_point=self.point.etat,
            election=self.point.type == Point.Type.ELECTION,
            postes_restants=self.restants,
            tours_tenus=len(self.tenus),
            termine=len(self.tenus) >= DERNIER_TOUR,
        )

    @property
    def personnes_du_tour(self) -> dict[int, Personne]:
        return {c.pk: personne(c) for c in self.candidats}


def election_de(point: Point) -> Election:
    scrutins = point.scrutins.sur_le_texte().order_by("ordre")
    return Election(point=point, scrutins=list(scrutins.prefetch_related("tours__candidats__elu")))


def personne(candidat: Candidat) -> Personne:
    naissance = candidat.elu.naissance if candidat.elu else None
    return Personne(nom=str(candidat), naissance=naissance)


def liste(candidat: Candidat) -> Liste:
    noms = tuple(nom.strip() for nom in candidat.membres.splitlines() if nom.strip())
    return Liste(nom=str(candidat), membres=noms)


def candidatures(point: Point, candidats: Iterable[Candidat]) -> list[Candidature]:
    membres = set(point.seance.siegeants.values_list("elu_id", flat=True)) - {None}
    return [Candidature(nom=str(c), membre=c.elu_id in membres) for c in candidats]


def nombre_refuse(point: Point) -> bool:
    """Whether the conseil voted down the number of these posts, in this séance (ELE-04)."""
    if point.fonction not in (Point.Fonction.VICE_PRESIDENT, Point.Fonction.BUREAU):
        return False
    fixe = point.seance.points.filter(usage=Point.Usage.NOMBRE).first()
    vote = fixe.scrutins.sur_le_texte().exclude(proclame_at=None).last() if fixe else None
    return vote is not None and vote.issue == Scrutin.Issue.REJETEE


def delais_de(election: Election) -> Delais | None:
    """From the last proclamation: posting, then protests (ELE-06). Of the executive alone."""
    dites = [s.proclame_at for s in election.de_personnes if s.proclame_at]
    if election.personnes is not Personnes.EXECUTIF or not dites:
        return None
    return Delais(proclamee=localtime(max(dites)))


def quorum_maintenant(point: Point, faits: Faits) -> bool | None:
    """Whether those in the room now would make the quorum, whoever was there before (QUO-12)."""
    ouvertes = point.seance.presences.filter(fin_point=None, fin_at=None)
    presents = frozenset(ouvertes.values_list("siegeant_id", flat=True))
    return quorum_a_l_ouverture(faits_presents(faits, presents)).quorum_atteint


@dataclass(frozen=True, kw_only=True)
class TourTenu:
    """A round as the registre prints it."""

    tour: Tour
    voix: list[Candidat]
    proclamation: Proclamation


@dataclass(frozen=True, kw_only=True)
class Resultat:
    """A scrutin of persons, settled or not, as the registre prints it."""

    scrutin: Scrutin
    tours: list[TourTenu]
    elus: list[Candidat]

    @property
    def en_liste(self) -> list["Resultat"]:
        return [self]

    @property
    def sans_vote(self) -> bool:
        return self.scrutin.objet.startswith(SANS_VOTE)

    @property
    def par_listes(self) -> bool:
        return any(c.sieges is not None for c in self.elus)

    @property
    def conclusion(self) -> str:
        if self.par_listes:
            noms = [nom for c in self.elus for nom in liste(c).membres[: c.sieges]]
            return depouillement.conclusion(noms or map(str, self.elus), sans_vote=self.sans_vote)
        return depouillement.conclusion(map(str, self.elus), sans_vote=self.sans_vote)


def resultats(point: Point) -> list[Resultat]:
    """What an extrait says of the elections held on its point; empty for any other vote."""
    return [resultat_de(s) for s in election_de(point).de_personnes if s.tours.all()]


def resultat_de(scrutin: Scrutin) -> Resultat:
    """Of a scrutin read with its rounds and their candidates."""
    tours = list(scrutin.tours.all())
    return Resultat(
        scrutin=scrutin,
        tours=[_tour(t) for t in tours if t.votants is not None or t.exprimes is not None],
        elus=[c for t in tours for c in t.candidats.all() if c.proclame_elu],
    )


def _tour(tour: Tour) -> TourTenu:
    voix = sorted(tour.candidats.all(), key=lambda c: -(c.voix or 0))
    elu = next((c for c in voix if c.proclame_elu), None)
    exprimes = tour.exprimes if tour.exprimes is not None else sum(c.voix or 0 for c in voix)
    proclamation = Proclamation(
        rang=tour.numero,
        exprimes=exprimes,
        elu=elu.pk if elu else None,
        voix=(elu.voix or 0) if elu else 0,
        a_l_age=elu is not None and sum(c.voix == elu.voix for c in voix) > 1,
    )
    return TourTenu(tour=tour, voix=voix, proclamation=proclamation)
