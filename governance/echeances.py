"""Acts due to the clock: each kind says who has work due and how to do it.

``drainer`` does all that is due, in every intercommunalité. Celery's beat, the plain loop
of ``manage.py echeances`` and the tests call this one function; none of them holds any
state, so that a restart, a second worker or a lost Redis changes nothing.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from governance import mail, retours, tenancy
from governance.models import Intercommunalite
from governance.preuve import file as scelles

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Echeance:
    """``dus`` lists intercommunalités, seen as the scheduler; ``faire`` works in one of them.

    Zero stands for work that belongs to none in particular.
    """

    nom: str
    dus: Callable[[], Iterable[int]]
    faire: Callable[[int], int]


_registre: dict[str, Echeance] = {}


def toutes() -> list[int]:
    """For acts that no row announces. Answers inside ``tenancy.ordonnanceur()`` only."""
    return list(Intercommunalite.objects.order_by("pk").values_list("pk", flat=True))


def d_un_bloc(acte: Callable[[Intercommunalite, datetime], int]) -> Callable[[int], int]:
    """An act due to the clock that is done in one transaction, in the civil time of the place."""

    def faire(ident: int) -> int:
        with tenancy.entrer(ident):
            return acte(Intercommunalite.objects.get(pk=ident), timezone.now())

    return faire


def inscrire(echeance: Echeance) -> Echeance:
    """Called at the import of an application's own ``echeances`` module."""
    _registre[echeance.nom] = echeance
    return echeance


inscrire(Echeance(nom="courrier", dus=mail.intercommunalites_en_attente, faire=mail.vider))
inscrire(Echeance(nom="retours", dus=retours.a_relever, faire=retours.relever_la_boite))
# Copies after what the law dates, and never before it: they give way as soon as some is due.
inscrire(Echeance(nom="copies", dus=mail.copies_en_attente, faire=mail.vider_les_copies))
# After the mail: an authority that does not answer must not hold a convocation up.
inscrire(Echeance(nom="scelles", dus=scelles.intercommunalites_en_attente, faire=scelles.vider))


def drainer() -> int:
    """Do everything that is due now. What fails somewhere does not hold the rest up.

    Raises ``ExceptionGroup`` at the end, so that the failure is seen.
    """
    autodiscover_modules("echeances")
    faits, pannes = 0, []
    for echeance in list(_registre.values()):
        with tenancy.ordonnanceur():
            intercommunalites = list(echeance.dus())
        for ident in intercommunalites:
            try:
                faits += echeance.faire(ident)
            except Exception as panne:
                logger.exception("Échéance « %s » en panne chez %s", echeance.nom, ident)
                pannes.append(panne)
    if pannes:
        raise ExceptionGroup("Des échéances n’ont pas été tenues", pannes)
    return faits
