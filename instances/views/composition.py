"""Communes, seats, élus and mandats: find, authorise, act or read, answer."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now

from governance.errors import essayer, page_de_saisie
from governance.permissions import require
from instances.actions import composition as actions
from instances.forms.composition import (
    CanalForm,
    CloreMandatForm,
    CommuneForm,
    EluForm,
    JourForm,
    MandatForm,
    SiegesForm,
)
from instances.permissions import can_composer, can_lire_interets
from instances.queries import annuaire
from instances.queries import composition as queries
from instances.regles.personnes import DEMISSION, MOTIFS_DE_FIN

Etape = tuple[str, str]


def fil(request: Any, *etapes: Etape, ici: str) -> list[dict[str, str]]:
    """The breadcrumb; each step is a label and the name of a page without argument."""
    slug = request.intercommunalite.slug
    debut = [("Élus et instances", "instances:composition"), *etapes]
    return [{"libelle": mot, "url": reverse(nom, args=[slug])} for mot, nom in debut] + [
        {"libelle": ici, "url": ""}
    ]


def agir(request: Any, form: Any, action: Any, *args: Any, **kwargs: Any) -> Any:
    """Run an action for a valid form; ``None`` is a refusal, written on the form."""
    if not form.is_valid():
        return None
    resultat = essayer(form, action, *args, **kwargs, by=request.user, at=now())
    if resultat is None:
        form.manquements = tuple(
            m if m.champ in form.fields else replace(m, champ="") for m in form.manquements
        )
    return resultat


def fait(request: Any, phrase: str, page: str, *args: Any, restes: Any = ()) -> HttpResponse:
    """The act is done: say so on the page that shows it, with what it asks to check."""
    messages.success(request, phrase)
    for manquement in restes:
        messages.warning(request, manquement.message)
    return redirect(f"instances:{page}", request.intercommunalite.slug, *args)


def composition(request: Any) -> HttpResponse:
    jours = JourForm(request.GET or None)
    jour = jours.jour()
    contexte: dict[str, Any] = {
        "jours": jours, "jour": jour, "tableau": annuaire.tableau(request.intercommunalite, jour),
        "peut_composer": can_composer(request.acces),
    }  # fmt: skip
    return render(request, "instances/composition.html", contexte)


# Communes ----------------------------------------------------------------------------------

COMMUNES = ("Communes", "instances:commune-liste")


def commune_liste(request: Any) -> HttpResponse:
    lignes = annuaire.lignes_de_communes(request.intercommunalite, localdate())
    contexte: dict[str, Any] = {
        "lignes": lignes, "peut_composer": can_composer(request.acces),
        "fil": fil(request, ici="Communes"),
        "retirees": request.intercommunalite.communes.filter(ends_on__lt=localdate()),
    }  # fmt: skip
    return render(request, "instances/commune_liste.html", contexte)


def commune_detail(request: Any, pk: int) -> HttpResponse:
    commune = get_object_or_404(request.intercommunalite.communes, pk=pk)
    contexte: dict[str, Any] = {
        "commune": commune, "peut_composer": can_composer(request.acces),
        "repartition": commune.repartition.order_by("-starts_on", "-pk"),
        "mandats": annuaire.membres_d_une_commune(commune, localdate()),
        "rattachements": commune.rattachements.au(localdate()).select_related("perimetre"),
        "fil": fil(request, COMMUNES, ici=commune.nom),
    }  # fmt: skip
    return render(request, "instances/commune_detail.html", contexte)


def commune_creer(request: Any) -> HttpResponse:
    require(can_composer(request.acces))
    form = CommuneForm(request.intercommunalite, request.POST or None)
    commune = agir(request, form, actions.creer_commune, request.intercommunalite, **valeurs(form))
    if commune:
        return fait(request, f"{commune} est enregistrée.", "commune-detail", commune.pk)
    titre = "Ajouter une commune"
    contexte: dict[str, Any] = {"titre": titre, "fil": fil(request, COMMUNES, ici=titre)}
    return page_de_saisie(request, "instances/commune_form.html", form, **contexte)


def commune_modifier(request: Any, pk: int) -> HttpResponse:
    require(can_composer(request.acces))
    commune = get_object_or_404(request.intercommunalite.communes, pk=pk)
    form = CommuneForm(request.intercommunalite, request.POST or None, instance=commune)
    if agir(request, form, actions.modifier_commune, commune, **valeurs(form)):
        return fait(request, f"{commune} est à jour.", "commune-detail", pk)
    titre = f"Modifier {commune}"
    contexte: dict[str, Any] = {"titre": titre, "fil": fil(request, COMMUNES, ici=titre)}
    return page_de_saisie(request, "instances/commune_form.html", form, **contexte)


def sieges_repartir(request: Any) -> HttpResponse:
    require(can_composer(request.acces))
    ici = request.intercommunalite
    form = SiegesForm(ici, request.POST or None)
    saisi = {"sieges_par_commune": form.sieges(), **form.arrete()} if form.is_valid() else {}
    restes = agir(request, form, actions.repartir_sieges, ici, **saisi)
    if restes is not None:
        phrase = "La répartition des sièges est enregistrée."
        return fait(request, phrase, "commune-liste", restes=restes)
    contexte: dict[str, Any] = {"fil": fil(request, COMMUNES, ici="Répartir les sièges")}
    return page_de_saisie(request, "instances/commune_sieges.html", form, **contexte)


def valeurs(form: Any) -> dict[str, Any]:
    return form.cleaned_data if form.is_valid() else {}


# Élus --------------------------------------------------------------------------------------

ELUS = ("Élus", "instances:elu-liste")


def elu_liste(request: Any) -> HttpResponse:
    mots = request.GET.get("q", "").replace("\x00", "")[:80]
    anciens = request.GET.get("anciens") == "oui"
    lignes, coupee = annuaire.lignes_d_elus(
        request.intercommunalite, localdate(), mots=mots, anciens=anciens
    )
    contexte: dict[str, Any] = {
        "lignes": lignes, "coupee": coupee, "mots": mots, "anciens": anciens,
        "peut_composer": can_composer(request.acces), "fil": fil(request, ici="Élus"),
    }  # fmt: skip
    return render(request, "instances/elu_liste.html", contexte)


def elu_detail(request: Any, pk: int) -> HttpResponse:
    elu = get_object_or_404(request.intercommunalite.elus, pk=pk)
    contexte: dict[str, Any] = {
        "elu": elu, "jour": localdate(), "mandats": annuaire.mandats_de(elu),
        "nominations": annuaire.nominations_de(elu), "canal": queries.canal_de(elu, localdate()),
        "preferences": annuaire.preferences_de(elu), "fil": fil(request, ELUS, ici=str(elu)),
        "peut_composer": can_composer(request.acces),
        "peut_lire_interets": can_lire_interets(request.acces, elu),
    }  # fmt: skip
    return render(request, "instances/elu_detail.html", contexte)


def elu_creer(request: Any) -> HttpResponse:
    require(can_composer(request.acces))
    form = EluForm(request.intercommunalite, request.POST or None)
    elu = agir(request, form, actions.creer_elu, request.intercommunalite, **valeurs(form))
    if elu:
        return fait(
            request, f"La fiche de {elu} est créée : ajoutez-lui un mandat.", "elu-detail", elu.pk
        )
    titre = "Ajouter un élu"
    contexte: dict[str, Any] = {"titre": titre, "fil": fil(request, ELUS, ici=titre)}
    return page_de_saisie(request, "instances/elu_form.html", form, **contexte)


def elu_modifier(request: Any, pk: int) -> HttpResponse:
    require(can_composer(request.acces))
    elu = get_object_or_404(request.intercommunalite.elus, pk=pk)
    form = EluForm(request.intercommunalite, request.POST or None, instance=elu)
    if agir(request, form, actions.modifier_elu, elu, **valeurs(form)):
        return fait(request, f"La fiche de {elu} est à jour.", "elu-detail", pk)
    titre = f"Modifier la fiche de {elu}"
    contexte: dict[str, Any] = {"titre": titre, "fil": fil(request, ELUS, ici=titre)}
    return page_de_saisie(request, "instances/elu_form.html", form, **contexte)


def elu_canal(request: Any, pk: int) -> HttpResponse:
    require(can_composer(request.acces))
    elu = get_object_or_404(request.intercommunalite.elus, pk=pk)
    form = CanalForm(
        request.POST or None, initial={"canal": queries.canal_de(elu, localdate()).canal}
    )
    if agir(request, form, actions.choisir_canal, elu, **valeurs(form)):
        return fait(request, "La demande est enregistrée.", "elu-detail", pk)
    contexte: dict[str, Any] = {"elu": elu, "fil": fil(request, ELUS, ici=f"Convocations de {elu}")}
    return page_de_saisie(request, "instances/elu_canal.html", form, **contexte)


# Mandats -----------------------------------------------------------------------------------


def mandat_ouvrir(request: Any, pk: int) -> HttpResponse:
    require(can_composer(request.acces))
    elu = get_object_or_404(request.intercommunalite.elus, pk=pk)
    form = MandatForm(request.intercommunalite, request.POST or None)
    if agir(request, form, actions.ouvrir_mandat, elu, **valeurs(form)):
        return fait(request, "Le mandat est ouvert : la composition suit.", "elu-detail", pk)
    contexte: dict[str, Any] = {"elu": elu, "fil": fil(request, ELUS, ici=f"Mandat de {elu}")}
    return page_de_saisie(request, "instances/mandat_form.html", form, **contexte)


def suite(mandat: Any) -> str:
    """What was done, and what the law asks next (MEM-06)."""
    phrase = f"Le mandat de {mandat.elu} a pris fin."
    if mandat.fin_motif != MOTIFS_DE_FIN[DEMISSION] or mandat.commune is None:
        return phrase
    return f"{phrase} Informez-en aussitôt le maire de {mandat.commune}."


def mandat_clore(request: Any, pk: int) -> HttpResponse:
    require(can_composer(request.acces))
    mandats = request.intercommunalite.mandats.select_related("elu", "commune")
    mandat = get_object_or_404(mandats, pk=pk)
    form = CloreMandatForm(request.POST or None)
    saisi = form.fin() if form.is_valid() else {}
    if agir(request, form, actions.clore_mandat, mandat, **saisi):
        return fait(request, suite(mandat), "elu-detail", mandat.elu_id)
    contexte: dict[str, Any] = {"mandat": mandat, "fil": fil(request, ELUS, ici="Fin de mandat")}
    return page_de_saisie(request, "instances/mandat_clore.html", form, **contexte)
