"""Two people count the papers, on two machines if they wish: totals only, and no voter (SCR-07).

The first statement is never shown before the second is typed; the journal names who counted,
and holds no figure.
"""

from datetime import datetime

from django.db import transaction

from deliberations.models import Comptage
from deliberations.queries import assemblee_au
from deliberations.queries.comptages import releves_de
from deliberations.regles import actes as regles
from deliberations.regles import depouillement
from deliberations.regles.depouillement import Releve
from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.models import Point
from instances.queries.faits import faits_de
from instances.regles.etats import exiger_etat


@transaction.atomic
def noter_releve(
    point: Point, objet: str, releve: Releve, *, secret: bool = True, by: User, at: datetime
) -> int:
    """One person's count; refused if it does not add up, before anybody else counts.

    Returns its rank: the first waits for the second.
    """
    seance = lock(point.seance)
    exiger_etat(seance.etat, "conduire")
    point.refresh_from_db()
    votants = len(assemblee_au(point, faits_de(seance)).votants)
    exiger(
        [
            *regles.en_discussion(etat=point.etat),
            *depouillement.manquements(releve, votants=votants, secret=secret),
        ]
    )
    rang = depouillement.place_du_releve(releves_de(point, objet), releve.par) if secret else 1
    Comptage.objects.update_or_create(
        intercommunalite_id=point.intercommunalite_id,
        point=point,
        objet=objet,
        rang=rang,
        defaults={
            "enveloppes": releve.enveloppes,
            "blancs": releve.blancs,
            "nuls": releve.nuls,
            "voix": {str(cle): n for cle, n in releve.voix.items()},
            "par": releve.par.strip(),
            "at": at,
        },
    )
    audit.record("releve_noter", point, by=by, at=at, rang=rang, par=releve.par.strip())
    return rang


@transaction.atomic
def recommencer_le_compte(point: Point, *, by: User, at: datetime) -> None:
    """Both count again, from the first paper."""
    lock(point.seance)
    oublies, _ = point.comptages.all().delete()
    if oublies:
        audit.record("compte_recommencer", point, by=by, at=at, releves=oublies)


def clore_le_compte(point: Point) -> None:
    """The result proclaimed holds the figures: nothing is left on its way."""
    point.comptages.all().delete()
