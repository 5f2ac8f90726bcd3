"""Acts on a draft before its point: written, completed, abandoned, put on an ordre du jour."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from deliberations.models import PieceProjet, Projet
from deliberations.queries.projets import acces_du_compte, circuit_propose
from deliberations.regles import visas as regles
from governance import audit, stockage
from governance.compteurs import prochain
from governance.db import lock
from governance.models import Intercommunalite, User
from governance.regles import exiger
from instances.actions.seances import inscrire_point
from instances.models import Point, Seance
from instances.queries.ordonnancement import nature_du_point, numero_pour
from instances.regles.annexes import controler_annexe


@transaction.atomic
def creer_projet(
    intercommunalite: Intercommunalite, *, by: User, at: datetime, **champs: Any
) -> Projet:
    """Open a draft. ``champs``: where it goes and its texts, as the form names them."""
    projet = Projet(
        intercommunalite=intercommunalite,
        numero=prochain(intercommunalite.pk, "projets"),
        auteur=acces_du_compte(intercommunalite, by),
        cree_at=at,
        **champs,
    )
    projet.circuit = circuit_propose(projet)
    projet.save()
    audit.record("projet_creer", projet, by=by, at=at, numero=projet.numero)
    return projet


@transaction.atomic
def modifier_projet(projet: Projet, *, by: User, at: datetime, **champs: Any) -> Projet:
    """Rework a draft that is not going round, nor visé."""
    lock(projet)
    exiger(regles.redaction(projet.etat, en_seance=False))
    changes = sorted(nom for nom, valeur in champs.items() if getattr(projet, nom) != valeur)
    for nom, valeur in champs.items():
        setattr(projet, nom, valeur)
    projet.save()
    audit.record("projet_modifier", projet, by=by, at=at, champs=changes)
    return projet


@transaction.atomic
def abandonner_projet(projet: Projet, *, motif: str, by: User, at: datetime) -> Projet:
    """Put aside, never erased: it may be taken up again."""
    lock(projet)
    exiger(regles.manquements(projet.etat, "abandonner"))
    projet.etat = regles.suivant(projet.etat, "abandonner")
    projet.save(update_fields=["etat"])
    audit.record("projet_abandonner", projet, by=by, at=at, motif=motif)
    return projet


@transaction.atomic
def joindre_piece(
    projet: Projet, *, titre: str, nom: str, octets: bytes, by: User, at: datetime
) -> PieceProjet:
    """Join a document, which the visas cover like the text."""
    lock(projet)
    exiger(regles.redaction(projet.etat, en_seance=False))
    tenant = projet.intercommunalite
    type_mime = controler_annexe(
        nom=nom, octets=octets, plafond=tenant.taille_max_piece * 1024 * 1024
    )
    fichier = stockage.deposer(tenant, octets, type_mime)
    piece: PieceProjet = projet.pieces.create(
        intercommunalite=tenant, fichier=fichier, titre=titre or nom, nom=nom
    )
    audit.record("piece_joindre", piece, by=by, at=at, sha256=fichier.sha256)
    return piece


@transaction.atomic
def retirer_piece(piece: PieceProjet, *, by: User, at: datetime) -> None:
    """The link goes; the bytes stay, another row or the audit may name them."""
    projet = lock(piece.projet)
    exiger(regles.redaction(projet.etat, en_seance=False))
    audit.record("piece_retirer", piece, by=by, at=at, sha256=piece.fichier.sha256)
    piece.delete()


@transaction.atomic
def inscrire_projets(
    seance: Seance, projets: Iterable[Projet], *, by: User, at: datetime
) -> list[Point]:
    """Make a point of each draft: its note, its rapporteur, its documents go with it."""
    return [_inscrire(seance, projet, by=by, at=at) for projet in projets]


def _inscrire(seance: Seance, projet: Projet, *, by: User, at: datetime) -> Point:
    lock(projet)
    exiger(regles.inscription(projet.etat, inscrit=projet.point_id is not None))
    commission = projet.commission.nom if projet.commission else ""
    point = inscrire_point(
        seance,
        numero=numero_pour(seance, commission),
        titre=projet.titre,
        type=nature_du_point(seance),
        rubrique=commission,
        commission=commission,
        rapporteur=projet.rapporteur,
        note_de_synthese=projet.note_de_synthese,
        matiere=projet.matiere,
        by=by,
        at=at,
    )
    for piece in projet.pieces.all():
        point.annexes.create(
            intercommunalite_id=point.intercommunalite_id,
            fichier_id=piece.fichier_id,
            titre=piece.titre,
            nom=piece.nom,
        )
    projet.point = point
    projet.save(update_fields=["point"])
    audit.record(
        "projet_inscrire", projet, by=by, at=at, seance=seance.numero, rapport=point.numero
    )
    return point
