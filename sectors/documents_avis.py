"""What the messages and documents of consultations and avis print."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from sectors.models import AvisCommune, Consultation
from sectors.queries.consultations import limite_de
from sectors.regles.avis_communes import REGIMES

EXTENSIONS = {"application/pdf": "pdf"}


def adresse(nom: str, slug: str, *args: object) -> str:
    """A link that leaves by mail: absolute, and behind the account of who reads it."""
    return settings.ADRESSE_PUBLIQUE.rstrip("/") + reverse(f"sectors:{nom}", args=[slug, *args])


def nom_du_projet(consultation: Consultation) -> str:
    assert consultation.projet is not None  # asked for what was joined
    return f"projet-{consultation.pk}{_extension(consultation.projet.type_mime)}"


def nom_de_la_deliberation(avis: AvisCommune) -> str:
    assert avis.deliberation is not None  # as above
    return f"deliberation-{avis.pk}{_extension(avis.deliberation.type_mime)}"


def _extension(type_mime: str) -> str:
    lue = EXTENSIONS.get(type_mime, "")
    return f".{lue}" if lue else ""


def corps_au_maire(avis: AvisCommune) -> str:
    consultation = avis.consultation
    regime = REGIMES.get(consultation.fondement)
    contexte = {
        "avis": avis,
        "consultation": consultation,
        "intercommunalite": avis.intercommunalite,
        "limite": limite_de(avis),
        "article": regime.article if regime else "",
        "lien": adresse("consultation-repondre", avis.intercommunalite.slug, avis.pk),
    }
    return render_to_string("emails/consultation_maire.txt", contexte)
