"""What proves a convocation: the facts that are sealed, and what became of each message."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils.text import slugify

from governance import stockage
from governance.models import Envoi, EnvoiEvenement, Fichier, Intercommunalite, Scelle
from governance.preuve.chaine import Objet, instant
from governance.preuve.manifeste import empreinte
from instances.models import Annexe, Convocation, Derogation, Point, Remise, Seance
from instances.queries.receptions import RECEPTION_PROUVEE

CONVOCATION, REMISES = "convocation", "remises"
CLE = re.compile(r"convocation/(\d+)/(\d+)")
Faits = dict[str, Any]
# What the reader did, beside what became of the message.
OUVERT, DOCUMENT, ACCUSE = "ouvert", "document", "accuse"
LECTURES = {
    OUVERT: "Dossier ouvert", DOCUMENT: "Document ouvert", ACCUSE: "Réception accusée"
}  # fmt: skip
LIBELLES = {
    **{str(etat): str(libelle) for etat, libelle in Envoi.Etat.choices},
    **LECTURES,
    RECEPTION_PROUVEE: "Réception prouvée",
}


def objet_de(convocation: Convocation, nature: str = CONVOCATION) -> Objet:
    cle = f"convocation/{convocation.seance_id}/{convocation.version}"
    return Objet(nature=nature, cle=cle)


def scelles_de(convocation: Convocation) -> QuerySet[Scelle]:
    """The sending first, then the states of its deliveries in the order they were taken."""
    return (
        convocation.intercommunalite.scelles.filter(cle=objet_de(convocation).cle)
        .filter(maillon__isnull=False)
        .select_related("intercommunalite", "maillon__manifeste", "jeton", "autorite")
        .order_by("maillon__rang")
    )


# What is sealed when it leaves ----------------------------------------------------------


def faits_de_la_convocation(convocation: Convocation, nom_de_fichier: str) -> Faits:
    """Every document with its hash, bound to the séance, the members, the channels, the hour."""
    seance = convocation.seance
    remises = list(_remises(convocation))
    return {
        "intercommunalite": _intercommunalite(seance.intercommunalite),
        "seance": _seance(seance),
        "convocation": {
            "version": convocation.version,
            "nature": convocation.nature,
            "motif": convocation.motif,
            "changements": convocation.changements,
            "envoyee_at": instant(convocation.sent_at),
            "auteur": convocation.auteur,
            "jours_francs_exiges": convocation.delai_requis,
            "jours_francs_laisses": convocation.francs,
        },
        "fichiers": [
            *_documents(convocation, nom_de_fichier),
            *_annexes(seance),
            *_messages(remises),
        ],
        "destinataires": [_destinataire(remise) for remise in remises],
    }


def _remises(convocation: Convocation) -> QuerySet[Remise]:
    return convocation.remises.select_related("elu", "envoi").order_by("id")


def _intercommunalite(intercommunalite: Intercommunalite) -> Faits:
    return {
        "nom": intercommunalite.nom,
        "siren": intercommunalite.siren,
        "fuseau": intercommunalite.fuseau,
    }


def _seance(seance: Seance) -> Faits:
    return {
        "numero": seance.numero,
        "instance": seance.instance.nom,
        "prevue_at": instant(seance.starts_at),
        "lieu": seance.lieu,
        "visioconference": seance.visioconference,
        "urgence": seance.urgence,
        "seconde_convocation": seance.premiere_seance_id is not None,
    }


def _documents(convocation: Convocation, nom_de_fichier: str) -> Iterator[Faits]:
    titres = {"pdf": "Convocation, ordre du jour et notes de synthèse", "ics": "Agenda"}
    for extension, titre in titres.items():
        fichier = getattr(convocation, extension)
        if fichier is not None:
            nom = f"{nom_de_fichier}.{extension}"
            yield _fichier(fichier, f"documents/{nom}", titre) | {
                "nom": nom,
                "version": convocation.version,
            }


def _annexes(seance: Seance) -> Iterator[Faits]:
    annexes = (
        Annexe.objects.filter(intercommunalite_id=seance.intercommunalite_id, point__seance=seance)
        .exclude(point__etat=Point.Etat.RETIRE)
        .select_related("fichier", "point")
        .order_by("point__rang", "id")
    )
    for rang, annexe in enumerate(annexes, start=1):
        nom = PurePath(annexe.nom)
        lisible = f"{slugify(nom.stem) or 'annexe'}{nom.suffix.lower()}"
        yield _fichier(annexe.fichier, f"documents/annexes/{rang:03d}-{lisible}", annexe.titre) | {
            "nom": annexe.nom,
            "point": annexe.point.numero,
        }


def _messages(remises: Iterable[Remise]) -> list[Faits]:
    """Many receive the same text: each is kept once."""
    textes = {empreinte(r.envoi.corps.encode()): r.envoi.corps for r in remises}
    return [
        {
            "chemin": _chemin_du_message(sha256),
            "sha256": sha256,
            "taille": len(corps.encode()),
            "type": "text/plain",
            "titre": "Texte du message",
        }
        for sha256, corps in sorted(textes.items())
    ]


def _chemin_du_message(sha256: str) -> str:
    return f"messages/{sha256[:16]}.txt"


def _fichier(fichier: Fichier, chemin: str, titre: str) -> Faits:
    return {
        "chemin": chemin,
        "sha256": fichier.sha256,
        "taille": fichier.taille,
        "type": fichier.type_mime,
        "titre": titre,
    }


def _destinataire(remise: Remise) -> Faits:
    envoi = remise.envoi
    return {
        "nom": envoi.destinataire,
        "qualite": remise.qualite,
        "canal": envoi.canal,
        "adresse": envoi.adresse,
        "message_id": envoi.message_id,
        "objet": envoi.objet,
        "message": _chemin_du_message(empreinte(envoi.corps.encode())),
        "pieces": [piece["sha256"] for piece in envoi.pieces],
    }


def derogations(accordees: Iterable[Derogation]) -> list[Faits]:
    """What was passed over, by whom and why: it travels with the proof (CNV-08)."""
    return [
        {
            "regle": d.regle,
            "manquement": d.manquement,
            "motif": d.motif,
            "accordee_at": instant(d.at),
            "par": d.by.get_full_name() or d.by.email,
        }
        for d in accordees
    ]


# What became of it ----------------------------------------------------------------------


def evenements_de(convocation: Convocation) -> list[Faits]:
    """The ledger of its messages, event by event."""
    evenements = (
        EnvoiEvenement.objects.filter(
            intercommunalite_id=convocation.intercommunalite_id,
            # What was sent again keeps the key of the first: its story is told too.
            envoi__idem__startswith=f"{objet_de(convocation).cle}/",
        )
        .select_related("envoi")
        .order_by("id")
    )
    return [_evenement(evenement) for evenement in evenements]


def _evenement(evenement: EnvoiEvenement) -> Faits:
    envoi = evenement.envoi
    return {
        "destinataire": envoi.destinataire,
        "canal": envoi.canal,
        "adresse": envoi.adresse,
        "message_id": envoi.message_id,
        "at": instant(evenement.at),
        "etat": evenement.etat,
        "libelle": LIBELLES[evenement.etat],
        "detail": evenement.detail,
    }


@dataclass(frozen=True, kw_only=True, slots=True)
class Lecture:
    """What one person did with the dossier: the first opening, the documents, the receipt."""

    ouvert_at: datetime | None = None
    accuse_at: datetime | None = None
    documents: int = 0


RIEN_LU = Lecture()


def lectures_de(convocation: Convocation) -> dict[int, Lecture]:
    """By message. One query, whatever the number of members."""
    lus = (
        EnvoiEvenement.objects.filter(
            intercommunalite_id=convocation.intercommunalite_id,
            envoi__remises__convocation=convocation,
            etat__in=LECTURES,
        )
        .values("envoi_id")
        .annotate(
            ouvert_at=Min("at", filter=~Q(etat=ACCUSE)),
            accuse_at=Min("at", filter=Q(etat=ACCUSE)),
            documents=Count("detail", filter=Q(etat=DOCUMENT), distinct=True),
        )
    )
    return {ligne.pop("envoi_id"): Lecture(**ligne) for ligne in lus}


def faits_des_remises(intercommunalite: Intercommunalite, cle: str, at: datetime) -> Faits:
    """The state of the deliveries when the clock asks for it: what is sealed later."""
    lue = CLE.fullmatch(cle)
    if lue is None:
        raise ValueError(f"« {cle} » ne désigne pas une convocation.")
    seance, version = lue.groups()
    convocation = intercommunalite.convocations.get(seance_id=seance, version=version)
    return {"arrete_at": instant(at), "evenements": evenements_de(convocation)}


# What the bundle holds ------------------------------------------------------------------


def pieces_scellees(convocation: Convocation, fichiers: Sequence[Faits]) -> dict[str, bytes]:
    """The bytes that the sealed manifest names, whatever became of the ordre du jour since."""
    textes = {empreinte(r.envoi.corps.encode()): r.envoi.corps for r in _remises(convocation)}
    nommes = convocation.intercommunalite.fichiers.filter(
        sha256__in=[f["sha256"] for f in fichiers]
    )
    par_sha256 = {fichier.sha256: fichier for fichier in nommes}
    return {
        f["chemin"]: (
            textes[f["sha256"]].encode()
            if f["sha256"] in textes
            else stockage.lire(par_sha256[f["sha256"]])
        )
        for f in fichiers
    }
