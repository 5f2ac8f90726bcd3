"""Addresses of what follows a first convocation: correction, another day, second meeting."""

from django.urls import path

from instances.views import avis_de_report, rectification, suites

SEANCE = "seances/<int:numero>/"
urlpatterns = [
    path(
        SEANCE + "convocation/rectificative/",
        rectification.convocation_rectifier,
        name="convocation-rectifier",
    ),
    path(
        SEANCE + "convocation/rectificative/apercu.pdf",
        rectification.rectification_apercu,
        name="rectification-apercu",
    ),
    path(SEANCE + "prevenus/", avis_de_report.prevenus_suivre, name="prevenus-suivre"),
    path(SEANCE + "prevenus/plis.pdf", avis_de_report.prevenus_imprimer, name="prevenus-imprimer"),
    path(SEANCE + "reporter/", suites.seance_reporter, name="seance-reporter"),
    path(SEANCE + "defaut-de-quorum/", suites.seance_carence, name="seance-carence"),
    path(SEANCE + "seconde-convocation/", suites.seance_seconde, name="seance-seconde"),
    path(SEANCE + "reprendre/", suites.seance_reprendre, name="seance-reprendre"),
]
