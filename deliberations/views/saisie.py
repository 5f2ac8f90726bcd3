"""Which clerk is noting a vote just now, for the others: who and on what, never what is noted.

The console of whoever notes says so each time it asks for news. Nothing of it is kept: the cache
forgets a console that fell silent.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.utils.timezone import now

from instances.models import Seance

ENTETE = "HC-Saisie"
# A console woken by the server asks every ten seconds (static/js/direct.js).
SILENCE = timedelta(seconds=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Saisie:
    by: int
    nom: str
    at: datetime


def _cle(seance: Seance) -> str:
    return f"saisies:{seance.pk}"


def saisies(seance: Seance) -> list[Saisie]:
    depuis = now() - SILENCE
    lues: dict[int, Saisie] = cache.get(_cle(seance)) or {}
    return [s for s in lues.values() if s.at > depuis]


def signaler(request: Any, seance: Seance) -> None:
    """Two consoles at the same instant may lose one signal: the next one comes in seconds."""
    vues = {s.by: s for s in saisies(seance)}
    if ENTETE in request.headers:
        vues[request.user.pk] = Saisie(by=request.user.pk, nom=str(request.user), at=now())
    elif vues.pop(request.user.pk, None) is None:
        return
    cache.set(_cle(seance), vues, SILENCE.total_seconds())


def marque_des_saisies(seance: Seance) -> str:
    return "".join(f"-s{pk}" for pk in sorted(s.by for s in saisies(seance)))


def saisies_ailleurs(request: Any, seance: Seance) -> list[str]:
    return sorted(s.nom for s in saisies(seance) if s.by != request.user.pk)
