"""What a convocation needs to print: the letter and its PDF, the calendar entry, the e-mail."""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import icalendar
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate, localtime

from governance import mail, pdf, stockage
from governance.models import Intercommunalite, Scelle
from governance.preuve import dossier
from governance.preuve.manifeste import FORMAT, canonique
from governance.templatetags.hemicycle import date_longue, heure
from instances.models import Convocation, Elu, Point, Remise, Reponse, Seance
from instances.queries import installation, preuve, seconde
from instances.queries.destinataires import Destinataire, Signataire
from instances.queries.seances import par_rubrique

PDF = "application/pdf"
ICS = "text/calendar"
ZIP = "application/zip"


@dataclass(frozen=True, kw_only=True)
class Version:
    """Which version of the convocation, and what it corrects.

    ``avec_delai``: it announces something to decide, so the delay runs from its day.
    """

    numero: int = 1
    nature: str = Convocation.Nature.INITIALE
    motif: str = ""
    changements: tuple[str, ...] = ()
    precedente_at: datetime | None = None
    avec_delai: bool = True

    @property
    def rectificative(self) -> bool:
        return self.nature == Convocation.Nature.RECTIFICATIVE


PREMIERE_VERSION = Version()


def rendre_convocation(
    seance: Seance,
    *,
    at: datetime,
    signataire: Signataire | None,
    apercu: bool = False,
    points: Sequence[Point] | None = None,
    version: Version = PREMIERE_VERSION,
) -> bytes:
    """The PDF: letter, ordre du jour in order of passage, notes de synthèse (CNV-02, CNV-09)."""
    return pdf.rendre(
        render_to_string(
            "documents/convocation.html",
            contexte_convocation(
                seance,
                at=at,
                signataire=signataire,
                specimen=apercu,
                points=points_convoques(seance) if points is None else points,
                version=version,
            ),
        )
    )


def contexte_convocation(
    seance: Seance,
    *,
    at: datetime,
    signataire: Signataire | None,
    specimen: bool,
    points: Sequence[Point],
    version: Version = PREMIERE_VERSION,
) -> dict[str, Any]:
    instance = seance.instance
    return {
        "seance": seance,
        "instance": instance,
        "intercommunalite": seance.intercommunalite,
        "auteur": seance.intercommunalite.nom,
        "sujet": f"{intitule(version)}, {instance.nom} du {jour_nu(seance.starts_at)}",
        "intitule": intitule(version),
        "version": version,
        "mention_speciale": installation.mention_speciale(points),
        "seconde": seconde.mention(seance),
        "dispense": seconde.dispense(seance),
        "date_d_envoi": localdate(at),
        "membres": _membres_de(instance.nom_dans_la_phrase or f"l’instance {instance.nom}"),
        "groupes": par_rubrique(points),
        **_lus_au_dossier(points),
        "signataire": signataire,
        "specimen": specimen,
        "logo": _logo(seance.intercommunalite),
        "pouvoirs": instance.type_instance.pouvoirs,
        "suppleance": instance.type_instance.suppleance == "suppleant_de_commune",
        "lien": lien(seance),
    }


def _lus_au_dossier(points: Sequence[Point]) -> dict[str, list[Point]]:
    """Copied to the communes and posted, this document keeps to itself what an alert sets out:
    those who sit read it in their dossier (DIV-03)."""
    reserves = [p for p in points if p.usage == Point.Usage.ALERTE]
    autres = [p for p in points if p not in reserves]
    return {
        "notes": [p for p in autres if p.note_de_synthese],
        "annexes": [p for p in autres if p.annexes.all()],
        "reserves": reserves,
    }


def intitule(version: Version) -> str:
    return str(Convocation.Nature(version.nature).label)


def points_convoques(seance: Seance) -> list[Point]:
    """What is on the ordre du jour, in the order of passage (ODJ-05)."""
    points = seance.points.exclude(etat=Point.Etat.RETIRE).select_related("rapporteur")
    return list(points.prefetch_related("annexes").order_by("rang"))


def jour_nu(moment: datetime) -> str:
    """« lundi 1er mars 2027 » where no tag may go: subject, file name, calendar."""
    return str(date_longue(localtime(moment))).replace("<sup>", "").replace("</sup>", "")


def lien(seance: Seance) -> str:
    """A page to read: opening it does nothing but show it."""
    return f"{settings.ADRESSE_PUBLIQUE.rstrip('/')}{seance.get_absolute_url()}"


