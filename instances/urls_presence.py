"""The register of interests, the feuille d'émargement, the codes that announce an arrival."""

from django.urls import path

from instances.views import deports, emargement, interets

SEANCE = "seances/<int:numero>/"
urlpatterns = [
    path("mes-interets/", interets.mes_interets, name="mes-interets"),
    path("composition/elus/<int:pk>/interets/", interets.interet_liste, name="interet-liste"),
    path(
        "composition/elus/<int:pk>/interets/declarer/",
        interets.interet_declarer,
        name="interet-declarer",
    ),
    path("composition/interets/<int:pk>/clore/", interets.interet_clore, name="interet-clore"),
    path(SEANCE + "points/<int:pk>/deport/", deports.deport_annoncer, name="deport-annoncer"),
    path(SEANCE + "emargement/", emargement.emargement, name="emargement"),
    path(SEANCE + "emargement.pdf", emargement.emargement_feuille, name="emargement-feuille"),
    path(SEANCE + "emarger/<str:jeton>/", emargement.emarger, name="emarger"),
]
