"""The page of a draft: found for who may read it, with what they may do on it."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate

from deliberations.forms_projets import LancerForm, MotifForm, ViserForm
from deliberations.models import Projet, Visa
from deliberations.permissions import (
    can_lire_projet,
    can_rediger,
    can_regler_circuits,
    can_viser,
)
from deliberations.queries import projets as queries
from deliberations.regles import visas as regles
from governance.permissions import require
from instances.forms.seances import AnnexeForm
from instances.permissions import can_lire_seance

TONS = {
    Projet.Etat.REDACTION: "time",
    Projet.Etat.EN_VISA: "accent",
    Projet.Etat.RETOURNE: "warn",
    Projet.Etat.VISE: "ok",
    Projet.Etat.ABANDONNE: "stop",
}


def projet_lu(request: Any, pk: int) -> Projet:
    projets = request.intercommunalite.projets.select_related(*queries.LIES, "rapporteur")
    projet: Projet = get_object_or_404(projets, pk=pk)
    projet.intercommunalite = request.intercommunalite
    require(can_lire_projet(request.acces, projet))
    return projet


def contexte_de_la_fiche(request: Any, projet: Projet) -> dict[str, Any]:
    """What the page shows, and the forms of the acts that the state allows."""
    visa = visa_attendu(projet)
    redige = can_rediger(request.acces, projet)
    point = projet.point
    return {
        "projet": projet,
        "ton": TONS[Projet.Etat(projet.etat)],
        "pieces": list(projet.pieces.select_related("fichier")),
        "tours": queries.historique(projet),
        "visa": visa,
        "en_retard": visa is not None and regles.en_retard(visa.due_on, localdate()),
        "peut_viser": visa is not None and can_viser(request.acces, visa, localdate()),
        "peut_rediger": redige,
        "peut_passer": visa is not None and can_regler_circuits(request.acces),
        "actes": [
            a for a in ("rediger", "lancer", "reprendre", "abandonner") if _possible(projet, a)
        ],
        "lit_la_seance": point is not None and can_lire_seance(request.acces, point.seance),
        "form_viser": ViserForm(),
        "form_lancer": LancerForm(projet),
        "form_motif": MotifForm(),
        "form_piece": AnnexeForm(request.intercommunalite),
        "fil": [
            {"libelle": "Projets", "url": _liste(request)},
            {"libelle": str(projet), "url": ""},
        ],
    }


def visa_attendu(projet: Projet) -> Visa | None:
    attendus = projet.visas_demandes.filter(tour=projet.tour, etat=Visa.Etat.ATTENDU)
    return attendus.select_related("viseur__user").first()


def _possible(projet: Projet, acte: str) -> bool:
    return not regles.manquements(projet.etat, acte)


def _liste(request: Any) -> str:
    return reverse("deliberations:projet-liste", args=[request.intercommunalite.slug])