def lien_personnel(seance: Seance) -> str:
    """To one's own dossier, without an account: the mark becomes a secret as the message leaves."""
    chemin = reverse("instances:dossier-public", args=[seance.intercommunalite.slug, mail.MARQUE])
    return f"{settings.ADRESSE_PUBLIQUE.rstrip('/')}{chemin}"


def nom_de_fichier(seance: Seance, extension: str) -> str:
    return f"convocation-{localdate(seance.starts_at):%Y-%m-%d}.{extension}"


# Calendar -----------------------------------------------------------------------------


def calendrier(
    seance: Seance,
    *,
    version: int,
    at: datetime,
    points: Sequence[Point] | None = None,
    annulee: bool = False,
) -> bytes:
    """The séance in the élu's calendar. A later version replaces it: same UID, higher SEQUENCE."""
    if points is None:
        points = points_convoques(seance)
    debut = localtime(seance.starts_at, get_current_timezone())
    evenement = icalendar.Event()
    evenement.add("uid", f"seance-{seance.pk}-{seance.intercommunalite.siren}@{mail.domaine()}")
    evenement.add("sequence", version)
    evenement.add("dtstamp", at.astimezone(UTC))
    evenement.add("dtstart", debut)
    evenement.add("summary", f"{seance.instance.nom} ({seance.intercommunalite.nom_court})")
    evenement.add("location", seance.lieu)
    evenement.add("description", "\n".join(lignes_de_l_odj(points)))
    evenement.add("url", lien(seance))
    evenement.add("status", "CANCELLED" if annulee else "CONFIRMED")
    calendrier = icalendar.Calendar()
    calendrier.add("prodid", "-//Hemicycle//FR")
    calendrier.add("version", "2.0")
    calendrier.add("method", "CANCEL" if annulee else "PUBLISH")
    calendrier.add_component(evenement)
    calendrier.add_missing_timezones()
    return bytes(calendrier.to_ical())


def lignes_de_l_odj(points: Iterable[Point]) -> list[str]:
    return [f"{p.numero}  {p.titre}" for p in points]


# E-mail -------------------------------------------------------------------------------


def objet_du_courriel(seance: Seance, version: Version = PREMIERE_VERSION) -> str:
    quoi = "Seconde convocation" if seance.premiere_seance_id else intitule(version)
    return f"{quoi}\u00a0: {seance.instance.nom} du {jour_nu(seance.starts_at)}"


@dataclass(frozen=True, kw_only=True)
class Courrier:
    """The text of the e-mails. What they share is laid out once: a hundred people receive it."""

    seance: Seance
    signataire: Signataire | None
    points: Sequence[Point]
    version: Version = PREMIERE_VERSION

    @cached_property
    def commun(self) -> dict[str, Any]:
        seance = self.seance
        return {
            "seance": seance,
            "instance": seance.instance,
            "intercommunalite": seance.intercommunalite,
            "jour": jour_nu(seance.starts_at),
            "heure": heure(seance.starts_at),
            "points": lignes_de_l_odj(self.points),
            "signataire": self.signataire,
            "lien": lien(seance),
            "version": self.version,
            "seconde": seconde.mention(seance),
        }

    def corps(self, destinataires: Iterable[Destinataire]) -> Iterator[str]:
        """One text per person, in the same order."""
        textes: dict[tuple[str, str, str, bool], str] = {}
        personnel = self.commun | {"lien": lien_personnel(self.seance), "personnel": True}
        for personne in destinataires:
            civilite = personne.civilite
            cle = (civilite, personne.qualite, personne.titulaire, personne.papier)
            if cle not in textes:
                suppleant = personne.qualite == Remise.Qualite.SUPPLEANT
                textes[cle] = _texte(
                    self.commun if personne.papier else personnel,
                    civilite,
                    suppleant=suppleant,
                    titulaire=personne.titulaire,
                )
            yield textes[cle]

    @property
    def pour_tous(self) -> str:
        """What the convocation says to everyone, kept in clear beside its PDF."""
        return _texte(self.commun, "", suppleant=False, titulaire="")


def _texte(commun: dict[str, Any], civilite: str, *, suppleant: bool, titulaire: str) -> str:
    return render_to_string(
        "emails/convocation.txt",
        commun
        | {
            "civilite": civilite or "Madame, Monsieur",
            "suppleant": suppleant,
            "titulaire": titulaire,
        },
    )


