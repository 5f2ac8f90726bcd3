"""An open vote: on the console, and on members' phones."""

from django.urls import path

from deliberations.views import appels, direct, voter

SEANCE = "seances/<int:numero>/"
APPEL = SEANCE + "conduite/appels/<int:pk>/"
urlpatterns = [
    path(
        SEANCE + "conduite/points/<int:pk>/appel/ouvrir/", appels.appel_ouvrir, name="appel-ouvrir"
    ),
    path(APPEL + "voix/<int:siege>/", appels.voix_noter, name="voix-noter"),
    path(APPEL + "clore/", appels.appel_clore, name="appel-clore"),
    path(APPEL + "abandonner/", appels.appel_abandonner, name="appel-abandonner"),
    path(SEANCE + "voter/", voter.voter, name="voter"),
    path(SEANCE + "voter/etat/", voter.voter_etat, name="voter-etat"),
    path(SEANCE + "voter/flux/", voter.voter_flux, name="voter-flux"),
    path(SEANCE + "voter/<int:siege>/", voter.voter_envoyer, name="voter-envoyer"),
    path(SEANCE + "conduite/flux/", direct.conduite_flux, name="conduite-flux"),
    path("public/ecran/<str:secret>/flux/", direct.ecran_flux, name="ecran-flux"),
]
