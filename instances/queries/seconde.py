"""A meeting convened again for want of quorum: what the first one was, and what it left."""

from django.db.models import QuerySet
from django.utils.timezone import localdate

from governance.regles import Manquement
from instances.models import Convocation, Point, Remise, Seance
from instances.queries.attente import en_attente
from instances.queries.delai import contexte_du_delai
from instances.queries.receptions import receptions_prouvees
from instances.queries.suivi import vu_par_la_regle
from instances.regles import seconde_convocation as regles
from instances.regles.envois import membre_regulierement_convoque
from instances.regles.etats import EtatPoint
from instances.regles.seconde_convocation import Premiere

REPRISES_PROPOSEES = (EtatPoint.NON_EXAMINE, EtatPoint.AJOURNE, EtatPoint.RENVOYE)


def premiere_de(seance: Seance) -> Premiere | None:
    """``None`` for a séance that is not a second meeting.

    A first séance without a ledger was convened elsewhere: its regularity is its source's word.
    """
    if seance.premiere_seance is None:
        return None
    return Premiere(urgence=seance.urgence, irreguliers=irreguliers(seance.premiere_seance))


def irreguliers(seance: Seance) -> tuple[str, ...]:
    """Members whom the first version did not reach in time (CNV-07)."""
    remises = Remise.objects.filter(
        intercommunalite_id=seance.intercommunalite_id,
        convocation__seance=seance,
        convocation__nature=Convocation.Nature.INITIALE,
        qualite=Remise.Qualite.TITULAIRE,
    )
    contexte = contexte_du_delai(seance)
    premiere = seance.convocations.order_by("version").first()
    recues = receptions_prouvees(premiere) if premiere is not None else {}
    vus = [
        vu_par_la_regle(r.envoi, recues.get(r.envoi_id))
        for r in remises.select_related("envoi").order_by("id")
    ]
    return tuple(v.membre for v in vus if not membre_regulierement_convoque(v, contexte))


def manquements(seance: Seance) -> tuple[Manquement, ...]:
    premiere = premiere_de(seance)
    return tuple(regles.manquements(premiere)) if premiere is not None else ()


def dispense(seance: Seance) -> bool:
    premiere = premiere_de(seance)
    return premiere is not None and regles.dispense_de_quorum(premiere)


def mention(seance: Seance) -> str:
    """The sentence at the head of a second convocation; empty for any other."""
    if seance.premiere_seance is None:
        return ""
    return regles.mention(
        localdate(seance.premiere_seance.starts_at),
        dispense=dispense(seance),
        droit_local=seance.intercommunalite.droit_local,
    )


def a_reprendre(seance: Seance) -> QuerySet[Point]:
    """What a second convocation takes up: announced, left unexamined, and not taken up yet."""
    restes = seance.points.filter(etat=Point.Etat.NON_EXAMINE, reprises=None)
    jamais_annonces = en_attente(seance).values("pk")
    return (
        restes.exclude(usage=Point.Usage.URGENCE).exclude(pk__in=jamais_annonces).order_by("rang")
    )


def laisses_a(seance: Seance) -> QuerySet[Point]:
    """What earlier séances of the same body left, and that no other took up."""
    passees = seance.instance.seances.filter(starts_at__lt=seance.starts_at, etat="levee")
    laisses = seance.intercommunalite.points.filter(
        seance__in=passees, etat__in=[str(e) for e in REPRISES_PROPOSEES], reprises=None
    )
    return laisses.select_related("seance").order_by("-seance__starts_at", "rang")
