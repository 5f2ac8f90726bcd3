from django.urls import path

from instances import urls_calendrier, urls_dossier, urls_envois, urls_suites
from instances.views import (
    acces,
    composition,
    convocation,
    instances,
    points,
    preparation,
    reglement,
    seances,
)

app_name = "instances"
POINT = "seances/<int:numero>/points/<int:pk>/"
urlpatterns = [
    *urls_calendrier.urlpatterns,
    *urls_dossier.urlpatterns,
    *urls_suites.urlpatterns,
    *urls_envois.urlpatterns,
    path("acces/<int:pk>/instances/", acces.acces_instances, name="acces-instances"),
    path("acces/<int:pk>/elu/", acces.acces_elu, name="acces-elu"),
    path("composition/", composition.composition, name="composition"),
    path("composition/communes/", composition.commune_liste, name="commune-liste"),
    path("composition/communes/ajouter/", composition.commune_creer, name="commune-creer"),
    path("composition/communes/<int:pk>/", composition.commune_detail, name="commune-detail"),
    path(
        "composition/communes/<int:pk>/modifier/",
        composition.commune_modifier,
        name="commune-modifier",
    ),
    path("composition/sieges/", composition.sieges_repartir, name="sieges-repartir"),
    path("composition/elus/", composition.elu_liste, name="elu-liste"),
    path("composition/elus/ajouter/", composition.elu_creer, name="elu-creer"),
    path("composition/elus/<int:pk>/", composition.elu_detail, name="elu-detail"),
    path("composition/elus/<int:pk>/modifier/", composition.elu_modifier, name="elu-modifier"),
    path("composition/elus/<int:pk>/canal/", composition.elu_canal, name="elu-canal"),
    path("composition/elus/<int:pk>/mandat/", composition.mandat_ouvrir, name="mandat-ouvrir"),
    path("composition/mandats/<int:pk>/clore/", composition.mandat_clore, name="mandat-clore"),
    path("composition/instances/", instances.instance_liste, name="instance-liste"),
    path("composition/instances/creer/", instances.instance_creer, name="instance-creer"),
    path("composition/instances/<int:pk>/", instances.instance_detail, name="instance-detail"),
    path(
        "composition/instances/<int:pk>/modifier/",
        instances.instance_modifier,
        name="instance-modifier",
    ),
    path(
        "composition/instances/<int:pk>/nommer/",
        instances.nomination_creer,
        name="nomination-creer",
    ),
    path(
        "composition/nominations/<int:pk>/clore/",
        instances.nomination_clore,
        name="nomination-clore",
    ),
    path("composition/types/", instances.type_instance_liste, name="type-instance-liste"),
    path(
        "composition/types/creer/<slug:modele>/",
        instances.type_instance_creer,
        name="type-instance-creer",
    ),
    path(
        "composition/types/<int:pk>/",
        instances.type_instance_detail,
        name="type-instance-detail",
    ),
    path(
        "composition/types/<int:pk>/modifier/",
        instances.type_instance_modifier,
        name="type-instance-modifier",
    ),
    path("composition/perimetres/", instances.perimetre_liste, name="perimetre-liste"),
    path("composition/perimetres/creer/", instances.perimetre_creer, name="perimetre-creer"),
    path(
        "composition/perimetres/<int:pk>/modifier/",
        instances.perimetre_modifier,
        name="perimetre-modifier",
    ),
    path("seances/", seances.seance_liste, name="seance-liste"),
    path("seances/creer/", seances.seance_creer, name="seance-creer"),
    path("seances/<int:numero>/", seances.seance_detail, name="seance-detail"),
    path("seances/<int:numero>/modifier/", seances.seance_modifier, name="seance-modifier"),
    path("seances/<int:numero>/annuler/", seances.seance_annuler, name="seance-annuler"),
    path("seances/<int:numero>/deroger/", preparation.seance_deroger, name="seance-deroger"),
    path("seances/<int:numero>/points/ajouter/", points.point_creer, name="point-creer"),
    path(POINT, points.point_detail, name="point-detail"),
    path(POINT + "modifier/", points.point_modifier, name="point-modifier"),
    path(POINT + "deplacer/", points.point_deplacer, name="point-deplacer"),
    path(POINT + "retirer/", points.point_retirer, name="point-retirer"),
    path(POINT + "annexes/joindre/", points.annexe_joindre, name="annexe-joindre"),
    path("seances/<int:numero>/annexes/<int:pk>/", points.annexe_lire, name="annexe-lire"),
    path(
        "seances/<int:numero>/annexes/<int:pk>/retirer/",
        points.annexe_retirer,
        name="annexe-retirer",
    ),
    path(
        "seances/<int:numero>/convocation/",
        convocation.convocation_preparer,
        name="convocation-preparer",
    ),
    path(
        "seances/<int:numero>/convocation/envoyer/",
        convocation.seance_convoquer,
        name="seance-convoquer",
    ),
    path(
        "seances/<int:numero>/convocation/apercu.pdf",
        convocation.convocation_apercu,
        name="convocation-apercu",
    ),
    path(
        "seances/<int:numero>/convocation/suivi/",
        convocation.convocation_suivi,
        name="convocation-suivi",
    ),
    path(
        "seances/<int:numero>/convocation/plis/<int:pk>/",
        convocation.pli_deposer,
        name="pli-deposer",
    ),
    path(
        "seances/<int:numero>/convocation/<int:version>/convocation.pdf",
        convocation.convocation_document,
        {"extension": "pdf"},
        name="convocation-pdf",
    ),
    path(
        "seances/<int:numero>/convocation/<int:version>/convocation.ics",
        convocation.convocation_document,
        {"extension": "ics"},
        name="convocation-ics",
    ),
    path(
        "seances/<int:numero>/convocation/<int:version>/preuve.zip",
        convocation.convocation_preuve,
        name="convocation-preuve",
    ),
    path("reglement/", reglement.reglement_liste, name="reglement-liste"),
    path("reglement/adopter/", reglement.reglement_creer, name="reglement-creer"),
    path("reglement/<int:version>/", reglement.reglement_detail, name="reglement-detail"),
    path(
        "reglement/<int:version>/modifier/", reglement.reglement_modifier, name="reglement-modifier"
    ),
]
