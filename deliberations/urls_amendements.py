"""Addresses of the console before the text is voted."""

from django.urls import path

from deliberations.views import amendements

CONDUITE = "seances/<int:numero>/conduite/"
POINT = CONDUITE + "points/<int:pk>/"
AMENDEMENT = CONDUITE + "amendements/<int:pk>/"
urlpatterns = [
    path(POINT + "amendement/", amendements.amendement_deposer, name="amendement-deposer"),
    path(AMENDEMENT + "place/", amendements.amendement_deplacer, name="amendement-deplacer"),
    path(AMENDEMENT + "sort/", amendements.amendement_regler, name="amendement-regler"),
    path(POINT + "scrutin/", amendements.scrutin_demander, name="scrutin-demander"),
    path(CONDUITE + "ordre/", amendements.ordre_modifier, name="ordre-modifier"),
]
