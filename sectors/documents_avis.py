"""What the messages and documents of consultations and avis print."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate

from governance import pdf
from instances.documents import jour_nu
from instances.models import DemandeReunion, Elu, Question, Seance
from instances.regles.demandes import Regime
from instances.regles.fractions import part
from sectors.models import AvisCommune, Consultation, Mission
from sectors.queries.conference import avis_de_la_seance
from sectors.queries.consultations import limite_de
from sectors.regles.avis_communes import REGIMES

PDF = "application/pdf"
EXTENSIONS = {PDF: "pdf"}


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


def corps_de_la_demande(demande: DemandeReunion, elu: Elu, regime: Regime) -> str:
    slug = demande.intercommunalite.slug
    chemin = reverse("instances:demande-detail", args=[slug, demande.pk])
    contexte = {
        "demande": demande,
        "elu": elu,
        "part": part(regime.fraction),
        "par_an": regime.par_an,
        "intercommunalite": demande.intercommunalite,
        "lien": settings.ADRESSE_PUBLIQUE.rstrip("/") + chemin,
    }
    return render_to_string("emails/conference_demande.txt", contexte)


def corps_de_la_reponse(question: Question) -> str:
    contexte = {
        "question": question,
        "intercommunalite": question.intercommunalite,
        "lien": adresse("conference", question.intercommunalite.slug),
    }
    return render_to_string("emails/conference_reponse.txt", contexte)


def corps_de_la_mission(mission: Mission, elu: Elu, fraction: int) -> str:
    contexte = {
        "mission": mission,
        "elu": elu,
        "part": part(fraction),
        "intercommunalite": mission.intercommunalite,
        "lien": adresse("mission-detail", mission.intercommunalite.slug, mission.numero),
    }
    return render_to_string("emails/mission_demande.txt", contexte)


def rendre_avis(seance: Seance) -> bytes:
    """The avis of the conférence, as they go to the municipal councillors (CDM-04)."""
    contexte = {
        "seance": seance,
        "intercommunalite": seance.intercommunalite,
        "auteur": seance.intercommunalite.nom,
        "sujet": f"Avis de la conférence des maires, {jour_nu(seance.starts_at)}",
        "rendus": avis_de_la_seance(seance),
        "jour": localdate(seance.starts_at),
    }
    return pdf.rendre(render_to_string("documents/avis_conference.html", contexte))
