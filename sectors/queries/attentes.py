"""What is expected of one reader: opinions of his commune, a request to sign or not."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from governance.models import Acces
from instances.models import DemandeReunion, Mandat
from sectors.queries.conference import conference_de, mandats_a_la_conference
from sectors.queries.consultations import attendus

PRESSE = 15


@dataclass(frozen=True, kw_only=True, slots=True)
class Attente:
    """One line: what is awaited, until when if anything fixes it, and where it is done."""

    phrase: str
    detail: str
    lien: str
    bouton: str
    presse: bool = False


def attentes_du_territoire(acces: Acces, on: date) -> list[Attente]:
    """One query for who is neither mayor nor président: the dashboard asks it of everybody."""
    mandats = list(mandats_a_la_conference(acces, on))
    if not mandats:
        return []
    return [*_avis_attendus(acces, mandats, on), *_demandes_a_lire(acces, mandats, on)]


def _avis_attendus(acces: Acces, mandats: list[Mandat], on: date) -> list[Attente]:
    ici = acces.intercommunalite
    communes = {m.commune_id for m in mandats if m.nature == Mandat.Nature.MAIRE}
    if not communes:
        return []
    return [
        Attente(
            phrase=f"Avis de {ligne.avis.commune}\u00a0: {ligne.avis.consultation}",
            detail=ligne.phrase,
            lien=reverse("sectors:consultation-repondre", args=[ici.slug, ligne.avis.pk]),
            bouton="Donner l’avis",
            presse=ligne.reste <= PRESSE,
        )
        for ligne in attendus(ici, on)
        if ligne.avis.commune_id in communes
    ]


def _demandes_a_lire(acces: Acces, mandats: list[Mandat], on: date) -> list[Attente]:
    """Open requests for the conférence that he has not signed."""
    conference = conference_de(acces.intercommunalite, on)
    if conference is None:
        return []
    ouvertes = conference.demandes.filter(
        origine=DemandeReunion.Origine.MAIRES, classee_at=None, seances=None
    ).exclude(signataires__elu__in=[m.elu_id for m in mandats])
    slug = acces.intercommunalite.slug
    return [
        Attente(
            phrase=f"Demande de conférence des maires\u00a0: {demande.ordre_du_jour}",
            detail="à signer si vous la soutenez",
            lien=reverse("instances:demande-detail", args=[slug, demande.pk]),
            bouton="Lire la demande",
        )
        for demande in ouvertes.order_by("recue_on", "pk")
    ]
