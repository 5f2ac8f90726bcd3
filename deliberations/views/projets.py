"""Drafts: the list, the page of each, its texts and documents, its place on an ordre du jour."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from deliberations import actions, documents_projets
from deliberations import actions_projets as actes
from deliberations.forms import ProjetForm
from deliberations.forms_projets import (
    FiltresForm,
    InscrireForm,
    RedigerForm,
    avec_le_modele,
    modeles_par_champ,
)
from deliberations.models import Projet
from deliberations.permissions import can_rediger
from deliberations.queries import projet_de
from deliberations.queries import projets as queries
from deliberations.regles import actes as regles
from deliberations.regles import visas
from deliberations.views.fiche import contexte_de_la_fiche, projet_lu
from governance.errors import envoye, essayer, page_de_saisie
from governance.permissions import require
from governance.remise import remettre, servir
from instances.forms.seances import AnnexeForm
from instances.models import Point
from instances.permissions import can_creer_seance, can_preparer
from instances.views.etapes import fil
from instances.views.points import point_de
from instances.views.seances import raison, seance_de


@require_safe
def projet_liste(request: Any) -> HttpResponse:
    form = FiltresForm(request.acces, _sans_zero(request.GET))
    page = queries.page_des_projets(request.acces, form.filtres(), avant=request.GET.get("avant"))
    suite = _sans_zero(request.GET)
    suite["avant"] = str(page.suivante or "")
    contexte = {
        "form": form, "page": page, "suite": suite.urlencode(),
        "peut_creer": can_creer_seance(request.acces),
    }  # fmt: skip
    return render(request, "deliberations/projet_liste.html", contexte)


def _sans_zero(parametres: Any) -> Any:
    """A copy without the character that a database cannot hold."""
    copie = parametres.copy()
    for nom in copie:
        copie[nom] = copie[nom].replace("\x00", "")
    return copie


@require_safe
def projet_detail(request: Any, pk: int) -> HttpResponse:
    projet = projet_lu(request, pk)
    contexte = contexte_de_la_fiche(request, projet)
    return render(request, "deliberations/projet_detail.html", contexte)


def projet_creer(request: Any) -> HttpResponse:
    require(can_creer_seance(request.acces))
    return _rediger(request, None)


def projet_modifier(request: Any, pk: int) -> HttpResponse:
    projet = projet_lu(request, pk)
    require(can_rediger(request.acces, projet))
    return _rediger(request, projet)


def _rediger(request: Any, projet: Projet | None) -> HttpResponse:
    """The same page for both: a ready-made text taken fills the form without saving it."""
    saisi = envoye(request)
    sur = projet or Projet(intercommunalite=request.intercommunalite)
    repris = avec_le_modele(request.acces, _tel_que_saisi(request, sur, saisi), saisi or {})
    form = RedigerForm(request.acces, projet, None if repris else saisi, initial=repris)
    if form.is_valid() and (fait := _enregistrer(request, form, projet)):
        messages.success(request, f"Projet n°\u00a0{fait.numero} enregistré.")
        return redirect("deliberations:projet-detail", request.intercommunalite.slug, fait.pk)
    trouves = visas.redaction(projet.etat, en_seance=False) if projet else ()
    contexte: dict[str, Any] = {
        "projet": projet,
        "modeles": modeles_par_champ(request.acces),
        "refus": trouves[0].message if trouves else "",
        "fil": _fil(request, projet),
    }
    return page_de_saisie(request, "deliberations/projet_rediger.html", form, **contexte)


def _tel_que_saisi(request: Any, projet: Projet, saisi: Any) -> Projet:
    """What the fields of a ready-made text are read from: the form, as far as it is understood."""
    if not saisi or "inserer" not in saisi:
        return projet
    form = RedigerForm(request.acces, None, saisi)
    form.is_valid()
    apercu = Projet(intercommunalite=request.intercommunalite)
    for nom in ("titre", "instance", "seance_visee", "commission", "rapporteur"):
        setattr(apercu, nom, form.cleaned_data.get(nom) or getattr(apercu, nom))
    return apercu


def _enregistrer(request: Any, form: RedigerForm, projet: Projet | None) -> Projet | None:
    action, objet = (
        (actes.modifier_projet, projet)
        if projet
        else (actes.creer_projet, request.intercommunalite)
    )
    fait: Projet | None = essayer(
        form, action, objet, by=request.user, at=now(), **form.cleaned_data
    )
    return fait


def _fil(request: Any, projet: Projet | None) -> list[dict[str, Any]]:
    slug = request.intercommunalite.slug
    liste = {"libelle": "Projets", "url": reverse("deliberations:projet-liste", args=[slug])}
    if projet is None:
        return [liste, {"libelle": "Nouveau projet", "url": ""}]
    url = reverse("deliberations:projet-detail", args=[slug, projet.pk])
    return [liste, {"libelle": str(projet), "url": url}, {"libelle": "Modifier", "url": ""}]


# Documents -----------------------------------------------------------------------------------


@require_safe
def projet_rapport(request: Any, pk: int) -> HttpResponse:
    """The draft, its note and the opinions given, as the élus will read them."""
    return servir(documents_projets.render_rapport(projet_lu(request, pk)), f"projet-{pk}.pdf")


@require_safe
def point_rapport(request: Any, numero: int, pk: int) -> HttpResponse:
    """The same for a point: whoever reads the séance reads it."""
    point = point_de(request, numero, pk)
    return servir(documents_projets.render_rapport_du_point(point), f"rapport-{point.numero}.pdf")


@require_POST
def piece_joindre(request: Any, pk: int) -> HttpResponse:
    projet = projet_lu(request, pk)
    require(can_rediger(request.acces, projet))
    form = AnnexeForm(request.intercommunalite, request.POST, request.FILES)
    if form.is_valid() and essayer(
        form, actes.joindre_piece, projet, by=request.user, at=now(), **form.piece()
    ):
        return redirect("deliberations:projet-detail", request.intercommunalite.slug, pk)
    contexte = contexte_de_la_fiche(request, projet_lu(request, pk)) | {"form_piece": form}
    return page_de_saisie(request, "deliberations/projet_detail.html", form, **contexte)


@require_safe
def piece_lire(request: Any, pk: int, piece: int) -> HttpResponse:
    lue = get_object_or_404(projet_lu(request, pk).pieces.select_related("fichier"), pk=piece)
    lue.fichier.intercommunalite = request.intercommunalite
    return remettre(lue.fichier, lue.nom)


@require_POST
def piece_retirer(request: Any, pk: int, piece: int) -> HttpResponse:
    projet = projet_lu(request, pk)
    require(can_rediger(request.acces, projet))
    lue = get_object_or_404(projet.pieces.select_related("fichier", "projet"), pk=piece)
    actes.retirer_piece(lue, by=request.user, at=now())
    messages.success(request, f"Pièce retirée\u00a0: {lue.titre}.")
    return redirect("deliberations:projet-detail", request.intercommunalite.slug, pk)


# On an ordre du jour -------------------------------------------------------------------------


def projets_inscrire(request: Any, numero: int) -> HttpResponse:
    """Drafts that may go to this séance, those meant for it ticked."""
    seance = seance_de(request, numero)
    require(can_preparer(request.acces, seance))
    form = InscrireForm(request.acces, seance, envoye(request))
    if form.is_valid() and (points := _inscrits(request, form, seance)):
        numeros = ", ".join(p.numero for p in points)
        messages.success(request, f"Inscrits à l’ordre du jour\u00a0: {numeros}.")
        return redirect(seance)
    titre = "Inscrire des projets"
    contexte: dict[str, Any] = {"seance": seance, "refus": raison(seance, "inscrire_point")}
    contexte |= {"titre": titre, "fil": fil(seance, ici=titre)}
    return page_de_saisie(request, "deliberations/projets_inscrire.html", form, **contexte)


def _inscrits(request: Any, form: InscrireForm, seance: Any) -> list[Point] | None:
    choisis = list(form.cleaned_data["projets"])
    faits: list[Point] | None = essayer(
        form, actes.inscrire_projets, seance, choisis, by=request.user, at=now()
    )
    return faits


# The text of a point -------------------------------------------------------------------------


def projet_rediger(request: Any, numero: int, pk: int) -> HttpResponse:
    point = point_de(request, numero, pk)
    require(can_preparer(request.acces, point.seance))
    form = ProjetForm(projet_de(point), envoye(request))
    if form.is_valid() and essayer(
        form, actions.rediger_projet, point, by=request.user, at=now(), **form.cleaned_data
    ):
        messages.success(request, "Projet de délibération enregistré.")
        return redirect(_page_du_point(point))
    return page_de_saisie(request, "deliberations/projet_form.html", form, **_contexte(point))


def _page_du_point(point: Point) -> str:
    args = [point.intercommunalite.slug, point.seance.numero, point.pk]
    return reverse("instances:point-detail", args=args)


def _contexte(point: Point) -> dict[str, Any]:
    """The reason is shown before anything is typed that could not be kept."""
    numerotee = point.deliberations.exclude(numero="").exists()
    trouves = [*regles.redaction(etat_de_la_seance=point.seance.etat, numerotee=numerotee)]
    trouves += actions.visas_du_projet(projet_de(point), point.seance)
    rapport = (f"Rapport {point.numero}", _page_du_point(point))
    return {
        "point": point,
        "seance": point.seance,
        "retour": _page_du_point(point),
        "refus": trouves[0].message if trouves else "",
        "fil": fil(point.seance, rapport, ici="Projet de délibération"),
    }
