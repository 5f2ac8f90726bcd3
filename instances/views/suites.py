"""After the convocation: another day, a want of quorum, a second meeting, what is taken up."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from instances.actions import seances as actions
from instances.actions import seconde_convocation as secondes
from instances.actions.reprises import reprendre_point
from instances.forms.suites import CarenceForm, NouveauJourForm, ReportForm, ReprendreForm
from instances.models import Point, Seance
from instances.permissions import can_conduire, can_preparer
from instances.queries.carence import points_evalues
from instances.queries.seconde import a_reprendre, laisses_a
from instances.regles.seconde_convocation import premier_jour
from instances.views.convocation import vers_la_page
from instances.views.etapes import fil
from instances.views.seances import raison, seance_de

PAGE = "instances/seance_suite.html"


@require_http_methods(["GET", "HEAD", "POST"])
def seance_reporter(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_preparer(request.acces, seance))
    form = ReportForm(seance, envoye(request))
    nouvelle = _agir(request, form, actions.reporter_seance, seance) if form.is_valid() else None
    if nouvelle is not None:
        messages.success(request, "Séance reportée\u00a0: tous sont prévenus. Convoquez-la.")
        return redirect(nouvelle)
    contexte = _page(seance, "Reporter la séance", raison(seance, "reporter"))
    contexte |= {"explication": REPORT, "bouton": "Reporter et prévenir"}
    return page_de_saisie(request, PAGE, form, **contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def seance_carence(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_conduire(request.acces, seance))
    form = CarenceForm(envoye(request))
    if form.is_valid() and _agir(request, form, secondes.constater_carence, seance):
        messages.success(request, "Défaut de quorum constaté\u00a0: la séance est levée.")
        return redirect("instances:seance-seconde", request.intercommunalite.slug, numero)
    contexte = _page(seance, "Constater le défaut de quorum", raison(seance, "constater_carence"))
    contexte |= {"explication": CARENCE, "bouton": "Constater et lever la séance"}
    contexte |= {"manque": _manque(seance)}
    return page_de_saisie(request, PAGE, form, **contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def seance_seconde(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_preparer(request.acces, seance))
    form = NouveauJourForm(seance, envoye(request), jour=premier_jour(localdate()))
    action = secondes.preparer_seconde_seance
    seconde = _agir(request, form, action, seance) if form.is_valid() else None
    if seconde is not None:
        messages.success(request, "Seconde séance préparée\u00a0: vérifiez, puis convoquez.")
        return redirect(vers_la_page(seconde)[1])
    contexte = _page(seance, "Préparer la seconde convocation", _sans_seconde(seance))
    contexte |= {"explication": SECONDE, "bouton": "Préparer la seconde convocation"}
    contexte |= {"points": list(a_reprendre(seance))}
    return page_de_saisie(request, PAGE, form, **contexte)


@require_http_methods(["GET", "HEAD", "POST"])
def seance_reprendre(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_preparer(request.acces, seance))
    laisses = laisses_a(seance)
    form = ReprendreForm(laisses, envoye(request))
    if form.is_valid() and _reprendre(request, form, seance):
        messages.success(request, "Rapports repris, à la fin de l’ordre du jour.")
        return redirect(seance)
    contexte = _page(seance, "Reprendre des rapports", _sans_reprise(seance, laisses))
    contexte |= {"explication": REPRISE, "bouton": "Reprendre"}
    return page_de_saisie(request, PAGE, form, **contexte)


REPORT = (
    "La date annoncée ne se corrige pas : une nouvelle séance est préparée, avec le même ordre du "
    "jour, et se convoque dans tout le délai. Chacun de ceux qui avaient été convoqués est prévenu "
    "aussitôt."
)
CARENCE = (
    "Les présents et l’heure sont notés, les rapports qui restent ne sont pas examinés, la séance "
    "est levée. Une seconde convocation peut partir aussitôt."
)
SECONDE = (
    "Trois jours francs séparent l’envoi de la réunion : envoyée aujourd’hui, elle se tient au "
    "plus tôt au jour proposé. Les points repris sont délibérés sans condition de quorum."
)
REPRISE = "Ils reviennent avec leurs pièces, leurs avis et leur projet, et seront annoncés à neuf."


def _agir(request: Any, form: Any, action: Any, seance: Seance) -> Any:
    champs = form.champs() if hasattr(form, "champs") else {}
    return essayer(form, action, seance, by=request.user, at=now(), **champs)


def _reprendre(request: Any, form: Any, seance: Seance) -> bool:
    return all(
        essayer(form, reprendre_point, point, vers=seance, by=request.user, at=now())
        for point in form.cleaned_data["points"]
    )


def _page(seance: Seance, titre: str, refus: str) -> dict[str, Any]:
    return {"seance": seance, "titre": titre, "refus": refus, "fil": fil(seance, ici=titre)}


def _manque(seance: Seance) -> Any:
    """The first point that lacks its quorum, while it may still be found."""
    if raison(seance, "constater_carence"):
        return None
    return next((e for e in points_evalues(seance) if e.quorum_atteint is False), None)


def _sans_seconde(seance: Seance) -> str:
    if seance.carence_at is None:
        return "Aucun défaut de quorum n’a été constaté à cette séance."
    return ""


def _sans_reprise(seance: Seance, laisses: QuerySet[Point]) -> str:
    if not laisses.exists():
        return "Aucun rapport des séances passées n’attend d’être repris."
    return raison(seance, "modifier")
