"""The console of the séance: every button is one act; a refusal says why, where it was asked."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.messages import get_messages
from django.db.models import OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deliberations import actions as actes
from deliberations.actions_proces_verbal import arreter_apres_le_vote
from deliberations.forms_amendements import IssueForm
from deliberations.forms_debats import LaisserForm, formulaires_des_debats
from deliberations.forms_deports import contexte_des_presences
from deliberations.forms_election import Panneau
from deliberations.forms_investiture import nombre_a_voter
from deliberations.forms_vote import (
    OuvertureForm,
    PouvoirForm,
    PresidenceForm,
    RepriseForm,
    VoteForm,
)
from deliberations.models import Scrutin
from deliberations.queries.appels import marque_des_voix, voix_recues
from deliberations.queries.conduite import Console
from deliberations.queries.corrections import Corrigible
from deliberations.views.appel_ouvert import contexte_de_l_appel
from deliberations.views.saisie import marque_des_saisies, saisies_ailleurs, signaler
from deliberations.views.vote import AvantLeVote, compter, contexte_du_vote
from governance.direct import adresse_du_flux
from governance.errors import essayer
from governance.gestes import une_fois
from governance.permissions import require
from governance.regles import RegleViolee
from governance.templatetags.hemicycle import date_longue
from instances.actions import suspensions, tenue
from instances.models import Point, Seance
from instances.permissions import can_conduire
from instances.queries import installation
from instances.queries.composition import president, qualite_de
from instances.queries.salle import consignes_de

FIN_SANS_VOTE = {
    "traite": "Point clos.",
    "ajourne": "Point ajourné.",
    "retire": "Point retiré.",
    "renvoye": "Point renvoyé pour étude.",
}


def seance_conduite(request: Any, numero: int) -> Seance:
    """The séance of this intercommunalité, if this account may run it."""
    seances = request.intercommunalite.seances.select_related("instance__type_instance")
    seances = seances.annotate(voix_recues=voix_recues(OuterRef("pk"), now()))
    seance: Seance = get_object_or_404(seances, numero=numero)
    seance.intercommunalite = request.intercommunalite
    require(can_conduire(request.acces, seance))
    return seance


@require_GET
@never_cache
def conduite(request: Any, numero: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    return page(request, seance)


@require_GET
@never_cache
def conduite_etat(request: Any, numero: int) -> HttpResponse:
    """What a console or a screen asks every few seconds: nothing new, most of the time (304)."""
    seance = seance_conduite(request, numero)
    signaler(request, seance)
    inchange = get_conditional_response(request, etag=_version_de_la_console(seance))
    return inchange or page(request, seance)


def version_de(seance: Seance, marque: str = "") -> str:
    """The voices of an open vote count too; the revision comes last, for scripts to compare."""
    return f'"{seance.pk}{marque_des_voix(seance)}{marque}.{seance.revision}"'


def _version_de_la_console(seance: Seance) -> str:
    """For the clerks alone: the screens of the room have no use for it."""
    return version_de(seance, marque_des_saisies(seance))


def page(request: Any, seance: Seance, **formulaires: Any) -> HttpResponse:
    """The whole console; a form that came back refused replaces the blank one.

    A page that is already there receives the regions of the console, and keeps what is typed.
    """
    # Read before the rest: what changes meanwhile is asked for again, never missed.
    version, console = _version_de_la_console(seance), Console(seance)
    contexte = {
        "seance": seance,
        "console": console,
        "ouverture": OuvertureForm(seance=seance, initial=_ouverture(seance)),
        "pouvoir": PouvoirForm(seance=seance, console=console),
        "presidence": PresidenceForm(seance=seance),
        "corriger": Corrigible(seance, console.points, console.courant),
        "reprise": RepriseForm(),
        "alertes": console.alertes(localdate()),
        **formulaires_des_debats(console),
        **contexte_du_vote(console, None),
        "avant": AvantLeVote(console, formulaires),
        **contexte_des_presences(console),
        **contexte_de_l_appel(console, formulaires.get("cloture")),
        "flux": adresse_du_flux(_flux(seance)),
        "election": _election(console),
        "nombre": nombre_a_voter(console.courant),
        "saisies": saisies_ailleurs(request, seance),
        "correction": None,
        "consignes": () if request.htmx else consignes_de(seance, console.reglement),
        "version": version,
        "messages_dits": get_messages(request) if request.method == "POST" else (),
        **formulaires,
    }
    refuse = any(getattr(f, "errors", None) for f in formulaires.values())
    gabarit = "deliberations/_console.html" if request.htmx else "deliberations/conduite.html"
    reponse = render(request, gabarit, contexte, status=422 if refuse else 200)
    reponse["ETag"] = version
    return reponse


def console_de(request: Any, numero: int, **_: Any) -> HttpResponse:
    """What is there now: the regions of the console, or the page anew without scripts."""
    if request.htmx:
        return page(request, seance_conduite(request, numero))
    return redirect("deliberations:conduite", request.intercommunalite.slug, numero)


def _flux(seance: Seance) -> str:
    return reverse(
        "deliberations:conduite-flux", args=[seance.intercommunalite.slug, seance.numero]
    )


def _election(console: Console) -> Panneau | None:
    point = console.courant
    return Panneau(console) if point and point.type == Point.Type.ELECTION else None


def _ouverture(seance: Seance) -> dict[str, Any]:
    """The président in office is proposed, with his title, while the séance is to be opened."""
    if seance.etat != Seance.Etat.CONVOQUEE:
        return {}
    if installation.elit_son_president(seance):
        return installation.presidence_provisoire(seance)
    jour = localdate(seance.starts_at)
    elu = president(seance.intercommunalite, jour)
    return {"president": elu, "qualite": qualite_de(elu, jour)} if elu else {}


@require_POST
@une_fois(console_de)
def seance_ouvrir(request: Any, numero: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    form = OuvertureForm(request.POST, seance=seance)
    if form.is_valid() and essayer(
        form, tenue.ouvrir, seance, **form.cleaned_data, by=request.user, at=now()
    ):
        messages.success(request, "La séance est ouverte.")
        return console_de(request, numero)
    return page(request, seance, ouverture=form)


@require_POST
@une_fois(console_de)
def presidence_changer(request: Any, numero: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    form = PresidenceForm(request.POST, seance=seance)
    if form.is_valid() and essayer(
        form, tenue.changer_de_president, seance, **form.cleaned_data, by=request.user, at=now()
    ):
        messages.success(request, f"{form.cleaned_data['president']} préside la séance.")
        return console_de(request, numero)
    return page(request, seance, presidence=form)


@require_POST
@une_fois(console_de)
def seance_suspendre(request: Any, numero: int) -> HttpResponse:
    suspensions.suspendre(seance_conduite(request, numero), by=request.user, at=now())
    return console_de(request, numero)


@require_POST
@une_fois(console_de)
def seance_reprendre(request: Any, numero: int) -> HttpResponse:
    suspensions.reprendre(seance_conduite(request, numero), by=request.user, at=now())
    return console_de(request, numero)


@require_http_methods(["GET", "POST"])
def seance_lever(request: Any, numero: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    if request.method == "GET":
        console = Console(seance)
        laisser = LaisserForm(points=console.restants)
        contexte = {"seance": seance, "console": console, "laisser": laisser}
        return render(request, "deliberations/conduite_lever.html", contexte)
    tenue.lever(seance, by=request.user, at=now())
    messages.success(request, "La séance est levée. Numérotez ses délibérations.")
    return redirect("deliberations:seance-actes", request.intercommunalite.slug, numero)


@require_POST
@une_fois(console_de)
def point_discuter(request: Any, numero: int, pk: int) -> HttpResponse:
    point = point_de(seance_conduite(request, numero), pk)
    tenue.mettre_en_discussion(point, by=request.user, at=now())
    return console_de(request, numero)


@require_POST
@une_fois(console_de)
def point_clore(request: Any, numero: int, pk: int) -> HttpResponse:
    seance = seance_conduite(request, numero)
    point, form = point_de(seance, pk), IssueForm(request.POST)
    if not form.is_valid() or not essayer(
        form, tenue.clore_point, point, **form.cleaned_data, by=request.user, at=now()
    ):
        return page(request, seance, issue=form)
    etat = form.cleaned_data["etat"]
    messages.success(request, f"Rapport {point.numero}\u00a0: {FIN_SANS_VOTE[etat]}")
    return console_de(request, numero)


ECRITURES = frozenset({"proclamer", "relever", "recommencer"})


@require_POST
def vote_noter(request: Any, numero: int, pk: int) -> HttpResponse:
    """A button of the vote: it changes the page, or writes a count, or proclaims the result.

    Only these two are written: the rest, sent again after a cut, answers as it did.
    """
    ecrit = request.POST.get("geste") in ECRITURES
    return (_ecrire if ecrit else _mis_aux_voix)(request, numero, pk=pk)


def _mis_aux_voix(request: Any, numero: int, pk: int) -> HttpResponse:
    seance, console, form = _vote_en_cours(request, numero, pk)
    if form is None:
        return console_de(request, numero)
    form.appliquer(form.geste)
    return _vote(request, seance, console, form)


@une_fois(console_de)
def _ecrire(request: Any, numero: int, pk: int) -> HttpResponse:
    seance, console, form = _vote_en_cours(request, numero, pk)
    if form is None:
        return console_de(request, numero)
    return (_proclamer if form.geste == "proclamer" else _compter)(request, seance, console, form)


def _vote_en_cours(request: Any, numero: int, pk: int) -> tuple[Seance, Console, VoteForm | None]:
    """What is noted so far; no form once the report is no longer in discussion."""
    seance = seance_conduite(request, numero)
    console = Console(seance)
    if console.courant != point_de(seance, pk):
        messages.warning(request, "Ce rapport n’est plus en discussion.")
        return seance, console, None
    return seance, console, VoteForm(request.POST, point=console.courant, console=console)


def _compter(request: Any, seance: Seance, console: Console, form: VoteForm) -> HttpResponse:
    """One person's count of a secret ballot, or both to be counted again."""
    if not compter(form, by=request.user, at=now()):
        return _vote(request, seance, console, form)
    console, lu = Console(seance), request.POST.copy()
    assert console.courant is not None  # counting ends nothing
    for nom in ("geste", *form.comptage.fields):
        lu.pop(nom, None)  # the next count starts from a blank form
    return _vote(request, seance, console, VoteForm(lu, point=console.courant, console=console))


