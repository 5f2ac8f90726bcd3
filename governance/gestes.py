"""A gesture is done once: a browser that sends it again after a cut changes nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse

ENTETE, CHAMP = "HC-Geste", "cle"
Vue = Callable[..., HttpResponse]


def cle_du_geste(request: Any) -> str:
    """The key that the browser made for this gesture; none without scripts."""
    lue = request.headers.get(ENTETE) or request.POST.get(CHAMP) or ""
    try:
        return str(UUID(lue))
    except ValueError:
        return ""


def une_fois(repeter: Vue) -> Callable[[Vue], Vue]:
    """For a view that writes. ``repeter`` answers what is there now, where it was already done.

    A refused gesture leaves nothing, not even its key: it may be sent again.
    """

    def decorer(vue: Vue) -> Vue:
        @wraps(vue)
        def enveloppe(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            cle = cle_du_geste(request)
            if not cle:
                return vue(request, *args, **kwargs)
            with transaction.atomic():
                _, nouveau = request.intercommunalite.gestes.get_or_create(
                    cle=cle, defaults={"by": request.user}
                )
                reponse = (vue if nouveau else repeter)(request, *args, **kwargs)
                if reponse.status_code >= 400:
                    transaction.set_rollback(True)
            return reponse

        return enveloppe

    return decorer
