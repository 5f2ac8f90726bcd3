"""Addresses of drafts and of their circuit, under the namespace of deliberations."""

from django.urls import path

from deliberations.views import circuits, projets, visas

PROJET = "projets/<int:pk>/"
urlpatterns = [
    path("projets/", projets.projet_liste, name="projet-liste"),
    path("projets/creer/", projets.projet_creer, name="projet-creer"),
    path(PROJET, projets.projet_detail, name="projet-detail"),
    path(PROJET + "modifier/", projets.projet_modifier, name="projet-modifier"),
    path(PROJET + "rapport.pdf", projets.projet_rapport, name="projet-rapport"),
    path(PROJET + "pieces/", projets.piece_joindre, name="piece-joindre"),
    path(PROJET + "pieces/<int:piece>/", projets.piece_lire, name="piece-lire"),
    path(PROJET + "pieces/<int:piece>/retirer/", projets.piece_retirer, name="piece-retirer"),
    path(PROJET + "lancer/", visas.projet_lancer, name="projet-lancer"),
    path(PROJET + "reprendre/", visas.projet_reprendre, name="projet-reprendre"),
    path(PROJET + "abandonner/", visas.projet_abandonner, name="projet-abandonner"),
    path(PROJET + "visas/<int:visa>/", visas.visa_donner, name="visa-donner"),
    path(PROJET + "visas/<int:visa>/passer/", visas.visa_passer, name="visa-passer"),
    path("a-viser/", visas.visa_liste, name="visa-liste"),
    path("a-viser/absences/<int:pk>/cesser/", visas.absence_cesser, name="absence-cesser"),
    path("circuits/", circuits.circuit_liste, name="circuit-liste"),
    path("circuits/creer/", circuits.circuit_creer, name="circuit-creer"),
    path("circuits/<int:pk>/", circuits.circuit_modifier, name="circuit-modifier"),
    path("circuits/<int:pk>/retirer/", circuits.circuit_retirer, name="circuit-retirer"),
    path("modeles/creer/", circuits.modele_creer, name="modele-creer"),
    path("modeles/<int:pk>/", circuits.modele_modifier, name="modele-modifier"),
    path("modeles/<int:pk>/supprimer/", circuits.modele_supprimer, name="modele-supprimer"),
    path("seances/<int:numero>/projets/", projets.projets_inscrire, name="projets-inscrire"),
    path(
        "seances/<int:numero>/points/<int:pk>/rapport.pdf",
        projets.point_rapport,
        name="point-rapport",
    ),
]
