"""The same answer to all who ask at once: the screens of a room, by the hundred."""

from collections.abc import Callable

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

# Seconds. Given with each answer: a cache’s own default is a whole number of them.
DUREE = 0.5


class Redite(HttpResponse):
    """An answer that is the same for whoever holds its address, secret included."""


class RediteMiddleware:
    """Say again for half a second what a view answered so, without session, tenant nor query.

    It stands before all three, so that nothing of who asks can enter the answer that it keeps.
    Who has it already is told so (304).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        dites = caches["redites"]
        dite = dites.get(request.path_info) if request.method == "GET" else None
        if dite is not None:
            contenu, entetes = dite
            reponse = HttpResponse(contenu, headers=entetes)
        else:
            reponse = self.get_response(request)
            if not isinstance(reponse, Redite):
                return reponse
            dite = (reponse.content, dict(reponse.items()))
            dites.set(request.path_info, dite, timeout=DUREE)
        deja = get_conditional_response(request, etag=reponse["ETag"], response=reponse)
        return deja or reponse
