"""The counts of a secret ballot on their way: what each person found, until both agree."""

from deliberations.models import Comptage, Tour
from deliberations.regles.depouillement import Releve
from deliberations.regles.questions import Question, lire
from instances.models import Point

TOUR = "tour:"


def objet_du_tour(tour: Tour) -> str:
    return f"{TOUR}{tour.pk}"


def objet_du_texte(question: Question) -> str:
    return question.code


def releves_de(point: Point, objet: str) -> list[Releve]:
    """None, one, or the two; read from the rows of the point, at once."""
    return [_releve(c) for c in point.comptages.all() if c.objet == objet]


def question_comptee(point: Point) -> Question | None:
    """What is being counted: the same on another machine, or after a reload."""
    objets = (c.objet for c in point.comptages.all() if not c.objet.startswith(TOUR))
    return next(map(lire, objets), None)


def _releve(comptage: Comptage) -> Releve:
    return Releve(
        enveloppes=comptage.enveloppes,
        blancs=comptage.blancs,
        nuls=comptage.nuls,
        voix={int(cle): n for cle, n in comptage.voix.items()},
        par=comptage.par,
    )
