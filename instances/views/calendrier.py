"""The shared calendar, what falls due, the calendars of the communes, the feeds."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import est_de_commune, require
from instances import agendas
from instances.actions import calendrier as actions
from instances.forms.calendrier import ImportForm, ReunionForm
from instances.models import Commune, ReunionMunicipale
from instances.permissions import can_creer_seance, can_tenir_calendrier
from instances.queries import calendrier as queries
from instances.queries import demandes, frequences, installation, renouvellement
from instances.queries.composition import parametres
from instances.queries.facultes import facultes
from instances.regles.dates_en_lettres import compte
from instances.regles.reglement import consignes
from instances.views.composition import fait

ICS = "text/calendar; charset=utf-8"


@require_safe
def calendrier(request: Any) -> HttpResponse:
    at = now()
    debut = queries.mois_demande(request.GET.get("mois", ""), localdate(at))
    contexte = {
        "mois": queries.mois(request.acces, debut, at),
        "communes": request.intercommunalite.communes.au(localdate(at)).order_by("nom"),
        "peut_creer": can_creer_seance(request.acces),
        "consignes": consignes.du_calendrier(parametres(request.intercommunalite, localdate(at))),
    }
    return render(request, "instances/calendrier.html", contexte)


@require_safe
def echeances(request: Any) -> HttpResponse:
    at, ici = now(), request.intercommunalite
    lu = renouvellement.renouvellement(ici, localdate(at))
    contexte = {
        "jour": localdate(at),
        "lignes": frequences.echeances_lisibles(request.acces, at),
        "renouvellement": renouvellement.echeancier(ici, lu, localdate(at)),
        "demandes": demandes.alertes_lisibles(request.acces, at),
        "facultes": facultes(ici, localdate(at)),
        "installer": installation.a_preparer(request.acces, lu, localdate(at)),
    }
    return render(request, "instances/echeances.html", contexte)


# Communes -------------------------------------------------------------------------------


def commune_calendrier(request: Any, pk: int) -> HttpResponse:
    """To read for all; to type in for the service, the maire of the commune and its clerk."""
    commune = get_object_or_404(request.intercommunalite.communes, pk=pk)
    peut = can_tenir_calendrier(request.acces, commune)
    require(peut or (request.method != "POST" and not est_de_commune(request.acces)))
    form = ReunionForm(envoye(request))
    if form.is_valid() and essayer(
        form, actions.noter_reunion, commune, by=request.user, at=now(), **form.champs()
    ):
        return fait(request, "Réunion notée au calendrier.", "commune-calendrier", pk)
    return _page(request, commune, form, ImportForm(), peut)


def calendrier_importer(request: Any, pk: int) -> HttpResponse:
    commune = get_object_or_404(request.intercommunalite.communes, pk=pk)
    require(can_tenir_calendrier(request.acces, commune))
    form = ImportForm(envoye(request), request.FILES or None)
    importation = _importer(request, commune, form) if form.is_valid() else None
    if importation is not None:
        return fait(request, _phrase(importation), "commune-calendrier", pk)
    return _page(request, commune, ReunionForm(), form, True)


def _importer(request: Any, commune: Commune, form: ImportForm) -> Any:
    octets = form.cleaned_data["fichier"]
    return essayer(
        form, actions.importer_calendrier, commune, octets=octets, by=request.user, at=now()
    )


def _phrase(importation: actions.Importation) -> str:
    lues = compte(importation.lues, "réunion lue", "réunions lues")
    ajoutees = compte(importation.ajoutees, "ajoutée")
    return f"{lues} : {ajoutees}, {compte(importation.changees, 'mise', 'mises')} à jour."


def _page(
    request: Any, commune: Commune, form: ReunionForm, importation: ImportForm, peut: bool
) -> HttpResponse:
    """Two forms; the one that was sent carries the status."""
    at = now()
    envoyee = importation if importation.is_bound else form
    contexte: dict[str, Any] = {
        "commune": commune,
        "reunions": queries.reunions_de(commune, at),
        "peut_tenir": peut,
        "saisie": form,
        "importation": importation,
    }
    return page_de_saisie(request, "instances/commune_calendrier.html", envoyee, **contexte)


@require_POST
def reunion_annuler(request: Any, pk: int) -> HttpResponse:
    reunions = request.intercommunalite.reunions_municipales.select_related("commune")
    reunion: ReunionMunicipale = get_object_or_404(reunions, pk=pk)
    require(can_tenir_calendrier(request.acces, reunion.commune))
    actions.annuler_reunion(reunion, by=request.user, at=now())
    return fait(request, "Réunion annulée.", "commune-calendrier", reunion.commune_id)


# Feeds ----------------------------------------------------------------------------------


@require_safe
@never_cache
def flux(request: Any) -> HttpResponse:
    """The séances that this account may read."""
    at = now()
    return en_ics(agendas.ecrire(request.intercommunalite, queries.flux(request.acces, at), at=at))


@require_safe
def flux_public(request: Any) -> HttpResponse:
    """Public séances, for anyone: nothing here is not also posted at the door (CNV-14)."""
    ici, at = request.intercommunalite, now()
    return en_ics(agendas.ecrire(ici, queries.flux_public(ici, at), at=at))


def en_ics(octets: bytes) -> HttpResponse:
    reponse = HttpResponse(octets, content_type=ICS)
    reponse["Content-Disposition"] = 'inline; filename="seances.ics"'
    return reponse
