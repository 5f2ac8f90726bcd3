"""Demands for a meeting: the list, one demand, and what answers it (CNV-16)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from governance.errors import envoye, essayer, page_de_refus, page_de_saisie
from governance.permissions import require
from governance.regles import Manquement
from instances.actions import demandes as actions
from instances.actions.ouverture import creer_seance_ouverte
from instances.forms.demandes import ClasserForm, DemandeForm
from instances.forms.seances import CreerSeanceForm
from instances.models import DemandeReunion, Instance
from instances.permissions import (
    can_gerer_seances,
    can_lire_demande,
    can_signer_demande,
    instances_a_gerer,
)
from instances.queries import demandes as queries
from instances.views.composition import fait

ETAPE = ("Demandes de réunion", "instances:demande-liste")


@require_safe
def demande_liste(request: Any) -> HttpResponse:
    lisibles = queries.lisibles(request.acces)
    contexte = {
        "lignes": queries.vues(lisibles.filter(classee_at=None), now()),
        "classees": lisibles.exclude(classee_at=None)[:50],
        "instances": instances_a_gerer(request.acces, localdate()),
    }
    return render(request, "instances/demande_liste.html", contexte)


def demande_creer(request: Any, pk: int) -> HttpResponse:
    instance = _instance(request, pk)
    require(can_gerer_seances(request.acces, instance))
    form = DemandeForm(instance, envoye(request))
    demande = _enregistrer(request, instance, form) if form.is_valid() else None
    if demande is not None:
        return fait(request, "Demande enregistrée.", "demande-detail", demande.pk)
    contexte: dict[str, Any] = {"instance": instance, "verdict": _verdict(form, request.POST)}
    return page_de_saisie(request, "instances/demande_form.html", form, **contexte)


def _enregistrer(request: Any, instance: Instance, form: DemandeForm) -> Any:
    return essayer(
        form,
        actions.enregistrer_demande,
        instance,
        by=request.user,
        at=now(),
        **form.cleaned_data,
    )


@require_safe
def demande_verdict(request: Any, pk: int) -> HttpResponse:
    """The count while boxes are ticked: a fragment, nothing is kept."""
    instance = _instance(request, pk)
    require(can_gerer_seances(request.acces, instance))
    contexte = {"verdict": _verdict(DemandeForm(instance), request.GET)}
    return render(request, "instances/_demande_verdict.html", contexte)


def _verdict(form: DemandeForm, donnees: Any) -> str:
    origine = donnees.get("origine", DemandeReunion.Origine.MEMBRES)
    return form.verdict(donnees.getlist("signataires"), origine)


def _instance(request: Any, pk: int) -> Instance:
    instances = request.intercommunalite.instances.au(localdate())
    instance: Instance = get_object_or_404(instances.select_related("type_instance"), pk=pk)
    instance.intercommunalite = request.intercommunalite
    return instance


def demande_de(request: Any, pk: int) -> DemandeReunion:
    demandes = queries.avec_details(request.intercommunalite.demandes_reunion.all())
    demande: DemandeReunion = get_object_or_404(demandes, pk=pk)
    return demande


@require_safe
def demande_detail(request: Any, pk: int) -> HttpResponse:
    demande = demande_de(request, pk)
    require(can_lire_demande(request.acces, demande.instance))
    return render(request, "instances/demande_detail.html", _contexte(request, demande))


def _contexte(request: Any, demande: DemandeReunion) -> dict[str, Any]:
    lue = queries.vue(demande, now())
    elu = queries.elu_de(request.acces)
    signees = {s.elu_id for s in demande.signataires.all()}
    return {
        "lue": lue,
        "gere": can_gerer_seances(request.acces, demande.instance),
        "peut_signer": (
            elu is not None
            and elu.pk in lue.membres - signees
            and demande.classee_at is None
            and not lue.vue.du_prefet
        ),
    }


@require_POST
def demande_signer(request: Any, pk: int) -> HttpResponse:
    """A member signs in his own name, from his own account."""
    demande = demande_de(request, pk)
    require(can_signer_demande(request.acces, demande.instance))
    elu = queries.elu_de(request.acces)
    if elu is None:
        phrase = "Votre accès n’est rattaché à aucun élu."
        return page_de_refus(request, [Manquement(regle="CNV-16", message=phrase)])
    actions.signer_demande(demande, elu, by=request.user, at=now())
    return fait(request, "Votre signature est notée.", "demande-detail", pk)


def demande_classer(request: Any, pk: int) -> HttpResponse:
    demande = demande_de(request, pk)
    require(can_gerer_seances(request.acces, demande.instance))
    form = ClasserForm(envoye(request))
    if form.is_valid() and essayer(
        form, actions.classer_demande, demande, by=request.user, at=now(), **form.cleaned_data
    ):
        return fait(request, "Demande classée.", "demande-detail", pk)
    lue = queries.vue(demande, now())
    return page_de_saisie(request, "instances/demande_classer.html", form, lue=lue)


def demande_seance(request: Any, pk: int) -> HttpResponse:
    """The séance that answers the demand: the same form, bound to it."""
    demande = demande_de(request, pk)
    require(can_gerer_seances(request.acces, demande.instance))
    lue = queries.vue(demande, now())
    form = _form_de_seance(request, lue)
    seance = _creer(request, form, demande) if form.is_valid() else None
    if seance is not None:
        return redirect(seance)
    return page_de_saisie(request, "instances/demande_seance.html", form, lue=lue)


def _form_de_seance(request: Any, lue: queries.DemandeVue) -> CreerSeanceForm:
    instance = lue.demande.instance
    instances = instances_a_gerer(request.acces, localdate()).filter(pk=instance.pk)
    initial = {"instance": instance, "lieu": instance.lieu, "jour": lue.limite}
    return CreerSeanceForm(
        request.intercommunalite, envoye(request), instances=instances, initial=initial
    )


def _creer(request: Any, form: CreerSeanceForm, demande: DemandeReunion) -> Any:
    champs = form.champs()
    instance = champs.pop("instance")
    return essayer(
        form, creer_seance_ouverte, instance, demande=demande, by=request.user, at=now(), **champs
    )
