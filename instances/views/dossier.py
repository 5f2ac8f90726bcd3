"""The dossier of one person, by his personal link or through his account: one page for both.

The link authorises by its secret alone: no cookie, no account. Whoever holds it reads and
answers for this séance and for nothing else.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from governance import stockage
from governance.errors import essayer, page_de_saisie
from governance.models import Fichier
from governance.permissions import require
from governance.remise import servir
from instances import documents
from instances.actions import lecture, liens
from instances.actions.emargement import annoncer_arrivee
from instances.actions.repondre import Recue, repondre
from instances.documents_emargement import qr_en_svg
from instances.forms.reponses import ReponseForm
from instances.queries.dossier_elu import Lecteur, Voie, par_le_compte, par_le_lien
from instances.queries.emargement import mon_arrivee
from instances.queries.reponses import Repondant
from instances.regles import etats
from instances.views.emargement import adresse_du_code
from instances.views.etapes import fil
from instances.views.seances import seance_de

PAGE = "instances/dossier.html"
Vue = Callable[[Any, Lecteur], HttpResponse]


def du_lecteur(vue: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Find the reader by the secret of the path or by the account, and keep the page his own."""

    @wraps(vue)
    def enveloppe(request: Any, secret: str = "", numero: int = 0, **cle: Any) -> HttpResponse:
        if secret:
            lecteur = par_le_lien(request.intercommunalite, secret, now())
        else:
            lecteur = par_le_compte(request.acces, seance_de(request, numero))
            require(lecteur is not None)
        reponse = vue(request, lecteur, **cle) if lecteur else ferme(request)
        return discrete(reponse) if secret else reponse

    return enveloppe


def ferme(request: Any) -> HttpResponse:
    """Unknown, expired, revoked: the same page, so that trying teaches nothing."""
    return render(request, "public/lien_ferme.html", status=404)


def discrete(reponse: HttpResponse) -> HttpResponse:
    """The address is the key: it is neither kept, nor passed on, nor indexed."""
    add_never_cache_headers(reponse)
    reponse["Referrer-Policy"] = "no-referrer"
    reponse["X-Robots-Tag"] = "noindex, nofollow"
    return reponse


@require_safe
@du_lecteur
def dossier(request: Any, lecteur: Lecteur) -> HttpResponse:
    """To read: the request alone is neither an opening, nor a receipt, nor an answer."""
    return render(request, PAGE, contexte(request, lecteur) | {"form": formulaire(lecteur)})


@require_POST
@du_lecteur
def dossier_ouvert(request: Any, lecteur: Lecteur) -> HttpResponse:
    """Sent by the page itself once it is on a screen."""
    lecture.ouvrir_dossier(lecteur, at=now())
    return HttpResponse(status=204)


@require_POST
@du_lecteur
def dossier_accuser(request: Any, lecteur: Lecteur) -> HttpResponse:
    lecture.accuser(lecteur, at=now())
    messages.success(request, "Réception accusée\u00a0: le service en garde la preuve.")
    return redirect(adresses(lecteur)["page"])


@require_POST
@du_lecteur
def dossier_repondre(request: Any, lecteur: Lecteur) -> HttpResponse:
    require(lecteur.siege is not None)
    form: Any = formulaire(lecteur, request.POST)
    recue = _repondre(request, lecteur, form) if form.is_valid() else None
    if recue is None:
        return page_de_saisie(request, PAGE, form, status=422, **contexte(request, lecteur))
    annoncer(request, recue)
    return redirect(adresses(lecteur)["page"])


@require_POST
@du_lecteur
def dossier_arriver(request: Any, lecteur: Lecteur) -> HttpResponse:
    """« Je suis arrivé »: a claim, which the clerk confirms (QUO-09)."""
    siege = lecteur.siege or lecteur.siege_supplee
    require(siege is not None)
    assert siege is not None  # required on the line above
    siege.seance = lecteur.seance
    by = request.user if lecteur.voie == Voie.COMPTE else None
    suppleant = None if lecteur.siege else lecteur.remise.elu
    annoncer_arrivee(siege, suppleant=suppleant, by=by, at=now())
    messages.success(request, "Arrivée annoncée\u00a0: le service la confirme, elle compte alors.")
    return redirect(adresses(lecteur)["page"])


def _repondre(request: Any, lecteur: Lecteur, form: Any) -> Recue | None:
    by = request.user if lecteur.voie == Voie.COMPTE else None
    recue: Recue | None = essayer(
        form, repondre, lecteur.siege, voie=lecteur.voie, remise=lecteur.remise,
        by=by, at=now(), **form.cleaned_data,
    )  # fmt: skip
    return recue


