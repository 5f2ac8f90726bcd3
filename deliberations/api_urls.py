"""Paths of the API about votes and délibérations."""

from django.urls import path

from deliberations import api

urlpatterns = [
    path("seances/<int:numero>/scrutins/", api.Scrutins.as_view(), name="api-scrutins"),
    path("seances/<int:numero>/numeroter/", api.Numeroter.as_view(), name="api-numeroter"),
    path("points/<int:pk>/proclamer/", api.Proclamer.as_view(), name="api-point-proclamer"),
    path(
        "points/<int:pk>/reprendre-le-vote/",
        api.ReprendreLeVote.as_view(),
        name="api-point-reprendre-le-vote",
    ),
    path("deliberations/", api.Deliberations.as_view(), name="api-deliberations"),
    path("deliberations/<int:pk>/", api.UneDeliberation.as_view(), name="api-deliberation"),
]
