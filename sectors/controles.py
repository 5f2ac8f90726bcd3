"""What the communes' voice adds to the checks before a dispatch."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F
from django.utils.timezone import localdate

from deliberations.models import Projet
from governance.models import AuditEntry
from governance.regles import Manquement
from instances.models import Point
from instances.queries import controles
from instances.queries import renouvellement as renouvellements
from instances.queries.convocation import Preparation
from instances.regles.faits import TypePoint
from instances.regles.modeles_instances import COMITE_DE_SECTEUR
from sectors.models import AvisCommune, Consultation
from sectors.queries import comites, dossiers
from sectors.queries import pacte as lectures_du_pacte
from sectors.regles import avis_communes, pacte, secteurs
from sectors.regles import dossiers as regles_dossiers


@controles.inscrire
def avis_attendus(preparation: Preparation) -> Iterable[Manquement]:
    """MAJ-01, MAJ-02, MAJ-05: judged on the day of the séance, by the last transmission."""
    points = [
        p for p in preparation.points if p.commune_concernee_id and TypePoint(p.type).delibere
    ]
    if not points:
        return ()
    demandes = _demandes(points)
    communes = preparation.seance.intercommunalite.communes.in_bulk(
        {p.commune_concernee_id for p in points}
    )
    modifies = _modifies(points) if demandes else {}
    attendus = [
        _vu(p, communes[p.commune_concernee_id].nom, demandes.get(p.pk), modifies.get(p.pk))
        for p in points
    ]
    engagement = bool(preparation.reglement.avis_commune_clause) and _au_bureau(preparation)
    return (
        *avis_communes.manquements(attendus, seance=preparation.jour),
        *avis_communes.accord_au_bureau(attendus, engagement=engagement, on=preparation.jour),
    )


def _au_bureau(preparation: Preparation) -> bool:
    return preparation.seance.instance.type_instance.modele == "bureau"


def _demandes(points: list[Point]) -> dict[int, AvisCommune]:
    """The last one of each point: a new transmission replaces the former."""
    demandes = AvisCommune.objects.filter(
        consultation__fondement=Consultation.Fondement.COMMUNE_SEULE,
        consultation__point__in=points,
        commune=F("consultation__point__commune_concernee"),
    ).select_related("consultation")
    par_point: dict[int, AvisCommune] = {}
    for demande in demandes.order_by("transmis_on", "pk"):
        if demande.consultation.point_id is not None:
            par_point[demande.consultation.point_id] = demande
    return par_point


def _modifies(points: list[Point]) -> dict[int, date]:
    """The last day each draft was written, as the journal tells it."""
    projets = dict(Projet.objects.filter(point__in=points).values_list("pk", "point_id"))
    ecritures = AuditEntry.objects.filter(
        objet_type="deliberations.projet", objet_id__in=projets, verbe="projet_rediger"
    )
    return {projets[e.objet_id]: localdate(e.at) for e in ecritures.order_by("at", "pk")}


def _vu(
    point: Point, commune: str, demande: AvisCommune | None, modifie_le: date | None
) -> avis_communes.Avis:
    if demande is None:
        return avis_communes.Avis(numero=point.numero, commune=commune)
    recu_le = localdate(demande.recu_at) if demande.recu_at else None
    return avis_communes.Avis(
        numero=point.numero,
        commune=commune,
        transmis_le=demande.transmis_on,
        mois=demande.consultation.delai_mois,
        sens=avis_communes.Sens(demande.sens) if demande.sens else None,
        rendu_le=demande.delibere_on or recu_le,
        modifie_le=modifie_le,
    )


@controles.inscrire
def pacte_de_gouvernance(preparation: Preparation) -> Iterable[Manquement]:
    """PAC-02, PAC-03: only where the pacte is to be adopted, on the day of the séance."""
    if not any(p.matiere == Point.Matiere.PACTE for p in preparation.points):
        return ()
    ici, jour = preparation.seance.intercommunalite, preparation.jour
    lu = renouvellements.renouvellement(ici, jour)
    tour = lu.tour if lu else None
    demande = lectures_du_pacte.derniere(ici, depuis=tour)
    vue = lectures_du_pacte.consultation_vue(demande)
    return pacte.adoption(vue, on=jour, renouvellement=tour)


@controles.inscrire
def maires_sans_voix(preparation: Preparation) -> Iterable[Manquement]:
    """SEC-04: said for each comité, as long as the règlement has not settled it."""
    if preparation.seance.instance.type_instance.modele != COMITE_DE_SECTEUR.code:
        return ()
    return secteurs.maires_muets(comites.maires_sans_voix(preparation.seance))


@controles.inscrire
def schema_suivi(preparation: Preparation) -> Iterable[Manquement]:
    """ODJ-06: what decides a dossier before the opinions that its path asks for."""
    decisifs = dossiers.points_a_decider(preparation.points)
    if not decisifs:
        return ()
    etapes = dossiers.schema(preparation.seance.intercommunalite)
    faits = dossiers.etapes_de(decisifs.values(), etapes)
    return [
        m
        for point, dossier in decisifs.items()
        for m in regles_dossiers.manquements_a_la_decision(point.numero, faits[dossier.pk])
    ]
