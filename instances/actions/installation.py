"""The séance that installs the conseil, ready-made, and the number of posts put to the vote."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.actions.seances import creer_seance, deplacer_point, inscrire_point
from instances.models import Instance, Point, Seance
from instances.queries.installation import plafonds_de
from instances.regles import installation as regles
from instances.regles import modele_installation
from instances.regles.etats import exiger_etat
from instances.regles.modele_installation import PointPrepare, Suite

FONCTIONS_EN_COMMISSION = (Point.Fonction.TITULAIRE, Point.Fonction.SUPPLEANT)


@transaction.atomic
def preparer_installation(
    instance: Instance,
    *,
    starts_at: datetime,
    vice_presidents: int,
    autres_membres: int,
    suites: Collection[str] = (),
    by: User,
    at: datetime,
    **champs: Any,
) -> Seance:
    """The séance and its points, in the order that the law imposes (INS-04, ELE-04)."""
    limites = plafonds_de(instance.intercommunalite, localdate(starts_at))
    exiger(regles.nombre(vice_presidents, limites))
    seance = creer_seance(instance, starts_at=starts_at, by=by, at=at, **champs)
    cao = _commission_d_appel_d_offres(seance) if Suite.APPEL_D_OFFRES in suites else None
    prepares = modele_installation.points(
        vice_presidents=vice_presidents,
        autres_membres=autres_membres,
        limites=limites,
        suites=suites,
    )
    for rang, point in enumerate(prepares, start=1):
        vise = cao if point.fonction in FONCTIONS_EN_COMMISSION else None
        inscrire_point(
            seance, numero=str(rang), **_champs(point), instance_visee=vise, by=by, at=at
        )
    # Any other séance opens with its secretary; this one calls its members first (INS-04).
    deplacer_point(seance.points.get(numero="1"), vers=1, by=by, at=at)
    audit.record("installation_preparer", seance, by=by, at=at, vice_presidents=vice_presidents)
    return seance


def _champs(point: PointPrepare) -> dict[str, Any]:
    champs = asdict(point)
    champs["note_de_synthese"] = champs.pop("note")
    return champs


def _commission_d_appel_d_offres(seance: Seance) -> Instance | None:
    instances = seance.intercommunalite.instances.au(localdate(seance.starts_at))
    trouvee: Instance | None = instances.filter(type_instance__modele="cao").first()
    return trouvee


@transaction.atomic
def fixer_le_nombre(
    point: Point, *, vice_presidents: int, autres_membres: int, by: User, at: datetime
) -> Point:
    """Change the numbers put to the vote, until the conseil has voted them (ELE-04)."""
    seance = lock(point.seance)
    exiger_etat(seance.etat, "deplacer_point")
    point.refresh_from_db()
    limites = plafonds_de(point.intercommunalite, localdate(seance.starts_at))
    attendu = point.etat in (Point.Etat.INSCRIT, Point.Etat.EN_DISCUSSION)
    exiger(
        [
            *regles.nombre_a_voter(fixe=point.usage == Point.Usage.NOMBRE, attendu=attendu),
            *regles.nombre(vice_presidents, limites),
        ]
    )
    point.vice_presidents, point.autres_membres = vice_presidents, autres_membres
    point.save(update_fields=["vice_presidents", "autres_membres"])
    audit.record(
        "nombre_fixer", point, by=by, at=at, vice_presidents=vice_presidents,
        autres_membres=autres_membres,
    )  # fmt: skip
    return point
