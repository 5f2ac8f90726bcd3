"""The page of an election: what it fills, its bureau, its rounds, and the mandats that follow."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from deliberations import actions_investiture as actes
from deliberations import documents_elections
from deliberations.forms_investiture import (
    BureauDeVoteForm,
    FonctionForm,
    InvestitureForm,
    NombreAuxVoixForm,
)
from deliberations.queries.elections import delais_de, resultats
from deliberations.queries.investiture import Investiture
from deliberations.regles import protestation
from deliberations.regles.nominations import Personnes
from deliberations.views import conduite
from governance.errors import essayer
from governance.gestes import une_fois
from governance.remise import servir
from instances.actions.installation import fixer_le_nombre
from instances.models import Point

CHAMPS = ("assesseurs", "assistance", "observations")


def election_de(request: Any, numero: int, pk: int) -> Point:
    point = conduite.point_de(conduite.seance_conduite(request, numero), pk)
    if point.type != Point.Type.ELECTION:
        raise Http404
    return point


@require_GET
@never_cache
def election_detail(request: Any, numero: int, pk: int) -> HttpResponse:
    return _page(request, election_de(request, numero, pk))


def _page(request: Any, point: Point, **formulaires: Any) -> HttpResponse:
    bureau, lue = point.bureaux_de_vote.first(), Investiture(point)
    notes = {nom: getattr(bureau, nom) for nom in CHAMPS} if bureau else None
    delais = delais_de(lue.election)
    contexte = {
        "point": point,
        "seance": point.seance,
        "investiture": lue,
        "resultats": resultats(point),
        "executif": lue.election.personnes is Personnes.EXECUTIF,
        "bureau": bureau,
        "delais": delais,
        "affichage": _affichage(delais, bureau),
        "fonction_form": FonctionForm(point=point),
        "bureau_form": BureauDeVoteForm(initial=notes),
        "investiture_form": InvestitureForm(fonction=point.fonction),
        **formulaires,
    }
    refuse = any(f.errors for f in formulaires.values())
    return render(request, "deliberations/election.html", contexte, status=422 if refuse else 200)


def _affichage(delais: Any, bureau: Any) -> list[Any]:
    if delais is None:
        return []
    affiche = bureau.affiche_at if bureau else None
    return protestation.manquements(delais, affiche=affiche, maintenant=now())


def _retour(request: Any, point: Point) -> HttpResponse:
    slug, numero = request.intercommunalite.slug, point.seance.numero
    return redirect("deliberations:election-detail", slug, numero, point.pk)


@require_POST
def election_qualifier(request: Any, numero: int, pk: int) -> HttpResponse:
    point = election_de(request, numero, pk)
    form = FonctionForm(request.POST, point=point)
    if form.is_valid() and essayer(
        form, actes.qualifier, point, **form.cleaned_data, by=request.user, at=now()
    ):
        messages.success(request, "Fonction à pourvoir enregistrée.")
        return _retour(request, point)
    return _page(request, point, fonction_form=form)


@require_POST
def election_bureau(request: Any, numero: int, pk: int) -> HttpResponse:
    point = election_de(request, numero, pk)
    form = BureauDeVoteForm(request.POST)
    if form.is_valid() and essayer(
        form, actes.tenir_le_bureau_de_vote, point, **form.cleaned_data, by=request.user, at=now()
    ):
        messages.success(request, "Bureau de vote enregistré.")
        return _retour(request, point)
    return _page(request, point, bureau_form=form)


@require_POST
def election_afficher(request: Any, numero: int, pk: int) -> HttpResponse:
    point, moment = election_de(request, numero, pk), now()
    actes.tenir_le_bureau_de_vote(point, affiche_at=moment, by=request.user, at=moment)
    messages.success(request, "Affichage du résultat noté.")
    return _retour(request, point)


@require_POST
def election_investir(request: Any, numero: int, pk: int) -> HttpResponse:
    point = election_de(request, numero, pk)
    form = InvestitureForm(request.POST, fonction=point.fonction)
    ouverts = form.is_valid() and essayer(
        form, actes.investir, point, **form.cleaned_data, by=request.user, at=now()
    )
    if not ouverts:
        return _page(request, point, investiture_form=form)
    messages.success(request, f"Ouvert\u00a0: {', '.join(p.libelle for p in ouverts)}.")
    return _retour(request, point)


@require_GET
@never_cache
def election_proces_verbal(request: Any, numero: int, pk: int) -> HttpResponse:
    point = election_de(request, numero, pk)
    octets = documents_elections.render_proces_verbal(point)
    return servir(octets, f"proces-verbal-{point.pk}.pdf")


@require_POST
@une_fois(conduite.console_de)
def nombre_fixer(request: Any, numero: int, pk: int) -> HttpResponse:
    """In the console: the number put to the vote, until it is voted."""
    point = conduite.point_de(conduite.seance_conduite(request, numero), pk)
    form = NombreAuxVoixForm(request.POST, point=point)
    if form.is_valid() and essayer(
        form, fixer_le_nombre, point, **form.cleaned_data, by=request.user, at=now()
    ):
        messages.success(request, "Nombre mis aux voix enregistré.")
        return conduite.console_de(request, numero)
    return conduite.page(request, point.seance, nombre=form)
