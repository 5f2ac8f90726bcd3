"""Judging a dossier: what each point allowed, and every breach or contradiction."""

from dataclasses import asdict, dataclass
from typing import Any

from deliberations.dossier import reperes
from deliberations.dossier.arbre import Dossier
from deliberations.dossier.controles import listes, seance, votes
from deliberations.dossier.traduction import traduire
from governance.regles import Manquement, par_gravite
from instances.regles.seance import PointEvalue, evaluer
from instances.regles.seance import anomalies as anomalies_des_faits


@dataclass(frozen=True, kw_only=True, slots=True)
class Controle:
    points: tuple[PointEvalue, ...]
    anomalies: tuple[Manquement, ...]


def controler(dossier: Dossier) -> Controle:
    traduction = traduire(dossier)
    evalues = evaluer(traduction.faits)
    trouvees = [
        *traduction.anomalies,
        *reperes.anomalies(dossier, traduction.reperes),
        *anomalies_des_faits(traduction.faits),
        *seance.anomalies(traduction),
        *listes.anomalies(traduction, evalues),
        *votes.anomalies(traduction, evalues),
    ]
    return Controle(points=evalues, anomalies=par_gravite(dict.fromkeys(trouvees)))


def en_json(controle: Controle) -> dict[str, Any]:
    """What ``dossier_controler --json`` prints."""
    return {
        "points": [asdict(point) for point in controle.points],
        "anomalies": [
            {
                "regle": anomalie.regle,
                "gravite": str(anomalie.gravite),
                "points": list(anomalie.points),
                "message": anomalie.message,
            }
            for anomalie in controle.anomalies
        ],
    }
