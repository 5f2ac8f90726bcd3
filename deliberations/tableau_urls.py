from django.urls import path

from deliberations.views.tableau import tableau_de_bord

urlpatterns = [path("", tableau_de_bord, name="tableau-de-bord")]
