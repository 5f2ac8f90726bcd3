"""Déports: a member says that a point concerns him, the clerk notes it, with its hour (INT-06)."""

from datetime import datetime

from django.db import transaction

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.models import Deport, Elu, Point, Seance, Siegeant
from instances.queries.faits import faits_de
from instances.regles import deports as regles
from instances.regles.etats import exiger_etat
from instances.regles.tenue import bureau_de_seance

Motif = Deport.Motif


@transaction.atomic
def declarer_deport(
    point: Point,
    *,
    siegeant: Siegeant,
    motif: str,
    raison: str = "",
    sorti: bool = False,
    by: User,
    at: datetime,
) -> Deport:
    """Note a déport: from now on this member has no voice on the point, for nobody (POU-08)."""
    _tenir(point)
    deja = point.deports.filter(siegeant=siegeant).first()
    confirme = deja is not None and deja.confirme_at is not None
    exiger(regles.declaration(str(siegeant), etat_du_point=point.etat, deja=confirme))
    deport = deja or Deport(
        intercommunalite_id=point.intercommunalite_id, point=point, siegeant=siegeant
    )
    deport.motif, deport.raison, deport.sorti, deport.confirme_at = motif, raison, sorti, at
    deport.save()
    audit.record(
        "deport_declarer", deport, by=by, at=at, membre=str(siegeant), motif=motif, sorti=sorti
    )
    return deport


@transaction.atomic
def annoncer_deport(
    point: Point, *, siegeant: Siegeant, raison: str, by: User, at: datetime
) -> Deport:
    """The member says beforehand that he will withdraw; in séance the clerk confirms it."""
    seance = lock(point.seance)
    exiger_etat(seance.etat, "emarger")
    point.refresh_from_db()
    deja = point.deports.filter(siegeant=siegeant).exists()
    exiger(regles.declaration(str(siegeant), etat_du_point=point.etat, deja=deja))
    deport = Deport.objects.create(
        intercommunalite_id=point.intercommunalite_id,
        point=point,
        siegeant=siegeant,
        motif=Motif.INTERET,
        raison=raison,
    )
    audit.record("deport_annoncer", deport, by=by, at=at, membre=str(siegeant))
    return deport


@transaction.atomic
def annuler_deport(deport: Deport, *, by: User, at: datetime) -> None:
    """Undo one: the journal keeps both gestures, the extrait neither."""
    point = deport.point
    _tenir(point)
    exiger(regles.declaration(str(deport.siegeant), etat_du_point=point.etat, deja=False))
    audit.record(
        "deport_annuler", deport, by=by, at=at, membre=str(deport.siegeant), motif=deport.motif
    )
    deport.delete()


@transaction.atomic
def noter_la_sortie(deport: Deport, *, sorti: bool, by: User, at: datetime) -> Deport:
    """Whether the member is in the room while the others decide: advised, never imposed."""
    _tenir(deport.point)
    deport.sorti = sorti
    deport.save(update_fields=["sorti"])
    if sorti:
        audit.record("deport_sortir", deport, by=by, at=at)
    else:
        audit.record("deport_rentrer", deport, by=by, at=at)
    return deport


@transaction.atomic
def retirer_le_president(point: Point, *, by: User, at: datetime) -> Deport:
    """The président of the EPCI leaves before his accounts are voted (SEA-02, QUO-07)."""
    seance = _tenir(point)
    president = regles.president_a_retirer(faits_de(seance), rang=point.rang)
    exiger([regles.personne_a_retirer()] if president is None else [])
    assert president is not None  # refused on the line above
    siegeant = seance.siegeants.select_related("elu").get(pk=president)
    return declarer_deport(point, siegeant=siegeant, motif=Motif.COMPTES, sorti=True, by=by, at=at)


@transaction.atomic
def confier_le_rapport(point: Point, *, rapporteur: Elu, by: User, at: datetime) -> Point:
    """Another member reports the point: whoever withdrew from it may not (INT-02)."""
    seance = _tenir(point)
    siege = seance.siegeants.filter(elu=rapporteur)
    exiger(bureau_de_seance(president="" if siege.exists() else str(rapporteur), secretaires=()))
    exiger(regles.declaration("", etat_du_point=point.etat, deja=False))
    avant = point.rapporteur_libelle or str(point.rapporteur or "")
    point.rapporteur, point.rapporteur_libelle = rapporteur, ""
    point.save(update_fields=["rapporteur", "rapporteur_libelle"])
    audit.record("rapport_confier", point, by=by, at=at, avant=avant, apres=str(rapporteur))
    return point


def _tenir(point: Point) -> Seance:
    seance: Seance = lock(point.seance)
    exiger_etat(seance.etat, "emarger")
    point.refresh_from_db()
    return seance
