"""Addresses of the console that put right what was done by mistake."""

from django.urls import path

from deliberations.views import corrections

CONDUITE = "seances/<int:numero>/conduite/"
POINT = CONDUITE + "points/<int:pk>/"
urlpatterns = [
    path(POINT + "vote/reprendre/", corrections.vote_reprendre, name="vote-reprendre"),
    path(POINT + "rouvrir/", corrections.point_rouvrir, name="point-rouvrir"),
    path(
        CONDUITE + "amendements/<int:pk>/remettre/",
        corrections.amendement_remettre,
        name="amendement-remettre",
    ),
    path(
        CONDUITE + "huis-clos/<int:pk>/annuler/",
        corrections.huis_clos_annuler,
        name="huis-clos-annuler",
    ),
]
