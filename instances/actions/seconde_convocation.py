"""Want of quorum, then the meeting convened again for what it left (CNV-11, QUO-08, POU-07)."""

from datetime import datetime

from django.db import transaction

from governance import audit
from governance.db import lock
from governance.models import User
from governance.regles import exiger
from instances.actions.reprises import copier
from instances.actions.seances import creer_seance
from instances.models import Point, Pouvoir, Seance
from instances.queries.carence import points_evalues
from instances.queries.seances import point_en_discussion
from instances.queries.seconde import a_reprendre
from instances.regles import seconde_convocation as regles
from instances.regles.etats import etat_suivant


@transaction.atomic
def constater_carence(seance: Seance, *, by: User, at: datetime) -> Seance:
    """The quorum lacks, at the opening or later: what is left is not examined, the séance ends."""
    lock(seance)
    suivant = etat_suivant(seance.etat, "constater_carence")
    genre = seance.instance.type_instance
    restants = points_evalues(seance)
    courant = point_en_discussion(seance)
    exiger(
        regles.carence(
            restants,
            en_discussion=courant.numero if courant else None,
            deliberante=genre.nature == genre.Nature.DELIBERANTE,
        )
    )
    restes = seance.points.filter(etat=Point.Etat.INSCRIT).update(etat=Point.Etat.NON_EXAMINE)
    seance.etat, seance.levee_at, seance.carence_at = suivant, at, at
    seance.carence_presents = regles.presents_au_constat(restants)
    seance.save(update_fields=["etat", "levee_at", "carence_at", "carence_presents"])
    audit.record(
        "carence_constater", seance, by=by, at=at,
        presents=seance.carence_presents, non_examines=restes,
    )  # fmt: skip
    return seance


@transaction.atomic
def preparer_seconde_seance(
    seance: Seance, *, starts_at: datetime, by: User, at: datetime
) -> Seance:
    """Open the preparation of the second meeting, with the points that the first one left."""
    lock(seance)
    points = list(a_reprendre(seance))
    sans_suite = (Seance.Etat.ANNULEE, Seance.Etat.REPORTEE)
    exiger(
        regles.preparation(
            constatee=seance.carence_at is not None,
            deja=seance.secondes_seances.exclude(etat__in=sans_suite).exists(),
            points=len(points),
        )
    )
    seconde = creer_seance(
        seance.instance,
        starts_at=starts_at,
        lieu=seance.lieu,
        visioconference=seance.visioconference,
        premiere_seance=seance,
        by=by,
        at=at,
    )
    copier(points, vers=seconde)
    audit.record(
        "seconde_seance_preparer", seconde, by=by, at=at, premiere=seance.numero,
        points=[p.numero for p in points],
    )  # fmt: skip
    return seconde


def suivre_les_pouvoirs(seance: Seance, *, by: User, at: datetime) -> None:
    """Once who sits is settled: the pouvoirs whose writing names this meeting (POU-07)."""
    if seance.premiere_seance is None:
        return
    sieges = {s.elu_id: s for s in seance.siegeants.exclude(elu=None)}
    donnes = seance.premiere_seance.pouvoirs.select_related("mandant", "mandataire")
    for ancien in donnes.exclude(mandant=None).exclude(mandataire=None):
        en_vigueur = ancien.revoque_at is None and ancien.fin_point_id is None
        mandant = sieges.get(ancien.mandant.elu_id) if ancien.mandant else None
        mandataire = sieges.get(ancien.mandataire.elu_id) if ancien.mandataire else None
        suit = regles.pouvoir_vaut_report(vaut_report=ancien.vaut_report, en_vigueur=en_vigueur)
        if not suit or mandant is None or mandataire is None:
            continue
        pouvoir = Pouvoir.objects.create(
            intercommunalite_id=seance.intercommunalite_id,
            seance=seance,
            mandant=mandant,
            mandataire=mandataire,
            date_du_pouvoir=ancien.date_du_pouvoir,
            recu_at=ancien.recu_at,
        )
        audit.record("pouvoir_suivre", pouvoir, by=by, at=at, premiere=ancien.pk)
