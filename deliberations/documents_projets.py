"""The report: the draft of a délibération, its note de synthèse, the opinions given on it.

A working paper until the vote, rendered on demand; the extrait alone is kept.
"""

from typing import Any

from django.template.loader import render_to_string

from deliberations.documents import blocs
from deliberations.models import Projet
from deliberations.queries import projet_de
from governance import pdf
from instances.models import Point


def render_rapport(projet: Projet) -> bytes:
    """Before the point as after: what the point holds then comes first."""
    if projet.point is not None:
        projet.point.intercommunalite = projet.intercommunalite
        return render_rapport_du_point(projet.point)
    instance = projet.instance
    contexte = {
        "numero": f"Projet n°\u00a0{projet.numero}",
        "titre": projet.titre,
        "instance": instance.nom if instance else "",
        "seance": projet.seance_visee,
        "rapporteur": str(projet.rapporteur or ""),
        "commission": projet.commission.nom if projet.commission else "",
        "note": projet.note_de_synthese,
        "avis": [],
        "pieces": list(projet.pieces.values_list("titre", flat=True)),
    }
    return _rendre(projet.intercommunalite, projet, contexte)


def render_rapport_du_point(point: Point) -> bytes:
    projet = projet_de(point)
    contexte = {
        "numero": f"Rapport n°\u00a0{point.numero}",
        "titre": (projet.titre if projet else "") or point.titre,
        "instance": point.seance.instance.nom,
        "seance": point.seance,
        "rapporteur": point.rapporteur_libelle or str(point.rapporteur or ""),
        "commission": point.commission,
        "note": point.note_de_synthese,
        "avis": list(point.avis.select_related("instance")),
        "pieces": list(point.annexes.values_list("titre", flat=True)),
    }
    return _rendre(point.intercommunalite, projet, contexte)


def _rendre(intercommunalite: Any, projet: Projet | None, contexte: dict[str, Any]) -> bytes:
    contexte |= {
        "intercommunalite": intercommunalite,
        "auteur": intercommunalite.nom,
        "projet": projet,
        "blocs_expose": blocs(projet.expose if projet else ""),
    }
    return pdf.rendre(render_to_string("documents/rapport.html", contexte))
