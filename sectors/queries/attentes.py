"""What is expected of one reader: opinions of his commune, a request to sign or not."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from governance.models import Acces
from instances.models import DemandeReunion
from instances.queries.demandes import elu_de
from sectors.queries.conference import conference_de, siege_a_la_conference
from sectors.queries.consultations import attendus, communes_du_maire

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
    return [*_avis_attendus(acces, on), *_demandes_a_lire(acces, on)]


def _avis_attendus(acces: Acces, on: date) -> list[Attente]:
    ici = acces.intercommunalite
    communes = set(communes_du_maire(acces, on).values_list("pk", flat=True))
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


def _demandes_a_lire(acces: Acces, on: date) -> list[Attente]:
    """Open requests for the conférence that he has not signed."""
    elu = elu_de(acces)
    conference = conference_de(acces.intercommunalite, on)
    if elu is None or conference is None or not siege_a_la_conference(acces, on):
        return []
    ouvertes = conference.demandes.filter(
        origine=DemandeReunion.Origine.MAIRES, classee_at=None, seances=None
    ).exclude(signataires__elu=elu)
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
