"""Addresses of the console beside the votes."""

from django.urls import path

from deliberations.views import debats

CONDUITE = "seances/<int:numero>/conduite/"
POINT = CONDUITE + "points/<int:pk>/"
PAROLE = CONDUITE + "paroles/<int:pk>/"
urlpatterns = [
    path(POINT + "parole/", debats.parole_demander, name="parole-demander"),
    path(PAROLE, debats.parole_noter, name="parole-noter"),
    path(PAROLE + "teneur/", debats.parole_ecrire, name="parole-ecrire"),
    path(CONDUITE + "suspension/", debats.suspension_voter, name="suspension-voter"),
    path(CONDUITE + "huis-clos/", debats.huis_clos_voter, name="huis-clos-voter"),
    path(CONDUITE + "huis-clos/finir/", debats.huis_clos_finir, name="huis-clos-finir"),
    path(CONDUITE + "incidents/", debats.incident_noter, name="incident-noter"),
    path(CONDUITE + "laisser/", debats.points_laisser, name="points-laisser"),
    path(POINT + "regler/", debats.point_regler, name="point-regler"),
]
