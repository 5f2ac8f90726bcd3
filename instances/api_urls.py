"""Paths of the API about instances."""

from django.urls import path

from instances.api import composition, seances, suites, tenue

urlpatterns = [
    path("communes/", composition.Communes.as_view(), name="api-communes"),
    path("elus/", composition.Elus.as_view(), name="api-elus"),
    path("mandats/", composition.Mandats.as_view(), name="api-mandats"),
    path("instances/", composition.Instances.as_view(), name="api-instances"),
    path("instances/<int:pk>/membres/", composition.Membres.as_view(), name="api-membres"),
    path("seances/", seances.Seances.as_view(), name="api-seances"),
    path("seances/<int:numero>/", seances.UneSeance.as_view(), name="api-seance"),
    path(
        "seances/<int:numero>/annuler/", seances.AnnulerSeance.as_view(), name="api-seance-annuler"
    ),
    path(
        "seances/<int:numero>/ordre-du-jour/",
        seances.OrdreDuJour.as_view(),
        name="api-ordre-du-jour",
    ),
    path(
        "seances/<int:numero>/convocations/",
        seances.Convocations.as_view(),
        name="api-convocations",
    ),
    path("seances/<int:numero>/reponses/", suites.Reponses.as_view(), name="api-reponses"),
    path(
        "seances/<int:numero>/rectifier/",
        suites.RectifierConvocation.as_view(),
        name="api-rectifier",
    ),
    path("seances/<int:numero>/reporter/", suites.ReporterSeance.as_view(), name="api-reporter"),
    path("seances/<int:numero>/ouvrir/", tenue.OuvrirSeance.as_view(), name="api-seance-ouvrir"),
    path(
        "seances/<int:numero>/suspendre/",
        tenue.SuspendreSeance.as_view(),
        name="api-seance-suspendre",
    ),
    path(
        "seances/<int:numero>/reprendre/",
        tenue.ReprendreSeance.as_view(),
        name="api-seance-reprendre",
    ),
    path("seances/<int:numero>/lever/", tenue.LeverSeance.as_view(), name="api-seance-lever"),
    path("seances/<int:numero>/sieges/", tenue.Siegeants.as_view(), name="api-sieges"),
    path("seances/<int:numero>/presences/", tenue.Presences.as_view(), name="api-presences"),
    path("seances/<int:numero>/departs/", tenue.Departs.as_view(), name="api-departs"),
    path("seances/<int:numero>/pouvoirs/", tenue.Pouvoirs.as_view(), name="api-pouvoirs"),
    path(
        "pouvoirs/<int:pk>/revoquer/", tenue.RevoquerPouvoir.as_view(), name="api-pouvoir-revoquer"
    ),
    path("points/<int:pk>/deplacer/", seances.DeplacerPoint.as_view(), name="api-point-deplacer"),
    path("points/<int:pk>/retirer/", seances.RetirerPoint.as_view(), name="api-point-retirer"),
    path("points/<int:pk>/discuter/", tenue.DiscuterPoint.as_view(), name="api-point-discuter"),
    path("points/<int:pk>/clore/", tenue.ClorePoint.as_view(), name="api-point-clore"),
]
