"""The shared calendar, what falls due, demands for a meeting."""

from django.urls import path

from instances.views import abonnements, calendrier, calendrier_annuel, demandes, reception

urlpatterns = [
    path("calendrier/", calendrier.calendrier, name="calendrier"),
    path("calendrier/annee/", calendrier_annuel.calendrier_annuel, name="calendrier-annuel"),
    path("calendrier/echeances/", calendrier.echeances, name="echeances"),
    path("calendrier/mes-seances.ics", calendrier.flux, name="calendrier-flux"),
    path("calendrier/communes/<int:pk>/", calendrier.commune_calendrier, name="commune-calendrier"),
    path(
        "calendrier/communes/<int:pk>/importer/",
        calendrier.calendrier_importer,
        name="calendrier-importer",
    ),
    path("reunions/<int:pk>/annuler/", calendrier.reunion_annuler, name="reunion-annuler"),
    path("calendrier/abonnements/", abonnements.abonnements, name="abonnements"),
    path("calendrier/abonnement/", abonnements.abonnement_ouvrir, name="abonnement-ouvrir"),
    path(
        "calendrier/abonnement/revoquer/",
        abonnements.abonnement_revoquer,
        name="abonnement-revoquer",
    ),
    path(
        "calendrier/abonnements/<str:public>/",
        abonnements.abonnement_public_ouvrir,
        name="abonnement-public-ouvrir",
    ),
    path(
        "calendrier/abonnements/<str:public>/revoquer/",
        abonnements.abonnement_public_revoquer,
        name="abonnement-public-revoquer",
    ),
    path(
        "public/agenda/<str:secret>/seances.ics",
        abonnements.abonnement_flux,
        name="abonnement-flux",
    ),
    path("public/calendrier.ics", calendrier.flux_public, name="calendrier-public"),
    path(
        "seances/<int:numero>/convocation/receptions/<int:pk>/",
        reception.reception_constater,
        name="reception-constater",
    ),
    path("demandes/", demandes.demande_liste, name="demande-liste"),
    path("instances/<int:pk>/demander/", demandes.demande_creer, name="demande-creer"),
    path("instances/<int:pk>/demander/verdict/", demandes.demande_verdict, name="demande-verdict"),
    path("demandes/<int:pk>/", demandes.demande_detail, name="demande-detail"),
    path("demandes/<int:pk>/signer/", demandes.demande_signer, name="demande-signer"),
    path("demandes/<int:pk>/classer/", demandes.demande_classer, name="demande-classer"),
    path("demandes/<int:pk>/seance/", demandes.demande_seance, name="demande-seance"),
]
