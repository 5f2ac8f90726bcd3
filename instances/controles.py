"""What calendars and communes add to the checks before a dispatch, the budget, a renewal."""

from collections.abc import Iterable

from django.utils.timezone import localdate

from governance.regles import Manquement
from instances.models import Point, Seance
from instances.queries import calendrier, commune_nommee
from instances.queries import installation as installations
from instances.queries.controles import inscrire
from instances.queries.convocation import Preparation
from instances.queries.delai import commune_de_3500
from instances.regles import calendrier_budgetaire as regles
from instances.regles import commune_nommee as regles_nommee
from instances.regles import renouvellement

HORS_DE_CAUSE = (Seance.Etat.ANNULEE, Seance.Etat.REPORTEE)


@inscrire
def collisions(preparation: Preparation) -> Iterable[Manquement]:
    """CNV-23: municipal councils the same evening."""
    seance = preparation.seance
    return calendrier.collisions(seance.intercommunalite, seance.starts_at)


@inscrire
def communes_nommees(preparation: Preparation) -> Iterable[Manquement]:
    """MAJ-01: a report that names one commune alone, where nobody said what it means."""
    lues = commune_nommee.communes_nommees(preparation.seance, preparation.points)
    nommees = [(p.numero, lues[p.pk].nom) for p in preparation.points if p.pk in lues]
    return regles_nommee.a_verifier(nommees)


@inscrire
def installation(preparation: Preparation) -> Iterable[Manquement]:
    """INS-01: the last day for the conseil to be installed; then its order (INS-04, INS-06)."""
    lu = preparation.installation
    if lu is not None and lu.election_des_maires is not None:
        yield from renouvellement.manquements(preparation.jour, lu.election_des_maires)
    yield from installations.controles(preparation)


@inscrire
def budget(preparation: Preparation) -> Iterable[Manquement]:
    """BUD-01, BUD-02: only where the budget primitif or the accounts are voted."""
    votes = tuple(p.numero for p in preparation.points if p.budget_primitif)
    comptes = tuple(p.numero for p in preparation.points if p.compte_administratif)
    if votes:
        yield from regles.manquements(_faits(preparation, votes))
    if comptes:
        yield from regles.comptes(preparation.jour.year - 1, preparation.jour, points=comptes)


def _faits(preparation: Preparation, votes: tuple[str, ...]) -> regles.Faits:
    seance = preparation.seance
    debats = seance.intercommunalite.points.filter(
        matiere=Point.Matiere.DEBAT_BUDGETAIRE, seance__instance=seance.instance_id
    ).exclude(seance__etat__in=HORS_DE_CAUSE)
    jours = {
        pk: localdate(debut) for pk, debut in debats.values_list("seance_id", "seance__starts_at")
    }
    return regles.Faits(
        vote=preparation.jour,
        debats=tuple(jour for pk, jour in jours.items() if pk != seance.pk),
        debat_le_jour_meme=seance.pk in jours,
        commune_de_3500=commune_de_3500(seance.intercommunalite, preparation.jour),
        avance=preparation.reglement.dob_semaines.jours,
        points=votes,
    )