def _proclamer(request: Any, seance: Seance, console: Console, form: VoteForm) -> HttpResponse:
    point: Point = form.point
    form.full_clean()
    scrutin = essayer(
        form, actes.proclamer, point, form.saisie(), question=form.question,
        by=request.user, at=now(),
    )  # fmt: skip
    if scrutin is None:
        return _vote(request, seance, console, form)
    apres_le_vote(request, point, scrutin, console)
    return console_de(request, seance.numero)


def apres_le_vote(request: Any, point: Point, scrutin: Scrutin, console: Console) -> None:
    """Say the result; what was voted before the text leaves the report in discussion."""
    issue = scrutin.get_issue_display().lower()
    messages.success(request, f"{scrutin.objet or f'Rapport {point.numero}'}\u00a0: {issue}.")
    _arreter_le_precedent(request, point, scrutin)
    if point.etat != Point.Etat.EN_DISCUSSION:
        passer_au_suivant(request, console)


def _arreter_le_precedent(request: Any, point: Point, scrutin: Scrutin) -> None:
    """Adopted, the point of usage arrests the procès-verbaux that were ready (PVB-01)."""
    adopte = scrutin.issue == Scrutin.Issue.ADOPTEE and point.etat == Point.Etat.TRAITE
    arretes, restes = arreter_apres_le_vote(point, adopte=adopte, by=request.user, at=now())
    for verbal in arretes:
        jour = date_longue(verbal.seance.starts_at)
        messages.success(request, f"Le procès-verbal du {jour} est arrêté.")
    for manquement in restes:
        messages.warning(request, manquement.message)


def passer_au_suivant(request: Any, console: Console) -> None:
    """The next point comes up by itself, unless something stands against it: then we say what."""
    if console.suivant is None:
        return
    try:
        tenue.mettre_en_discussion(console.suivant, by=request.user, at=now())
    except RegleViolee as refus:
        for manquement in refus.manquements:
            messages.warning(request, manquement.message)


def _vote(request: Any, seance: Seance, console: Console, form: VoteForm) -> HttpResponse:
    if not request.htmx:
        return page(request, seance, **contexte_du_vote(console, form))
    contexte = {
        "seance": seance,
        "suivant": console.suivant,
        "avant": AvantLeVote(console, {}),
        **contexte_du_vote(console, form),
    }
    status = 422 if form.refuse else 200
    response = render(request, "deliberations/_vote.html", contexte, status=status)
    if form.annonce:
        response["HX-Trigger"] = json.dumps({"hc:annonce": form.annonce})
    return response


def point_de(seance: Seance, pk: int) -> Point:
    point = get_object_or_404(seance.points, pk=pk)
    point.seance = seance
    return point
