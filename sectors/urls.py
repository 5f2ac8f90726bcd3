from django.urls import include, path

from sectors.views import alertes, consultations, instruction, territoire

app_name = "sectors"
ALERTE = "alertes/<int:numero>/"
CONSULTATION = "consultations/<int:pk>/"
urlpatterns = [
    path("", territoire.territoire, name="territoire"),
    path("alertes/", alertes.alerte_liste, name="alerte-liste"),
    path("alertes/commencer/", alertes.alerte_commencer, name="alerte-commencer"),
    path(ALERTE, alertes.alerte_detail, name="alerte-detail"),
    path(ALERTE + "rediger/", alertes.alerte_rediger, name="alerte-rediger"),
    path(ALERTE + "relire/", alertes.alerte_relire, name="alerte-relire"),
    path(ALERTE + "courrier.pdf", alertes.alerte_courrier, name="alerte-courrier"),
    path(ALERTE + "retirer/", alertes.alerte_retirer, name="alerte-retirer"),
    path(ALERTE + "pieces/joindre/", alertes.piece_joindre, name="alerte-piece-joindre"),
    path(ALERTE + "pieces/<int:pk>/", alertes.piece_lire, name="alerte-piece-lire"),
    path(ALERTE + "pieces/<int:pk>/retirer/", alertes.piece_retirer, name="alerte-piece-retirer"),
    path(ALERTE + "completer/", instruction.alerte_completer, name="alerte-completer"),
    path(ALERTE + "debattre/", instruction.alerte_debattre, name="alerte-debattre"),
    path(ALERTE + "suites/decider/", instruction.alerte_suite, name="alerte-suite"),
    path(ALERTE + "suites/<int:pk>/tenir/", instruction.suite_tenir, name="alerte-suite-tenir"),
    path(ALERTE + "clore/", instruction.alerte_clore, name="alerte-clore"),
    path("consultations/", consultations.consultation_liste, name="consultation-liste"),
    path("consultations/creer/", consultations.consultation_creer, name="consultation-creer"),
    path(CONSULTATION, consultations.consultation_detail, name="consultation-detail"),
    path(CONSULTATION + "projet/", consultations.consultation_projet, name="consultation-projet"),
    path(
        CONSULTATION + "retransmettre/",
        consultations.consultation_retransmettre,
        name="consultation-retransmettre",
    ),
    path(
        CONSULTATION + "compromis/",
        consultations.consultation_compromis,
        name="consultation-compromis",
    ),
    path(CONSULTATION + "clore/", consultations.consultation_clore, name="consultation-clore"),
    path(
        "communes-consultees/<int:pk>/repondre/",
        consultations.consultation_repondre,
        name="consultation-repondre",
    ),
    path(
        "communes-consultees/<int:pk>/deliberation/",
        consultations.avis_deliberation,
        name="consultation-deliberation",
    ),
    path("", include("sectors.urls_territoire")),
    path("", include("sectors.urls_voix")),
]
