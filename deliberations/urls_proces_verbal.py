from django.urls import path

from deliberations.views import proces_verbal as vues

BASE = "seances/<int:numero>/proces-verbal/"
urlpatterns = [
    path(BASE, vues.proces_verbal, name="proces-verbal"),
    path(BASE + "proces-verbal.pdf", vues.proces_verbal_lire, name="proces-verbal-lire"),
    path(BASE + "ouverture/", vues.ouverture_rediger, name="proces-verbal-ouverture"),
    path(BASE + "points/<int:pk>/", vues.passage_rediger, name="proces-verbal-passage"),
    path(BASE + "proposer/", vues.proces_verbal_proposer, name="proces-verbal-proposer"),
    path(BASE + "arreter/", vues.proces_verbal_arreter, name="proces-verbal-arreter"),
    path(
        "seances/<int:numero>/conduite/proces-verbaux/<int:pk>/rectifications/",
        vues.rectifications_noter,
        name="rectifications-noter",
    ),
    path(BASE + "publier/", vues.proces_verbal_publier, name="proces-verbal-publier"),
]
