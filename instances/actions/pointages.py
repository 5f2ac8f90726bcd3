"""Who comes and goes: each gesture on a seat is one line of the log, and moves its presences.

The log is append-only. A mistake is corrected by another gesture, which gives the seat back
the presences that it had before the one it corrects.
"""

from datetime import datetime
from typing import Any

from django.db import transaction

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.actions.bornes import Borne, maintenant, rang_du_debut
from instances.models import Elu, Pointage, Presence, Seance, Siegeant
from instances.queries.pointages import (
    dernier_pointage,
    en_lignes,
    occupant,
    points_alteres,
    presences_rendues,
)
from instances.queries.seances import point_en_discussion
from instances.regles import pointages as regles
from instances.regles import tenue as regles_de_la_tenue
from instances.regles.etats import exiger_etat

Geste = Pointage.Geste


@transaction.atomic
def arriver(
    siegeant: Siegeant,
    *,
    by: User,
    at: datetime,
    suppleant: Elu | None = None,
    a_distance: bool = False,
) -> Presence:
    """Note an arrival: it counts from the point in discussion, or from the next one (POU-05)."""
    seance = _tenir(siegeant)
    exiger(
        [
            *regles_de_la_tenue.arrivee(
                nom=str(siegeant),
                deja_present=occupant(siegeant) is not None,
                suppleant_admis=suppleant is None or suppleant.pk == siegeant.suppleant_id,
            ),
            *regles.a_distance(
                str(siegeant), demandee=a_distance, admise=bool(seance.visioconference)
            ),
        ]
    )
    avant = en_lignes(siegeant)
    presence = _occuper(siegeant, suppleant, maintenant(seance), a_distance=a_distance)
    presence.save()
    geste = Geste.SUPPLEANT if suppleant else Geste.ARRIVE
    geste = Geste.DISTANCE if a_distance else geste
    _noter(siegeant, geste, avant, by=by, at=at, suppleant=suppleant)
    audit.record("presence_arriver", siegeant, by=by, at=at, suppleant=str(suppleant or ""))
    return presence


@transaction.atomic
def partir(siegeant: Siegeant, *, by: User, at: datetime) -> None:
    """Note a departure. Who leaves during a point counts for it, not for the next (QUO-04)."""
    seance = _tenir(siegeant)
    presence = occupant(siegeant)
    exiger(regles_de_la_tenue.depart(nom=str(siegeant), present=presence is not None))
    assert presence is not None  # the rule above refused otherwise
    avant = en_lignes(siegeant)
    _finir(presence, maintenant(seance, en_cours_exclu=True))
    _noter(siegeant, Geste.PART, avant, by=by, at=at)
    courant = point_en_discussion(seance)
    apres = courant.numero if courant else None
    audit.record("presence_partir", siegeant, by=by, at=at, apres=apres)


@transaction.atomic
def relayer(siegeant: Siegeant, *, suppleant: Elu | None, by: User, at: datetime) -> Presence:
    """The seat changes hands between two points (MEM-03): to the suppléant, or back."""
    seance = _tenir(siegeant)
    presence = occupant(siegeant)
    exiger(
        regles.relais(
            str(siegeant),
            occupe=presence is not None,
            change=presence is None or presence.suppleant_id != _cle(suppleant),
            suppleant_admis=suppleant is None or suppleant.pk == siegeant.suppleant_id,
        )
    )
    assert presence is not None  # the rule above refused otherwise
    avant = en_lignes(siegeant)
    _finir(presence, maintenant(seance, en_cours_exclu=True))
    nouvelle = _occuper(siegeant, suppleant, maintenant(seance))
    nouvelle.save()
    geste = Geste.SUPPLEANT if suppleant else Geste.TITULAIRE
    _noter(siegeant, geste, avant, by=by, at=at, suppleant=suppleant)
    audit.record("siege_relayer", siegeant, by=by, at=at, suppleant=str(suppleant or ""))
    return nouvelle


@transaction.atomic
def corriger(pointage: Pointage, *, motif: str, by: User, at: datetime) -> Pointage:
    """Undo the last gesture on a seat: its presences are again what they were before.

    What was voted meanwhile stands: if the correction changes who was there, it needs a
    motif, and the journal names the reports concerned.
    """
    siegeant = pointage.siegeant
    _tenir(siegeant)
    dernier = dernier_pointage(siegeant)
    alteres = [p.numero for p in points_alteres(pointage)]
    exiger(
        regles.correction(
            str(siegeant), dernier=dernier == pointage, votes=alteres, motif=motif.strip()
        )
    )
    avant = en_lignes(siegeant)
    rendues = presences_rendues(pointage)
    siegeant.presences.all().delete()
    Presence.objects.bulk_create(rendues)
    correction = _noter(
        siegeant, Geste.CORRECTION, avant, by=by, at=at, corrige=pointage, motif=motif.strip()
    )
    audit.record(
        "presence_corriger", siegeant, by=by, at=at, geste=pointage.get_geste_display(),
        motif=motif.strip(), votes=alteres,
    )  # fmt: skip
    return correction


def _tenir(siegeant: Siegeant) -> Seance:
    seance = lock(siegeant.seance)
    exiger_etat(seance.etat, "emarger")
    return seance


def _occuper(
    siegeant: Siegeant, suppleant: Elu | None, borne: Borne, *, a_distance: bool = False
) -> Presence:
    """The seat taken from now on. Whoever comes back before the next point never left."""
    partie = None
    if borne.point is not None:
        partie = siegeant.presences.filter(fin_point=borne.point).order_by("id").last()
    meme = partie is not None and (partie.suppleant_id, partie.a_distance) == (
        _cle(suppleant),
        a_distance,
    )
    if partie is not None and meme:
        partie.fin_point, partie.fin_inclus = None, True
        return partie
    # A seat changes hands between two points (MEM-03), not while one is discussed.
    relaye = partie is not None and partie.fin_inclus and borne.inclus
    return Presence(
        intercommunalite_id=siegeant.intercommunalite_id,
        seance_id=siegeant.seance_id,
        siegeant=siegeant,
        suppleant=suppleant,
        a_distance=a_distance,
        debut_point=borne.point,
        debut_inclus=borne.inclus and not relaye,
    )


def _finir(presence: Presence, borne: Borne) -> None:
    if rang_du_debut(presence.debut_point, inclus=presence.debut_inclus) >= borne.rang:
        # Gone before any point came up: the presence never was one.
        presence.delete()
        return
    presence.fin_point, presence.fin_inclus = borne.point, not borne.inclus
    presence.save(update_fields=["fin_point", "fin_inclus"])


def _noter(
    siegeant: Siegeant, geste: str, avant: list[dict[str, Any]], *, by: User, at: datetime,
    suppleant: Elu | None = None, corrige: Pointage | None = None, motif: str = "",
) -> Pointage:  # fmt: skip
    return Pointage.objects.create(
        intercommunalite_id=siegeant.intercommunalite_id,
        seance_id=siegeant.seance_id,
        siegeant=siegeant,
        geste=geste,
        point=point_en_discussion(siegeant.seance),
        suppleant=suppleant,
        corrige=corrige,
        motif=motif,
        at=at,
        by=by,
        avant=avant,
    )


def _cle(elu: Elu | None) -> int | None:
    return elu.pk if elu else None
