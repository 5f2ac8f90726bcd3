"""What an alert needs to print: the letter as filed, the receipt, the answer given back."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate

from governance import pdf
from instances.models import Seance
from sectors.models import Alerte, DestinataireAlerte, RemplacementEnCommission

PDF = "application/pdf"


def lien(alerte: Alerte) -> str:
    chemin = reverse("sectors:alerte-detail", args=[alerte.intercommunalite.slug, alerte.numero])
    return f"{settings.ADRESSE_PUBLIQUE.rstrip('/')}{chemin}"


def rendre_alerte(
    alerte: Alerte,
    *,
    at: datetime,
    destinataires: Sequence[DestinataireAlerte],
    apercu: bool = False,
) -> bytes:
    """The letter to the Président and the élus de secteur (ALR-04)."""
    contexte = {
        "alerte": alerte,
        "intercommunalite": alerte.intercommunalite,
        "auteur": alerte.intercommunalite.nom,
        "sujet": f"Droit d’alerte, {alerte.objet}",
        "destinataires": destinataires,
        "jour": localdate(at),
        "pieces": alerte.pieces.all(),
        "specimen": apercu,
    }
    return pdf.rendre(render_to_string("documents/alerte.html", contexte))


def corps_au_destinataire(alerte: Alerte, destinataire: DestinataireAlerte) -> str:
    return _corps("destinataire", alerte, destinataire=destinataire)


def corps_du_recu(alerte: Alerte) -> str:
    return _corps("recu", alerte)


def corps_du_renvoi(alerte: Alerte, seance: Seance) -> str:
    return _corps("renvoi", alerte, seance=seance)


def corps_du_retrait(alerte: Alerte) -> str:
    return _corps("retrait", alerte)


def corps_de_la_restitution(alerte: Alerte) -> str:
    return _corps("restitution", alerte)


def corps_de_l_audition(alerte: Alerte, seance: Seance) -> str:
    return _corps("audition", alerte, seance=seance)


def corps_de_la_sollicitation(alerte: Alerte) -> str:
    return _corps("signature", alerte)


def corps_du_remplacement(designation: RemplacementEnCommission) -> str:
    contexte = {
        "designation": designation,
        "seance": designation.seance,
        "intercommunalite": designation.intercommunalite,
    }
    return render_to_string("emails/remplacement.txt", contexte)


def _corps(quoi: str, alerte: Alerte, **plus: object) -> str:
    contexte = {
        "alerte": alerte,
        "intercommunalite": alerte.intercommunalite,
        "lien": lien(alerte),
        "suites": alerte.suites.all(),
    }
    return render_to_string(f"emails/alerte_{quoi}.txt", contexte | plus)
