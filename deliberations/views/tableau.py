"""The dashboard of an intercommunalité: what is due comes first."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from deliberations.queries.annonces import annonces
from deliberations.queries.tableau import Tableau, delai_et_preparation, tableau
from governance.models import Acces
from governance.permissions import est_de_commune
from instances.permissions import can_creer_seance
from instances.queries.convocation import controles_de
from instances.queries.frequences import a_tenir
from instances.queries.rappels import a_faire
from instances.regles.dates_en_lettres import jour_en_lettres
from instances.views.pret import pret
from instances.views.seances import lignes

PROCHAINES = 6


@require_safe
@never_cache
def tableau_de_bord(request: Any) -> HttpResponse:
    if est_de_commune(request.acces):
        return redirect("sectors:consultation-liste", request.intercommunalite.slug)
    return render(request, "deliberations/tableau.html", _contexte(request.acces))


def _contexte(acces: Acces) -> dict[str, Any]:
    etat = tableau(acces, now())
    return {
        "tableau": etat,
        "jour": localdate(etat.at),
        "prochaines": lignes(etat.a_venir[:PROCHAINES], etat.a_convoquer),
        "peut_creer": can_creer_seance(acces),
        "rappels": a_faire(acces),
        "echeances": a_tenir(acces, etat.at),
        "annonces": annonces(acces, etat.at),
        **_a_envoyer(etat, acces),
    }


def _a_envoyer(etat: Tableau, acces: Acces) -> dict[str, Any]:
    """The clock of the next séance to convene, and what stands against its dispatch."""
    due = etat.suivante
    if due is None:
        return {"horloge": None}
    jour = jour_en_lettres(localdate(due.seance.starts_at), repere=localdate(etat.at))
    horloge, preparation = delai_et_preparation(due, etat.at)
    return {
        "horloge": horloge,
        "titre_horloge": f"Convocation, {due.seance.instance} du {jour}",
        "lien_horloge": {"url": due.seance.get_absolute_url(), "libelle": "Ouvrir la séance"},
        "pret": pret(preparation, acces, controles_de(preparation)),
    }
