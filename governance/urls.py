"""Paths: what is ours first (reserved words), then each intercommunalité under its slug."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import TemplateView

from governance import views

intercommunalite: list[URLPattern | URLResolver] = [
    path("couleur.css", views.couleur, name="couleur"),
    path("logo/", views.logo, name="logo"),
    path("public/couleur.css", views.couleur, name="couleur-publique"),
    path("public/logo/", views.logo, name="logo-public"),
    path("journal/", views.journal, name="journal"),
    path("acces/", views.acces_liste, name="acces-liste"),
    path("acces/ouvrir/", views.acces_ouvrir, name="acces-ouvrir"),
    path("acces/<int:pk>/", views.acces_modifier, name="acces-modifier"),
    path("acces/<int:pk>/fermer/", views.acces_fermer, name="acces-fermer"),
    path("jetons/", views.jetons, name="jetons"),
    path("jetons/<int:pk>/revoquer/", views.jeton_revoquer, name="jeton-revoquer"),
    path("parametres/", views.parametres, name="parametres"),
    path("api/", include("governance.api_urls")),
    path("api/", include("instances.api_urls")),
    path("api/", include("deliberations.api_urls")),
    path("", include("deliberations.tableau_urls")),
    # What a full room asks is looked for first.
    path("", include("deliberations.urls")),
    path("", include("instances.urls_rappels")),
    path("", include("instances.urls")),
    path("territoire/", include("sectors.urls")),
]

urlpatterns = [
    path("", views.accueil, name="accueil"),
    path("comptes/", include("allauth.urls")),
    path("sante/", views.sante, name="sante"),
    *(
        path(f"{page}/", TemplateView.as_view(template_name=f"pages/{page}.html"), name=page)
        for page in ("accessibilite", "donnees-personnelles", "aide")
    ),
    *([path("demo/", include("governance.local.urls"))] if settings.DEMO else []),
    path("<slug:slug>/", include(intercommunalite)),
]
