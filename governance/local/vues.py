"""Pages of the demonstration: its mailbox and its doors without password."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from governance import composants as guide
from governance.local import demonstration
from governance.local.courrier import Boite
from governance.models import User

PAR_PAGE = 50


def boite() -> Boite:
    return Boite(settings.DONNEES / "courrier")


@require_POST
def connexion(request: HttpRequest) -> HttpResponse:
    email = request.POST.get("email", "").lower()
    if email not in demonstration.adresses():
        raise Http404
    user = get_object_or_404(User, email__iexact=email, is_active=True)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(_suite(request, email))


def _suite(request: HttpRequest, email: str) -> str:
    """The council whose door was pushed, since one account may open several."""
    slugs = [g.slug for g in demonstration.groupes() if email in {c.email for c in g.comptes}]
    choisi = request.POST.get("slug", "")
    if choisi not in slugs and len(slugs) == 1:
        choisi = slugs[0]
    return f"/{choisi}/" if choisi in slugs else "/"


@require_GET
def courrier_liste(request: HttpRequest) -> HttpResponse:
    page = request.GET.get("page", "1")
    rang = max(int(page), 1) if page.isdecimal() else 1
    lettres = list(boite().lettres(debut=(rang - 1) * PAR_PAGE, nombre=PAR_PAGE + 1))
    suite = rang + 1 if len(lettres) > PAR_PAGE else None
    contexte = {"lettres": lettres[:PAR_PAGE], "suite": suite, "total": len(boite())}
    return render(request, "demo/courrier_liste.html", contexte)


@require_GET
def courrier_lettre(request: HttpRequest, cle: str) -> HttpResponse:
    lettre = boite().lire(cle)
    if lettre is None:
        raise Http404
    return render(request, "demo/courrier_lettre.html", {"lettre": lettre})


@require_GET
def courrier_piece(request: HttpRequest, cle: str, rang: int) -> HttpResponse:
    lettre = boite().lire(cle)
    piece = next((p for p in lettre.pieces if p.rang == rang), None) if lettre else None
    if piece is None:
        raise Http404
    nom = f"piece-{rang}{_suffixe(piece.nom)}"
    entetes = {"Content-Disposition": f'attachment; filename="{nom}"'}
    return HttpResponse(piece.contenu, content_type=piece.type_mime, headers=entetes)


@require_GET
def composants(request: HttpRequest) -> HttpResponse:
    """The style guide: every component, in every state."""
    return render(request, "demo/composants.html", guide.exemples())


def _suffixe(nom: str) -> str:
    """Only the extension travels in the header: the rest of the name is the sender’s text."""
    extension = nom.rpartition(".")[2]
    return f".{extension}" if "." in nom and extension.isalnum() and extension.isascii() else ""


def contexte(request: Any) -> dict[str, Any]:
    """What the login page needs to offer its doors."""
    if request.path != reverse("account_login"):
        return {}
    return {
        "comptes_demo": demonstration.groupes(),
        "url_connexion_demo": reverse("demo-connexion"),
    }
