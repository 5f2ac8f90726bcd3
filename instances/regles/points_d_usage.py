"""What every séance of a deliberating body opens with, in the order of its règlement (ODJ-09).

CGCT, art. L. 2121-15 : « Au début de chacune de ses séances, le conseil municipal nomme un ou
plusieurs de ses membres pour remplir les fonctions de secrétaire. » « Le procès-verbal de chaque
séance […] est arrêté au commencement de la séance suivante ».

CGCT, art. L. 5211-10, dernier alinéa : « Lors de chaque réunion de l'organe délibérant, le
président rend compte des travaux du bureau et des attributions exercées par délégation de
l'organe délibérant. » (ODJ-08)
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from governance.regles import Gravite, Manquement
from instances.regles.dates_en_lettres import jour_en_lettres
from instances.regles.faits import TypePoint
from instances.regles.types_de_point import Usage

ARTICLE_ODJ = "CGCT, art. L. 2121-10 et L. 5211-1"
ARTICLE_URGENCE = "CGCT, art. L. 2121-12, al. 3"
ARTICLE_DELEGATIONS = "CGCT, art. L. 5211-10, dernier alinéa"


@dataclass(frozen=True, kw_only=True, slots=True)
class PointDUsage:
    usage: Usage
    titre: str
    type: TypePoint
    note: str = ""


PROPOSES = (Usage.SECRETAIRE, Usage.PROCES_VERBAL, Usage.DELEGATIONS)


def ouverture(
    voulus: Collection[str],
    *,
    ordre: Iterable[str],
    urgence: bool,
    conseil: bool,
    precedente: date | None,
) -> Iterator[PointDUsage]:
    """The points to inscribe, in order; urgency stays at the head whatever the règlement says.

    ``precedente``: the day of the séance whose procès-verbal is to be settled.
    """
    suite = [u for u in ordre if u in {Usage.SECRETAIRE, Usage.PROCES_VERBAL}]
    suite += [u for u in (Usage.SECRETAIRE, Usage.PROCES_VERBAL) if u not in suite]
    if urgence:
        yield point_d_usage(Usage.URGENCE)
    for usage in map(Usage, (*suite, Usage.DELEGATIONS)):
        sans_objet = (usage is Usage.PROCES_VERBAL and precedente is None) or (
            usage is Usage.DELEGATIONS and not conseil
        )
        if usage in voulus and not sans_objet:
            yield point_d_usage(usage, precedente=precedente)


OUVERTURE = frozenset({Usage.URGENCE, Usage.SECRETAIRE, Usage.PROCES_VERBAL})
# What a point of each usage comes before, at the end of the ordre du jour.
SUIVENT = {
    Usage.DELEGATIONS: frozenset[Usage](),
    Usage.QUESTIONS: frozenset({Usage.DELEGATIONS}),
}
CLOTURE = frozenset(SUIVENT)


def place(usages: Sequence[str], usage: str = "") -> int:
    """How many of the points already there, given by their ``usages``, come before a new one.

    Urgency goes to the head, the opening after what already opens, a report before what
    closes; questions come before the account of the délégations (ODJ-09).
    """
    if usage == Usage.URGENCE:
        return 0
    if usage in OUVERTURE:
        return next((n for n, u in enumerate(usages) if u not in OUVERTURE), len(usages))
    suivent = SUIVENT[Usage(usage)] if usage in CLOTURE else CLOTURE
    apres = sum(1 for _ in takewhile(suivent.__contains__, reversed(usages)))
    return len(usages) - apres


def point_d_usage(usage: Usage, *, precedente: date | None = None) -> PointDUsage:
    quand = f"du {jour_en_lettres(precedente)}" if precedente else "précédente"
    textes = {
        Usage.URGENCE: (
            "Urgence : le conseil se prononce sur l’abrègement du délai de convocation",
            TypePoint.DELIBERATION,
            (
                "Le président rend compte à l’ouverture des motifs de l’urgence, rappelés dans la "
                "convocation. Si le conseil ne l’admet pas, l’examen des affaires est renvoyé."
            ),
        ),
        Usage.SECRETAIRE: ("Désignation du secrétaire de séance", TypePoint.INFORMATION, ""),
        Usage.PROCES_VERBAL: (
            f"Arrêt du procès-verbal de la séance {quand}",
            TypePoint.DELIBERATION,
            (
                f"Le procès-verbal de la séance {quand}, rédigé par le secrétaire, est soumis au "
                "conseil, qui l’arrête après avoir pris en compte les observations des membres."
            ),
        ),
        Usage.DELEGATIONS: (
            "Compte rendu des travaux du bureau et des décisions prises par délégation",
            TypePoint.INFORMATION,
            "",
        ),
        Usage.QUESTIONS: ("Questions diverses", TypePoint.INFORMATION, ""),
    }
    titre, nature, note = textes[usage]
    return PointDUsage(usage=usage, titre=titre, type=nature, note=note)


def manquements(
    usages: Sequence[tuple[str, str]], *, urgence: bool, conseil: bool
) -> Iterator[Manquement]:
    """``usages``: number and usage of each point, in the ordre de passage."""
    yield from _urgence_en_tete(usages) if urgence else _urgence_sans_objet(usages)
    if conseil and all(usage != Usage.DELEGATIONS for _numero, usage in usages):
        yield Manquement(
            regle="ODJ-08",
            article=ARTICLE_DELEGATIONS,
            gravite=Gravite.ALERTE,
            message=(
                "Le président rend compte, à chaque réunion, des travaux du bureau et des "
                "décisions prises par délégation\u00a0: inscrivez ce point."
            ),
            champ=Usage.DELEGATIONS,
        )


def _urgence_en_tete(usages: Sequence[tuple[str, str]]) -> Iterator[Manquement]:
    """The conseil first decides whether there is urgency; nothing can be debated before."""
    if usages[0][1] != Usage.URGENCE:
        yield Manquement(
            regle="CNV-10",
            article=ARTICLE_URGENCE,
            message=(
                "La séance est convoquée en urgence\u00a0: placez en tête le point où le conseil "
                "se prononce sur l’urgence."
            ),
            champ=Usage.URGENCE,
        )


def _urgence_sans_objet(usages: Sequence[tuple[str, str]]) -> Iterator[Manquement]:
    """A vote on urgency cannot make up for a point that was not announced in time."""
    for numero, usage in usages:
        if usage == Usage.URGENCE:
            yield Manquement(
                regle="ODJ-02",
                article=ARTICLE_ODJ,
                gravite=Gravite.ALERTE,
                message=(
                    f"Le rapport {numero} fait voter l’urgence d’une séance convoquée dans le "
                    "délai ordinaire\u00a0: retirez-le, rien ne s’ajoute en séance, même urgent."
                ),
                points=(numero,),
            )
