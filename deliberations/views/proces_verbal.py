"""The procès-verbal: read what the séance recorded, complete it point by point, arrest it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deliberations import actions_proces_verbal as actions
from deliberations import documents_proces_verbal as documents
from deliberations.forms_proces_verbal import ArretForm, PassageForm, RectificationsForm
from deliberations.models import ProcesVerbal
from deliberations.queries import proces_verbal as queries
from deliberations.regles import proces_verbal as regles
from deliberations.views.actes import seance_lue
from deliberations.views.conduite import console_de, seance_conduite
from governance.errors import envoye, essayer
from governance.gestes import une_fois
from governance.permissions import require
from governance.remise import remettre, servir
from instances.models import Point
from instances.permissions import can_conduire
from instances.queries.salle import reglement_de
from instances.regles.reglement import consignes
from instances.views.etapes import fil

OUVERTS = (ProcesVerbal.Etat.REDACTION, ProcesVerbal.Etat.PROPOSE)


def verbal_a_tenir(request: Any, numero: int) -> ProcesVerbal:
    """The procès-verbal of a séance that this account may run; opened on the first visit."""
    seance = seance_lue(request, numero)
    require(can_conduire(request.acces, seance))
    if seance.ouverte_at is None:
        raise Http404
    verbal = queries.proces_verbal_de(seance)
    if verbal is None:
        verbal = actions.ouvrir_proces_verbal(seance, by=request.user, at=now())
    verbal.seance, verbal.intercommunalite = seance, request.intercommunalite
    return verbal


@never_cache
@require_safe
def proces_verbal(request: Any, numero: int) -> HttpResponse:
    return _page(request, verbal_a_tenir(request, numero))


def _page(
    request: Any, verbal: ProcesVerbal, *, status: int = 200, **formulaires: Any
) -> HttpResponse:
    lu = queries.verbal_de(verbal)
    contexte = {
        "verbal": verbal,
        "seance": verbal.seance,
        "lu": lu,
        "manquements": lu.manquements,
        "consignes": consignes.au_proces_verbal(reglement_de(verbal.seance)),
        "ouvert": verbal.etat in OUVERTS,
        "suivante": queries.seance_suivante(verbal),
        "limite": regles.a_publier_avant(verbal.arrete_on) if verbal.arrete_on else None,
        "arret_form": ArretForm(request.intercommunalite, tenue=verbal.seance),
        "fil": fil(verbal.seance, ici="Procès-verbal"),
        **formulaires,
    }
    return render(request, "deliberations/proces_verbal.html", contexte, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def passage_rediger(request: Any, numero: int, pk: int) -> HttpResponse:
    """One point at a time; saved as it is typed, or by the button."""
    verbal = verbal_a_tenir(request, numero)
    point = get_object_or_404(verbal.seance.points, pk=pk)
    return _rediger(request, verbal, point)


@never_cache
@require_http_methods(["GET", "POST"])
def ouverture_rediger(request: Any, numero: int) -> HttpResponse:
    return _rediger(request, verbal_a_tenir(request, numero), None)


def _rediger(request: Any, verbal: ProcesVerbal, point: Point | None) -> HttpResponse:
    form = PassageForm(envoye(request), initial={"texte": _deja_ecrit(verbal, point)})
    if form.is_valid() and _garder(request, form, verbal, point):
        if request.htmx:
            return render(request, "deliberations/_passage_garde.html", {"at": now()})
        messages.success(request, "Passage enregistré.")
        return redirect(_adresse(request, verbal))
    suite = _adresse(request, verbal)
    contexte = {
        "form": form,
        "verbal": verbal,
        "seance": verbal.seance,
        "point": point,
        "suite": suite,
        "fil": fil(verbal.seance, ("Procès-verbal", suite), ici="Passage"),
    }
    refuse = form.is_bound and not form.is_valid()
    return render(request, "deliberations/passage.html", contexte, status=422 if refuse else 200)


def _deja_ecrit(verbal: ProcesVerbal, point: Point | None) -> str:
    cle = point.pk if point else None
    return next((p.texte for p in verbal.passages.all() if p.point_id == cle), "")


def _garder(request: Any, form: PassageForm, verbal: ProcesVerbal, point: Point | None) -> Any:
    texte = form.cleaned_data["texte"]
    return essayer(
        form, actions.rediger_passage, verbal, point, texte=texte, by=request.user, at=now()
    )


def _adresse(request: Any, verbal: ProcesVerbal) -> str:
    args = [request.intercommunalite.slug, verbal.seance.numero]
    return reverse("deliberations:proces-verbal", args=args)


@require_POST
@une_fois(console_de)
def rectifications_noter(request: Any, numero: int, pk: int) -> HttpResponse:
    """From the console, at the point that arrests it."""
    seance = seance_conduite(request, numero)
    verbal = next((v for v in queries.a_arreter(seance) if v.pk == pk), None)
    if verbal is None:
        raise Http404
    form = RectificationsForm(request.POST)
    if form.is_valid():
        actions.noter_rectifications(verbal, **form.cleaned_data, by=request.user, at=now())
    return console_de(request, numero)


@require_POST
def proces_verbal_proposer(request: Any, numero: int) -> HttpResponse:
    verbal = verbal_a_tenir(request, numero)
    actions.proposer_proces_verbal(verbal, by=request.user, at=now())
    messages.success(request, "Procès-verbal prêt\u00a0: il sera proposé à la séance suivante.")
    return redirect(_adresse(request, verbal))


@require_POST
def proces_verbal_arreter(request: Any, numero: int) -> HttpResponse:
    verbal = verbal_a_tenir(request, numero)
    form = ArretForm(request.intercommunalite, request.POST, tenue=verbal.seance)
    if form.is_valid() and _arreter(request, form, verbal):
        messages.success(request, "Procès-verbal arrêté\u00a0: il ne change plus.")
        return redirect(_adresse(request, verbal))
    return _page(request, verbal, status=422, arret_form=form)


def _arreter(request: Any, form: ArretForm, verbal: ProcesVerbal) -> Any:
    saisi = form.cleaned_data
    return essayer(
        form,
        actions.arreter_proces_verbal,
        verbal,
        saisi["seance"],
        rectifications=saisi["rectifications"],
        by=request.user,
        at=now(),
    )


@require_POST
def proces_verbal_publier(request: Any, numero: int) -> HttpResponse:
    verbal = verbal_a_tenir(request, numero)
    actions.publier_proces_verbal(verbal, by=request.user, at=now())
    messages.success(request, "Publication notée.")
    return redirect(_adresse(request, verbal))


@never_cache
@require_safe
def proces_verbal_lire(request: Any, numero: int) -> HttpResponse:
    """The PDF: as arrêté, or a draft marked as such."""
    verbal = verbal_a_tenir(request, numero)
    nom = f"proces-verbal-{localdate(verbal.seance.starts_at):%Y-%m-%d}.pdf"
    if verbal.fichier is not None:
        return remettre(verbal.fichier, nom)
    return servir(documents.rendre(verbal, projet=True), nom)
