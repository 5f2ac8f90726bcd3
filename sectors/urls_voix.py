"""Signatures of an alert, dossiers, missions, commissions, the bulletin."""

from django.urls import path

from sectors.views import (
    commissions,
    developpement,
    dossiers,
    expression,
    missions,
    signatures,
)

ALERTE = "alertes/<int:numero>/"
DOSSIER = "dossiers/<int:numero>/"
MISSION = "missions/<int:numero>/"
NUMERO = "bulletin/<int:rang>/"
SAISINE = "developpement/saisines/<int:pk>/"
RAPPORT = "developpement/rapports/<int:pk>/"
urlpatterns = [
    path(ALERTE + "signatures/", signatures.alerte_solliciter, name="alerte-solliciter"),
    path(ALERTE + "signer/", signatures.alerte_cosigner, name="alerte-cosigner"),
    path("dossiers/", dossiers.dossier_liste, name="dossier-liste"),
    path("dossiers/ouvrir/", dossiers.dossier_ouvrir, name="dossier-ouvrir"),
    path(DOSSIER, dossiers.dossier_detail, name="dossier-detail"),
    path(DOSSIER + "clore/", dossiers.dossier_clore, name="dossier-clore"),
    path(DOSSIER + "passages/<int:pk>/retirer/", dossiers.passage_retirer, name="passage-retirer"),
    path("schema/", dossiers.schema, name="schema"),
    path("schema/<int:pk>/deplacer/", dossiers.etape_deplacer, name="etape-deplacer"),
    path("schema/<int:pk>/retirer/", dossiers.etape_retirer, name="etape-retirer"),
    path("missions/", missions.mission_liste, name="mission-liste"),
    path("missions/ouvrir/", missions.mission_ouvrir, name="mission-ouvrir"),
    path("missions/demander/", missions.mission_demander, name="mission-demander"),
    path(MISSION, missions.mission_detail, name="mission-detail"),
    path(MISSION + "signer/", missions.mission_signer, name="mission-signer"),
    path(MISSION + "deliberer/", missions.mission_deliberer, name="mission-deliberer"),
    path(MISSION + "creer/", missions.mission_creer, name="mission-creer"),
    path(MISSION + "refuser/", missions.mission_refuser, name="mission-refuser"),
    path(MISSION + "rapporter/", missions.mission_rapporter, name="mission-rapporter"),
    path(MISSION + "rapport/", missions.mission_rapport, name="mission-rapport"),
    path("developpement/", developpement.developpement, name="developpement"),
    path("developpement/saisir/", developpement.developpement_saisir, name="developpement-saisir"),
    path(
        "developpement/rapporter/",
        developpement.developpement_rapporter,
        name="developpement-rapporter",
    ),
    path(SAISINE + "rendre/", developpement.developpement_rendre, name="developpement-rendre"),
    path(SAISINE + "avis/", developpement.developpement_avis, name="developpement-avis"),
    path(RAPPORT, developpement.developpement_rapport, name="developpement-rapport"),
    path(
        RAPPORT + "debattre/", developpement.developpement_debattre, name="developpement-debattre"
    ),
    path("expression/", expression.expression, name="expression"),
    path("expression/espaces/", expression.espace_ajouter, name="espace-ajouter"),
    path("expression/rubriques/", expression.rubrique_ajouter, name="rubrique-ajouter"),
    path("rubriques/<int:pk>/retirer/", expression.rubrique_retirer, name="rubrique-retirer"),
    path("expression/numeros/", expression.numero_ouvrir, name="numero-ouvrir"),
    path(NUMERO, expression.numero_detail, name="numero-detail"),
    path(NUMERO + "textes/<int:pk>/", expression.texte_remettre, name="texte-remettre"),
    path(NUMERO + "textes/<int:pk>/ecrire/", expression.texte_ecrire, name="texte-ecrire"),
    path(NUMERO + "clore/", expression.numero_clore, name="numero-clore"),
    path(
        "commissions/seances/<int:numero>/remplacer/",
        commissions.remplacement_designer,
        name="remplacement-designer",
    ),
]
