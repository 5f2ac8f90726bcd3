"""Séances: the list, the page where one is prepared, its date and place."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from governance.errors import envoye, essayer, page_de_saisie
from governance.models import Acces
from governance.permissions import require
from governance.regles import Manquement
from instances.actions import seances as actions
from instances.actions.ouverture import creer_seance_ouverte
from instances.forms.seances import AnnulerSeanceForm, CreerSeanceForm, ModifierSeanceForm
from instances.models import Instance, Seance
from instances.permissions import (
    can_conduire,
    can_convoquer,
    can_creer_seance,
    can_lire_seance,
    can_preparer,
    instances_a_gerer,
    seances_lisibles,
)
from instances.queries import agenda, calendrier, delai
from instances.queries import convocation as queries
from instances.queries.invites import invites_de
from instances.queries.suivi import suivi
from instances.queries.telephone import gestes_du_telephone
from instances.regles import etats
from instances.views import odj
from instances.views.etapes import etapes, fil
from instances.views.pret import pret

Etat = Seance.Etat
TONS = {
    Etat.PREPARATION: "time",
    Etat.CONVOQUEE: "ok",
    Etat.OUVERTE: "accent",
    Etat.SUSPENDUE: "warn",
    Etat.LEVEE: "ok",
    Etat.REPORTEE: "warn",
    Etat.ANNULEE: "stop",
}


def seance_de(request: Any, numero: int) -> Seance:
    """The séance of this intercommunalité. One that may not be read is not there (DIV-03)."""
    seances = request.intercommunalite.seances.select_related("instance__type_instance")
    seance: Seance = get_object_or_404(seances, numero=numero)
    seance.intercommunalite = seance.instance.intercommunalite = request.intercommunalite
    if not can_lire_seance(request.acces, seance):
        raise Http404
    return seance


@require_safe
def seance_liste(request: Any) -> HttpResponse:
    acces, jour = request.acces, localdate()
    lisibles = seances_lisibles(acces, jour)
    a_venir = agenda.seances_a_venir(lisibles)
    en_charge = [s for s in a_venir if can_convoquer(acces, s)]
    dues = agenda.a_convoquer(en_charge, acces.intercommunalite, jour)
    passees = agenda.page_des_seances_passees(lisibles, avant=request.GET.get("avant"))
    contexte = {
        "a_venir": lignes(a_venir, dues), "passees": lignes(passees.lignes),
        "peut_creer": can_creer_seance(acces), **_curseurs(request, passees.suivante),
    }  # fmt: skip
    return render(request, "instances/seance_liste.html", contexte)


def _curseurs(request: Any, suivante: int | None) -> dict[str, Any]:
    suite = "avant" in request.GET
    return {
        "suite": suite,
        "url_recents": request.path if suite else None,
        "url_anciens": f"{request.path}?avant={suivante}" if suivante else None,
    }


def lignes(
    seances: Iterable[Seance], dues: Iterable[agenda.AConvoquer] = ()
) -> list[dict[str, Any]]:
    """What is to be convened says until when; ``dues``: those that the reader convenes."""
    par_seance = {due.seance.pk: due for due in dues}
    return [ligne(s, par_seance.get(s.pk)) for s in seances]


def ligne(seance: Seance, due: agenda.AConvoquer | None = None) -> dict[str, Any]:
    """One séance of a list: its state in a word, or what the clock asks of it."""
    ton, mot = (due.ton, due.mot) if due else (TONS[Etat(seance.etat)], seance.get_etat_display())
    return {"seance": seance, "ton": ton, "mot": mot}


def seance_creer(request: Any) -> HttpResponse:
    require(can_creer_seance(request.acces))
    instances = instances_a_gerer(request.acces, localdate())
    choisie = _instance_choisie(request, instances)
    form = CreerSeanceForm(
        request.intercommunalite, envoye(request), instances=instances, initial=choisie
    )
    seance = _creer(request, form) if form.is_valid() else None
    if seance is not None:
        return _creee(request, seance)
    return page_de_saisie(request, "instances/seance_form.html", form, **_titre("Créer une séance"))


def _creee(request: Any, seance: Seance) -> HttpResponse:
    messages.success(request, "Séance créée. Inscrivez maintenant son ordre du jour.")
    for manquement in _collisions(seance):
        messages.warning(request, manquement.message)
    return redirect(seance)


def _creer(request: Any, form: CreerSeanceForm) -> Any:
    champs = form.champs()
    instance = champs.pop("instance")
    return essayer(form, creer_seance_ouverte, instance, by=request.user, at=now(), **champs)


def _instance_choisie(request: Any, instances: Any) -> dict[str, Any]:
    """« ?instance=12 » fills in the body and the place where it usually meets."""
    demandee = request.GET.get("instance", "")
    instance: Instance | None = (
        instances.filter(pk=int(demandee)).first() if demandee.isdecimal() else None
    )
    return {"instance": instance, "lieu": instance.lieu} if instance else {}


def _titre(titre: str, seance: Seance | None = None) -> dict[str, Any]:
    return {
        "titre": titre,
        "seance": seance,
        "fil": fil(seance, ici=titre) if seance else None,
        "refus": raison(seance, "modifier") if seance else "",
        "collisions": _collisions(seance) if seance else (),
    }


def _collisions(seance: Seance) -> tuple[Manquement, ...]:
    """Municipal councils that the day chosen would run into (CNV-23)."""
    return calendrier.collisions(seance.intercommunalite, seance.starts_at)


@require_safe
def seance_detail(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    gere = can_preparer(request.acces, seance)
    preparation = queries.Preparation(seance=seance, at=now())
    manquements = a_verifier(preparation) if gere else ()
    contexte = odj.contexte(request, seance, gere, manquements)
    contexte |= _entete(request, seance, preparation)
    if gere:
        contexte |= _cote(seance, preparation, request.acces, manquements)
    return render(request, "instances/seance_detail.html", contexte)


def a_verifier(preparation: queries.Preparation) -> tuple[Manquement, ...]:
    """What stands against the dispatch, while there is one to come."""
    preparee = preparation.seance.etat == Etat.PREPARATION
    return queries.controles_de(preparation) if preparee else ()


def _entete(request: Any, seance: Seance, preparation: queries.Preparation) -> dict[str, Any]:
    acces = request.acces
    return {
        "etapes": etapes(seance, acces),
        "fil": fil(seance),
        "effectifs": agenda.effectifs(seance, preparation),
        "ton": TONS[Etat(seance.etat)],
        "peut_convoquer": can_convoquer(acces, seance),
        "peut_conduire": can_conduire(acces, seance),
        "raisons": {a: raison(seance, a) for a in ("modifier", "annuler")},
        "horloge": None,
        "suivi": None,
        "telephone": gestes_du_telephone(acces, [seance]).get(seance.pk),
    }


def _cote(
    seance: Seance, preparation: queries.Preparation, acces: Acces, manquements: Any
) -> dict[str, Any]:
    """Beside the ordre du jour: what the clock and the rules ask, then where the letters are."""
    invites = invites_de(seance)
    if seance.etat != Etat.PREPARATION:
        return {"suivi": suivi(seance), "invites": invites}
    return {
        "invites": invites,
        "horloge": delai.horloge(seance, preparation.at, preparation.contexte),
        "pret": pret(preparation, acces, manquements),
    }


def raison(seance: Seance, acte: str) -> str:
    """Why an act is not offered; empty when it is."""
    trouves = etats.manquements(seance.etat, acte)
    return trouves[0].message if trouves else ""


def seance_modifier(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_preparer(request.acces, seance))
    form = ModifierSeanceForm(seance, envoye(request))
    if form.is_valid() and essayer(
        form, actions.modifier_seance, seance, by=request.user, at=now(), **form.champs()
    ):
        messages.success(request, "Séance modifiée.")
        return redirect(seance)
    contexte = _titre("Modifier la séance", seance_de(request, numero))
    return page_de_saisie(request, "instances/seance_form.html", form, **contexte)


def seance_annuler(request: Any, numero: int) -> HttpResponse:
    seance = seance_de(request, numero)
    require(can_preparer(request.acces, seance))
    form = AnnulerSeanceForm(envoye(request))
    if form.is_valid() and essayer(
        form, actions.annuler_seance, seance, by=request.user, at=now(), **form.cleaned_data
    ):
        messages.success(request, "Séance annulée.")
        return redirect(seance)
    contexte = _titre("Annuler la séance", seance) | {"refus": raison(seance, "annuler")}
    return page_de_saisie(request, "instances/seance_annuler.html", form, **contexte)
