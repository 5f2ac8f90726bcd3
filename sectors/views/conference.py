"""The conférence des maires: read by its members and the services, asked for by mayors."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from governance.remise import remettre
from instances.models import Elu, Instance, Seance
from instances.permissions import est_maire
from sectors.actions import conference as actions
from sectors.forms import conference as forms
from sectors.permissions import can_lire_conference, can_tenir_conference
from sectors.queries import conference as queries


def au_retour(request: Any, phrase: str) -> HttpResponse:
    messages.success(request, phrase)
    return redirect("sectors:conference", request.intercommunalite.slug)


def conference_lue(request: Any) -> Instance:
    """Not public: whoever does not sit there finds no page (DIV-03)."""
    require(can_lire_conference(request.acces))
    instance = queries.conference_de(request.intercommunalite, localdate())
    if instance is None:
        raise Http404
    instance.intercommunalite = request.intercommunalite
    return instance


def seance_de(request: Any, numero: int) -> Seance:
    instance = conference_lue(request)
    seance: Seance = get_object_or_404(instance.seances, numero=numero)
    seance.instance, seance.intercommunalite = instance, request.intercommunalite
    return seance


def _moi(request: Any) -> Elu:
    require(est_maire(request.acces, localdate()))
    elu: Elu = get_object_or_404(request.intercommunalite.elus, acces=request.acces)
    elu.intercommunalite = request.intercommunalite
    return elu


@require_safe
def conference(request: Any) -> HttpResponse:
    require(can_lire_conference(request.acces))
    contexte = {
        "vue": queries.vue(request.intercommunalite, now()),
        "peut_demander": est_maire(request.acces, localdate()),
        "peut_tenir": can_tenir_conference(request.acces),
    }
    return render(request, "sectors/conference.html", contexte)


@require_http_methods(["GET", "POST"])
def conference_demander(request: Any) -> HttpResponse:
    instance, elu = conference_lue(request), _moi(request)
    form = forms.DemandeConferenceForm(envoye(request))
    demande = form.is_valid() and essayer(
        form, actions.demander_conference, instance, elu,
        by=request.user, at=now(), **form.cleaned_data,
    )  # fmt: skip
    if demande:
        return au_retour(request, "Demande ouverte et signée. Les autres maires sont prévenus.")
    return _page(request, form, "Demander la réunion de la conférence", "Ouvrir la demande")


@require_POST
def conference_avis(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_tenir_conference(request.acces))
    actions.transmettre_avis(seance, by=request.user, at=now())
    return au_retour(request, "Les avis partent à tous les conseillers municipaux.")


@require_http_methods(["GET", "POST"])
def conference_question(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_tenir_conference(request.acces))
    form = forms.QuestionOuverteForm(seance, envoye(request))
    if form.is_valid() and essayer(
        form, actions.laisser_ouverte, seance, by=request.user, at=now(), **form.cleaned_data
    ):
        return au_retour(request, "Question notée : une réponse écrite est due.")
    return _page(request, form, "Noter une question restée ouverte", "Noter la question")


@require_http_methods(["GET", "POST"])
def conference_repondre(request: Any, pk: int) -> HttpResponse:
    instance = conference_lue(request)
    require(can_tenir_conference(request.acces))
    posees = request.intercommunalite.questions.filter(seance__instance=instance)
    question = get_object_or_404(posees, pk=pk)
    form = forms.ReponseEcriteForm(envoye(request))
    if form.is_valid() and essayer(
        form, actions.repondre_par_ecrit, question, by=request.user, at=now(), **form.cleaned_data
    ):
        return au_retour(request, "Réponse enregistrée. Les maires la reçoivent.")
    return _page(request, form, question.objet, "Enregistrer la réponse")


@require_http_methods(["GET", "POST"])
def conference_remplacer(request: Any, numero: int) -> HttpResponse:
    seance, maire = seance_de(request, numero), _moi(request)
    form = forms.RemplacementForm(maire, localdate(seance.starts_at), envoye(request))
    if form.is_valid() and essayer(
        form, actions.remplacer_le_maire, seance, maire=maire,
        by=request.user, at=now(), **form.cleaned_data,
    ):  # fmt: skip
        return au_retour(request, "Votre adjoint siégera à votre place.")
    return _page(request, form, "Se faire représenter", "Désigner cet adjoint")


@require_http_methods(["GET", "POST"])
def conference_reglement(request: Any) -> HttpResponse:
    instance = conference_lue(request)
    require(can_tenir_conference(request.acces))
    form = forms.ReglementPropreForm(envoye(request), request.FILES or None)
    if form.is_valid() and essayer(
        form, actions.noter_reglement_propre, instance,
        by=request.user, at=now(), **form.champs(),
    ):  # fmt: skip
        return au_retour(request, "Règlement de la conférence noté.")
    return _page(request, form, "Noter le règlement de la conférence", "Noter le règlement")


@require_safe
def conference_reglement_lire(request: Any) -> HttpResponse:
    instance = conference_lue(request)
    reglement = instance.reglements_propres.select_related("fichier").first()
    if reglement is None or reglement.fichier is None:
        raise Http404
    reglement.fichier.intercommunalite = request.intercommunalite
    return remettre(reglement.fichier, "reglement-conference.pdf")


def _page(request: Any, form: Any, titre: str, bouton: str) -> HttpResponse:
    contexte: dict[str, Any] = {"titre": titre, "bouton": bouton, "retour": "sectors:conference"}
    contexte |= {"retour_pk": "", "rappel": ""}
    return page_de_saisie(request, "sectors/acte_form.html", form, **contexte)
