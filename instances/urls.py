from django.urls import path

from instances.views import acces

app_name = "instances"
urlpatterns = [
    path("acces/<int:pk>/instances/", acces.acces_instances, name="acces-instances"),
    path("acces/<int:pk>/elu/", acces.acces_elu, name="acces-elu"),
]
