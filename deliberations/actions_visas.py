"""Acts of the circuit: a draft sent round, visé or sent back, taken back, a level passed over."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from deliberations.models import Circuit, Projet, Visa
from deliberations.queries.projets import pour_qui_signer
from deliberations.regles import visas as regles
from governance import audit
from governance.db import lock
from governance.models import Acces, User
from governance.regles import exiger

Etat = Visa.Etat
NON_DONNES = (Etat.A_VENIR, Etat.ATTENDU)
SIGNES = {"viser": Etat.DONNE, "retourner": Etat.RETOURNE}


@transaction.atomic
def lancer_circuit(projet: Projet, *, circuit: Circuit | None, by: User, at: datetime) -> Projet:
    """Send the draft round: its levels are copied, so that the circuit may change meanwhile."""
    lock(projet)
    etapes = list(circuit.etapes.all()) if circuit else None
    exiger(
        regles.lancement(
            projet.etat,
            niveaux=None if etapes is None else len(etapes),
            titre=projet.titre,
            dispositif=projet.dispositif,
        )
    )
    projet.circuit, projet.tour = circuit, projet.tour + 1
    _passer(projet, "lancer")
    Visa.objects.bulk_create(
        Visa(
            intercommunalite_id=projet.intercommunalite_id,
            projet=projet,
            tour=projet.tour,
            ordre=e.ordre,
            libelle=e.libelle,
            viseur_id=e.viseur_id,
            delai_jours=e.delai_jours,
        )
        for e in etapes or ()
    )
    _appeler_le_suivant(projet, at)
    audit.record("projet_lancer", projet, by=by, at=at, circuit=str(circuit), tour=projet.tour)
    return projet


@transaction.atomic
def viser(visa: Visa, *, commentaire: str = "", acces: Acces, by: User, at: datetime) -> Projet:
    """Give the visa awaited; the next level is called, or the draft is visé."""
    projet = _signer(visa, "viser", commentaire, acces, at)
    if not _appeler_le_suivant(projet, at):
        _passer(projet, "achever")
    audit.record("projet_viser", projet, by=by, at=at, niveau=visa.libelle, **_pour(visa))
    return projet


@transaction.atomic
def retourner(visa: Visa, *, commentaire: str, acces: Acces, by: User, at: datetime) -> Projet:
    """Send the draft back to its author, who reads why; the following levels fall."""
    projet = _signer(visa, "retourner", commentaire, acces, at)
    _laisser_tomber(projet)
    _passer(projet, "retourner")
    audit.record(
        "projet_retourner", projet, by=by, at=at, niveau=visa.libelle, motif=commentaire,
        **_pour(visa),
    )  # fmt: skip
    return projet


@transaction.atomic
def reprendre_projet(projet: Projet, *, motif: str, by: User, at: datetime) -> Projet:
    """Take the draft back to its author: visas given stay read, they no longer count."""
    lock(projet)
    exiger(regles.manquements(projet.etat, "reprendre"))
    avant = projet.etat
    _laisser_tomber(projet)
    _passer(projet, "reprendre")
    audit.record("projet_reprendre", projet, by=by, at=at, motif=motif, avant=avant)
    return projet


@transaction.atomic
def passer_niveau(visa: Visa, *, motif: str, by: User, at: datetime) -> Projet:
    """Go on without the visa of somebody who left or will not come back in time."""
    projet = lock(visa.projet)
    lock(visa)
    exiger(
        regles.signature(
            etat=projet.etat,
            attendu=visa.etat == Etat.ATTENDU,
            viseur=visa.viseur_id,
            pour=frozenset({visa.viseur_id}),
        )
    )
    visa.etat, visa.commentaire, visa.vise_at = Etat.SANS_OBJET, motif, at
    visa.save(update_fields=["etat", "commentaire", "vise_at"])
    if not _appeler_le_suivant(projet, at):
        _passer(projet, "achever")
    audit.record("projet_passer_niveau", projet, by=by, at=at, niveau=visa.libelle, motif=motif)
    return projet


def _signer(visa: Visa, acte: str, commentaire: str, acces: Acces, at: datetime) -> Projet:
    projet = lock(visa.projet)
    lock(visa)
    exiger(
        regles.signature(
            etat=projet.etat,
            attendu=visa.etat == Etat.ATTENDU,
            viseur=visa.viseur_id,
            pour=pour_qui_signer(acces, localdate(at)),
            acte=acte,
            commentaire=commentaire,
        )
    )
    visa.etat, visa.commentaire = SIGNES[acte], commentaire
    visa.vise_par, visa.vise_at = acces, at
    visa.save(update_fields=["etat", "commentaire", "vise_par", "vise_at"])
    return projet


def _pour(visa: Visa) -> dict[str, Any]:
    """« X pour Y » when a delegate signed."""
    return {} if visa.vise_par_id == visa.viseur_id else {"pour": str(visa.viseur.user)}


def _appeler_le_suivant(projet: Projet, at: datetime) -> Visa | None:
    visas = projet.visas_demandes.filter(tour=projet.tour, etat=Etat.A_VENIR)
    suivant: Visa | None = visas.order_by("ordre").first()
    if suivant is not None:
        suivant.etat = Etat.ATTENDU
        suivant.due_on = regles.echeance(localdate(at), suivant.delai_jours)
        suivant.save(update_fields=["etat", "due_on"])
    return suivant


def _laisser_tomber(projet: Projet) -> None:
    projet.visas_demandes.filter(tour=projet.tour, etat__in=NON_DONNES).update(etat=Etat.SANS_OBJET)


def _passer(projet: Projet, acte: str) -> None:
    projet.etat = regles.suivant(projet.etat, acte)
    projet.save(update_fields=["etat", "circuit", "tour"])
