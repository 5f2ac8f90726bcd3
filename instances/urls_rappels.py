from django.urls import path

from instances.views.rappels import rappels

urlpatterns = [path("parametres/rappels/", rappels, name="rappels")]
