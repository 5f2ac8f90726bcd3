"""Paths of the API about votes and délibérations."""

from django.urls import path

from deliberations import api, api_elections

urlpatterns = [
    path("seances/<int:numero>/scrutins/", api.Scrutins.as_view(), name="api-scrutins"),
    path("seances/<int:numero>/numeroter/", api.Numeroter.as_view(), name="api-numeroter"),
    path("points/<int:pk>/proclamer/", api.Proclamer.as_view(), name="api-point-proclamer"),
    path(
        "points/<int:pk>/reprendre-le-vote/",
        api.ReprendreLeVote.as_view(),
        name="api-point-reprendre-le-vote",
    ),
    path("points/<int:pk>/election/", api_elections.UneElection.as_view(), name="api-election"),
    path(
        "points/<int:pk>/election/candidats/",
        api_elections.Candidatures.as_view(),
        name="api-election-candidats",
    ),
    path(
        "points/<int:pk>/election/tours/",
        api_elections.ProclamerTour.as_view(),
        name="api-election-tours",
    ),
    path(
        "points/<int:pk>/election/mandats/",
        api_elections.Investir.as_view(),
        name="api-election-mandats",
    ),
    path("deliberations/", api.Deliberations.as_view(), name="api-deliberations"),
    path("deliberations/<int:pk>/", api.UneDeliberation.as_view(), name="api-deliberation"),
]