def annoncer(request: Any, recue: Recue) -> None:
    messages.success(request, f"Réponse enregistrée\u00a0: {recue.reponse.get_choix_display()}.")
    for alerte in recue.alertes:
        messages.warning(request, alerte.message)


@require_safe
@du_lecteur
def dossier_document(request: Any, lecteur: Lecteur, extension: str) -> HttpResponse:
    fichier: Fichier | None = getattr(lecteur.convocation, extension)
    if fichier is None:
        raise Http404
    nom = documents.nom_de_fichier(lecteur.seance, extension)
    return lu(request, lecteur, fichier, nom)


@require_safe
@du_lecteur
def dossier_annexe(request: Any, lecteur: Lecteur, pk: int) -> HttpResponse:
    annexe = lecteur.annexe(pk)
    if annexe is None:
        raise Http404
    return lu(request, lecteur, annexe.fichier, annexe.nom)


def lu(request: Any, lecteur: Lecteur, fichier: Fichier, nom: str) -> HttpResponse:
    """The bytes; noted when somebody asks for them, not when a browser fetches ahead."""
    octets = stockage.lire(fichier)
    if request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        lecture.ouvrir_document(lecteur, fichier, nom=nom, at=now())
    return servir(octets, nom, fichier.type_mime)


@require_POST
def mon_lien_revoquer(request: Any, numero: int) -> HttpResponse:
    lecteur = par_le_compte(request.acces, seance_de(request, numero))
    require(lecteur is not None)
    assert lecteur is not None  # refused above otherwise
    liens.revoquer_liens(lecteur.remise, by=request.user, at=now())
    messages.success(request, "Le lien reçu par courriel n’ouvre plus rien.")
    return redirect("instances:mon-dossier", request.intercommunalite.slug, numero)


# What the page shows ------------------------------------------------------------------------


def contexte(request: Any, lecteur: Lecteur) -> dict[str, Any]:
    public = lecteur.voie == Voie.LIEN
    siege = lecteur.siege
    return {
        "base": "base_public.html" if public else "base.html",
        "public": public,
        "lecteur": lecteur,
        "seance": lecteur.seance,
        "convocation": lecteur.convocation,
        "siege": siege,
        "lecture": lecteur.lecture,
        "urls": adresses(lecteur),
        "points": [_point(lecteur, point) for point in lecteur.points],
        "historique": list(siege.reponses.order_by("-id")[:5]) if siege else [],
        "clos": _clos(lecteur),
        "fil": None if public else fil(lecteur.seance, ici="Mon dossier"),
        "telephone": lecteur.telephone,
        **_arrivee(request, lecteur),
    }


def _arrivee(request: Any, lecteur: Lecteur) -> dict[str, Any]:
    """On the day: a button, and the code of the seat, which the service scans at the door."""
    arrivee = mon_arrivee(lecteur, now())
    if arrivee is None or arrivee.presente or arrivee.suppleant is not None:
        return {"arrivee": arrivee, "qr": ""}
    adresse = adresse_du_code(request, lecteur.seance, arrivee.siege)
    return {"arrivee": arrivee, "qr": qr_en_svg(adresse, f"Code de {arrivee.siege}")}


def formulaire(lecteur: Lecteur, donnees: Any = None) -> ReponseForm | None:
    """None for whoever only reads: a suppléant, an invited person, a séance already open."""
    if lecteur.siege is None or (donnees is None and _clos(lecteur)):
        return None
    return ReponseForm(Repondant(siege=lecteur.siege, seance=lecteur.seance), donnees)


def _clos(lecteur: Lecteur) -> str:
    trouves = etats.manquements(lecteur.seance.etat, "repondre")
    return trouves[0].message if trouves else ""


def _point(lecteur: Lecteur, point: Any) -> dict[str, Any]:
    annexes = [{"annexe": a, "url": adresse(lecteur, "annexe", a.pk)} for a in point.annexes.all()]
    return {"point": point, "annexes": annexes}


def adresses(lecteur: Lecteur) -> dict[str, str]:
    noms = ("page", "ouvert", "accuser", "repondre", "arriver", "pdf", "ics")
    return {nom: adresse(lecteur, nom) for nom in noms}


def adresse(lecteur: Lecteur, nom: str, *suite: int) -> str:
    public = lecteur.voie == Voie.LIEN
    debut = "instances:dossier-public" if public else "instances:mon-dossier"
    slug = lecteur.remise.intercommunalite.slug
    cle = lecteur.secret if public else lecteur.seance.numero
    return reverse(debut if nom == "page" else f"{debut}-{nom}", args=[slug, cle, *suite])
