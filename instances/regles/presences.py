"""Who occupies which seat at which point.

CGCT, art. L. 5211-6 : « [...] la commune dispose d'un conseiller communautaire suppléant
qui peut participer avec voix délibérative aux réunions de l'organe délibérant en cas
d'absence du conseiller communautaire titulaire [...] ». A seat is one voice, whoever sits
on it (MEM-01).

A set of points is one integer, bit *i* standing for the *i*-th point of the ordre de
passage: intervals become masks, « absent » a complement, « represented » an intersection,
and a whole séance is computed with a few hundred operations.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from governance.regles import Gravite, Manquement
from instances.regles.faits import Cle, Faits, Membre, Plage, Point, Presence

Masque = int

VISIOCONFERENCE_DEPUIS = date(2019, 12, 29)


@dataclass(frozen=True, kw_only=True)
class Grille:
    """The presence of every seat over the points, certain and possible."""

    points: tuple[Point, ...]
    presents: dict[Cle, Masque]
    possibles: dict[Cle, Masque]
    suppleants: dict[Cle, Masque]
    connue: bool

    @cached_property
    def rangs(self) -> tuple[int, ...]:
        return tuple(p.rang for p in self.points)

    @cached_property
    def tous(self) -> Masque:
        return (1 << len(self.points)) - 1

    def incertain(self, membre: Cle) -> Masque:
        return self.possibles.get(membre, 0) & ~self.presents.get(membre, 0)

    def numeros(self, masque: Masque) -> tuple[str, ...]:
        return tuple(p.numero for i, p in enumerate(self.points) if masque >> i & 1)


def dresser(faits: Faits) -> Grille:
    points = tuple(sorted(faits.points, key=lambda p: p.rang))
    rangs = [p.rang for p in points]
    presents: dict[Cle, Masque] = defaultdict(int)
    possibles: dict[Cle, Masque] = defaultdict(int)
    suppleants: dict[Cle, Masque] = defaultdict(int)
    for presence in faits.presences or ():
        if presence.a_distance and not visioconference_admise(faits):
            continue
        certain, possible = masques(presence.plage, rangs)
        presents[presence.membre] |= certain
        possibles[presence.membre] |= possible
        if presence.par_suppleant:
            suppleants[presence.membre] |= possible
    return Grille(
        points=points,
        presents=dict(presents),
        possibles=dict(possibles),
        suppleants=dict(suppleants),
        connue=faits.presences is not None,
    )


def masques(plage: Plage, rangs: list[int]) -> tuple[Masque, Masque]:
    """The points certainly and possibly covered by a span."""
    if plage.debut == 1 and plage.fin > (rangs[-1] if rangs else 0):
        tous = (1 << len(rangs)) - 1
        return tous, tous
    certain = possible = 0
    for i, rang in enumerate(rangs):
        if plage.possible_du <= rang <= plage.possible_au:
            possible |= 1 << i
            if plage.debut <= rang <= plage.fin:
                certain |= 1 << i
    return certain, possible


def compter(ensembles: Iterable[Masque], nombre_de_points: int) -> list[int]:
    """How many of the sets contain each point."""
    totaux = [0] * nombre_de_points
    pleins, tous = 0, (1 << nombre_de_points) - 1
    for masque in ensembles:
        if masque == tous:
            pleins += 1
            continue
        for i in bits(masque):
            totaux[i] += 1
    return [n + pleins for n in totaux]


def bits(masque: Masque) -> Iterator[int]:
    while masque:
        bas = masque & -masque
        yield bas.bit_length() - 1
        masque ^= bas


def visioconference_admise(faits: Faits) -> bool:
    """Remote members count where the meeting may be held remotely (CNV-19)."""
    regime = faits.regime
    if regime.visioconference is not None:
        return regime.visioconference
    return regime.date is None or regime.date >= VISIOCONFERENCE_DEPUIS


def presents_au(faits: Faits, rang: int) -> frozenset[Cle]:
    """The seats occupied, beyond doubt, when the point of that rank comes up."""
    grille = dresser(faits)
    i = grille.rangs.index(rang)
    return frozenset(cle for cle, masque in grille.presents.items() if masque >> i & 1)


def manquements(faits: Faits, grille: Grille) -> list[Manquement]:
    noms = {m.id: m.nom for m in faits.membres}
    return [
        *_presents_et_absents(faits, grille, noms),
        *_plages_incoherentes(faits, grille, noms),
        *_hors_liste(faits, noms),
        *_a_distance(faits, noms),
        *_vagues(faits, grille),
    ]


def _presents_et_absents(
    faits: Faits, grille: Grille, noms: dict[Cle, str]
) -> Iterator[Manquement]:
    toujours = set(faits.absents or ())
    commun = {cle: grille.possibles[cle] for cle in grille.possibles if cle in toujours}
    for absence in faits.absences_partielles:
        certain, _possible = masques(absence.plage, list(grille.rangs))
        if double := certain & grille.presents.get(absence.membre, 0):
            commun[absence.membre] = double
    for cle, masque in commun.items():
        yield Manquement(
            regle="COH-01",
            message=f"{noms.get(cle, cle)} figure à la fois parmi les présents et les absents.",
            points=grille.numeros(masque),
        )


def _plages_incoherentes(faits: Faits, grille: Grille, noms: dict[Cle, str]) -> list[Manquement]:
    vues: dict[tuple[Cle, bool], Masque] = defaultdict(int)
    rangs = list(grille.rangs)
    trouves = []
    for presence in faits.presences or ():
        nom = noms.get(presence.membre, presence.membre)
        if presence.plage.inversee:
            trouves.append(_inversee(f"La présence de {nom}"))
            continue
        certain, _possible = masques(presence.plage, rangs)
        cle = (presence.membre, presence.par_suppleant)
        if commun := vues[cle] & certain:
            trouves.append(_chevauchement(nom, grille.numeros(commun)))
        vues[cle] |= certain
    for membre in grille.suppleants:
        if commun := vues[membre, True] & vues[membre, False]:
            trouves.append(_deux_sur_un_siege(noms.get(membre, membre), grille.numeros(commun)))
    return trouves


def _inversee(sujet: str) -> Manquement:
    return Manquement(
        regle="COH-03",
        message=f"{sujet} se termine avant de commencer, dans l’ordre de passage.",
    )


def _chevauchement(nom: Cle, points: tuple[str, ...]) -> Manquement:
    return Manquement(
        regle="COH-02",
        gravite=Gravite.ALERTE,
        message=f"Deux plages de présence de {nom} se chevauchent\u00a0; sa voix compte une fois.",
        points=points,
    )


def _deux_sur_un_siege(nom: Cle, points: tuple[str, ...]) -> Manquement:
    return Manquement(
        regle="MEM-03",
        article="CGCT, art. L. 5211-6",
        gravite=Gravite.ALERTE,
        message=(
            f"Le titulaire {nom} et son suppléant sont présents en même temps\u00a0: "
            "seul le titulaire vote et compte."
        ),
        points=points,
    )


def _hors_liste(faits: Faits, noms: dict[Cle, str]) -> list[Manquement]:
    """Only where both lists are given can their silence about a member mean something.

    Minutes often list those who gave a pouvoir apart from the other absent members.
    """
    if faits.presences is None or faits.absents is None:
        return []
    cites = {p.membre for p in faits.presences} | set(faits.absents)
    cites |= {a.membre for a in faits.absences_partielles}
    cites |= {p.mandant for p in faits.pouvoirs or () if p.mandant is not None}
    return [
        Manquement(
            regle="COH-05",
            gravite=Gravite.ALERTE,
            message=f"{membre.nom} n’est ni parmi les présents ni parmi les absents.",
        )
        for membre in faits.membres
        if membre.id not in cites and _compte(membre)
    ]


def _compte(membre: Membre) -> bool:
    return membre.vote or membre.compte_au_quorum


def _a_distance(faits: Faits, noms: dict[Cle, str]) -> list[Manquement]:
    if visioconference_admise(faits):
        return []
    distants = [p for p in faits.presences or () if p.a_distance]
    return [_distant(p, noms) for p in distants]


def _distant(presence: Presence, noms: dict[Cle, str]) -> Manquement:
    nom = noms.get(presence.membre, presence.membre)
    return Manquement(
        regle="CNV-19",
        article="CGCT, art. L. 5211-11-1",
        message=(
            f"{nom} assistait à distance sans que la visioconférence soit permise\u00a0: "
            "sa présence n’est pas comptée."
        ),
    )


def _vagues(faits: Faits, grille: Grille) -> Iterator[Manquement]:
    """Why a count is unknown: a bound that cannot be placed in the ordre de passage."""
    for membre in faits.membres:
        if masque := grille.incertain(membre.id):
            yield Manquement(
                regle="COH-26",
                gravite=Gravite.INFO,
                message=(
                    f"Rien ne dit si {membre.nom} était là à ces points\u00a0: précisez la "
                    "borne par un rapport, ou donnez l’heure des points."
                ),
                points=grille.numeros(masque),
            )
