"""Paths of the API under an intercommunalité. Each application adds its own ``api_urls``."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView

from governance import api

urlpatterns = [
    path("moi/", api.Moi.as_view(), name="api-moi"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("documentation/", api.documentation, name="api-documentation"),
]
