"""Addresses around the sending: letters, returns, copies, guests, import of councillors."""

from django.urls import path

from instances.views import envois, imports, invites

CONVOCATION = "seances/<int:numero>/convocation/"
urlpatterns = [
    path("composition/elus/importer/", imports.elus_importer, name="elus-importer"),
    path("seances/<int:numero>/invites/ajouter/", invites.invite_creer, name="invite-creer"),
    path(
        "seances/<int:numero>/invites/<int:pk>/retirer/",
        invites.invite_retirer,
        name="invite-retirer",
    ),
    path(CONVOCATION + "<int:version>/plis.pdf", envois.plis_imprimer, name="plis-imprimer"),
    path(CONVOCATION + "plis/deposer/", envois.plis_deposer, name="plis-deposer"),
    path(CONVOCATION + "envois/<int:pk>/renvoyer/", envois.envoi_renvoyer, name="envoi-renvoyer"),
    path(CONVOCATION + "copies/", envois.copies_liste, name="copies-liste"),
    path(CONVOCATION + "copies/transmettre/", envois.copies_transmettre, name="copies-transmettre"),
    path(CONVOCATION + "copies/<int:pk>/fermer/", envois.copies_fermer, name="copies-fermer"),
    path("public/documents/<str:cle>/", envois.documents_publics, name="documents-publics"),
    path(
        "public/documents/<str:cle>/fichiers/<int:rang>/",
        envois.document_public,
        name="document-public",
    ),
]
