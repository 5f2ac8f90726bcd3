"""What is written to those convened when their séance is reportée or annulée."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.timezone import localdate

from governance.templatetags.hemicycle import heure
from instances import documents
from instances.models import Seance

ICS = documents.ICS


@dataclass(frozen=True, kw_only=True)
class AvisDeReport:
    """``nouvelle``: the séance that takes its place, when there is one."""

    seance: Seance
    motif: str
    nouvelle: Seance | None = None

    @property
    def objet(self) -> str:
        quoi = "Séance reportée" if self.nouvelle else "Séance annulée"
        seance = self.seance
        return f"{quoi}\u00a0: {seance.instance.nom} du {documents.jour_nu(seance.starts_at)}"

    def corps(self, *, papier: bool = False) -> str:
        """``papier``: a letter carries no file to open, and whoever reads it may answer."""
        seance, nouvelle = self.seance, self.nouvelle
        contexte = {
            "intercommunalite": seance.intercommunalite,
            "instance": seance.instance,
            "jour": documents.jour_nu(seance.starts_at),
            "heure": heure(seance.starts_at),
            "motif": self.motif,
            "papier": papier,
            "nouveau_jour": documents.jour_nu(nouvelle.starts_at) if nouvelle else "",
            "nouvelle_heure": heure(nouvelle.starts_at) if nouvelle else "",
        }
        return render_to_string("emails/avis_de_report.txt", contexte)


def agenda(seance: Seance, *, version: int, at: datetime) -> bytes:
    return documents.calendrier(seance, version=version, at=at, annulee=True)


def nom_de_fichier(seance: Seance) -> str:
    return f"annulation-{localdate(seance.starts_at):%Y-%m-%d}.ics"
