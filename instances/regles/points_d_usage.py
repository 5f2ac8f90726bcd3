"""What every séance of a deliberating body opens with, in the order of its règlement (ODJ-09).

CGCT, art. L. 2121-15 : « Au début de chacune de ses séances, le conseil municipal nomme un ou
plusieurs de ses membres pour remplir les fonctions de secrétaire. » « Le procès-verbal de chaque
séance […] est arrêté au commencement de la séance suivante ».

CGCT, art. L. 5211-10, dernier alinéa : « Lors de chaque réunion de l'organe délibérant, le
président rend compte des travaux du bureau et des attributions exercées par délégation de
l'organe délibérant. » (ODJ-08)
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from instances.regles.dates_en_lettres import jour_en_lettres
from instances.regles.faits import TypePoint
from instances.regles.types_de_point import Usage


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