MOTIFS = {
    "pouvoir_recu": "Pouvoir reçu",
    "pouvoir_retire": "Pouvoir retiré",
    "suppleant_appele": "Vous êtes appelé à siéger",
    "suppleant_decommande": "Vous n’êtes plus appelé à siéger",
}


def courriel_de_reponse(reponse: Reponse, elu: Elu, motif: str) -> tuple[str, str]:
    """Subject and text to whom a member's answer concerns: his suppléant, his mandataire."""
    seance = reponse.seance
    contexte = {
        "motif": motif,
        "civilite": elu.get_civilite_display() or "Madame, Monsieur",
        "membre": str(reponse.siegeant),
        "instance": seance.instance,
        "intercommunalite": seance.intercommunalite,
        "jour": jour_nu(seance.starts_at),
        "heure": heure(seance.starts_at),
        "lieu": seance.lieu,
        "lien": lien(seance),
    }
    objet = f"{MOTIFS[motif]}\u00a0: {seance.instance.nom} du {jour_nu(seance.starts_at)}"
    return objet, render_to_string("emails/reponse.txt", contexte)


def _membres_de(nom: str) -> str:
    """« du Conseil communautaire » from « le Conseil communautaire »."""
    for article, contracte in (("le ", "du "), ("les ", "des "), ("Le ", "du "), ("Les ", "des ")):
        if nom.startswith(article):
            return contracte + nom.removeprefix(article)
    return f"de {nom}"


def _logo(intercommunalite: Intercommunalite) -> str:
    """Embedded: a document fetches nothing of the tenant's folder."""
    fichier = intercommunalite.logo
    if fichier is None:
        return ""
    octets = base64.b64encode(stockage.lire(fichier)).decode()
    return f"data:{fichier.type_mime};base64,{octets}"


# Evidence -----------------------------------------------------------------------------


def dossier_de_preuve(convocation: Convocation) -> bytes | None:
    """The zip; ``None`` for a convocation that was not sealed (sent before, or imported)."""
    scelles = list(preuve.scelles_de(convocation))
    envoi = next((s for s in scelles if s.nature == preuve.CONVOCATION), None)
    if envoi is None or envoi.maillon is None:
        return None
    manifeste = json.loads(stockage.lire(envoi.maillon.manifeste))
    evenements = preuve.evenements_de(convocation)
    registre = {"format": FORMAT, "cle": envoi.cle, "evenements": evenements}
    pieces = preuve.pieces_scellees(convocation, manifeste["fichiers"]) | {
        "evenements.json": canonique(registre),
        "attestation.pdf": rendre_attestation(convocation, manifeste, evenements, scelles),
    }
    return dossier.assembler(scelles, pieces, date=convocation.sent_at)


def rendre_attestation(
    convocation: Convocation,
    manifeste: dict[str, Any],
    evenements: Sequence[dict[str, Any]],
    scelles: Sequence[Scelle],
) -> bytes:
    """What the dossier establishes, in French; nothing in it depends on the day it is read."""
    seance = convocation.seance
    contexte = {
        "intercommunalite": seance.intercommunalite,
        "auteur": seance.intercommunalite.nom,
        "sujet": f"Attestation, {seance.instance.nom} du {jour_nu(seance.starts_at)}",
        "seance": seance,
        "instance": seance.instance,
        "convocation": convocation,
        "fichiers": [f for f in manifeste["fichiers"] if f["type"] != "text/plain"],
        "destinataires": [
            d | _vecu([e for e in evenements if e["message_id"] == d["message_id"]], d)
            for d in manifeste["destinataires"]
        ],
        "arrete": _date(evenements[-1] if evenements else None),
        "scelles": scelles,
        "essai": any("sans valeur" in s.delivre_par for s in scelles),
    }
    return pdf.rendre(render_to_string("documents/attestation.html", contexte))


def _vecu(evenements: Iterable[dict[str, Any]], personne: dict[str, Any]) -> dict[str, Any]:
    """What became of a message, and what its reader did: the first time of each."""
    siens = [e for e in evenements if e["destinataire"] == personne["nom"]]
    lus = {e["etat"]: e for e in reversed(siens) if e["etat"] in preuve.LECTURES}
    remis = [e for e in siens if e["etat"] not in preuve.LECTURES]
    return {
        "dernier": _date(remis[-1] if remis else None),
        "lectures": [_date(lus[etat]) for etat in preuve.LECTURES if etat in lus],
    }


def _date(evenement: dict[str, Any] | None) -> dict[str, Any] | None:
    return evenement and evenement | {"quand": datetime.fromisoformat(evenement["at"])}
