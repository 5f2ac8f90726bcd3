"""Addresses of an election beside the console: its page, its procès-verbal, what follows it."""

from django.urls import path

from deliberations.views import election_suites

ELECTION = "seances/<int:numero>/elections/<int:pk>/"
NOMBRE = "seances/<int:numero>/conduite/points/<int:pk>/nombre/"
urlpatterns = [
    path(ELECTION, election_suites.election_detail, name="election-detail"),
    path(ELECTION + "fonction/", election_suites.election_qualifier, name="election-qualifier"),
    path(ELECTION + "bureau/", election_suites.election_bureau, name="election-bureau"),
    path(ELECTION + "affichage/", election_suites.election_afficher, name="election-afficher"),
    path(ELECTION + "mandats/", election_suites.election_investir, name="election-investir"),
    path(
        ELECTION + "proces-verbal.pdf",
        election_suites.election_proces_verbal,
        name="election-proces-verbal",
    ),
    path(NOMBRE, election_suites.nombre_fixer, name="nombre-fixer"),
]
