"""Bodies, their types, their perimeters and the people named to them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate

from governance.errors import page_de_saisie
from governance.permissions import require
from instances.actions import instances as actions
from instances.forms.composition import JourForm
from instances.forms.instances import (
    SOURCES,
    CreerInstanceForm,
    CreerTypeForm,
    FinForm,
    InstanceForm,
    NominationForm,
    PerimetreForm,
    TypeInstanceForm,
)
from instances.models import TypeInstance
from instances.permissions import can_composer, can_regler
from instances.queries import annuaire, commissions
from instances.queries import composition as queries
from instances.regles import composition as regles
from instances.regles.composition import Source
from instances.regles.modeles_instances import MODELES
from instances.views.composition import agir, fait, fil, valeurs

INSTANCES = ("Instances", "instances:instance-liste")
TYPES = ("Types d’instance", "instances:type-instance-liste")
PERIMETRES = ("Périmètres", "instances:perimetre-liste")


# Instances ---------------------------------------------------------------------------------


def instance_liste(request: Any) -> HttpResponse:
    ici = request.intercommunalite
    contexte: dict[str, Any] = {
        "groupes": annuaire.lignes_d_instances(ici, localdate()),
        "supprimees": ici.instances.filter(ends_on__lt=localdate()).order_by("nom"),
        "peut_composer": can_composer(request.acces), "fil": fil(request, ici="Instances"),
        "manquements": (
            *commissions.developpement(ici, localdate()),
            *commissions.concordance(ici, localdate()),
        ),
    }  # fmt: skip
    return render(request, "instances/instance_liste.html", contexte)


def instance_detail(request: Any, pk: int) -> HttpResponse:
    instance = _instance(request, pk)
    jours = JourForm(request.GET or None)
    sieges = queries.sieges_detailles(instance, jours.jour())
    contexte: dict[str, Any] = {
        "jours": jours, "jour": jours.jour(), "sieges": sieges,
        "effectifs": regles.effectifs(s.siege for s in sieges),
        "peut_composer": can_composer(request.acces),
        "fil": fil(request, INSTANCES, ici=instance.nom),
    }  # fmt: skip
    contexte["manquements"] = commissions.verdict(instance, jours.jour())
    return render(request, "instances/instance_detail.html", contexte | _regles_de(instance))


def _regles_de(instance: Any) -> dict[str, Any]:
    genre = instance.type_instance
    return {
        "instance": instance,
        "genre": genre,
        "modele": _modele(genre),
        "sources": _sources(genre),
        "nominations": annuaire.nominations_de_l_instance(instance, localdate()),
    }


def instance_creer(request: Any) -> HttpResponse:
    require(can_composer(request.acces))
    ici = request.intercommunalite
    form = CreerInstanceForm(ici, request.POST or None, initial={"starts_on": localdate()})
    instance = agir(request, form, actions.creer_instance, **valeurs(form))
    if instance:
        return fait(request, f"{instance} est créée.", "instance-detail", instance.pk)
    contexte: dict[str, Any] = {
        "titre": "Créer une instance",
        "fil": fil(request, INSTANCES, ici="Créer"),
    }
    return page_de_saisie(request, "instances/instance_form.html", form, **contexte)


def instance_modifier(request: Any, pk: int) -> HttpResponse:
    require(can_composer(request.acces))
    instance = _instance(request, pk)
    form = InstanceForm(request.intercommunalite, request.POST or None, instance=instance)
    if agir(request, form, actions.modifier_instance, instance, **valeurs(form)):
        return fait(request, f"{instance} est à jour.", "instance-detail", pk)
    titre = f"Modifier {instance}"
    contexte: dict[str, Any] = {"titre": titre, "fil": fil(request, INSTANCES, ici=titre)}
    return page_de_saisie(request, "instances/instance_form.html", form, **contexte)


def _instance(request: Any, pk: int) -> Any:
    return get_object_or_404(
        request.intercommunalite.instances.select_related("type_instance", "perimetre"), pk=pk
    )


def _modele(genre: TypeInstance) -> Any:
    return MODELES.get(genre.modele)


def _modele_ou_404(code: str) -> Any:
    if code not in MODELES:
        raise Http404
    return MODELES[code]


def _sources(genre: TypeInstance) -> list[dict[str, Any]]:
    return [
        {"libelle": SOURCES.get(Source(r.source), r.source), "regle": r} for r in genre.regles.all()
    ]


# Nominations -------------------------------------------------------------------------------


def nomination_creer(request: Any, pk: int) -> HttpResponse:
    require(can_composer(request.acces))
    instance = _instance(request, pk)
    form = NominationForm(instance, request.POST or None)
    nomination = agir(request, form, actions.nommer, instance, **valeurs(form))
    if nomination:
        return fait(request, f"{nomination} siège désormais ici.", "instance-detail", pk)
    etapes = fil(request, INSTANCES, ici=f"Nommer : {instance}")
    contexte: dict[str, Any] = {"instance": instance, "fil": etapes}
    return page_de_saisie(request, "instances/nomination_form.html", form, **contexte)


def nomination_clore(request: Any, pk: int) -> HttpResponse:
    require(can_composer(request.acces))
    nominations = request.intercommunalite.nominations.select_related("instance", "elu")
    nomination = get_object_or_404(nominations, pk=pk)
    form = FinForm(request.POST or None)
    if agir(request, form, actions.mettre_fin_a_la_nomination, nomination, **valeurs(form)):
        return fait(request, "La désignation finit.", "instance-detail", nomination.instance_id)
    etapes = fil(request, INSTANCES, ici="Mettre fin")
    contexte: dict[str, Any] = {"nomination": nomination, "fil": etapes}
    return page_de_saisie(request, "instances/nomination_clore.html", form, **contexte)


# Types d'instance --------------------------------------------------------------------------


def type_instance_liste(request: Any) -> HttpResponse:
    contexte: dict[str, Any] = {
        "types": request.intercommunalite.types_instance.prefetch_related("regles").order_by("pk"),
        "modeles": MODELES.values(), "peut_regler": can_regler(request.acces),
        "fil": fil(request, ici="Types d’instance"),
    }  # fmt: skip
    return render(request, "instances/type_instance_liste.html", contexte)


def type_instance_detail(request: Any, pk: int) -> HttpResponse:
    genre = get_object_or_404(request.intercommunalite.types_instance, pk=pk)
    contexte: dict[str, Any] = {
        "genre": genre, "modele": _modele(genre), "sources": _sources(genre),
        "instances": genre.instances.order_by("nom"), "peut_regler": can_regler(request.acces),
        "fil": fil(request, TYPES, ici=genre.nom),
    }  # fmt: skip
    return render(request, "instances/type_instance_detail.html", contexte)


def type_instance_creer(request: Any, modele: str) -> HttpResponse:
    require(can_regler(request.acces))
    source = _modele_ou_404(modele)
    form = CreerTypeForm(request.POST or None, initial={"nom": source.libelle})
    faits = {"intercommunalite": request.intercommunalite, "modele": modele, **valeurs(form)}
    genre = agir(request, form, actions.creer_type, **faits)
    if genre:
        phrase = f"« {genre} » est créé : accordez-le à votre règlement."
        return fait(request, phrase, "type-instance-modifier", genre.pk)
    contexte: dict[str, Any] = {"modele": source, "fil": fil(request, TYPES, ici=source.libelle)}
    return page_de_saisie(request, "instances/type_instance_creer.html", form, **contexte)


def type_instance_modifier(request: Any, pk: int) -> HttpResponse:
    require(can_regler(request.acces))
    genre = get_object_or_404(request.intercommunalite.types_instance, pk=pk)
    form = TypeInstanceForm(request.intercommunalite, request.POST or None, instance=genre)
    saisi = {"regles": form.regles(), **form.attributs()} if form.is_valid() else {}
    restes = agir(request, form, actions.modifier_type, genre, **saisi)
    if restes is not None:
        return fait(request, f"« {genre} » est à jour.", "type-instance-detail", pk, restes=restes)
    contexte: dict[str, Any] = {"genre": genre, "fil": fil(request, TYPES, ici=genre.nom)}
    return page_de_saisie(
        request, "instances/type_instance_form.html", form, modele=_modele(genre), **contexte
    )


# Périmètres --------------------------------------------------------------------------------


def perimetre_liste(request: Any) -> HttpResponse:
    contexte: dict[str, Any] = {
        "perimetres": annuaire.perimetres(request.intercommunalite, localdate()),
        "peut_composer": can_composer(request.acces), "fil": fil(request, ici="Périmètres"),
        "jour": localdate(),
    }  # fmt: skip
    return render(request, "instances/perimetre_liste.html", contexte)


def perimetre_creer(request: Any) -> HttpResponse:
    require(can_composer(request.acces))
    ici = request.intercommunalite
    form = PerimetreForm(ici, request.POST or None, initial={"starts_on": localdate()})
    perimetre = agir(request, form, actions.creer_perimetre, ici, **valeurs(form))
    if perimetre:
        return fait(request, f"Le périmètre « {perimetre} » est créé.", "perimetre-liste")
    contexte: dict[str, Any] = {
        "titre": "Créer un périmètre",
        "fil": fil(request, PERIMETRES, ici="Créer"),
    }
    return page_de_saisie(request, "instances/perimetre_form.html", form, **contexte)


def perimetre_modifier(request: Any, pk: int) -> HttpResponse:
    require(can_composer(request.acces))
    ici = request.intercommunalite
    perimetre = get_object_or_404(ici.perimetres, pk=pk)
    form = PerimetreForm(ici, request.POST or None, instance=perimetre)
    if agir(request, form, actions.modifier_perimetre, perimetre, **valeurs(form)):
        return fait(request, f"Le périmètre « {perimetre} » est à jour.", "perimetre-liste")
    titre = f"Modifier « {perimetre} »"
    contexte: dict[str, Any] = {"titre": titre, "fil": fil(request, PERIMETRES, ici=titre)}
    return page_de_saisie(request, "instances/perimetre_form.html", form, **contexte)
