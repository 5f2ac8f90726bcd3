"""The dossier of one person, by personal link or account, and the answers that it brings."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from instances.views import dossier, reponses


def _dossier(
    chemin: str, nom: str, enrober: Callable[[Any], Any] = lambda vue: vue
) -> Iterator[URLPattern]:
    yield path(chemin, enrober(dossier.dossier), name=nom)
    for suite, vue, acte in (
        ("ouvert/", dossier.dossier_ouvert, "ouvert"),
        ("accuser/", dossier.dossier_accuser, "accuser"),
        ("repondre/", dossier.dossier_repondre, "repondre"),
        ("arriver/", dossier.dossier_arriver, "arriver"),
        ("annexes/<int:pk>/", dossier.dossier_annexe, "annexe"),
    ):
        yield path(f"{chemin}{suite}", enrober(vue), name=f"{nom}-{acte}")
    for extension in ("pdf", "ics"):
        yield path(
            f"{chemin}convocation.{extension}",
            enrober(dossier.dossier_document),
            {"extension": extension},
            name=f"{nom}-{extension}",
        )


# The secret of the path is the whole authority, and no cookie adds to it: whoever could forge
# the request already holds it. A page that says « no-referrer » sends no origin to compare.
SANS_COMPTE = list(_dossier("public/dossier/<str:secret>/", "dossier-public", csrf_exempt))

urlpatterns = [
    *SANS_COMPTE,
    *_dossier("seances/<int:numero>/mon-dossier/", "mon-dossier"),
    path(
        "seances/<int:numero>/mon-dossier/lien/revoquer/",
        dossier.mon_lien_revoquer,
        name="mon-lien-revoquer",
    ),
    path("seances/<int:numero>/reponses/", reponses.reponses_suivre, name="reponses-suivre"),
    path(
        "seances/<int:numero>/reponses/sieges/<int:pk>/",
        reponses.reponse_noter,
        name="reponse-noter",
    ),
    path(
        "seances/<int:numero>/reponses/sieges/<int:pk>/lien/revoquer/",
        reponses.lien_revoquer,
        name="lien-revoquer",
    ),
    path(
        "seances/<int:numero>/reponses/<int:pk>/confirmer/",
        reponses.pouvoir_confirmer,
        name="pouvoir-confirmer",
    ),
]
