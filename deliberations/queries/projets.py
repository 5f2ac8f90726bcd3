"""Reads of drafts: who reads which, the visas awaited of somebody, what fills a ready-made text."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate, localtime

from deliberations.models import Circuit, DelegationVisa, Projet, Visa
from deliberations.regles import visas as regles
from governance.models import Acces, Intercommunalite, User
from governance.queries import Page, paginer
from instances.models import Instance, Seance
from instances.permissions import SERVICES, can_regler, instances_en_charge
from instances.queries.composition import president
from instances.regles.dates_en_lettres import jour_en_lettres

LIES = ("instance", "commission", "seance_visee__instance", "auteur__user", "point__seance")
LONGUEUR_RECHERCHE = 100


def acces_du_compte(intercommunalite: Intercommunalite, user: User) -> Acces | None:
    return intercommunalite.acces.filter(user=user).first()


def pour_qui_signer(acces: Acces, on: date) -> frozenset[int]:
    """Accesses whose visas this one may give that day."""
    recues = acces.delegations_recues.filter(starts_on__lte=on, ends_on__gte=on)
    absences = [
        regles.Absence(titulaire=d.titulaire_id, delegue=acces.pk, du=d.starts_on, au=d.ends_on)
        for d in recues
    ]
    return regles.titulaires_de(acces.pk, absences, on)


def a_viser(acces: Acces, on: date) -> list[Visa]:
    """What waits for this person, or for somebody away whose visas they give; oldest first."""
    attendus = acces.intercommunalite.visas.filter(
        etat=Visa.Etat.ATTENDU, viseur__in=pour_qui_signer(acces, on)
    ).exclude(projet__etat=Projet.Etat.ABANDONNE)
    lus = attendus.select_related("projet__instance", "projet__commission", "viseur__user")
    visas = list(lus.order_by("due_on", "pk"))
    for visa in visas:
        visa.en_retard = regles.en_retard(visa.due_on, on)
    return visas


def projets_lisibles(acces: Acces) -> QuerySet[Projet]:
    """Numbered drafts: services read those of their bodies, others those they have to sign."""
    projets: QuerySet[Projet] = acces.intercommunalite.projets.exclude(numero=None)
    if acces.role in SERVICES:
        en_charge = instances_en_charge(acces)
        if en_charge is None:
            return projets
        return projets.filter(Q(instance=None) | Q(instance__in=en_charge))
    pour = pour_qui_signer(acces, localdate())
    vises = acces.intercommunalite.visas.filter(Q(viseur__in=pour) | Q(vise_par=acces))
    return projets.filter(Q(pk__in=vises.values("projet_id")) | Q(auteur=acces))


@dataclass(frozen=True, kw_only=True)
class Filtres:
    """What the list was asked for; an empty one asks for everything."""

    etat: str = ""
    commission: Instance | None = None
    auteur: Acces | None = None
    seance: Seance | None = None
    recherche: str = ""


def page_des_projets(acces: Acces, filtres: Filtres, *, avant: str | None) -> Page[Projet]:
    """Newest first. Every word must be found, in the title or in the text."""
    projets = projets_lisibles(acces).select_related(*LIES)
    if filtres.etat:
        projets = projets.filter(etat=filtres.etat)
    else:
        projets = projets.exclude(etat=Projet.Etat.ABANDONNE)
    exacts = {
        "commission": filtres.commission,
        "auteur": filtres.auteur,
        "seance_visee": filtres.seance,
    }
    projets = projets.filter(**{nom: valeur for nom, valeur in exacts.items() if valeur})
    for mot in filtres.recherche[:LONGUEUR_RECHERCHE].split():
        projets = projets.filter(
            Q(titre__icontains=mot) | Q(expose__icontains=mot) | Q(dispositif__icontains=mot)
        )
    return paginer(projets, avant=avant)


def commissions_de(intercommunalite: Intercommunalite, on: date) -> QuerySet[Instance]:
    """Bodies that are asked for an opinion, in force that day."""
    instances: QuerySet[Instance] = intercommunalite.instances.au(on)
    return instances.exclude(type_instance__nature="deliberante").order_by("nom")


def circuits_ouverts(intercommunalite: Intercommunalite) -> QuerySet[Circuit]:
    return intercommunalite.circuits.filter(ferme_at=None).order_by("nom")


def circuit_propose(projet: Projet) -> Circuit | None:
    """That of the body, or the default one."""
    circuits = list(circuits_ouverts(projet.intercommunalite))
    de_l_instance = (c for c in circuits if projet.instance_id and c.instance_id)
    propre = next((c for c in de_l_instance if c.instance_id == projet.instance_id), None)
    return propre or next((c for c in circuits if c.par_defaut), None)


def inscriptibles(acces: Acces, seance: Seance) -> QuerySet[Projet]:
    """Drafts without a point that may go to this séance: those meant for it come first."""
    libres = projets_lisibles(acces).filter(point=None).exclude(etat=Projet.Etat.ABANDONNE)
    possibles = libres.filter(Q(instance=None) | Q(instance=seance.instance_id))
    return possibles.select_related(*LIES).order_by("commission__nom", "numero")


def historique(projet: Projet) -> list[dict[str, Any]]:
    """The passages through the circuit, the last first, each with its visas in order."""
    visas = projet.visas_demandes.select_related("viseur__user", "vise_par__user")
    tours: dict[int, list[Visa]] = {}
    for visa in visas.order_by("-tour", "ordre"):
        tours.setdefault(visa.tour, []).append(visa)
    return [{"tour": tour, "visas": lus} for tour, lus in tours.items()]


def valeurs_des_champs(projet: Projet) -> dict[str, str]:
    """What the fields of a ready-made text are worth for this draft; empty when not known."""
    seance, instance = projet.seance_visee, projet.instance
    jour = localtime(seance.starts_at).date() if seance else None
    tenant = projet.intercommunalite
    tient = president(tenant, jour or localdate())
    return {
        "intercommunalite": tenant.nom,
        "instance": (instance.nom_dans_la_phrase or instance.nom) if instance else "",
        "date_seance": jour_en_lettres(jour) if jour else "",
        "lieu_seance": seance.lieu if seance else "",
        "titre": projet.titre,
        "commission": projet.commission.nom if projet.commission else "",
        "rapporteur": str(projet.rapporteur or ""),
        "commune": _commune(projet, jour or localdate()),
        "president": str(tient or ""),
    }


def _commune(projet: Projet, jour: date) -> str:
    if projet.rapporteur is None:
        return ""
    mandats = projet.rapporteur.mandats.au(jour).exclude(commune=None)
    nom = mandats.values_list("commune__nom", flat=True).first()
    return str(nom or "")


def absences(acces: Acces, on: date) -> list[DelegationVisa]:
    """Delegations of today and to come: one's own, or all of them for who sets the circuits."""
    lues = acces.intercommunalite.delegations_visa.filter(ends_on__gte=on)
    if not can_regler(acces):
        lues = lues.filter(titulaire=acces)
    return list(lues.select_related("titulaire__user", "delegue__user").order_by("starts_on"))
