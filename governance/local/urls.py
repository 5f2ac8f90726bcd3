"""Pages of the demonstration only."""

from django.urls import path

from governance.local import vues

urlpatterns = [
    path("connexion/", vues.connexion, name="demo-connexion"),
    path("composants/", vues.composants, name="demo-composants"),
    path("courrier/", vues.courrier_liste, name="demo-courrier"),
    path("courrier/<str:cle>/", vues.courrier_lettre, name="demo-courrier-lettre"),
    path("courrier/<str:cle>/<int:rang>/", vues.courrier_piece, name="demo-courrier-piece"),
]
