"""Self check-in: the member announces, the clerk confirms, and only then is he present."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.actions import pointages
from instances.models import Elu, Emargement, Siegeant
from instances.queries.emargement import en_attente
from instances.queries.pointages import occupant
from instances.queries.telephone import EN_SEANCE
from instances.regles import emargement as regles
from instances.regles.etats import exiger_etat


@transaction.atomic
def annoncer_arrivee(
    siegeant: Siegeant, *, suppleant: Elu | None, by: User | None, at: datetime
) -> Emargement | None:
    """« Je suis arrivé ». Said again, or by whoever is already present, it changes nothing.

    ``by``: nobody, from the personal link. A claim like the others: the clerk looks who is there.
    """
    seance = lock(siegeant.seance)
    exiger_etat(seance.etat, "emarger")
    exiger(
        regles.annonce(
            seance=localdate(seance.starts_at),
            aujourd_hui=localdate(at),
            ouverte=seance.etat in EN_SEANCE,
        )
    )
    if occupant(siegeant) is not None:
        return None
    if attendu := en_attente(seance).filter(siegeant=siegeant).first():
        return attendu
    # One that a gesture overtook is no longer waited for.
    siegeant.emargements.filter(traite_at=None).update(traite_at=at)
    emargement = Emargement.objects.create(
        intercommunalite_id=siegeant.intercommunalite_id,
        seance=seance,
        siegeant=siegeant,
        suppleant=suppleant,
        by=by,
        at=at,
    )
    audit.record("emargement_annoncer", emargement, by=by, at=at)
    return emargement


@transaction.atomic
def retenir_arrivee(emargement: Emargement, *, by: User, at: datetime) -> Emargement:
    """The clerk has seen him: the gesture goes into the log, as if tapped on the list."""
    if not _traiter(emargement, at, retenu=True):
        return emargement
    if occupant(emargement.siegeant) is None:
        pointages.arriver(emargement.siegeant, suppleant=emargement.suppleant, by=by, at=at)
    audit.record("emargement_retenir", emargement, by=by, at=at)
    return emargement


@transaction.atomic
def ecarter_arrivee(emargement: Emargement, *, by: User, at: datetime) -> Emargement:
    """Nobody is there: what was announced stays written, and counts for nothing."""
    if _traiter(emargement, at, retenu=False):
        audit.record("emargement_ecarter", emargement, by=by, at=at)
    return emargement


def _traiter(emargement: Emargement, at: datetime, *, retenu: bool) -> bool:
    """Two clerks may tap at once: the second finds it done."""
    seance = lock(emargement.seance)
    exiger_etat(seance.etat, "emarger")
    emargement.refresh_from_db(fields=["traite_at", "retenu"])
    if emargement.traite_at is not None:
        return False
    emargement.siegeant.seance = seance
    emargement.traite_at, emargement.retenu = at, retenu
    emargement.save(update_fields=["traite_at", "retenu"])
    return True
