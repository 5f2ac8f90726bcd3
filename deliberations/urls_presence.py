"""Who withdraws, who arrives by phone, what a pouvoir weighed: the rest of the presences."""

from django.urls import path

from deliberations.views import arrivees, deports, pouvoirs

CONDUITE = "seances/<int:numero>/conduite/"
POINT = CONDUITE + "points/<int:pk>/"
urlpatterns = [
    path(POINT + "deports/", deports.deport_declarer, name="deport-declarer"),
    path(
        POINT + "president/retirer/",
        deports.deport_retirer_president,
        name="deport-retirer-president",
    ),
    path(POINT + "rapporteur/", deports.rapport_confier, name="rapport-confier"),
    path(CONDUITE + "deports/<int:pk>/annuler/", deports.deport_annuler, name="deport-annuler"),
    path(CONDUITE + "deports/<int:pk>/sortir/", deports.deport_sortir, name="deport-sortir"),
    path(
        CONDUITE + "emargements/<int:pk>/traiter/",
        arrivees.emargement_traiter,
        name="emargement-traiter",
    ),
    path(CONDUITE + "invites/<int:pk>/", arrivees.invite_pointer, name="invite-pointer"),
    path(
        CONDUITE + "pouvoirs/<int:pk>/verifier/",
        pouvoirs.pouvoir_verifier,
        name="pouvoir-verifier",
    ),
]
