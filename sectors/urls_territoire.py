"""Sectors and their élus, comités, the conférence des maires."""

from django.urls import path

from sectors.views import comites, conference, secteurs

SECTEUR = "secteurs/<int:pk>/"
ELU = "elus-de-secteur/<int:pk>/"
COMITE = "comites/<int:pk>/"
SEANCE = "reunions-de-comite/<int:numero>/"
POINT = SEANCE + "sujets/<int:pk>/"
REUNION = "reunions-des-maires/<int:numero>/"
urlpatterns = [
    path("carte/", secteurs.carte_deposer, name="carte-deposer"),
    path(SECTEUR, secteurs.secteur_detail, name="secteur-detail"),
    path(SECTEUR + "clore/", secteurs.secteur_clore, name="secteur-clore"),
    path(SECTEUR + "lever/", secteurs.secteur_lever, name="secteur-lever"),
    path(SECTEUR + "predesigner/", secteurs.secteur_predesigner, name="secteur-predesigner"),
    path(SECTEUR + "rapporter/", secteurs.secteur_rapporter, name="secteur-rapporter"),
    path(ELU + "elire/", secteurs.elu_elire, name="elu-de-secteur-elire"),
    path(ELU + "designer/", secteurs.elu_designer, name="elu-de-secteur-designer"),
    path(ELU + "cesser/", secteurs.elu_cesser, name="elu-de-secteur-cesser"),
    path(COMITE, comites.comite_detail, name="comite-detail"),
    path(COMITE + "referents/", comites.comite_referent, name="comite-referent"),
    path(SEANCE, comites.comite_seance, name="comite-seance"),
    path(POINT + "inviter/", comites.comite_inviter, name="comite-inviter"),
    path(POINT + "destiner/", comites.comite_destiner, name="comite-destiner"),
    path(POINT + "avis/", comites.comite_avis, name="comite-avis"),
    path("conference/", conference.conference, name="conference"),
    path("conference/demander/", conference.conference_demander, name="conference-demander"),
    path("conference/reglement/", conference.conference_reglement, name="conference-reglement"),
    path(
        "conference/reglement/lire/",
        conference.conference_reglement_lire,
        name="conference-reglement-lire",
    ),
    path(
        "reponses-dues/<int:pk>/repondre/",
        conference.conference_repondre,
        name="conference-repondre",
    ),
    path(REUNION + "avis/", conference.conference_avis, name="conference-avis"),
    path(REUNION + "question/", conference.conference_question, name="conference-question"),
    path(REUNION + "remplacer/", conference.conference_remplacer, name="conference-remplacer"),
]
