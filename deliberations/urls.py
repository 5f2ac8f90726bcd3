from django.urls import include, path

from deliberations import (
    urls_corrections,
    urls_debats,
    urls_elections,
    urls_presence,
    urls_proces_verbal,
)
from deliberations.views import actes, conduite, ecran, election, pointage, projets

app_name = "deliberations"
SEANCE = "seances/<int:numero>/"
POINT = SEANCE + "conduite/points/<int:pk>/"
urlpatterns = [
    path("", include("deliberations.urls_projets")),
    path("", include("deliberations.urls_amendements")),
    path("", include("deliberations.urls_appels")),
    path("deliberations/", actes.deliberation_liste, name="deliberation-liste"),
    path("deliberations/<int:pk>/", actes.deliberation_detail, name="deliberation-detail"),
    path("deliberations/<int:pk>/extrait/", actes.extrait_etablir, name="extrait-etablir"),
    path("deliberations/<int:pk>/extrait.pdf", actes.extrait_lire, name="extrait-lire"),
    path(SEANCE + "points/<int:pk>/projet/", projets.projet_rediger, name="projet-rediger"),
    path(SEANCE + "deliberations/", actes.seance_actes, name="seance-actes"),
    path(SEANCE + "numeroter/", actes.seance_numeroter, name="seance-numeroter"),
    path(SEANCE + "conduite/", conduite.conduite, name="conduite"),
    path(SEANCE + "conduite/etat/", conduite.conduite_etat, name="conduite-etat"),
    path(SEANCE + "conduite/ecran/", ecran.ecran_ouvrir, name="ecran-ouvrir"),
    path(
        SEANCE + "conduite/ecrans/<int:pk>/revoquer/", ecran.ecran_revoquer, name="ecran-revoquer"
    ),
    path("public/ecran/<str:secret>/", ecran.ecran, name="ecran"),
    path("public/ecran/<str:secret>/etat/", ecran.ecran_etat, name="ecran-etat"),
    path(SEANCE + "conduite/ouvrir/", conduite.seance_ouvrir, name="seance-ouvrir"),
    path(SEANCE + "conduite/presider/", conduite.presidence_changer, name="presidence-changer"),
    path(SEANCE + "conduite/suspendre/", conduite.seance_suspendre, name="seance-suspendre"),
    path(SEANCE + "conduite/reprendre/", conduite.seance_reprendre, name="seance-reprendre"),
    path(SEANCE + "conduite/lever/", conduite.seance_lever, name="seance-lever"),
    path(SEANCE + "conduite/membres/<int:pk>/", pointage.membre_pointer, name="membre-pointer"),
    path(
        SEANCE + "conduite/pointages/<int:pk>/corriger/",
        pointage.pointage_corriger,
        name="pointage-corriger",
    ),
    path(SEANCE + "conduite/pouvoirs/", pointage.pouvoir_donner, name="pouvoir-donner"),
    path(
        SEANCE + "conduite/pouvoirs/<int:pk>/revoquer/",
        pointage.pouvoir_revoquer,
        name="pouvoir-revoquer",
    ),
    path(POINT + "discuter/", conduite.point_discuter, name="point-discuter"),
    path(POINT + "clore/", conduite.point_clore, name="point-clore"),
    path(POINT + "election/", election.election_noter, name="election-noter"),
    path(POINT + "election/bulletins.pdf", election.election_bulletins, name="election-bulletins"),
    path(
        POINT + "election/depouillement.pdf",
        election.election_depouillement,
        name="election-depouillement",
    ),
    path(POINT + "vote/", conduite.vote_noter, name="vote-noter"),
    *urls_corrections.urlpatterns,
    *urls_debats.urlpatterns,
    *urls_elections.urlpatterns,
    *urls_presence.urlpatterns,
    *urls_proces_verbal.urlpatterns,
]
