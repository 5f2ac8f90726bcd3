"""What the procès-verbal needs to print, with its ten mandatory contents (PVB-02)."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.timezone import localtime

from deliberations import documents
from deliberations.models import ProcesVerbal
from deliberations.queries import proces_verbal as queries
from governance import pdf

PDF = "application/pdf"


def rendre(verbal: ProcesVerbal, *, projet: bool = False) -> bytes:
    """The PDF; rendered once when it is arrêté, as often as wanted while it is a draft."""
    return pdf.rendre(render_to_string("documents/proces_verbal.html", contexte(verbal, projet)))


def contexte(verbal: ProcesVerbal, projet: bool) -> dict[str, Any]:
    seance = verbal.seance
    presents, absents = documents.listes_de_presence(seance)
    return {
        "verbal": verbal,
        "lu": queries.verbal_de(verbal),
        "seance": seance,
        "instance": seance.instance,
        "intercommunalite": seance.intercommunalite,
        "auteur": seance.intercommunalite.nom,
        "sujet": f"Procès-verbal, {seance.instance.nom} du {localtime(seance.starts_at):%d/%m/%Y}",
        "presents": presents,
        "absents": absents,
        "presidences": documents.phrase_des_presidences(seance),
        "secretaires": [str(s.elu) for s in seance.secretaires.select_related("elu")],
        "procurations": documents.procurations(seance),
        "specimen": projet,
    }
