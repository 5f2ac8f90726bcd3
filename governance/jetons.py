"""How the API knows who calls. Apart from api.py: DRF loads it before its own views exist."""

from typing import Any

from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request


class JetonAuthentication(BaseAuthentication):
    """The middleware has already checked the token against the intercommunalité of the path."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        recue = request._request
        if not getattr(recue, "par_jeton", False):
            return None
        return recue.user, recue.acces  # type: ignore[attr-defined]  # set by the middleware

    def authenticate_header(self, request: Request) -> str:
        return "Jeton"
