"""Signatures of an alert, dossiers, missions, commissions, the bulletin."""

from django.urls import path

from sectors.views import dossiers, signatures

ALERTE = "alertes/<int:numero>/"
DOSSIER = "dossiers/<int:numero>/"
urlpatterns = [
    path(ALERTE + "signatures/", signatures.alerte_solliciter, name="alerte-solliciter"),
    path(ALERTE + "signer/", signatures.alerte_cosigner, name="alerte-cosigner"),
    path("dossiers/", dossiers.dossier_liste, name="dossier-liste"),
    path("dossiers/ouvrir/", dossiers.dossier_ouvrir, name="dossier-ouvrir"),
    path(DOSSIER, dossiers.dossier_detail, name="dossier-detail"),
    path(DOSSIER + "clore/", dossiers.dossier_clore, name="dossier-clore"),
    path(DOSSIER + "passages/<int:pk>/retirer/", dossiers.passage_retirer, name="passage-retirer"),
    path("schema/", dossiers.schema, name="schema"),
    path("schema/<int:pk>/retirer/", dossiers.etape_retirer, name="etape-retirer"),
]
